"""No path makes a dossier with a person who did not agree to its purpose: canaries over every channel and format."""

import io
import zipfile
from datetime import date, timedelta

import pikepdf
import pytest

from advocacy.dossiers import consents, people, sending
from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.composing import Refused, compose
from advocacy.dossiers.loading import load
from advocacy.dossiers.making import Draft
from cases.choices import ConsentPurpose, Naming
from cases.models import Consent
from tests import builders as b
from tests.advocacy.dossiers import training
from tests.advocacy.dossiers.reading import words_of

pytestmark = pytest.mark.django_db

TODAY = training.TODAY
FORMATS = ("docx", "pdf")
#: Everything that tells who the person of the training case is. The public name is for publication.
SECRETS = (
    "Example Person One",
    training.KOREAN,
    training.CHINESE,
    "Example Alias One",
    "Example Public One",
    "Example passport",
    "1991-05",
    "34",
)
#: What never enters, whatever was agreed.
NEVER = ("Example secret contact", "zqtestimony", "zqnote", "zqscope", "zqcontactnote", "zqsource")


def draft(channel, involvement, *, chosen=True, answers=None, **more):
    form = FORMS[channel]
    return Draft(
        involvement.case,
        channel,
        involvement if form.is_for_one or chosen else None,
        training.answers(channel) if answers is None else answers,
        **more,
    )


def plain_answers(channel):
    """The answers without a mandate that asks for a state: without a person nobody's nationality is known."""
    return training.answers(channel) | {"mandates": "torture"}


def state(**values):
    """What is wrong with the one consent: not there, withdrawn, expired, of tomorrow, for something else."""
    return values


NOT_GIVEN = {
    "none": None,
    "withdrawn": {"given_on": "2026-01-01", "withdrawn_on": "2026-02-01"},
    "expired": {"given_on": "2026-01-01", "expires_on": TODAY - timedelta(days=1)},
    "not_yet": {"given_on": TODAY + timedelta(days=1)},
}


@pytest.mark.parametrize("how", NOT_GIVEN)
@pytest.mark.parametrize("channel", FORMS)
def test_without_consent_nothing_of_the_person_leaves(channel, how):
    """Every other purpose is agreed to; the one that counts is not. Asked for by name, refused; else "others"."""
    purpose = FORMS[channel].purpose
    involvement = training.complete(purposes=[one for one in ConsentPurpose if one != purpose])
    if NOT_GIVEN[how]:
        b.make_consent(person=involvement.person, purpose=purpose, **NOT_GIVEN[how])
    asked = draft(channel, involvement, answers=plain_answers(channel))
    for file_format in FORMATS:
        with pytest.raises(Refused) as refused:
            asked.made(file_format, TODAY)
    assert [found.code for found in refused.value.assessment.blockers] == [f"consent_{how}"]
    assessment, material = asked.assessed(TODAY)
    assert material.people == ()
    assert material.person is None
    told = "\n".join(
        [
            repr(material),
            *(one.words for one in assessment.leaving),
            *(f.message for f in assessment.blockers),
        ]
    )
    assert [secret for secret in SECRETS[:-1] if secret in told] == []


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("channel", [code for code, form in FORMS.items() if not form.is_for_one])
def test_a_letter_about_several_holds_nobody_who_did_not_agree(channel, file_format):
    involvement = training.complete(purposes=[ConsentPurpose.INTERNAL, ConsentPurpose.UN])
    made = draft(channel, involvement, chosen=False).made(file_format, TODAY)
    told = words_of(made.content, file_format)
    assert "One person, not described" in told
    assert [secret for secret in SECRETS[:-1] if secret in told] == []
    assert made.people == ()
    # Nor the day and the site, which would single the person out.
    assert "February 2026" in told
    assert "10 February" not in told
    assert "Example Detention Centre" not in told
    assert "Example Town" not in told


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("channel", FORMS)
def test_of_two_people_the_one_who_agreed_stands_there_alone(channel, file_format):
    involvement = training.complete()
    training.companion(involvement.case)
    made = draft(channel, involvement, chosen=False).made(file_format, TODAY)
    told = words_of(made.content, file_format)
    assert "Zqcompanion" not in told
    assert "나동행" not in told
    assert "Zqalias" not in told
    expected = "Example Public One" if FORMS[channel].purpose == "publication" else "Example Person One"
    assert expected in told
    assert made.people == (involvement.pk,)


