"""Editions under stress: what fails leaves nothing, what goes leaves only its tombstone, what returns is itself."""

import json

import pytest

from cases import workflow
from cases.choices import (
    Act,
    Naming,
    PublicationState,
    ReviewState,
    TakedownReason,
)
from cases.editing import delete_record, save_record
from cases.models import Case, Edition, EditionEntry, Source
from cases.publication.publish import CannotPublish, NotAllowed, publish
from cases.publication.subjects import document
from cases.published import history, projection
from cases.published.models import (
    PublishedDocument,
    PublishedEdition,
    PublishedEntry,
    PublishedEvent,
    PublishedFigure,
    PublishedRelation,
    PublishedSource,
    PublishedState,
    PublishedTombstone,
)
from tests.builders import (
    make_case,
    make_citation,
    make_figure,
    make_involvement,
    make_person,
    make_relation,
    make_source,
    make_statement,
    written_by,
)
from tests.cases.publication.scene import everything_public, make_full_case, name_somebody_in
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_full_case()


@pytest.fixture
def named(case):
    return name_somebody_in(case)


def retract(subject, publisher, **notes):
    subject.refresh_from_db()
    return workflow.retract(
        subject,
        by=publisher,
        takedown_reason=TakedownReason.ERROR,
        internal_reason="an example reason",
        **notes,
    )


# --- all or nothing -------------------------------------------------------------------------------


@pytest.mark.parametrize("step", ["publish", "correct", "retract"])
def test_an_edition_that_fails_at_the_end_leaves_nothing(
    case, review, put_out, publisher, contributor, monkeypatch, step
):
    if step != "publish":
        put_out(case)
        case.title_en = "Another artificial title"
        save_record(case, by=contributor)
    review(case)
    public, private = everything_public(), list(Case.objects.order_by("pk").values())
    histories = case.versions.count()

    def fail(serial, changed):
        raise RuntimeError("an example failure")

    monkeypatch.setattr(projection, "follow", fail)
    with pytest.raises(RuntimeError):
        retract(case, publisher) if step == "retract" else publish([case], by=publisher)

    after = everything_public()
    if step == "publish":
        # The empty state row is made by the first attempt, or goes with it.
        after["PublishedState"] = [row for row in after["PublishedState"] if row["serial"]]
    assert after == public
    assert list(Case.objects.order_by("pk").values()) == private
    assert case.versions.count() == histories
    assert Edition.objects.count() == len(public["PublishedEdition"])
    assert EditionEntry.objects.count() == len(public["PublishedEntry"])


def test_one_obstacle_stops_the_whole_edition(case, review, publisher):
    incomplete = make_case(summary_en="")
    review(case, incomplete)
    with pytest.raises(CannotPublish) as refused:
        publish([case, incomplete], by=publisher)
    assert {row.reference for row in refused.value.obstacles} == {incomplete.reference}
    assert "summary" in str(refused.value)
    assert not PublishedDocument.objects.exists()


@pytest.mark.parametrize("user", ["viewer", "contributor", "editor", "source_keeper", "administrator"])
def test_only_publishers_publish(case, review, request, user):
    review(case)
    with pytest.raises(NotAllowed):
        publish([case], by=request.getfixturevalue(user))


@pytest.mark.parametrize("user", ["viewer", "contributor", "source_keeper", "administrator"])
def test_only_editors_and_publishers_take_down(case, put_out, request, user):
    put_out(case)
    with pytest.raises(NotAllowed):
        retract(case, request.getfixturevalue(user))
    with pytest.raises(NotAllowed):
        workflow.withdraw(case, by=request.getfixturevalue(user), internal_reason="an example")


# --- taking down ----------------------------------------------------------------------------------


def test_nothing_of_a_retracted_case_is_left_but_its_tombstone(case, named, put_out, publisher):
    put_out(case)
    retract(case, publisher, public_note="An example note.")

    public = everything_public()
    assert public.pop("PublishedTombstone") == [
        {
            "id": PublishedTombstone.objects.get().pk,
            "kind": "case",
            "reference": "example-case-alpha",
            "act": Act.RETRACTED,
            "reason": TakedownReason.ERROR,
            "edition_id": 2,
            "taken_down_at": PublishedEdition.objects.get(serial=2).made_at,
        }
    ]
    entries = public.pop("PublishedEntry")
    assert [(row["act"], row["fields_changed"]) for row in entries if row["kind"] == "case"] == [
        (Act.PUBLISHED, []),
        (Act.RETRACTED, []),
    ]
    left = json.dumps(public, default=str)
    assert "example-source-alpha" in left
    for trace in ("example-case", "example-event", "example-figure", "Publica", "publica", case.title_en):
        assert trace not in left


