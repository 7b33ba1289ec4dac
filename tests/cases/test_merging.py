"""Merging duplicates: rows move, clashes are decided, references and public addresses follow."""

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from simple_history.models import HistoricalChanges

from advocacy.models import ActionCase, AdvocacyCitation
from cases import duplicates, merging, workflow
from cases.choices import Act, PublicationState, RelationKind, ReviewState, TakedownReason
from cases.editing import EditRefused, save_record
from cases.merging import merge
from cases.models import (
    Case,
    Citation,
    ContactNote,
    Distinction,
    EditionEntry,
    Event,
    Involvement,
    Merge,
    Relation,
    Source,
    WorkingCount,
)
from cases.models.record import Record
from cases.moving import Twin, links_to
from cases.publication.publish import NotAllowed, publish
from cases.publication.subjects import who_not
from cases.published.models import PublishedDocument, PublishedMerge, PublishedTombstone
from tests import builders
from tests.cast import make_user

pytestmark = pytest.mark.django_db

REASON = "Example: the same group, told twice."


@pytest.fixture
def cases(contributor):
    kept = builders.make_case(reference="example-case-kept")
    duplicate = builders.make_case(reference="example-case-double")
    return kept, duplicate


def test_every_column_that_points_at_a_case_or_source_is_known():
    """A noun added later moves along by itself, unless it is no row of the record: then somebody must decide."""
    seen, others = 0, set()
    for model in merging.MERGED:
        for relation in model._meta.get_fields(include_hidden=True):
            if not (relation.auto_created and not relation.concrete):
                continue
            if relation.many_to_many or issubclass(relation.related_model, HistoricalChanges):
                continue
            seen += 1
            if not issubclass(relation.related_model, Record):
                others.add(relation.related_model.__name__)
    # Derived from the record, made anew: goes with the duplicate.
    assert others <= {"SourceOrigin"}
    assert seen >= 15
    assert {field.model for field in links_to(Case)} >= {ActionCase, Event, Involvement, ContactNote}


def test_everything_moves_and_both_histories_stay(cases, editor):
    kept, duplicate = cases
    source = builders.make_source()
    event = builders.make_event(case=duplicate)
    figure = builders.make_figure(case=duplicate, event=event, source=source)
    rows = [
        event,
        figure,
        builders.make_involvement(case=duplicate),
        builders.make_citation(case=duplicate, source=source),
        builders.make_citation(event=event, source=source),
        builders.make_relation(from_case=duplicate),
        builders.make_relation(to_case=duplicate),
        builders.make_working_count(case=duplicate, figure=figure),
        builders.make_risk_review(case=duplicate),
        builders.make_contact_note(case=duplicate),
        builders.make_response(case=duplicate),
    ]
    action = builders.make_action(cases=[duplicate])
    duplicate.note, kept.note = "Example note of one", "Example note of the other"
    duplicate.save()
    kept.save()

    merge(duplicate, kept, by=editor, reason=REASON)

    for row in rows:
        row.refresh_from_db()
        links = [name for name in ("case", "from_case", "to_case") if getattr(row, name, None) == kept]
        assert links or row.event == event, row
        if links:
            newest = row.versions.first()
            assert newest.history_user == editor
            assert newest.history_change_reason == "merged example-case-double into example-case-kept"
    assert [link.case for link in action.case_links.all()] == [kept]
    kept.refresh_from_db()
    assert kept.note == "Example note of the other\n\nExample note of one"
    assert not Case.objects.filter(pk=duplicate.pk).exists()
    gone = Case.history.filter(id=duplicate.pk).first()
    assert (gone.history_type, gone.history_user) == ("-", editor)
    done = Merge.objects.get()
    assert (done.reference, done.kept_pk, done.was_public, done.reason) == (
        "example-case-double",
        kept.pk,
        False,
        REASON,
    )
    assert merging.merged_into("case", ["example-case-double", "example-other"]) == {
        "example-case-double": "example-case-kept"
    }
    assert not PublishedMerge.objects.exists()


