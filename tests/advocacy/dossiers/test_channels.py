"""Every rule of every channel, seen from both sides; and that each form is whole, in the channel's own order."""

import re
from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.making import Draft
from advocacy.dossiers.mandates import MANDATES
from advocacy.models import DeadlineRule
from cases import workflow
from cases.choices import Channel, ConsentPurpose, DossierLanguage, Outcome, SourceKind, Timing
from cases.publication.publish import publish
from tests import builders as b
from tests.advocacy.dossiers import training

pytestmark = pytest.mark.django_db

TODAY = training.TODAY
UN_BODIES = [
    code for code, form in FORMS.items() if form.purpose == ConsentPurpose.UN and code != "unhcr_referral"
]
FOR_ONE = [code for code, form in FORMS.items() if form.is_for_one]


def assessed(channel, involvement, today=TODAY, language="en", **answers):
    given = training.answers(channel) | answers
    return Draft(involvement.case, channel, involvement, given, language).assessed(today)[0]


def codes(findings) -> list[str]:
    return [found.code for found in findings]


def test_every_channel_has_a_form():
    assert list(FORMS) == list(Channel)


@pytest.mark.parametrize("channel", FORMS)
def test_the_complete_case_is_complete_and_nothing_forbids_it(channel):
    found = assessed(channel, training.complete())
    assert codes(found.blockers) == []
    assert found.share == 1
    assert [one.label for one in found.missing if one.is_obligatory] == []


@pytest.mark.parametrize("channel", FORMS)
def test_names_of_fields_and_labels_are_whole(channel):
    form = FORMS[channel]
    names = [field.name for field in form.fields]
    assert len(names) == len(set(names))
    labels = [
        form.title,
        *(section.title for section in form.sections),
        *(field.label for field in form.fields),
    ]
    for label in labels:
        for language in form.languages:
            assert getattr(label, language), (label, language)


@pytest.mark.parametrize("channel", FORMS)
def test_every_obligatory_answer_counts_and_is_named(channel):
    involvement = training.complete()
    for field in FORMS[channel].answers:
        found = assessed(channel, involvement, **{field.name: "  "})
        missed = [one for one in found.missing if one.answer == field.name]
        assert [(one.label, one.is_obligatory, one.target) for one in missed] == [
            (field.label.en, field.is_obligatory, None)
        ]
        assert (found.share < 1) == field.is_obligatory


@pytest.mark.parametrize("channel", FORMS)
def test_what_the_record_lacks_leads_to_a_page_and_a_field_that_exist(channel):
    """From a case with nothing in it, so that everything is missing."""
    involvement = b.make_involvement(person=b.make_person(legal_name=""), age_at_event=None)
    b.make_consent(person=involvement.person, purpose=FORMS[channel].purpose)
    links = 0
    for one in assessed(channel, involvement).missing:
        if one.answer:
            continue
        model = apps.get_model(one.target.model)
        args = [one.target.pk] if one.target.pk else []
        assert reverse(
            f"admin:{model._meta.app_label}_{model._meta.model_name}_{'change' if args else 'add'}", args=args
        )
        assert model._meta.get_field(one.target.field) is not None
        if args:
            assert model.objects.filter(pk=one.target.pk).exists()
        links += 1
    assert links


#: The order of the sections as the body asks for them.
ORDER = {
    "wgad_questionnaire": "I. Identity|II. Arrest|III. Detention|IV. |V. Why|VI. Internal|VII. Person|Consent",
    "wgad_urgent_appeal": "Why it is urgent|I. Identity|II. Arrest|III. Detention|IV. |V. Person|Consent",
    "wgeid_standard": "1. Identity|2. Date|3. Place|4. Forces|5. Search|6. Person|Family|Further",
    "wgeid_urgent": "1. Identity|2. Date|3. Place|4. Forces|5. Search|6. Person|Family|Further",
    "sp_urgent_appeal": "Mandates|Why it is urgent|Alleged victim|Alleged perp|Person sub|Facts|Steps|Consent",
    "sp_allegation_letter": "Mandates|Alleged victim|Alleged perp|Person sub|Facts|Steps|Request|Consent",
    "unhcr_referral": "Person|Present|Protection|Request|Consent|Referring",
    "letter_to_government": "Letter|What was reported|The people|What we ask|Signed",
    "parliamentary_briefing": "In short|What was reported|What was done|What you can do|Contact",
}
#: What a body takes nothing without (../shared/field/advocacy-channels.md, in the words of our fields).
OBLIGATORY = {
    "wgad_questionnaire": "family_name given_name sex birth nationalities arrest_date arrest_place arrest_forces "
    "warrant arrest_reason detention_date detention_length detention_forces detention_places detention_reason "
    "narrative categories arbitrary remedies submitter_name submitter_address submitter_email relation consent",
    "wgad_urgent_appeal": "danger request family_name given_name submitter_name consent",
    "wgeid_standard": "family_name given_name full_name date place forces search submitter_name consent follow_up",
    "wgeid_urgent": "family_name given_name full_name date place forces search submitter_name consent follow_up",
    "sp_urgent_appeal": "mandates danger request full_name states forces submitter_name date place narrative "
    "remedies consent knows_government knows_report name_or_initials",
    "sp_allegation_letter": "mandates full_name states forces submitter_name date place narrative remedies "
    "request consent knows_government knows_report name_or_initials",
    "unhcr_referral": "full_name whereabouts stage claim fear request consent submitter_name",
    "letter_to_government": "addressee subject opening summary chronology request organisation signatory",
    "parliamentary_briefing": "subject key_points case summary chronology request organisation contact",
}


