"""Lists cost the same number of queries however many rows they show; forms: test_form_queries.py."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import builders
from tests.cases.admin.forms import pages
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
