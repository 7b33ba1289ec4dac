"""Pages cost the same number of queries however many rows they show."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.cases.admin.forms import page, pages
from tests.cases.admin.rows import ROWS, make_staff

pytestmark = pytest.mark.django_db

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
FEW, MANY = 2, 12


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("example-superuser"))
    return client


def queries(client, address) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def growth(client, address, add) -> tuple[int, int]:
    """Queries with FEW rows and with MANY; `add()` makes one row."""
    for _row in range(FEW):
        add()
    client.get(address)
    few = queries(client, address)
    for _row in range(MANY - FEW):
        add()
    return few, queries(client, address)


def make_figure_of_event():
    event = builders.make_event()
    return builders.make_figure(
        case=event.case, event=event, place=builders.make_place(), assigned_to=make_staff()
    )


#: Rows that point to everything they may point to, where those of ROWS do not.
FULL = ROWS | {
    "advocacy.advocacycitation": lambda: builders.make_advocacy_citation(response=builders.make_response()),
    "advocacy.action": lambda: builders.make_action(assigned_to=make_staff()),
    "advocacy.response": lambda: builders.make_response(
        action=builders.make_action(), case=builders.make_case(), assigned_to=make_staff()
    ),
    "cases.case": lambda: builders.make_case(place=builders.make_place(), assigned_to=make_staff()),
    "cases.citation": lambda: builders.make_citation(involvement=builders.make_involvement()),
    "cases.contactnote": lambda: builders.make_contact_note(
        case=builders.make_case(), person=builders.make_person(), owner=make_staff()
    ),
    "cases.event": lambda: builders.make_event(place=builders.make_place(), to_place=builders.make_place()),
    "cases.figure": make_figure_of_event,
    "cases.relation": lambda: builders.make_relation(
        from_figure=builders.make_figure(), to_figure=builders.make_figure()
    ),
    "cases.source": lambda: builders.make_source(
        derived_from=builders.make_source(), assigned_to=make_staff()
    ),
    "cases.statement": lambda: builders.make_statement(assigned_to=make_staff()),
}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_lists(desk, model):
    few, many = growth(desk, pages(model), FULL[model._meta.label_lower])
    assert many == few


def fill_case(case):
    """One more row in every list on the page of a case, with everything it may point to."""
    source, place = builders.make_source(), builders.make_place()
    event = builders.make_event(case=case, place=place, to_place=builders.make_place())
    figure = builders.make_figure(case=case, event=event, source=source, place=place)
    measures = [measure for measure, _label in figure._meta.get_field("measure").choices]
    builders.make_working_count(case=case, figure=figure, measure=measures[case.working_counts.count()])
    person = builders.make_person()
    involvement = builders.make_involvement(case=case, person=person, shown=True)
    builders.make_consent(person=person)
    for thing in ({"case": case}, {"event": event}, {"figure": figure}, {"involvement": involvement}):
        builders.make_citation(**thing, source=source)
    builders.make_relation(from_case=case)
    builders.make_relation(from_case=case, to_figure=builders.make_figure(), to_case=None)
    builders.make_risk_review(case=case)
    builders.make_action(cases=[case])


def test_the_page_of_a_case(desk):
    case = builders.make_case(place=builders.make_place())
    few, many = growth(desk, page(case), lambda: fill_case(case))
    assert many == few


def test_the_page_of_an_action(desk):
    action = builders.make_action()

    def add():
        response = builders.make_response(action=action, case=builders.make_case())
        builders.make_advocacy_citation(response=response)
        builders.make_advocacy_citation(action=action)
        action.addressee_links.create(addressee=builders.make_addressee())
        action.case_links.create(case=builders.make_case())

    few, many = growth(desk, page(action), add)
    assert many == few


def test_the_page_of_an_event(desk):
    event = builders.make_event(place=builders.make_place())

    def add():
        source = builders.make_source()
        builders.make_citation(event=event, source=source)
        builders.make_figure(event=event, case=event.case, source=source)

    few, many = growth(desk, page(event), add)
    assert many == few


def test_the_page_of_a_person(desk):
    person = builders.make_person()

    def add():
        builders.make_involvement(person=person)
        builders.make_consent(person=person)

    few, many = growth(desk, page(person), add)
    assert many == few


def test_the_page_of_a_figure(desk):
    figure = builders.make_figure(case=builders.make_case())

    def add():
        builders.make_citation(figure=figure)
        builders.make_relation(from_figure=figure, to_figure=builders.make_figure())

    few, many = growth(desk, page(figure), add)
    assert many == few


def test_the_page_of_an_involvement(desk):
    involvement = builders.make_involvement()
    few, many = growth(desk, page(involvement), lambda: builders.make_citation(involvement=involvement))
    assert many == few


def test_the_page_of_a_response(desk):
    response = builders.make_response()
    few, many = growth(desk, page(response), lambda: builders.make_advocacy_citation(response=response))
    assert many == few


def test_the_page_of_a_working_count(desk):
    case = builders.make_case()

    def add():
        event = builders.make_event(case=case)
        builders.make_citation(event=event)
        builders.make_figure(case=case, event=event, place=builders.make_place())

    few, many = growth(desk, page(case, "working_count"), add)
    assert many == few


def test_the_history(desk):
    event = builders.make_event()

    def add():
        event.place = builders.make_place()
        event.save()

    few, many = growth(desk, page(event, "history"), add)
    assert many == few
