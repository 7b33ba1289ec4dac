"""The pages of an import cost the same number of queries however many rows it brings."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.choices import ImportState

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 12


def table(rows: int, count: str = "5") -> str:
    lines = [f"example-{rows}-{row},Example group {row} held,2013-05,{count}" for row in range(rows)]
    return "\n".join(["reference,title,date_edtf,affected_low", *lines])


def cost(desk, run, **query) -> int:
    desk.page(run, **query)
    with CaptureQueriesContext(connection) as captured:
        assert desk.page(run, **query).status_code == 200
    return len(captured)


def test_columns(desk):
    few, many = (cost(desk, desk.uploads(table(rows))) for rows in (FEW, MANY))
    assert many == few


@pytest.mark.parametrize(("count", "kind"), [("5", "new"), ("many", "wrong")])
def test_the_preview(desk, count, kind):
    few, many = (
        cost(desk, desk.chooses(desk.uploads(table(rows, count))), file="cases", kind=kind)
        for rows in (FEW, MANY)
    )
    assert many == few


def test_what_was_imported(desk):
    costs = []
    for rows in (FEW, MANY):
        run = desk.imports(desk.chooses(desk.uploads(table(rows))))
        assert (run.state, run.counts["cases"]["new"]) == (ImportState.COMMITTED, rows)
        costs.append(cost(desk, run))
    assert costs[0] == costs[1]