def test_the_private_side_keeps_no_copy_of_what_was_taken_down_with_the_entry(case, put_out, publisher):
    edition = put_out(case)
    gone = retract(case, publisher)
    assert EditionEntry.objects.get(edition=gone).document is None
    assert EditionEntry.objects.get(edition=gone).takedown_reason == TakedownReason.ERROR
    assert EditionEntry.objects.get(edition=edition, kind="case").document["reference"] == case.reference
    assert (gone.made_by, gone.internal_reason) == (publisher, "an example reason")


def test_the_public_side_knows_neither_people_of_the_office_nor_internal_reasons(case, contributor, editor):
    publisher = make_user("publisher", username="canary-publisher")
    type(editor).objects.filter(pk=editor.pk).update(username="canary-editor")
    written_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher, internal_reason="canary-reason")
    retract(case, publisher)
    text = json.dumps(everything_public(), default=str)
    assert "canary" not in text
    assert "an example reason" not in text


def test_taking_down_needs_an_internal_reason(case, put_out, publisher):
    put_out(case)
    with pytest.raises(NotAllowed):
        workflow.withdraw(case, by=publisher, internal_reason="  ")


@pytest.mark.parametrize("state", [PublicationState.UNPUBLISHED, PublicationState.TAKEN_DOWN])
def test_what_is_not_public_cannot_be_taken_down(case, publisher, state):
    Case.objects.filter(pk=case.pk).update(publication_state=state)
    with pytest.raises(NotAllowed):
        retract(case, publisher)


def test_a_subject_whose_document_is_missing_can_still_be_taken_down(case, put_out, publisher):
    put_out(case)
    PublishedDocument.objects.filter(kind="case").delete()
    retract(case, publisher)
    assert PublishedTombstone.objects.get().reference == case.reference


def test_taking_down_a_source_takes_it_out_of_every_row_that_rested_on_it(case, put_out, publisher):
    statement = make_statement(source=Source.objects.get())
    reprint = make_source(derived_from=Source.objects.get(), publisher="Example Reprints")
    make_citation(case=case, source=reprint)
    put_out(case, statement)
    assert PublishedSource.objects.get(reference=reprint.reference).origin == "example daily"
    retract(Source.objects.get(reference="example-source-alpha"), publisher)

    public = everything_public()
    assert public["PublishedFigure"] == public["PublishedStatement"] == []
    assert [row["source_reference"] for row in public["PublishedCitation"]] == [reprint.reference]
    assert PublishedSource.objects.get().origin == "example reprints"
    lines = json.dumps([row.get("csv_line", "") for rows in public.values() for row in rows])
    assert "example-source-alpha" not in lines
    assert "headline alpha" not in json.dumps(public, default=str)


def test_taking_down_a_case_removes_relations_to_it_and_to_its_figures(case, put_out, publisher):
    of_case, of_figure = make_figure(), make_figure()
    make_relation(from_figure=of_case, to_case=case)
    make_relation(from_figure=of_figure, to_figure=case.figures.get())
    put_out(of_case, of_figure)
    assert not PublishedRelation.objects.exists()
    put_out(case)
    found = PublishedRelation.objects.values_list("from_reference", flat=True)
    assert set(found) == {of_case.reference, of_figure.reference}
    retract(case, publisher)
    assert not PublishedRelation.objects.exists()


def test_files_of_pages_go_with_the_edition(
    case, put_out, publisher, page_cache, django_capture_on_commit_callbacks
):
    put_out(case)
    page = page_cache / "token" / "page"
    page.parent.mkdir(parents=True)
    page.write_bytes(b"an example page")
    with django_capture_on_commit_callbacks(execute=True):
        retract(case, publisher)
        assert page.exists()
    assert not page.exists()


# --- coming back ----------------------------------------------------------------------------------


def test_what_is_restored_keeps_its_first_publication(case, put_out, contributor, publisher):
    first = put_out(case)
    retract(case, publisher)
    case.refresh_from_db()
    put_out(make_statement())
    save_record(case, by=contributor)
    put_out(case)

    row = PublishedDocument.objects.get(kind="case")
    assert (row.first_edition, row.first_published_at) == (first.serial, first.made_at)
    assert row.edition == 4
    assert case.first_published_at == first.made_at
    assert case.publication_state == PublicationState.PUBLISHED
    assert PublishedEntry.objects.filter(kind="case").first().act == Act.RESTORED
    assert not PublishedTombstone.objects.exists()
    assert PublishedEvent.objects.get().reference == "example-event-alpha"
    assert PublishedFigure.objects.get().reference == "example-figure-alpha"


