"""Putting back columns of an older version, and deleted rows with what went with them."""

import pytest
from django.utils import timezone

from cases import restoring
from cases.choices import PublicationState, ReviewState
from cases.editing import EditConflict, EditRefused, delete_record, save_record
from cases.models import Case, Citation, Event, Figure, Merge
from cases.publication import changes
from cases.publication.subjects import POLICIES
from cases.restoring import CannotRestore, restore_fields, undelete
from tests import builders

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def delete(row, by, reason="an example reason"):
    """Delete a row; the history row of its deletion."""
    pk, model = row.pk, type(row)
    delete_record(row, by=by, reason=reason)
    return model.history.filter(id=pk, history_type="-").first()


# --- columns --------------------------------------------------------------------------------------


def test_one_field_comes_back_and_the_others_stay(contributor):
    case = builders.make_case(title_en="Example title", note="Old note")
    first = case.versions.get()
    case.title_en, case.note = "Another title", "New note"
    save_record(case, by=contributor)
    restore_fields(first, ["title_en"], by=contributor, reason="a misreading", seen_version=2)
    case = fresh(case)
    assert (case.title_en, case.note, case.row_version) == ("Example title", "New note", 3)
    last = case.versions.first()
    assert last.history_user == contributor
    assert last.history_change_reason.startswith("restored from the version of ")
    assert last.history_change_reason.endswith(": a misreading")


def test_restoring_reopens_the_review_and_takes_no_column_of_the_workflow(contributor, editor):
    case = builders.make_case(title_en="Example title")
    first = case.versions.get()
    case.title_en = "Another title"
    save_record(case, by=contributor)
    Case.objects.filter(pk=case.pk).update(
        review_state=ReviewState.APPROVED,
        approved_by=editor,
        publication_state=PublicationState.PUBLISHED,
        first_published_at=timezone.now(),
    )
    restore_fields(first, ["title_en", "review_state", "publication_state"], by=contributor, seen_version=2)
    case = fresh(case)
    assert case.title_en == "Example title"
    assert case.review_state == ReviewState.DRAFT
    assert case.publication_state == PublicationState.PUBLISHED


def test_a_published_reference_does_not_come_back(contributor):
    case = builders.make_case(reference="example-old")
    first = case.versions.get()
    case.reference = "example-new"
    save_record(case, by=contributor)
    Case.objects.filter(pk=case.pk).update(first_published_at=timezone.now())
    with pytest.raises(EditRefused):
        restore_fields(first, ["reference"], by=contributor, seen_version=2)
    assert fresh(case).reference == "example-new"


def test_restoring_over_a_newer_version_is_refused(contributor):
    case = builders.make_case(title_en="Example title")
    first = case.versions.get()
    case.title_en = "Another title"
    save_record(case, by=contributor)
    with pytest.raises(EditConflict):
        restore_fields(first, ["title_en"], by=contributor, seen_version=1)
    assert fresh(case).title_en == "Another title"


def test_what_no_longer_fits_is_refused(contributor):
    case = builders.make_case(affected_low=5, affected_high=5)
    first = case.versions.get()
    case.affected_low = case.affected_high = 2
    save_record(case, by=contributor)
    with pytest.raises(CannotRestore, match="lowest"):
        restore_fields(first, ["affected_low"], by=contributor, seen_version=2)


def test_a_reference_taken_meanwhile_is_refused(contributor):
    event = builders.make_event(reference="example-old")
    first = event.versions.get()
    event.reference = "example-new"
    save_record(event, by=contributor)
    builders.make_event(reference="example-old")
    with pytest.raises(CannotRestore, match="already exists"):
        restore_fields(first, ["reference"], by=contributor, seen_version=2)


def test_an_event_of_another_case_is_refused(contributor):
    event = builders.make_event()
    figure = builders.make_figure(case=event.case, event=event)
    first = figure.versions.get()
    figure.event, figure.case = None, builders.make_case()
    save_record(figure, by=contributor)
    with pytest.raises(CannotRestore, match="does not belong"):
        restore_fields(first, ["event"], by=contributor, seen_version=2)


def test_the_same_value_is_no_edit(contributor):
    case = builders.make_case()
    with pytest.raises(CannotRestore, match="already"):
        restore_fields(case.versions.get(), ["title_en"], by=contributor, seen_version=1)
    assert case.versions.count() == 1


# --- deleted rows ---------------------------------------------------------------------------------


@pytest.fixture
def scene(contributor):
    """An event with a citation, a figure, and a citation of that, all deleted at once."""
    case = builders.make_case()
    event = builders.make_event(case=case, summary_en="An example event")
    figure = builders.make_figure(case=case, event=event)
    rows = [
        event,
        figure,
        builders.make_citation(event=event),
        builders.make_citation(figure=figure),
    ]
    keys = [(type(row), row.pk, row.reference) for row in rows]
    return case, keys, delete(event, contributor)


