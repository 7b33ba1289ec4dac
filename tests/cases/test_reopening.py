"""Edits of any row reopen the review of the subjects it goes into, or leaves."""

import pytest

from cases.choices import (
    PublicationState,
    ReviewState,
)
from cases.editing import EditRefused, delete_record, reopen_review, save_record
from cases.models import Case, Event
from tests.builders import (
    make_action,
    make_addressee,
    make_advocacy_citation,
    make_case,
    make_citation,
    make_event,
    make_figure,
    make_involvement,
    make_place,
    make_relation,
    make_response,
    make_source,
    make_statement,
    make_working_count,
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


def children_of_case():
    case = make_case()
    event, figure = make_event(case=case), make_figure(case=case)
    involvement = make_involvement(case=case)
    yield from ((case, row) for row in (case, event, figure, involvement, involvement.person))
    yield case, make_working_count(case=case, figure=figure)
    yield case, make_relation(from_case=case)
    yield case, make_citation(case=case)
    yield case, make_citation(event=event)
    yield case, make_citation(figure=figure)
    yield case, make_citation(involvement=involvement)


def children_of_others():
    figure = make_figure()
    yield from (
        (figure, row) for row in (figure, make_citation(figure=figure), make_relation(from_figure=figure))
    )
    source, statement = make_source(), make_statement()
    yield from ((source, source), (statement, statement))
    action = make_action(addressees=[make_addressee()], cases=[make_case()])
    response = make_response(action=action)
    yield from ((action, row) for row in (action, response, make_advocacy_citation(action=action)))
    yield action, make_advocacy_citation(response=response)
    yield action, action.addressee_links.get()
    yield action, action.case_links.get()
    alone = make_response()
    yield from ((alone, alone), (alone, make_advocacy_citation(response=alone)))


@pytest.mark.parametrize("rows", [children_of_case, children_of_others])
def test_an_edit_of_any_row_reopens_the_review(rows, contributor):
    for subject, row in rows():
        approve(subject)
        save_record(fresh(row), by=contributor)
        assert (row, state(subject)) == (row, ReviewState.DRAFT)
        assert fresh(subject).approved_by is None
        if row != subject:
            assert subject.versions.first().history_change_reason == "workflow: reopened by an edit"


def test_a_new_row_reopens_the_review(contributor):
    case = make_case()
    approve(case)
    save_record(Event(reference="example-new", case=case, kind="apprehended"), by=contributor)
    assert state(case) == ReviewState.DRAFT


def test_a_deleted_row_reopens_the_review(contributor):
    event = make_event()
    approve(event.case)
    delete_record(event, by=contributor, reason="a mistake")
    assert state(event.case) == ReviewState.DRAFT


def test_deleting_a_figure_reopens_the_cases_that_lose_a_relation_to_it(contributor):
    figure = make_figure()
    relation = make_relation(from_case=make_case(), to_figure=figure)
    approve(relation.from_case)
    delete_record(figure, by=contributor, reason="a mistake")
    assert state(relation.from_case) == ReviewState.DRAFT


def move_event():
    event, to = make_event(), make_case()
    left, event.case = event.case, to
    return event, left, to


def move_citation():
    citation, to = make_citation(event=make_event()), make_event()
    left, citation.event = citation.event.case, to
    return citation, left, to.case


def move_relation():
    relation, to = make_relation(), make_case()
    left, relation.from_case = relation.from_case, to
    return relation, left, to


def figure_joins_case():
    figure, to = make_figure(), make_case()
    figure.case = to
    return figure, fresh(figure), to


def figure_leaves_case():
    figure = make_figure(case=make_case())
    left, figure.case = figure.case, None
    return figure, left, figure


def move_response():
    response, to = make_response(action=make_action()), make_action()
    left, response.action = response.action, to
    return response, left, to


MOVES = [move_event, move_citation, move_relation, figure_joins_case, figure_leaves_case, move_response]


@pytest.mark.parametrize("move", MOVES)
def test_moving_a_row_reopens_both_subjects(move, contributor):
    row, left, to = move()
    approve(left, to)
    save_record(row, by=contributor)
    assert (state(left), state(to)) == (ReviewState.DRAFT, ReviewState.DRAFT)


@pytest.mark.parametrize("move", MOVES)
def test_a_published_row_does_not_move(move, contributor):
    row, left, _to = move()
    type(left).objects.filter(pk=left.pk).update(publication_state=PublicationState.PUBLISHED)
    with pytest.raises(EditRefused, match=left.reference):
        save_record(row, by=contributor)


def test_other_edits_of_a_published_row_are_welcome(contributor):
    case = published(Case, make_case)
    event = make_event(case=case)
    event.place = make_place()
    save_record(event, by=contributor)
    assert fresh(event).place is not None


def test_an_edit_leaves_a_taken_down_subject_hidden(contributor):
    case = published(Case, make_case)
    Case.objects.filter(pk=case.pk).update(publication_state=PublicationState.TAKEN_DOWN)
    save_record(fresh(case), by=contributor)
    assert fresh(case).publication_state == PublicationState.TAKEN_DOWN


def test_a_subject_among_the_rows_is_changed_in_memory_only(contributor):
    """For bulk paths, which write the subject themselves."""
    event = make_event()
    approve(event.case)
    case = fresh(event.case)
    reopen_review([event, case], by=contributor)
    assert case.review_state == ReviewState.DRAFT
    assert state(case) == ReviewState.APPROVED