def test_what_stands_there_already_is_not_entered_twice(cases, editor):
    kept, duplicate = cases
    source = builders.make_source()
    builders.make_citation(case=kept, source=source, locator="p. 1", note="Example note A")
    builders.make_citation(case=duplicate, source=source, locator="p. 1", note="Example note B")
    builders.make_citation(case=duplicate, source=source, locator="p. 2")
    builders.make_relation(from_case=duplicate, to_case=kept, kind=RelationKind.POSSIBLE_DUPLICATE)
    third = builders.make_case()
    builders.make_relation(from_case=kept, to_case=third)
    builders.make_relation(from_case=duplicate, to_case=third)
    action = builders.make_action(cases=[kept, duplicate])

    merge(duplicate, kept, by=editor, reason=REASON)

    cited = Citation.objects.filter(case=kept).order_by("locator")
    assert [citation.locator for citation in cited] == ["p. 1", "p. 2"]
    assert cited[0].note == "Example note A\n\nExample note B"
    assert [(row.from_case, row.to_case) for row in Relation.objects.all()] == [(kept, third)]
    assert action.case_links.count() == 1


def test_a_person_in_both_cases_stays_once_and_no_testimony_is_lost(cases, editor):
    kept, duplicate = cases
    person = builders.make_person()
    first = builders.make_involvement(
        case=kept, person=person, testimony="Example words one", age_at_event=30
    )
    second = builders.make_involvement(
        case=duplicate, person=person, testimony="Example words two", age_at_event=31
    )
    citation = builders.make_citation(involvement=second)

    merge(duplicate, kept, by=editor, reason=REASON)

    row = Involvement.objects.get()
    assert row == first
    assert (row.age_at_event, row.testimony) == (30, "Example words one\n\nExample words two")
    citation.refresh_from_db()
    assert citation.involvement == first


def test_staff_decide_which_rows_are_the_same_and_whose_words_stand(cases, editor):
    kept, duplicate = cases
    here = builders.make_event(case=kept, summary_en="Example kept words.")
    there = builders.make_event(case=duplicate, summary_en="Example other words.")
    figure = builders.make_figure(case=duplicate, event=there)
    citation = builders.make_citation(event=there)
    chosen = builders.make_working_count(case=kept)
    other = builders.make_working_count(case=duplicate, figure=figure, reason="Example: the later count.")

    merge(
        duplicate,
        kept,
        by=editor,
        reason=REASON,
        takes=["title_en"],
        twins=[Twin(there, here, takes_values=True), Twin(other, chosen, takes_values=True)],
    )

    event = Event.objects.get(case=kept)
    assert (event.pk, event.reference, event.summary_en) == (here.pk, here.reference, "Example other words.")
    for row in (figure, citation):
        row.refresh_from_db()
        assert row.event == here
    count = WorkingCount.objects.get()
    assert (count.pk, count.figure, count.reason) == (chosen.pk, figure, "Example: the later count.")
    kept.refresh_from_db()
    assert kept.title_en == duplicate.title_en


def test_events_that_come_in_stand_in_order_of_time(cases, editor):
    kept, duplicate = cases
    for number, date in enumerate(("2013-05-10", "", "2013-07"), start=1):
        builders.make_event(case=kept, sequence=number, date_edtf=date, reference=f"kept-{number}")
    for number, date in enumerate(("2013-06-01", "2013-08"), start=1):
        builders.make_event(case=duplicate, sequence=number, date_edtf=date, reference=f"other-{number}")

    merge(duplicate, kept, by=editor, reason=REASON)

    found = (
        Event.objects.filter(case=kept).order_by("sequence", "reference").values_list("reference", flat=True)
    )
    assert list(found) == ["kept-1", "kept-2", "other-1", "kept-3", "other-2"]


def test_a_choice_from_a_confidential_source_gives_way_to_one_all_may_see(cases, editor):
    kept, duplicate = cases
    hidden = builders.make_figure(case=kept, source=builders.make_confidential_source())
    builders.make_working_count(case=kept, figure=hidden)
    seen = builders.make_working_count(case=duplicate)

    merge(duplicate, kept, by=editor, reason=REASON)

    assert WorkingCount.objects.get().figure == seen.figure


def test_values_that_do_not_go_together_are_refused_and_nothing_moves(cases, editor):
    kept, duplicate = cases
    event = builders.make_event(case=duplicate)
    Case.objects.filter(pk=kept.pk).update(affected_low=9, affected_high=9)
    with pytest.raises(ValidationError):
        merge(duplicate, kept, by=editor, reason=REASON, takes=["affected_high"])
    event.refresh_from_db()
    assert event.case == duplicate
    assert not Merge.objects.exists()