@pytest.mark.parametrize("channel", FORMS)
def test_what_never_enters_whatever_was_agreed(channel):
    involvement = training.complete(testimony="zqtestimony", note="zqnote")
    case = involvement.case
    case.note = "zqnote"
    case.save()
    Consent.objects.update(scope="zqscope")
    b.make_contact_note(case=case, person=involvement.person, content="zqcontactnote", caller="zqcontactnote")
    source = b.make_confidential_source(title="zqsource", confidential_content="zqsource", note="zqnote")
    b.make_citation(case=case, source=source)
    for file_format in FORMATS:
        told = words_of(
            draft(channel, involvement, chosen=False).made(file_format, TODAY).content, file_format
        )
        assert "Example" in told
        assert [word for word in NEVER if word in told] == []


PLACES = ("summary_en", "carried_out_by_en", "stated_reason_en", "legal_basis_en")


@pytest.mark.parametrize("channel", FORMS)
@pytest.mark.parametrize("name", ["Zqcompanion Example", "zqcompanion-EXAMPLE", "나동행", "Zqalias Example"])
def test_a_name_in_any_text_of_the_author_refuses(channel, name):
    involvement = training.complete()
    training.companion(involvement.case)
    for field in FORMS[channel].answers:
        if field.shown or field.name == "categories":
            continue
        answers = training.answers(channel) | {field.name: f"With {name} too."}
        assessment, _material = draft(channel, involvement, answers=answers).assessed(TODAY)
        assert [found.code for found in assessment.blockers] == ["name"], field.name
        assert name not in assessment.blockers[0].message
        assert assessment.blockers[0].target.field == field.name


@pytest.mark.parametrize("channel", FORMS)
def test_a_name_in_a_text_of_the_record_refuses(channel):
    involvement = training.complete()
    training.companion(involvement.case)
    event = involvement.case.events.first()
    event.summary_en = "Zqcompanion Example was with her."
    event.save()
    with pytest.raises(Refused) as refused:
        draft(channel, involvement).made("docx", TODAY)
    assert {found.code for found in refused.value.assessment.blockers} == {"name"}


@pytest.mark.parametrize("channel", FORMS)
def test_a_name_in_a_source_refuses(channel):
    involvement = training.complete()
    training.companion(involvement.case)
    source = b.make_source(url="https://example.org/zqcompanion-example")
    b.make_citation(case=involvement.case, source=source)
    with pytest.raises(Refused) as refused:
        draft(channel, involvement).made("docx", TODAY)
    assert {found.code for found in refused.value.assessment.blockers} == {"name"}


def test_a_source_cited_for_somebody_else_stays_out():
    involvement = training.complete()
    other = training.companion(involvement.case)
    b.make_citation(involvement=other, source=b.make_source(title="Zqabout somebody else"))
    made = draft("wgad_questionnaire", involvement).made("docx", TODAY)
    assert "Zqabout" not in words_of(made.content, "docx")


def test_an_exact_age_in_a_letter_where_not_everybody_agreed_refuses():
    involvement = training.complete()
    training.companion(involvement.case)
    answers = training.answers("letter_to_government") | {"opening": "One of them is aged 13."}
    assessment, _material = draft("letter_to_government", involvement, answers=answers).assessed(TODAY)
    assert [found.code for found in assessment.blockers] == ["age"]


def test_somebody_of_another_case_is_refused():
    involvement, other = training.complete(), b.make_case()
    with pytest.raises(Refused) as refused:
        Draft(other, "wgad_questionnaire", involvement, training.answers("wgad_questionnaire")).made(
            "docx", TODAY
        )
    assert "other_case" in {found.code for found in refused.value.assessment.blockers}


