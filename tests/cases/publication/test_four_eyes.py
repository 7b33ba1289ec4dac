"""Author and approver are two people: which edits count, whose they are, and since when."""

import pytest
from simple_history.utils import bulk_update_with_history

from cases import workflow
from cases.choices import Naming, NamingGrounds, ReviewState, TakedownReason
from cases.editing import delete_record, save_record
from cases.models import Event
from cases.publication.changes import edits
from cases.publication.publish import CannotPublish, NotAllowed, publish
from cases.publication.subjects import who_not, who_not_many
from tests.builders import (
    make_action,
    make_addressee,
    make_advocacy_citation,
    make_case,
    make_citation,
    make_consent,
    make_event,
    make_figure,
    make_involvement,
    make_person,
    make_place,
    make_relation,
    make_response,
    make_source,
    make_statement,
    make_working_count,
    written_by,
)
from tests.cast import make_user

pytestmark = pytest.mark.django_db


class Case:
    """A case with one row of everything that goes into its document, entered by the contributor."""

    def __init__(self):
        self.case = make_case(place=make_place())
        self.event = make_event(case=self.case, place=make_place(), to_place=make_place())
        self.figure = make_figure(case=self.case, place=make_place())
        self.person = make_person(public_name="Example Public Name")
        self.involvement = make_involvement(
            case=self.case,
            person=self.person,
            naming=Naming.NAMED,
            naming_grounds=NamingGrounds.CONSENT,
        )
        self.consent = make_consent(person=self.person)
        self.relation = make_relation(from_case=self.case)
        self.working_count = make_working_count(case=self.case, figure=self.figure)
        self.citation = make_citation(case=self.case)
        self.event_citation = make_citation(event=self.event)
        self.figure_citation = make_citation(figure=self.figure)
        self.involvement_citation = make_citation(involvement=self.involvement)


ROWS = [
    "case",
    "event",
    "figure",
    "person",
    "involvement",
    "consent",
    "relation",
    "working_count",
    "citation",
    "event_citation",
    "figure_citation",
    "involvement_citation",
]
PLACES = [("case", "place"), ("event", "place"), ("event", "to_place"), ("figure", "place")]


@pytest.fixture
def whole(contributor):
    whole = Case()
    written_by(contributor)
    return whole


def codes(subject, by) -> list[str]:
    return [obstacle.code for obstacle in who_not(subject, by)]


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def test_who_changed_nothing_may_approve(whole, editor, contributor):
    assert codes(whole.case, editor) == []
    assert codes(whole.case, contributor) == ["four_eyes"]


@pytest.mark.parametrize("row", ROWS)
def test_an_edit_of_any_row_of_a_case_counts(whole, editor, publisher, row):
    save_record(fresh(getattr(whole, row)), by=editor, reason="an example edit")
    assert codes(whole.case, editor) == ["four_eyes"]
    assert codes(whole.case, publisher) == []


@pytest.mark.parametrize("row", [row for row in ROWS if row not in ("case", "person", "consent")])
def test_the_deletion_of_any_row_of_a_case_counts(whole, editor, publisher, row):
    if row == "figure":
        delete_record(whole.working_count, by=publisher, reason="an example deletion")
    delete_record(fresh(getattr(whole, row)), by=editor, reason="an example deletion")
    assert codes(whole.case, editor) == ["four_eyes"]


def test_deleting_a_row_deletes_what_hangs_on_it_under_the_same_name(whole, editor, publisher):
    delete_record(whole.event, by=editor, reason="entered twice")
    for row in (whole.event, whole.event_citation):
        last = type(row).history.filter(reference=row.reference).first()
        assert (last.history_type, last.history_user, last.history_change_reason) == (
            "-",
            editor,
            "entered twice",
        )
    assert codes(whole.case, publisher) == []


@pytest.mark.parametrize(("row", "column"), PLACES)
def test_an_edit_of_a_place_counts_in_the_cases_that_name_it(whole, editor, publisher, row, column):
    save_record(fresh(getattr(getattr(whole, row), column)), by=editor)
    assert codes(whole.case, editor) == ["four_eyes"]
    assert codes(whole.case, publisher) == []


def test_an_edit_of_a_place_before_the_case_was_entered_does_not_count(editor, contributor):
    place = make_place()
    save_record(place, by=editor)
    case = make_case(place=place)
    written_by(contributor)
    assert codes(case, editor) == []


def test_an_edit_of_another_case_does_not_count(whole, editor):
    other = make_event()
    save_record(other, by=editor)
    assert codes(whole.case, editor) == []
    assert codes(other.case, editor) == ["four_eyes"]


def test_moving_a_row_counts_where_it_came_from_and_where_it_goes(whole, editor, contributor, publisher):
    other = make_case()
    written_by(contributor)
    whole.event.case = other
    save_record(whole.event, by=editor)
    for case in (whole.case, other):
        assert codes(case, editor) == ["four_eyes"]
        assert codes(case, publisher) == []
    save_record(whole.event, by=publisher)
    assert codes(other, publisher) == ["four_eyes"]
    assert codes(whole.case, publisher) == []


def test_bulk_edits_count(whole, editor):
    bulk_update_with_history([whole.event], Event, ["sequence"], default_user=editor)
    assert codes(whole.case, editor) == ["four_eyes"]


def test_an_edit_by_nobody_known_holds_everybody_back_until_somebody_takes_it_on(
    whole, editor, publisher, contributor
):
    whole.event.save()
    assert codes(whole.case, editor) == ["unknown_editor"]
    assert codes(whole.case, contributor) == ["four_eyes"]
    save_record(fresh(whole.case), by=contributor)
    assert codes(whole.case, editor) == []
    whole.citation.save()
    assert codes(whole.case, publisher) == ["unknown_editor"]


