"""Submit, send back, approve: who may, from which state, and what stays behind."""

import pytest

from advocacy.models import Action
from cases import workflow
from cases.choices import ConsentPurpose, Naming, NamingGrounds, ReviewState
from cases.models import Case
from cases.workflow import NotAllowed
from tests.builders import (
    make_action,
    make_case,
    make_consent,
    make_figure,
    make_involvement,
    make_response,
    make_source,
    make_statement,
    written_by,
)
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(contributor):
    case = make_case()
    written_by(contributor)
    return case


def put(case, state):
    Case.objects.filter(pk=case.pk).update(review_state=state)


def state(case):
    return Case.objects.get(pk=case.pk).review_state


STEPS = {
    "submit": lambda case, by: workflow.submit([case], by=by),
    "send_back": lambda case, by: workflow.send_back([case], by=by, comment="An example comment."),
    "approve": lambda case, by: workflow.approve([case], by=by),
}
#: step: states it starts from, state it ends in, roles that may take it
RULES = {
    "submit": ({"draft", "returned"}, "in_review", {"contributor", "editor"}),
    "send_back": ({"in_review", "approved"}, "returned", {"editor", "publisher"}),
    "approve": ({"in_review"}, "approved", {"editor", "publisher"}),
}


@pytest.mark.parametrize("start", ReviewState.values)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_starts_from_its_states_only(case, step, start):
    starts, end, _roles = RULES[step]
    both = make_user("editor", "publisher")
    put(case, start)
    if start in starts:
        STEPS[step](case, both)
        assert state(case) == end
    else:
        with pytest.raises(NotAllowed, match=case.reference):
            STEPS[step](case, both)
        assert state(case) == start


@pytest.mark.parametrize(
    "role", ["viewer", "contributor", "editor", "publisher", "source keeper", "administrator"]
)
@pytest.mark.parametrize("step", STEPS)
def test_each_step_is_for_its_roles_only(case, step, role):
    starts, end, roles = RULES[step]
    start = sorted(starts)[0]
    put(case, start)
    somebody = make_user(role, username="somebody")
    if role in roles:
        STEPS[step](case, somebody)
        assert state(case) == end
    else:
        with pytest.raises(NotAllowed):
            STEPS[step](case, somebody)
        assert state(case) == start


def test_the_steps_remember_who_took_them(case, contributor, editor):
    workflow.submit([case], by=contributor)
    case.refresh_from_db()
    assert case.submitted_by == contributor
    workflow.send_back([case], by=editor, comment="An example comment.")
    case.refresh_from_db()
    assert case.review_comment == "An example comment."
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    case.refresh_from_db()
    assert (case.approved_by, case.review_comment) == (editor, "")
    workflow.send_back([case], by=editor, comment="Once more.")
    case.refresh_from_db()
    assert case.approved_by is None


def test_sending_back_takes_a_comment(case, contributor, editor):
    workflow.submit([case], by=contributor)
    with pytest.raises(NotAllowed):
        workflow.send_back([case], by=editor, comment="  ")


def test_one_that_cannot_take_the_step_stops_all(case, contributor):
    other = make_case()
    put(other, ReviewState.APPROVED)
    with pytest.raises(NotAllowed):
        workflow.submit([case, other], by=contributor)
    assert state(case) == ReviewState.DRAFT


def test_submitting_needs_the_right_to_change_every_one(case, source_keeper):
    with pytest.raises(NotAllowed):
        workflow.submit([make_source(), case], by=source_keeper)
    workflow.submit([make_source()], by=source_keeper)


def test_the_steps_are_there_for_every_subject(contributor, editor):
    subjects = [
        make_case(),
        make_source(),
        make_figure(),
        make_statement(),
        make_action(),
        make_response(),
    ]
    written_by(contributor)
    workflow.submit(subjects, by=contributor)
    workflow.approve(subjects, by=editor)
    for subject in subjects:
        subject.refresh_from_db()
        assert subject.review_state == ReviewState.APPROVED


def test_a_step_works_on_the_row_as_it_is_now(case, contributor):
    """Not on what the caller holds: an old copy must not undo an edit."""
    old = Case.objects.get(pk=case.pk)
    Case.objects.filter(pk=case.pk).update(title_en="Another artificial title")
    workflow.submit([old], by=contributor)
    assert Case.objects.get(pk=case.pk).title_en == "Another artificial title"
    assert case.versions.first().title_en == "Another artificial title"


def test_the_steps_cost_as_many_queries_for_many_as_for_few(
    contributor, editor, django_assert_max_num_queries
):
    def cost(number) -> int:
        subjects = [make_case() for _ in range(number)] + [make_action() for _ in range(number)]
        written_by(contributor)
        with django_assert_max_num_queries(60) as queries:
            workflow.submit(subjects, by=contributor)
            workflow.approve(subjects, by=editor)
        return len(queries)

    cost(1)  # the rights of the two are looked up once
    assert cost(6) == cost(2)
    assert Action.objects.filter(review_state=ReviewState.APPROVED).count() == 9


# --- naming a child -------------------------------------------------------------------------------


@pytest.fixture
def child(contributor):
    child = make_involvement(naming=Naming.NAMED, naming_grounds=NamingGrounds.CONSENT, age_at_event=9)
    written_by(contributor)
    return child


def test_a_second_person_approves_the_naming_of_a_child(child, editor):
    workflow.approve_child_naming(child, by=editor)
    child.refresh_from_db()
    assert child.child_naming_approved_by == editor
    assert child.versions.first().history_change_reason == "workflow: naming of a child approved"


def test_approving_writes_nothing_else_of_what_the_caller_holds(child, editor):
    child.age_at_event = 40
    workflow.approve_child_naming(child, by=editor)
    child.refresh_from_db()
    assert child.age_at_event == 9
    assert child.versions.first().age_at_event == 9


def test_nobody_approves_the_naming_of_a_child_they_changed(child):
    """Nor after somebody else changed it once more."""
    both = make_user("contributor", "editor")
    child._history_user = both
    child.save()
    child._history_user = make_user("contributor", username="another")
    child.save()
    with pytest.raises(NotAllowed):
        workflow.approve_child_naming(child, by=both)


def test_approving_the_naming_of_a_child_needs_the_right_to_review(child, contributor, viewer):
    for somebody in (contributor, viewer):
        with pytest.raises(NotAllowed):
            workflow.approve_child_naming(child, by=somebody)


# --- consent --------------------------------------------------------------------------------------


@pytest.mark.parametrize("purpose", ConsentPurpose.values)
def test_consent_is_withdrawn_on_a_day(contributor, purpose):
    consent = make_consent(purpose=purpose)
    assert workflow.withdraw_consent(consent, by=contributor, on="2024-06-01") is None
    consent.refresh_from_db()
    assert consent.withdrawn_on.isoformat() == "2024-06-01"
    assert consent.versions.first().history_change_reason == "consent withdrawn"