@pytest.mark.parametrize("channel", FORMS)
def test_sections_stand_in_the_order_of_the_body_and_the_obligatory_is_so(channel):
    titles = [section.title.en for section in FORMS[channel].sections]
    begins = ORDER[channel].split("|")
    assert len(titles) == len(begins)
    assert [title for title, begin in zip(titles, begins, strict=True) if not title.startswith(begin)] == []
    obligatory = {field.name for field in FORMS[channel].fields if field.is_obligatory}
    assert set(OBLIGATORY[channel].split()) - obligatory == set()


# --- rules of every channel -----------------------------------------------------------------------


@pytest.mark.parametrize("channel", FOR_ONE)
def test_a_form_for_one_is_made_for_one(channel):
    involvement = training.complete()
    found, _material = Draft(involvement.case, channel, None, training.answers(channel)).assessed(TODAY)
    assert "one_person" in codes(found.blockers)


@pytest.mark.parametrize("channel", FORMS)
def test_a_language_that_the_channel_does_not_take_is_refused(channel):
    involvement = training.complete()
    for language in DossierLanguage:
        found = assessed(channel, involvement, language=language)
        assert ("language" in codes(found.blockers)) == (language not in FORMS[channel].languages)


@pytest.mark.parametrize("channel", FORMS)
def test_conditions_of_consent_are_shown_to_staff(channel):
    involvement = training.complete()
    consent = involvement.person.consents.get(purpose=FORMS[channel].purpose)
    consent.scope = "Only without my village"
    consent.save()
    warned = [found for found in assessed(channel, involvement).warnings if found.code == "conditions"]
    assert len(warned) == 1
    assert "Only without my village" in warned[0].message


@pytest.mark.parametrize(
    ("age", "given_by", "is_asked"), [(9, "self", True), (9, "guardian", False), (18, "self", False)]
)
def test_the_consent_of_a_child_is_asked_about(age, given_by, is_asked):
    involvement = training.complete(purposes=[])
    involvement.age_at_event = age
    involvement.save()
    b.make_consent(person=involvement.person, purpose="un", given_by=given_by)
    assert ("child" in codes(assessed("unhcr_referral", involvement).warnings)) == is_asked


def test_consent_for_another_purpose_is_said():
    found = assessed("wgad_questionnaire", training.lacking_consent())
    assert codes(found.blockers) == ["consent_none"]
    assert "keeping in the office" in found.blockers[0].message


# --- rules of single channels ---------------------------------------------------------------------


@pytest.mark.parametrize("channel", FORMS)
def test_media_alone_is_refused_by_special_procedures_only(channel):
    found = assessed(channel, training.media_only())
    assert ("media_only" in codes(found.blockers)) == channel.startswith("sp_")


@pytest.mark.parametrize("kind", SourceKind)
def test_one_source_that_is_not_media_is_enough(kind):
    involvement = training.media_only()
    b.make_citation(case=involvement.case, source=b.make_source(kind=kind))
    found = assessed("sp_urgent_appeal", involvement)
    assert ("media_only" in codes(found.blockers)) == (kind in ("media", "op_ed", "blog"))


def test_no_source_at_all_is_refused_too():
    involvement = training.media_only()
    involvement.case.citations.all().delete()
    involvement.case.events.all().delete()
    assert "media_only" in codes(assessed("sp_urgent_appeal", involvement).blockers)


@pytest.mark.parametrize("channel", ["sp_urgent_appeal", "sp_allegation_letter"])
@pytest.mark.parametrize(
    ("given", "blockers"),
    [
        ("torture", []),
        ("torture, dprk trafficking,migrants", []),
        ("Torture、dprk，migrants", []),
        ("torture, whales", ["mandate_unknown"]),
    ],
)
def test_mandates(channel, given, blockers):
    assert codes(assessed(channel, training.complete(), mandates=given).blockers) == blockers