@pytest.mark.parametrize("role", ["viewer", "contributor", "publisher", "source keeper", "administrator"])
def test_only_editors_merge(cases, role):
    kept, duplicate = cases
    with pytest.raises(NotAllowed):
        merge(
            duplicate, kept, by=make_user(role, username=f"example-{role.replace(' ', '-')}"), reason=REASON
        )
    assert Case.objects.count() == 2


def test_what_was_decided_about_a_duplicate_goes_with_it(cases, editor):
    kept, duplicate = cases
    third = builders.make_case()
    duplicates.distinguish(kept, [third], by=editor)
    duplicates.distinguish(duplicate, [third, kept], by=editor)
    assert Distinction.objects.count() == 3
    merge(duplicate, kept, by=editor, reason=REASON)
    assert [(row.low, row.high) for row in Distinction.objects.all()] == [(kept.pk, third.pk)]


def test_it_takes_two_records_and_a_reason_without_names(cases, editor):
    kept, duplicate = cases
    builders.make_involvement(case=kept, person=builders.make_person(legal_name="Zzyzx Example-Han"))
    for one, other, reason in (
        (kept, kept, REASON),
        (duplicate, builders.make_source(), REASON),
        (duplicate, kept, "  "),
        (duplicate, kept, "both are about Zzyzx Example Han"),
    ):
        with pytest.raises(NotAllowed):
            merge(one, other, by=editor, reason=reason)
    assert Case.objects.count() == 2


def test_a_merge_is_an_edit_of_what_is_kept(cases, editor, contributor):
    kept, duplicate = cases
    builders.make_event(case=duplicate)
    builders.written_by(contributor)
    Case.objects.filter(pk=kept.pk).update(review_state=ReviewState.APPROVED)

    merge(duplicate, kept, by=editor, reason=REASON)

    kept.refresh_from_db()
    assert kept.review_state == ReviewState.DRAFT
    assert [obstacle.code for obstacle in who_not(kept, editor)] == ["four_eyes"]


def test_the_reference_of_a_duplicate_is_never_given_again(cases, editor):
    kept, duplicate = cases
    merge(duplicate, kept, by=editor, reason=REASON)
    fresh = Case(reference="example-case-double", title_en="Example", date_edtf="2013")
    with pytest.raises(EditRefused):
        save_record(fresh, by=editor)
    other = builders.make_case()
    other.reference = "example-case-double"
    with pytest.raises(EditRefused):
        save_record(other, by=editor)


def test_an_import_does_not_bring_a_duplicate_back(cases, editor):
    kept, duplicate = cases
    merge(duplicate, kept, by=editor, reason=REASON)
    asked = ["example-case-double", "example-case-kept", *(f"example-{number}" for number in range(1200))]
    assert merging.merged_references(Case, asked) == {"example-case-double"}
    assert merging.merged_references(Source, asked) == set()
    assert merging.merged_references(Event, asked) == set()


def test_merges_follow_what_is_merged_further(cases, editor):
    kept, duplicate = cases
    last = builders.make_case(reference="example-case-last")
    merge(duplicate, kept, by=editor, reason=REASON)
    merge(kept, last, by=editor, reason=REASON)
    assert merging.merged_into("case", ["example-case-double", "example-case-kept"]) == {
        "example-case-double": "example-case-last",
        "example-case-kept": "example-case-last",
    }


# --- in public ------------------------------------------------------------------------------------


def out(publisher, contributor, *subjects):
    """Publish these, written by the contributor."""
    builders.written_by(contributor)
    for subject in subjects:
        type(subject).objects.filter(pk=subject.pk).update(review_state=ReviewState.APPROVED)
    publish(subjects, by=publisher)
    for subject in subjects:
        subject.refresh_from_db()


@pytest.fixture
def public(publisher, contributor):
    kept = builders.make_publishable_case(reference="example-case-kept")
    duplicate = builders.make_publishable_case(reference="example-case-double")
    part = builders.make_publishable_case(reference="example-case-part")
    builders.make_relation(from_case=part, to_case=duplicate)
    action = builders.make_action(cases=[kept, duplicate], reference="example-action")
    builders.make_advocacy_citation(action=action)
    out(publisher, contributor, kept, duplicate, part, action)
    return kept, duplicate, part, action


def document(reference):
    return PublishedDocument.objects.get(reference=reference).document


