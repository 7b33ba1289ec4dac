"""Saving and deleting rows: versions, frozen references, reopened reviews, refused edits."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from cases import editing, workflow
from cases.choices import (
    ConsentPurpose,
    Naming,
    NamingGrounds,
    PublicationState,
    Publicity,
    ReviewState,
)
from cases.editing import EditConflict, EditRefused, delete_record, save_record
from cases.models import Case, Consent, Event, Figure, Involvement, Source
from tests.builders import (
    make_action,
    make_case,
    make_citation,
    make_consent,
    make_event,
    make_figure,
    make_involvement,
    make_source,
)

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def approve(*subjects):
    for subject in subjects:
        type(subject).objects.filter(pk=subject.pk).update(review_state=ReviewState.APPROVED)


def state(subject) -> str:
    return fresh(subject).review_state


def published(model, make, **given):
    row = make(**given)
    model.objects.filter(pk=row.pk).update(
        publication_state=PublicationState.PUBLISHED,
        review_state=ReviewState.APPROVED,
        first_published_at="2026-01-01T00:00Z",
    )
    return fresh(row)


# --- versions -------------------------------------------------------------------------------------


def test_saving_raises_the_version_and_records_who_and_why(contributor):
    case = make_case()
    save_record(case, by=contributor, reason="an example reason", seen_version=1)

    assert fresh(case).row_version == 2
    last = case.versions.first()
    assert (last.history_user, last.history_change_reason) == (contributor, "an example reason")


def test_a_newer_version_is_not_overwritten(contributor, editor):
    mine, theirs = make_event(), None
    theirs = fresh(mine)
    theirs.summary_en = "Their artificial sentence."
    save_record(theirs, by=editor, seen_version=1)
    mine.summary_en = "My artificial sentence."

    with pytest.raises(EditConflict) as conflict:
        save_record(mine, by=contributor, seen_version=1)
    assert conflict.value.current.summary_en == "Their artificial sentence."
    assert fresh(mine).summary_en == "Their artificial sentence."
    assert mine.versions.count() == 2


def test_a_stale_form_does_not_overwrite_the_workflow(contributor, editor):
    """The form was opened before the case was submitted and approved."""
    stale = make_case()
    now = fresh(stale)
    workflow.submit([now], by=contributor)
    workflow.send_back([now], by=editor, comment="An example comment.")
    save_record(stale, by=contributor, seen_version=1)

    assert state(stale) == ReviewState.RETURNED
    assert fresh(stale).review_comment == "An example comment."


def test_a_stale_form_of_a_published_case_does_not_unpublish_it(contributor):
    stale = make_case()
    Case.objects.filter(pk=stale.pk).update(
        publication_state=PublicationState.PUBLISHED, first_published_at="2026-01-01T00:00Z"
    )
    save_record(stale, by=contributor)
    assert fresh(stale).publication_state == PublicationState.PUBLISHED
    assert fresh(stale).first_published_at is not None


@pytest.mark.parametrize("reason", ["workflow: approved", "Workflow:x", "  WORKFLOW: y", "workflow:"])
def test_an_edit_cannot_pass_for_a_step_of_the_workflow(contributor, reason):
    event = make_event()
    with pytest.raises(EditRefused):
        save_record(event, by=contributor, reason=reason)
    with pytest.raises(EditRefused):
        delete_record(event, by=contributor, reason=reason)
    assert event.versions.count() == 1


# --- references -----------------------------------------------------------------------------------


def test_random_references_are_long_and_differ():
    made = {editing.random_reference("person-") for _ in range(50)}
    assert len(made) == 50
    assert all(re.fullmatch(r"person-[a-z2-7]{26}", reference) for reference in made)


def test_children_are_numbered_within_their_case():
    case = make_case(reference="example")
    assert editing.next_child_reference(case, "e") == "example--e01"
    make_event(case=case, reference="example--e09")
    make_event(case=case, reference="example--east")
    assert editing.next_child_reference(case, "e") == "example--e10"
    assert editing.next_child_reference(case, "f") == "example--f01"


def test_the_reference_of_a_deleted_row_is_never_given_again(contributor):
    case = make_case(reference="example")
    delete_record(make_event(case=case, reference="example--e03"), by=contributor, reason="a mistake")
    assert editing.next_child_reference(case, "e") == "example--e04"


def test_the_reference_of_a_published_subject_is_frozen(contributor):
    case = published(Case, make_case, reference="example")
    case.reference = "another"
    with pytest.raises(EditRefused, match="example"):
        save_record(case, by=contributor)
    Case.objects.filter(pk=case.pk).update(publication_state=PublicationState.TAKEN_DOWN)
    with pytest.raises(EditRefused):
        save_record(case, by=contributor)


def test_the_reference_of_a_draft_can_change(contributor):
    case = make_case()
    case.reference = "another"
    save_record(case, by=contributor)
    assert fresh(case).reference == "another"


# --- what must not be public any longer -----------------------------------------------------------


def test_a_public_source_cannot_become_confidential_before_it_is_taken_down(contributor):
    source = published(Source, make_source)
    source.is_confidential, source.publisher, source.url = True, "", ""
    with pytest.raises(EditRefused, match="take it down"):
        save_record(source, by=contributor)
    Source.objects.filter(pk=source.pk).update(publication_state=PublicationState.TAKEN_DOWN)
    save_record(source, by=contributor)
    assert fresh(source).is_confidential


@pytest.mark.parametrize("publicity", [Publicity.INTERNAL, Publicity.CONFIDENTIAL, Publicity.EMBARGOED])
def test_a_public_action_cannot_become_internal_before_it_is_taken_down(contributor, publicity):
    action = published(type(make_action()), make_action)
    action.publicity, action.embargo_until = publicity, None
    if publicity == Publicity.EMBARGOED:
        action.embargo_until = fresh(action).created_at.date().replace(year=2124)
    with pytest.raises(EditRefused, match="take it down"):
        save_record(action, by=contributor)


def test_consent_in_force_is_withdrawn_never_deleted(contributor):
    consent = make_consent()
    with pytest.raises(EditRefused, match="withdrawn"):
        delete_record(consent, by=contributor, reason="a wish")
    delete_record(make_consent(purpose=ConsentPurpose.UN), by=contributor, reason="a mistake")
    assert Consent.objects.get() == consent


# --- naming of a child ----------------------------------------------------------------------------


@pytest.fixture
def child(editor):
    return make_involvement(
        naming=Naming.NAMED,
        naming_grounds=NamingGrounds.CONSENT,
        age_at_event=9,
        child_naming_approved_by=editor,
    )


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("naming_grounds", NamingGrounds.PUBLIC_CAMPAIGN),
        ("naming", Naming.ANONYMOUS),
        ("naming_reason", "another example reason"),
        ("age_at_event", 10),
    ],
)
def test_the_second_approval_falls_with_what_it_was_given_for(child, contributor, column, value):
    setattr(child, column, value)
    save_record(child, by=contributor)
    assert fresh(child).child_naming_approved_by is None


def test_the_second_approval_outlives_other_edits(child, contributor, editor):
    child.note = "an example note"
    save_record(child, by=contributor)
    assert fresh(child).child_naming_approved_by == editor


def test_an_edit_cannot_bring_the_second_approval_along(contributor, editor):
    row = make_involvement()
    row.child_naming_approved_by = editor
    save_record(row, by=contributor)
    assert fresh(row).child_naming_approved_by is None
    new = Involvement(
        reference="example-new",
        case=row.case,
        person=make_involvement().person,
        child_naming_approved_by=editor,
    )
    save_record(new, by=contributor)
    assert fresh(new).child_naming_approved_by is None


# --- deleting -------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", [PublicationState.PUBLISHED, PublicationState.TAKEN_DOWN])
def test_what_was_public_is_not_deleted(contributor, given):
    case = make_case()
    Case.objects.filter(pk=case.pk).update(publication_state=given)
    with pytest.raises(EditRefused, match="retract"):
        delete_record(fresh(case), by=contributor, reason="a wish")
    assert Case.objects.filter(pk=case.pk).exists()


def test_what_others_need_is_not_deleted(contributor):
    citation = make_citation()
    with pytest.raises(ProtectedError):
        delete_record(citation.source, by=contributor, reason="a wish")


def test_a_deleted_draft_takes_its_rows_along(contributor):
    citation = make_citation(event=make_event())
    delete_record(citation.event.case, by=contributor, reason="a duplicate")
    assert not Event.objects.exists()
    assert Case.history.get(history_type="-").history_user == contributor


def test_nothing_is_saved_of_an_edit_that_fails(contributor):
    figure = make_figure(case=make_case())
    approve(figure.case)
    figure.count_low, figure.count_high = 9, 1
    with pytest.raises(IntegrityError), transaction.atomic():
        save_record(figure, by=contributor)
    assert state(figure.case) == ReviewState.APPROVED
    assert Figure.history.filter(id=figure.pk).count() == 1


def test_a_source_never_derives_from_itself_in_the_end(contributor):
    first = make_source()
    second = make_source(derived_from=first)
    third = make_source(derived_from=second)
    for origin in (first, second, third):
        first.derived_from = origin
        with pytest.raises(EditRefused, match="derive from itself"):
            save_record(first, by=contributor)
    assert fresh(first).derived_from is None
    third.derived_from = first
    save_record(third, by=contributor)
    assert fresh(third).derived_from == first