def test_the_mandate_on_north_korea_takes_that_country_alone():
    involvement = training.complete()
    involvement.person.nationalities = ["CN"]
    involvement.person.save()
    assert codes(assessed("sp_urgent_appeal", involvement, mandates="dprk").blockers) == ["state_not_listed"]
    assert codes(assessed("sp_urgent_appeal", involvement, mandates="torture").blockers) == []


def test_mandates_stand_by_their_full_names():
    found = assessed("sp_urgent_appeal", training.complete(), mandates="torture, migrants")
    value = next(one.value for one in found.filled if one.field.name == "mandates")
    assert value.splitlines() == [MANDATES["torture"].title.en, MANDATES["migrants"].title.en]


@pytest.mark.parametrize(
    ("given", "blockers"), [("IV, v", []), ("I II III", []), ("Ⅳ、Ⅴ", []), ("VI", ["category_unknown"])]
)
def test_categories_of_arbitrary_detention(given, blockers):
    assert codes(assessed("wgad_questionnaire", training.complete(), categories=given).blockers) == blockers


@pytest.mark.parametrize(
    ("fate", "is_free"),
    [
        (Outcome.DETAINED, False),
        (Outcome.UNKNOWN, False),
        (Outcome.FORCIBLY_RETURNED, False),
        (Outcome.RELEASED, True),
        (Outcome.DEPARTED_THIRD_COUNTRY, True),
        (Outcome.DIED, True),
    ],
)
def test_urgent_appeals_are_about_what_goes_on(fate, is_free):
    involvement = training.complete()
    involvement.fate = fate
    involvement.save()
    assert ("not_held" in codes(assessed("wgad_urgent_appeal", involvement).blockers)) == is_free
    assert ("past" in codes(assessed("sp_urgent_appeal", involvement).warnings)) == is_free
    for other in ("wgad_questionnaire", "sp_allegation_letter"):
        assert codes(assessed(other, involvement).blockers) == []


@pytest.mark.parametrize(("fate", "is_far"), [(Outcome.FORCIBLY_RETURNED, True), (Outcome.DETAINED, False)])
def test_unhcr_may_not_reach_whoever_was_returned(fate, is_far):
    involvement = training.complete()
    involvement.fate = fate
    involvement.save()
    assert ("out_of_reach" in codes(assessed("unhcr_referral", involvement).warnings)) == is_far


@pytest.mark.parametrize("channel", UN_BODIES)
def test_that_the_government_will_be_told_is_said_unless_agreed(channel):
    assert "government_too" not in codes(assessed(channel, training.complete()).warnings)
    alone = training.complete(purposes=[ConsentPurpose.UN])
    assert "government_too" in codes(assessed(channel, alone).warnings)


def happened(involvement, edtf: str):
    for event in involvement.case.events.all():
        event.date_edtf = edtf
        event.save()


@pytest.mark.parametrize(
    ("edtf", "today", "blockers", "warnings", "timing"),
    [
        ("2026-02-10", "2026-05-10", [], [], Timing.IN_TIME),
        ("2026-02-10", "2026-05-11", ["out_of_time"], [], Timing.OUT_OF_TIME),
        ("2025-12", "2026-03-01", [], [], Timing.IN_TIME),
        ("2025-12", "2026-03-02", [], ["at_risk"], Timing.AT_RISK),
        ("2025-12", "2026-04-01", ["out_of_time"], [], Timing.OUT_OF_TIME),
        ("2026", "2026-03-20", ["date_too_coarse"], [], Timing.IN_TIME),
    ],
)
def test_the_urgent_procedure_on_disappearances_has_three_months(edtf, today, blockers, warnings, timing):
    involvement = training.complete()
    happened(involvement, edtf)
    day = date.fromisoformat(today)
    found = assessed("wgeid_urgent", involvement, today=day)
    assert (codes(found.blockers), codes(found.warnings)) == (blockers, warnings)
    clock = next(one for one in found.clocks if one.rule.code == "wgeid-urgent-window")
    assert clock.timing == timing
    standard = assessed("wgeid_standard", involvement, today=day)
    assert ("urgent_open" in codes(standard.warnings)) == (timing != Timing.OUT_OF_TIME)
    assert "out_of_time" not in codes(standard.blockers)


@pytest.mark.parametrize(
    ("edtf", "is_enough"), [("2025-12", True), ("2025-12-05~", True), ("2025", False), ("202X", False)]
)
def test_disappearances_need_month_and_year(edtf, is_enough):
    involvement = training.complete()
    happened(involvement, edtf)
    assert ("date_too_coarse" not in codes(assessed("wgeid_standard", involvement).blockers)) == is_enough


def test_time_counts_by_the_rule_of_the_office_not_by_the_code():
    involvement = training.complete()
    late = date(2026, 6, 1)
    assert "out_of_time" in codes(assessed("wgeid_urgent", involvement, today=late).blockers)
    rule = DeadlineRule.objects.get(code="wgeid-urgent-window")
    rule.length = 6
    rule.save()
    assert "out_of_time" not in codes(assessed("wgeid_urgent", involvement, today=late).blockers)
    rule.delete()
    found = assessed("wgeid_urgent", involvement, today=late)
    assert (codes(found.blockers), codes(found.warnings)) == ([], ["no_rule"])