def test_steps_of_the_workflow_are_no_edits(whole, contributor, editor, publisher):
    for _round in range(2):
        workflow.submit([whole.case], by=contributor)
        workflow.approve([whole.case], by=editor)
        workflow.send_back([whole.case], by=publisher, comment="once more")
    workflow.submit([whole.case], by=editor)
    assert codes(whole.case, editor) == []
    assert codes(whole.case, publisher) == []


def test_who_edits_and_approves_are_two(whole, contributor):
    both = make_user("contributor", "editor")
    save_record(fresh(whole.event), by=both)
    workflow.submit([whole.case], by=contributor)
    with pytest.raises(NotAllowed):
        workflow.approve([whole.case], by=both)
    assert fresh(whole.case).review_state == ReviewState.IN_REVIEW


def test_an_edition_wipes_the_slate(put_out, contributor, editor, publisher):
    case = make_case()
    make_citation(case=case)
    put_out(case)
    assert codes(case, contributor) == []
    save_record(fresh(case), by=editor)
    assert codes(case, editor) == ["four_eyes"]
    assert codes(case, contributor) == []


def test_taking_down_does_not_wipe_the_slate(put_out, contributor):
    """Else an editor could edit, withdraw, and then approve the own edit."""
    case = make_case()
    make_citation(case=case)
    put_out(case)
    both = make_user("contributor", "editor")
    save_record(fresh(case), by=both)
    workflow.withdraw(case, by=both, internal_reason="an example")
    assert codes(case, both) == ["four_eyes"]
    workflow.submit([case], by=contributor)
    with pytest.raises(NotAllowed):
        workflow.approve([case], by=both)


def test_restoring_takes_two_people_even_when_nothing_was_edited(put_out, contributor):
    case = make_case()
    make_citation(case=case)
    put_out(case)
    both = make_user("editor", "publisher")
    workflow.retract(case, by=both, takedown_reason=TakedownReason.ERROR, internal_reason="an example")
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=both)
    with pytest.raises(CannotPublish) as refused:
        publish([case], by=both)
    assert [found.code for found in refused.value.obstacles[case]] == ["restore_takes_two"]


def test_a_changed_source_that_goes_out_along_needs_two_as_well(put_out, review, contributor, publisher):
    case = make_case()
    source = make_source()
    make_citation(case=case, source=source)
    put_out(case)
    save_record(fresh(source), by=publisher, reason="nothing that shows")
    save_record(fresh(case), by=contributor)
    case.refresh_from_db()
    case.title_en = "Another artificial title"
    save_record(case, by=contributor)
    review(case)
    publish([case], by=publisher)

    source.refresh_from_db()
    source.title = "Another artificial headline"
    save_record(source, by=publisher)
    case.refresh_from_db()
    case.title_en = "A third artificial title"
    save_record(case, by=contributor)
    review(case)
    with pytest.raises(CannotPublish) as refused:
        publish([case], by=publisher)
    assert {row.reference: [o.code for o in found] for row, found in refused.value.obstacles.items()} == {
        source.reference: ["four_eyes"]
    }


# --- the other subjects ---------------------------------------------------------------------------


def of_figure():
    figure = make_figure()
    return figure, {
        "figure": figure,
        "citation": make_citation(figure=figure),
        "relation": make_relation(from_figure=figure),
    }


def of_source():
    source = make_source()
    return source, {"source": source}


def of_statement():
    statement = make_statement()
    return statement, {"statement": statement}


def of_action():
    action = make_action(addressees=[make_addressee()], cases=[make_case()])
    response = make_response(action=action)
    return action, {
        "action": action,
        "response": response,
        "responder": response.responder,
        "addressee": action.addressees.get(),
        "addressee link": action.addressee_links.get(),
        "case link": action.case_links.get(),
        "citation": make_advocacy_citation(action=action),
        "citation of the response": make_advocacy_citation(response=response),
    }


def of_response():
    response = make_response()
    return response, {
        "response": response,
        "responder": response.responder,
        "citation": make_advocacy_citation(response=response),
    }


@pytest.mark.parametrize("build", [of_figure, of_source, of_statement, of_action, of_response])
def test_an_edit_of_any_row_of_the_other_subjects_counts(build, contributor, publisher):
    subject, rows = build()
    written_by(contributor)
    for name, row in rows.items():
        somebody = make_user("editor", username=f"editor of {name}")
        assert codes(subject, somebody) == []
        save_record(fresh(row), by=somebody)
        assert codes(subject, somebody) == ["four_eyes"], name
    assert codes(subject, publisher) == []


def test_the_rule_can_be_relaxed_by_a_setting(whole, contributor, settings):
    settings.FOUR_EYES = False
    assert codes(whole.case, contributor) == []


def test_asking_for_many_costs_as_many_queries_as_for_few(editor, django_assert_max_num_queries):
    def cost(subjects) -> int:
        with django_assert_max_num_queries(60) as queries:
            who_not_many(subjects, editor)
        return len(queries)

    few = [Case().case, make_source(), of_action()[0]]
    many = [*few, *(Case().case for _ in range(3)), make_source(), of_action()[0]]
    assert cost(many) == cost(few)


def test_the_trail_of_a_row_that_moved_twice(contributor, editor, publisher):
    first, second, third = make_case(), make_case(), make_case()
    event = make_event(case=first)
    written_by(contributor)
    for case, by in ((second, editor), (third, publisher)):
        event.case = case
        save_record(event, by=by)

    found = {(case, user) for case, _row, user, _moment in edits(Event, "case_id", [first.pk, second.pk])}
    assert found == {
        (first.pk, contributor.pk),
        (first.pk, editor.pk),
        (second.pk, editor.pk),
        (second.pk, publisher.pk),
    }