def test_an_event_comes_back_with_all_that_went_with_it(scene, editor):
    case, keys, version = scene
    assert not Event.objects.exists()
    back = undelete(version, by=editor, reason="deleted by mistake")
    assert sorted((type(row).__name__, row.pk) for row in back) == sorted(
        (model.__name__, pk) for model, pk, _reference in keys
    )
    for model, pk, reference in keys:
        row = model.objects.get(pk=pk)
        assert row.reference == reference
        last = row.versions.first()
        assert (last.history_type, last.history_user) == ("+", editor)
        assert last.history_change_reason.startswith("put back after it was deleted on ")
        assert last.history_change_reason.endswith(": deleted by mistake")
    event = Event.objects.get()
    assert (event.case, event.summary_en, event.row_version) == (case, "An example event", 2)
    assert event.date_earliest is not None
    assert {citation.event or citation.figure for citation in Citation.objects.all()} == {
        event,
        Figure.objects.get(),
    }


def test_what_was_deleted_before_stays_deleted(contributor, editor):
    event = builders.make_event()
    earlier = builders.make_citation(event=event)
    later = builders.make_citation(event=event)
    delete(earlier, contributor)
    later_pk = later.pk
    undelete(delete(event, contributor), by=editor)
    assert list(Citation.objects.values_list("pk", flat=True)) == [later_pk]


def test_it_is_still_known_since_when_the_row_is_there(contributor, editor):
    event = builders.make_event()
    entered = fresh(event).created_at
    undelete(delete(event, contributor), by=editor)
    assert Event.objects.get().created_at == entered
    assert Event.history.first().created_at == entered


def test_who_puts_back_is_an_editor_under_the_four_eyes_rule(contributor, editor):
    case = builders.make_case()
    event = builders.make_event(case=case)
    version = delete(event, contributor)
    undelete(version, by=editor)
    trail = POLICIES[Case].trail
    assert editor.pk in changes.editors_since_last_edition("case", [case], trail)[case.pk]


def test_putting_back_reopens_the_review_of_its_case(contributor, editor):
    event = builders.make_event()
    case, version = event.case, delete(event, contributor)
    Case.objects.filter(pk=case.pk).update(review_state=ReviewState.APPROVED, approved_by=editor)
    undelete(version, by=contributor)
    assert fresh(case).review_state == ReviewState.DRAFT


def test_a_subject_comes_back_as_a_draft(contributor, editor):
    source = builders.make_source()
    type(source).objects.filter(pk=source.pk).update(
        review_state=ReviewState.APPROVED, approved_by=editor, submitted_by=contributor
    )
    version = delete(fresh(source), contributor)
    (source,) = undelete(version, by=contributor)
    source = fresh(source)
    assert (source.review_state, source.approved_by, source.submitted_by) == (ReviewState.DRAFT, None, None)
    assert source.publication_state == PublicationState.UNPUBLISHED


def test_the_second_approval_of_naming_a_child_falls(contributor, editor):
    involvement = builders.make_involvement()
    type(involvement).objects.filter(pk=involvement.pk).update(child_naming_approved_by=editor)
    (back,) = undelete(delete(fresh(involvement), contributor), by=contributor)
    assert fresh(back).child_naming_approved_by is None


def test_a_part_of_what_is_deleted_asks_for_the_whole_first(scene, editor):
    _case, keys, _version = scene
    citation = next(pk for model, pk, _reference in keys if model is Citation)
    with pytest.raises(CannotRestore) as refused:
        undelete(restoring.deleted(Citation).get(id=citation), by=editor)
    (fault,) = refused.value.faults
    assert "Put that back first" in fault.message
    assert [parent.instance_type for parent in fault.parents] == [Event]
    assert not Citation.objects.exists()


def test_a_reference_that_was_given_away_is_in_the_way_of_all(contributor, editor):
    event = builders.make_event()
    citation = builders.make_citation(event=event, reference="example-given-away")
    version = delete(event, contributor)
    builders.make_citation(reference="example-given-away")
    with pytest.raises(CannotRestore, match="example-given-away"):
        undelete(version, by=editor)
    assert not Event.objects.exists()
    assert not Citation.objects.filter(pk=citation.pk).exists()


def test_what_was_merged_is_not_put_back(contributor, editor):
    source, kept = builders.make_source(), builders.make_source()
    pk, reference = source.pk, source.reference
    version = delete(source, contributor)
    Merge.objects.create(
        kind="source",
        reference=reference,
        removed_pk=pk,
        kept_pk=kept.pk,
        reason="an example reason",
        merged_by=contributor,
        merged_at=timezone.now(),
    )
    with pytest.raises(CannotRestore, match="merged"):
        undelete(version, by=editor)


def test_twice_is_refused_and_again_after_a_second_deletion_is_not(scene, contributor, editor):
    *_rest, version = scene
    undelete(version, by=editor)
    with pytest.raises(CannotRestore, match="no longer deleted"):
        undelete(version, by=editor)
    again = delete(Event.objects.get(), contributor)
    assert list(restoring.deleted(Event)) == [again]
    assert len(undelete(again, by=editor)) == 4


def test_a_rehearsal_leaves_nothing(scene, editor):
    *_rest, version = scene
    written = Event.history.count()
    assert restoring.rehearse(version, by=editor, look=len) == 4
    assert not Event.objects.exists()
    assert Event.history.count() == written
