"""Editions end to end: what publishing, correcting, taking down and restoring do to both sides."""

import pytest

from cases import workflow
from cases.choices import Act, PublicationState, ReviewState, TakedownReason
from cases.editing import save_record
from cases.models import Edition, EditionEntry
from cases.publication.publish import CannotPublish, NotAllowed, NothingToPublish, publish
from cases.published.models import (
    PublishedCase,
    PublishedCitation,
    PublishedDocument,
    PublishedEdition,
    PublishedEntry,
    PublishedEvent,
    PublishedSearch,
    PublishedState,
    PublishedTombstone,
)
from tests.builders import make_case, make_citation, make_event, make_source, written_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(contributor):
    """A complete case, entered by the contributor, waiting for review."""
    case = make_case(reference="example-case", summary_en="An obviously artificial summary.")
    make_event(case=case)
    make_citation(case=case, source=make_source(reference="example-source"))
    written_by(contributor)
    workflow.submit([case], by=contributor)
    return case


@pytest.fixture
def approved(case, editor):
    workflow.approve([case], by=editor)
    case.refresh_from_db()
    return case


def test_publishing_copies_the_case_and_its_sources_into_the_published_tables(approved, publisher):
    edition = publish([approved], by=publisher, public_note="First edition.")

    assert edition.serial == 1
    assert set(PublishedDocument.objects.values_list("kind", "reference")) == {
        ("case", "example-case"),
        ("source", "example-source"),
    }
    assert PublishedCase.objects.get().reference == "example-case"
    assert PublishedEvent.objects.get().case_reference == "example-case"
    assert PublishedCitation.objects.get().source_reference == "example-source"
    public = PublishedEdition.objects.get()
    assert (public.serial, public.public_note) == (1, "First edition.")
    state = PublishedState.objects.get()
    assert (state.serial, state.token) == (1, public.token)
    assert set(PublishedEntry.objects.values_list("kind", "act")) == {
        ("case", Act.PUBLISHED),
        ("source", Act.PUBLISHED),
    }
    approved.refresh_from_db()
    assert approved.publication_state == PublicationState.PUBLISHED
    assert approved.first_published_at == edition.made_at


def test_nothing_is_published_that_nobody_approved(case, publisher):
    with pytest.raises(CannotPublish) as refused:
        publish([case], by=publisher)

    assert [obstacle.code for obstacle in refused.value.obstacles[case]] == ["not_approved"]
    assert not PublishedDocument.objects.exists()
    assert not Edition.objects.exists()


def test_only_publishers_publish(approved, editor):
    with pytest.raises(NotAllowed):
        publish([approved], by=editor)
    assert not PublishedDocument.objects.exists()


def test_an_edit_after_approval_reopens_the_review(approved, contributor, publisher):
    approved.title_en = "Another artificial title"
    save_record(approved, by=contributor)
    approved.refresh_from_db()

    assert approved.review_state == ReviewState.DRAFT
    with pytest.raises(CannotPublish):
        publish([approved], by=publisher)


def test_an_edit_of_an_event_reopens_the_review_of_its_case(approved, contributor):
    event = approved.events.get()
    event.summary_en = "Another artificial step."
    save_record(event, by=contributor)

    approved.refresh_from_db()
    assert approved.review_state == ReviewState.DRAFT


def test_who_changed_a_case_cannot_publish_it(approved, contributor, publisher, editor):
    save_record(approved.events.get(), by=publisher)
    workflow.submit([approved], by=contributor)
    workflow.approve([approved], by=editor)

    with pytest.raises(CannotPublish) as refused:
        publish([approved], by=publisher)
    assert [obstacle.code for obstacle in refused.value.obstacles[approved]] == ["four_eyes"]


def test_a_one_person_office_may_relax_the_four_eyes_rule(approved, contributor, publisher, editor, settings):
    settings.FOUR_EYES = False
    save_record(approved.events.get(), by=publisher)
    workflow.submit([approved], by=contributor)
    workflow.approve([approved], by=editor)

    assert publish([approved], by=publisher).serial == 1