def test_a_source_that_was_taken_down_does_not_come_back_with_a_case(case, put_out, contributor, publisher):
    source = Source.objects.get()
    other = make_source()
    make_citation(case=case, source=other)
    put_out(case)
    retract(source, publisher)
    case.refresh_from_db()
    case.title_en = "Another artificial title"
    save_record(case, by=contributor)
    put_out(case)

    assert PublishedSource.objects.get().reference == other.reference
    source.refresh_from_db()
    assert source.publication_state == PublicationState.TAKEN_DOWN


def test_a_chain_of_origins_goes_out_whole(case, put_out):
    first = make_source()
    third = make_source(derived_from=make_source(derived_from=first))
    make_citation(case=case, source=third)
    put_out(case)
    assert PublishedSource.objects.filter(reference=first.reference).exists()


# --- corrections ----------------------------------------------------------------------------------


def test_a_row_removed_from_a_case_is_gone_with_the_correction(case, put_out, contributor):
    put_out(case)
    for row in (case.events.get(), case.figures.get()):
        delete_record(row, by=contributor, reason="a mistake")
    case.refresh_from_db()
    put_out(case)
    assert not PublishedEvent.objects.exists()
    assert not PublishedFigure.objects.exists()
    entry = PublishedEntry.objects.filter(kind="case").first()
    assert (entry.act, entry.fields_changed) == (
        Act.CORRECTED,
        ["working_counts", "events", "figures", "citations"],
    )


def test_names_of_changed_fields_tell_no_values(case, named, put_out, contributor):
    put_out(case)
    named.naming = Naming.ANONYMOUS
    save_record(named, by=contributor)
    case.refresh_from_db()
    put_out(case)
    assert PublishedEntry.objects.filter(kind="case").first().fields_changed == ["people"]
    assert "Publica" not in json.dumps(everything_public(), default=str)


def test_documents_are_what_publication_previews(case, named, put_out):
    put_out(case)
    assert PublishedDocument.objects.get(kind="case").document == json.loads(json.dumps(document(case)))


# --- the public note ------------------------------------------------------------------------------


def test_a_public_note_names_nobody_who_may_not_be_named(case, named, put_out, publisher, review):
    other = make_person(legal_name="Otto Other")
    make_involvement(case=case, person=other)
    with pytest.raises(NotAllowed, match="note"):
        put_out(case, public_note="Added after Otto Other called.")
    assert not PublishedEdition.objects.exists()
    publish([case], by=publisher, public_note="Published in the name of Publica Example.")
    with pytest.raises(NotAllowed, match="note"):
        retract(case, publisher, public_note="Otto Other asked for it.")
    with pytest.raises(NotAllowed, match="note"):
        retract(Source.objects.get(), publisher, public_note="Otto Other asked for it.")
    retract(case, publisher, public_note="An example note.")


# --- states ---------------------------------------------------------------------------------------


def test_the_states_of_a_subject_after_each_act(case, put_out, publisher):
    def states():
        case.refresh_from_db()
        return case.publication_state, case.review_state, case.approved_by is None

    put_out(case)
    assert states() == (PublicationState.PUBLISHED, ReviewState.APPROVED, False)
    retract(case, publisher)
    assert states() == (PublicationState.TAKEN_DOWN, ReviewState.DRAFT, True)


def test_changes_are_listed_newest_first(case, put_out, publisher):
    put_out(case)
    retract(case, publisher)
    newest = [Act.RETRACTED, Act.PUBLISHED]
    assert list(PublishedEntry.objects.filter(kind="case").values_list("act", flat=True)) == newest
    assert [change.act for change in history.of("case", case.reference)] == newest


def test_serials_and_tokens(case, put_out, publisher):
    first = put_out(case)
    token = PublishedState.objects.get().token
    second = retract(case, publisher)
    assert (first.serial, second.serial) == (1, 2)
    assert PublishedState.objects.get().serial == 2
    assert PublishedState.objects.get().token not in ("", token)
    assert list(PublishedEdition.objects.values_list("serial", "token")) == [
        (2, PublishedState.objects.get().token),
        (1, token),
    ]