def test_clocks_of_replies_are_due_from_today():
    found = assessed("wgad_questionnaire", training.complete())
    due = {one.rule.code: one.due for one in found.clocks}
    assert due == {"wgad-reply": date(2026, 5, 19), "wgad-follow-up": None}


@pytest.mark.parametrize("channel", ["letter_to_government", "parliamentary_briefing"])
def test_texts_nobody_reviewed_are_warned_of_where_not_everybody_agreed(channel):
    involvement = training.complete()
    training.companion(involvement.case)
    assert "not_published" in codes(assessed(channel, involvement).warnings)


def test_a_letter_where_everybody_agreed_holds_the_day():
    found = assessed("letter_to_government", training.complete())
    chronology = next(one.value for one in found.filled if one.field.name == "chronology")
    assert chronology.rows[0][0] == "10 February 2026"
    assert "not_published" not in codes(found.warnings)


# --- what would leave the office ------------------------------------------------------------------


@pytest.mark.parametrize("channel", FORMS)
def test_everything_that_is_not_public_is_listed(channel):
    """Of an unpublished case that is all of it: each field with a value, and each source."""
    found = assessed(channel, training.complete())
    listed = {one.label for one in found.leaving}
    filled = {
        one.field.label.en
        for one in found.filled
        if one.value and one.field.name not in ("organisation", "signature")
    }
    assert filled - listed == set()
    assert len([one for one in found.leaving if one.label == "Sources"]) == 2
    assert {one.kind for one in found.leaving if one.label == "Name as on file"} <= {"person"}


def test_what_the_public_reads_already_is_not_listed(contributor, editor, publisher):
    case = b.make_publishable_case(title_en="Example people held", place=b.make_place())
    b.written_by(contributor)
    listed = [one for one in leaving_of(case) if one.kind == "unpublished"]
    assert {one.label for one in listed} >= {"Summary", "Chronology", "Sources"}
    publish_all(case, contributor, editor, publisher)
    assert [one for one in leaving_of(case) if one.kind == "unpublished"] == []
    case.refresh_from_db()
    case.summary_en = "Another sentence."
    case.save()
    assert [one.label for one in leaving_of(case) if one.kind == "unpublished"] == ["Summary"]


def leaving_of(case):
    draft = Draft(case, "letter_to_government", None, training.answers("letter_to_government"))
    return draft.assessed(TODAY)[0].leaving


def publish_all(case, contributor, editor, publisher):
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher, public_note="A note.", internal_reason="A test.")


# --- confidential sources -------------------------------------------------------------------------


def confidential_case():
    involvement = training.complete()
    source = b.make_confidential_source(title="Zqinterview 12")
    b.make_citation(
        event=b.make_event(case=involvement.case, summary_en="Zqonly the interview says so."), source=source
    )
    return involvement


@pytest.mark.parametrize("channel", FORMS)
def test_confidential_sources_enter_only_when_asked_for_and_by_right(channel, contributor, source_keeper):
    involvement = confidential_case()
    given = training.answers(channel)

    def told(**how):
        found, material = Draft(involvement.case, channel, involvement, given, **how).assessed(TODAY)
        return found, f"{material.documents} {material.steps}"

    for how in (
        {},
        {"user": contributor, "with_confidential": True},
        {"user": source_keeper},
        {"with_confidential": True},
    ):
        found, words = told(**how)
        assert "Zq" not in words
        assert not any(one.kind == "confidential" or "Zq" in one.words for one in found.leaving)
    found, words = told(user=source_keeper, with_confidential=True)
    assert "Zqinterview 12" in words
    assert "Zqonly" in words
    assert [one.words for one in found.leaving if one.kind == "confidential"] == ["Zqinterview 12"]
    assert "Example Witness" not in words


@pytest.mark.parametrize("publicity", ["internal", "confidential", "embargoed", "public"])
def test_actions_that_are_withheld_stay_out(publicity):
    involvement = training.complete()
    more = {"embargo_until": "2999-01-01"} if publicity == "embargoed" else {}
    b.make_action(cases=[involvement.case], publicity=publicity, summary_en="Zqaction", **more)
    found = assessed("wgad_questionnaire", involvement)
    assert any("Zqaction" in one.words for one in found.leaving) == (publicity == "public")


def test_messages_of_findings_are_sentences():
    found = assessed("wgeid_urgent", training.lacking_consent(), today=date(2027, 1, 1))
    assert len(found.blockers) == 2
    assert all(re.search(r"[.”]$", one.message) for one in (*found.blockers, *found.warnings))