def test_a_public_duplicate_is_retracted_and_what_named_it_names_the_other(public, editor):
    kept, duplicate, *_others = public
    merge(duplicate, kept, by=editor, reason=REASON, public_note="Two records of one event are one now.")

    tombstone = PublishedTombstone.objects.get()
    assert (tombstone.reference, tombstone.reason) == ("example-case-double", TakedownReason.DUPLICATE)
    assert PublishedMerge.objects.get().into_reference == "example-case-kept"
    assert document("example-action")["cases"] == ["example-case-kept"]
    assert [relation["to_reference"] for relation in document("example-case-part")["relations"]] == [
        "example-case-kept"
    ]
    acts = dict(EditionEntry.objects.filter(edition__serial=2).values_list("reference", "act"))
    assert acts == {
        "example-case-double": Act.RETRACTED,
        "example-case-part": Act.CORRECTED,
        "example-action": Act.CORRECTED,
    }


def test_merging_what_is_public_takes_the_right_to_take_down(public):
    kept, duplicate, *_others = public
    clerk = make_user("contributor", username="example-clerk")
    clerk.user_permissions.add(Permission.objects.get(codename="merge_records"))
    with pytest.raises(NotAllowed):
        merge(duplicate, kept, by=clerk, reason=REASON)
    assert not PublishedTombstone.objects.exists()
    clerk.user_permissions.add(Permission.objects.get(codename="take_down"))
    clerk = type(clerk).objects.get(pk=clerk.pk)
    merge(duplicate, kept, by=clerk, reason=REASON)
    assert PublishedTombstone.objects.exists()


def test_what_only_follows_a_merge_lets_no_waiting_edit_out(public, editor, contributor, publisher):
    """The contributor has changed the part since its edition: following the merge must not clear that."""
    kept, duplicate, part, _action = public
    both = make_user("contributor", "publisher")
    part.title_en = "Example title nobody has looked at"
    save_record(part, by=both)
    merge(duplicate, kept, by=editor, reason=REASON)
    assert document("example-case-part")["title"] != {"en": part.title_en}
    part.refresh_from_db()
    assert [obstacle.code for obstacle in who_not(part, both)] == ["four_eyes"]


@pytest.mark.parametrize(
    "path",
    [
        "/cases/{}/",
        "/ko/cases/{}/",
        "/zh-hans/cases/{}/",
        "/cases/{}.json",
        "/cases/{}.bib",
        "/cases/{}.ris",
        "/cases/{}/card.png",
        "/ko/cases/{}/card.png",
        "/api/v1/cases/{}",
    ],
)
def test_every_address_of_the_duplicate_leads_on_while_the_other_is_public(public, editor, client, path):
    kept, duplicate, _part, _action = public
    assert client.get(path.format("example-case-double")).status_code == 200
    merge(duplicate, kept, by=editor, reason=REASON)
    answer = client.get(path.format("example-case-double"))
    assert answer.status_code == 301
    assert (
        answer.headers["Location"]
        .removeprefix("http://testserver")
        .endswith(path.format("example-case-kept"))
    )
    assert client.get(answer.headers["Location"]).status_code == 200
    workflow.withdraw(kept, by=editor, internal_reason="Example")
    assert client.get(path.format("example-case-double")).status_code == 410


def test_a_duplicate_of_something_not_public_is_gone_until_that_is_published(
    publisher, contributor, editor, client
):
    kept = builders.make_publishable_case(reference="example-case-kept")
    duplicate = builders.make_publishable_case(reference="example-case-double")
    out(publisher, contributor, duplicate)
    merge(duplicate, kept, by=editor, reason=REASON)
    assert client.get("/cases/example-case-double/").status_code == 410
    assert not PublishedMerge.objects.exists()  # the public tables name nothing that is not public
    other = make_user("publisher", username="another-publisher")
    Case.objects.filter(pk=kept.pk).update(review_state=ReviewState.APPROVED)
    publish([kept], by=other)
    assert client.get("/cases/example-case-double/").status_code == 301


def test_what_was_taken_down_for_another_reason_leads_nowhere(public, editor, client):
    kept, duplicate, _part, _action = public
    workflow.withdraw(duplicate, by=editor, internal_reason="Example")
    merge(duplicate, kept, by=editor, reason=REASON)
    assert client.get("/cases/example-case-double/").status_code == 410
    assert not Merge.objects.get().was_public


def test_a_draft_that_was_merged_is_unknown_in_public(cases, editor, client):
    kept, duplicate = cases
    merge(duplicate, kept, by=editor, reason=REASON)
    assert client.get("/cases/example-case-double/").status_code == 404


# --- sources --------------------------------------------------------------------------------------