def test_publication_shows_the_public_name_and_a_band_to_the_public_alone():
    involvement = training.complete()
    told = words_of(draft("parliamentary_briefing", involvement).made("docx", TODAY).content, "docx")
    assert "Example Public One" in told
    assert "30 to 44" in told
    assert [secret for secret in SECRETS if secret != "Example Public One" and secret in told] == []


def test_publication_without_grounds_for_naming_gives_no_name():
    involvement = training.complete()
    involvement.naming = Naming.ANONYMOUS
    involvement.save()
    told = words_of(draft("parliamentary_briefing", involvement).made("docx", TODAY).content, "docx")
    assert "Person 1" in told
    assert "Example Public One" not in told


def test_publication_does_not_speak_of_somebody_whom_the_public_is_not_shown():
    involvement = training.complete()
    involvement.shown = False
    involvement.save()
    told = words_of(
        draft("parliamentary_briefing", involvement, chosen=False).made("docx", TODAY).content, "docx"
    )
    assert "One person, not described" in told
    assert "30 to 44" not in told


def test_a_withdrawal_ends_older_consents_too():
    person = b.make_person()
    given = [
        b.make_consent(person=person, purpose="un", given_on="2026-01-01"),
        b.make_consent(person=person, purpose="un", given_on="2026-01-05", withdrawn_on="2026-02-01"),
    ]
    assert consents.valid(given, ConsentPurpose.UN, TODAY) is None
    again = b.make_consent(person=person, purpose="un", given_on="2026-02-02")
    assert consents.valid([*given, again], ConsentPurpose.UN, TODAY) == again


def test_consent_holds_on_its_first_and_last_day():
    consent = b.make_consent(purpose="un", given_on="2026-01-01", expires_on="2026-02-01")
    consent.refresh_from_db()
    in_force = [
        day
        for day in (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 2))
        if consents.valid([consent], ConsentPurpose.UN, day)
    ]
    assert in_force == [date(2026, 1, 1), date(2026, 2, 1)]


def test_nobody_enters_by_somebody_elses_consent():
    involvement = training.complete()
    stranger = b.make_consent(purpose="un")
    own = involvement.person.consents.get(purpose="government")
    for wrong in (stranger, own):
        with pytest.raises(ValueError, match="own consent"):
            people.agreed_people(
                involvement.case, ConsentPurpose.UN, {involvement.person_id: wrong}, involvement.pk
            )


def test_an_assessment_with_a_blocker_is_composed_by_nobody():
    involvement = training.lacking_consent()
    assessment, material = draft("wgad_questionnaire", involvement).assessed(TODAY)
    with pytest.raises(Refused):
        compose(assessment, material, "en")


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    involvement = training.complete()
    for _number in range(5):
        training.companion(involvement.case)
        b.make_citation(event=b.make_event(case=involvement.case))
        b.make_action(cases=[involvement.case], addressees=[b.make_addressee()])
        b.make_figure(case=involvement.case)
    with django_assert_max_num_queries(18):
        load(
            involvement.case,
            purpose=ConsentPurpose.UN,
            today=TODAY,
            is_for_one=True,
            involvement=involvement,
        )


def test_what_was_sent_names_whom_it_tells_of():
    involvement = training.complete()
    made = draft("letter_to_government", involvement).made("docx", TODAY)
    sent = sending.keep_sent(
        b.make_dossier(case=involvement.case),
        made,
        file_format="docx",
        addressee=b.make_addressee(),
        sent_on=TODAY,
        by=training.sent().made_by,
    )
    assert list(sent.people.all()) == [involvement]


def test_the_readers_of_these_tests_see_what_stands_in_the_files():
    """Else nothing above would mean anything."""
    made = {
        name: draft("wgad_questionnaire", training.complete()).made(name, TODAY).content for name in FORMATS
    }
    for file_format, content in made.items():
        told = words_of(content, file_format)
        assert [secret for secret in SECRETS if secret not in told and secret != "Example Public One"] == []
    assert "word/document.xml" in zipfile.ZipFile(io.BytesIO(made["docx"])).namelist()
    assert pikepdf.open(io.BytesIO(made["pdf"])).pages