def republish(case, contributor, editor, publisher):
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    return publish([case], by=publisher)


def test_a_correction_names_the_fields_changed_and_no_old_value(approved, contributor, editor, publisher):
    publish([approved], by=publisher)
    approved.refresh_from_db()
    approved.title_en = "A corrected artificial title"
    save_record(approved, by=contributor)
    edition = republish(approved, contributor, editor, publisher)

    entry = PublishedEntry.objects.get(edition=edition.serial)
    assert (entry.kind, entry.act, entry.fields_changed) == ("case", Act.CORRECTED, ["title"])
    assert PublishedDocument.objects.get(kind="case").document["title"] == {
        "en": "A corrected artificial title"
    }
    assert PublishedDocument.objects.get(kind="case").first_edition == 1


def test_publishing_the_same_again_makes_no_edition(approved, publisher):
    publish([approved], by=publisher)
    with pytest.raises(NothingToPublish):
        publish([approved], by=publisher)
    assert Edition.objects.count() == 1


def test_retracting_leaves_a_tombstone_and_no_row(approved, publisher):
    publish([approved], by=publisher)
    workflow.retract(
        approved, by=publisher, takedown_reason=TakedownReason.ERROR, internal_reason="the date is wrong"
    )

    assert not PublishedCase.objects.exists()
    assert not PublishedEvent.objects.exists()
    assert not PublishedDocument.objects.filter(kind="case").exists()
    tombstone = PublishedTombstone.objects.get()
    assert (tombstone.reference, tombstone.act, tombstone.reason) == ("example-case", "retracted", "error")
    approved.refresh_from_db()
    assert approved.publication_state == PublicationState.TAKEN_DOWN
    assert approved.review_state == ReviewState.DRAFT
    assert EditionEntry.objects.get(act=Act.RETRACTED).document is None


def test_one_editor_alone_withdraws_at_once(approved, editor, publisher):
    publish([approved], by=publisher)
    workflow.withdraw(approved, by=editor, internal_reason="a relative called")

    assert not PublishedCase.objects.exists()
    assert PublishedTombstone.objects.get().reason == TakedownReason.UNDER_REVIEW


def test_a_contributor_cannot_take_down(approved, contributor, publisher):
    publish([approved], by=publisher)
    with pytest.raises(NotAllowed):
        workflow.withdraw(approved, by=contributor, internal_reason="a mistake")
    assert PublishedCase.objects.exists()


def test_restoring_takes_two(approved, contributor, editor, publisher):
    publish([approved], by=publisher)
    workflow.withdraw(approved, by=editor, internal_reason="a relative called")
    workflow.submit([approved], by=contributor)
    workflow.approve([approved], by=publisher)

    with pytest.raises(CannotPublish) as refused:
        publish([approved], by=publisher)
    assert [obstacle.code for obstacle in refused.value.obstacles[approved]] == ["restore_takes_two"]

    workflow.send_back([approved], by=editor, comment="once more")
    edition = republish(approved, contributor, editor, publisher)
    assert PublishedEntry.objects.get(edition=edition.serial).act == Act.RESTORED
    assert not PublishedTombstone.objects.exists()
    assert PublishedCase.objects.exists()


def test_a_retracted_source_leaves_no_trace_in_the_rows_of_a_case(approved, publisher):
    publish([approved], by=publisher)
    source = approved.citations.get().source
    workflow.retract(
        source, by=publisher, takedown_reason=TakedownReason.WITHDRAWN, internal_reason="a copyright claim"
    )

    assert not PublishedCitation.objects.exists()
    words = PublishedSearch.objects.get(subject__kind="case").terms.split()
    assert len(words) > 10
    assert not {"s_daily", "daily", "t_daily"} & set(words)
