"""An import changes what is public no more than an edit by hand does."""

import pytest

from advocacy.models import Action
from cases.choices import PublicationState, ReviewState
from cases.importing.commit import CommitRefused
from cases.models import Case, Event, Involvement
from tests.advocacy.importing.bundles import EXAMPLE, contents

MOVED = "event_id,reference\nexample-case--e02,example-part"


@pytest.mark.parametrize("review", [ReviewState.APPROVED, ReviewState.DRAFT])
def test_an_import_does_not_move_a_row_out_of_a_published_case(office, review):
    office.imports(**EXAMPLE)
    Case.objects.update(publication_state=PublicationState.PUBLISHED, review_state=review)
    before = contents()
    with pytest.raises(CommitRefused, match="published as part of example-case"):
        office.imports(events=MOVED)
    assert contents() == before
    assert Event.objects.get(reference="example-case--e02").case.reference == "example-case"


def test_an_import_that_moves_a_row_reopens_both_cases(office):
    office.imports(**EXAMPLE)
    Case.objects.update(review_state=ReviewState.APPROVED)
    office.imports(events=MOVED)
    assert set(Case.objects.values_list("review_state", flat=True)) == {ReviewState.DRAFT}


def test_an_event_does_not_leave_its_figures_behind(office):
    office.imports(**EXAMPLE)
    moved = "event_id,reference\nexample-case--e01,example-part"
    (fault,) = office.faults(events=moved)
    assert fault.startswith(
        "events.csv, row 2, column reference: “example-part”: The figure example-case--f01 of this"
    )
    both = {"events": moved, "figures": "figure_id,reference\nexample-case--f01,example-part"}
    assert office.faults(**both) == []


def test_an_import_does_not_withhold_what_is_public(office):
    office.imports(**EXAMPLE)
    internal = "action_id,publicity\nexample-action,internal"
    assert office.faults(actions=internal) == []
    Action.objects.update(publication_state=PublicationState.PUBLISHED)
    assert office.faults(actions="action_id,note\nexample-action,new") == []
    (fault,) = office.faults(actions=internal)
    assert "This is public now: take it down first." in fault


@pytest.mark.parametrize(("column", "value", "falls"), [("age_at_event", "9", True), ("fate", "died", False)])
def test_the_approval_of_naming_a_child_falls_with_what_it_was_given_for(office, column, value, falls):
    office.imports(**EXAMPLE)
    Involvement.objects.update(child_naming_approved_by=office.user)
    office.imports(involvements=f"involvement_id,{column}\nexample-case--p01,{value}")
    assert (Involvement.objects.get().child_naming_approved_by is None) is falls