def test_sources_merge_and_what_rests_on_them_stays_public(editor, publisher, contributor, client):
    kept = builders.make_source(reference="example-source-kept")
    double = builders.make_source(reference="example-source-double", derived_from=None)
    reprint = builders.make_source(derived_from=double)
    case = builders.make_case(reference="example-case")
    builders.make_citation(case=case, source=double, locator="p. 3")
    builders.make_citation(case=case, source=kept, locator="p. 3")
    builders.make_citation(case=case, source=reprint)
    figure = builders.make_figure(case=case, source=double)
    statement = builders.make_statement(source=double)
    advocacy = builders.make_advocacy_citation(source=double)
    out(publisher, contributor, case, statement)

    merge(double, kept, by=editor, reason=REASON)

    figure.refresh_from_db()
    advocacy.refresh_from_db()
    statement.refresh_from_db()
    reprint.refresh_from_db()
    assert {figure.source, advocacy.source, statement.source, reprint.derived_from} == {kept}
    assert Citation.objects.filter(case=case, source=kept).count() == 1
    assert AdvocacyCitation.objects.count() == 1
    cited = document("example-case")
    assert {citation["source"] for citation in cited["citations"]} == {kept.reference, reprint.reference}
    assert len(cited["citations"]) == 2
    assert cited["figures"][0]["source"] == kept.reference
    assert document(statement.reference)["source"] == kept.reference
    assert document(reprint.reference)["derived_from"] == kept.reference
    answer = client.get("/sources/example-source-double/")
    assert (answer.status_code, answer.headers["Location"]) == (301, "/sources/example-source-kept/")
    assert double.reference not in client.get("/cases/example-case/").content.decode()


def test_a_source_that_derived_from_its_duplicate_derives_from_nothing(editor):
    double = builders.make_source()
    kept = builders.make_source(derived_from=double)
    merge(double, kept, by=editor, reason=REASON)
    kept.refresh_from_db()
    assert kept.derived_from is None
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    ("duplicate", "into", "left"),
    [
        # What is left derives: by reference → from which reference. None: the merge is refused.
        ("first", "second", {"second": "", "third": "second"}),
        ("second", "first", {"first": "", "third": "first"}),
        ("second", "third", {"first": "", "third": "first"}),
        ("third", "second", {"first": "", "second": "first"}),
        ("third", "first", {"first": "", "second": "first"}),
        ("first", "third", None),
    ],
)
def test_a_chain_of_reprints_merges_in_every_order_without_a_circle(editor, duplicate, into, left):
    """The third repeats the second, which repeats the first."""
    chain = {"first": builders.make_source(reference="first")}
    chain["second"] = builders.make_source(reference="second", derived_from=chain["first"])
    chain["third"] = builders.make_source(reference="third", derived_from=chain["second"])
    if left is None:
        with pytest.raises(NotAllowed, match="in a circle"):
            merge(chain[duplicate], chain[into], by=editor, reason=REASON)
        left = {"first": "", "second": "first", "third": "second"}
    else:
        merge(chain[duplicate], chain[into], by=editor, reason=REASON)
    found = Source.objects.values_list("reference", "derived_from__reference")
    assert {reference: origin or "" for reference, origin in found} == left


def test_what_is_taken_over_makes_no_circle(editor):
    first = builders.make_source()
    second = builders.make_source(derived_from=first)
    third = builders.make_source(derived_from=second)
    with pytest.raises((EditRefused, ValidationError), match="derive"):
        merge(third, first, by=editor, reason=REASON, takes=["derived_from"])
    first.refresh_from_db()
    assert (first.derived_from, Source.objects.count()) == (None, 3)


def test_what_is_public_is_not_merged_into_what_is_not(editor, publisher, contributor):
    kept, double = builders.make_source(), builders.make_source()
    case = builders.make_case()
    builders.make_citation(case=case, source=double)
    out(publisher, contributor, case)
    double.refresh_from_db()
    with pytest.raises(NotAllowed):
        merge(double, kept, by=editor, reason=REASON)
    assert double.publication_state == PublicationState.PUBLISHED
    assert Source.objects.count() == 2


def test_a_confidential_source_is_no_duplicate_of_an_open_one():
    by = make_user("editor", "source keeper")
    for one, other in (
        (builders.make_source(), builders.make_confidential_source()),
        (builders.make_confidential_source(), builders.make_source()),
    ):
        with pytest.raises(NotAllowed):
            merge(one, other, by=by, reason=REASON)
