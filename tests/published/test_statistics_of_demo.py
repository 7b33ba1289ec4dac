"""The statistics over the real data of the demonstration: each number against its list, its page and its file."""

import pytest
from django.db import transaction
from django.test import Client

from advocacy import demo
from cases.published import statistics
from tests.published.test_statistics import (
    TOTALS,
    added_up,
    assert_is_number_of_its_list,
    linked_values,
    number_of_list,
)

pytestmark = pytest.mark.django_db

#: Cases with apprehensions in two years: of these the years show a part of what their lists show.
IN_PART = {("apprehensions-per-year", "2008"), ("apprehensions-per-year", "2009")}


@pytest.fixture(scope="module")
def charts(django_db_setup, django_db_blocker):
    """Every chart over the demonstration, which is made once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.prepare("a password for this test only", lambda line: None)
        yield {chart.slug: chart for chart in statistics.all_charts()}
        transaction.set_rollback(True)


def test_the_documented_minimum_is_1440(charts):
    assert charts["returns-per-year"].total.low == 1440
    assert charts["countries"].total.values[1].low == 1440
    assert charts["time-to-return"].total.values[1].low == 1440


def test_years_without_overlap_add_up_to_the_minimum(charts):
    """No return of the demonstration lies in two years for certain, and none is undated: what the years lack are the
    two cases whose year is not certain."""
    chart = charts["returns-per-year"]
    uncertain = [row for row in chart.rows if row.values[1].low != row.values[1].high]
    assert [row.key for row in uncertain] == ["2003", "2004", "2005", "2006"]
    assert sum(row.low for row in chart.rows) == 1440 - (6 + 9)


def test_each_number_is_that_of_its_list(charts):
    compared = 0
    for chart, row, measure, value in linked_values(charts.values()):
        if row.note and row.key.isdigit() and measure.key == "people":
            assert (chart.slug, row.key) in IN_PART
            assert value.low <= number_of_list(chart, measure, value.low_link)[0]
        else:
            assert_is_number_of_its_list(chart, row, measure, value)
            compared += 1
    assert compared > 350


def test_pages_and_files_have_the_same_numbers(charts):
    """The first, the largest and the last row of each chart of people, as a reader finds them."""
    client, compared = Client(), 0
    for chart in charts.values():
        largest = max(chart.rows, key=lambda row: row.low or 0)
        for row in {chart.rows[0].key: chart.rows[0], largest.key: largest, "last": chart.rows[-1]}.values():
            for measure, value in zip(chart.measures, row.values, strict=True):
                name = TOTALS.get((chart.slug, measure.key), measure.key)
                if not value.link or value.low_link or (chart.slug, row.key) in IN_PART:
                    continue
                page = client.get(value.link)
                if name in ("affected", "returned", "helpers"):
                    assert added_up(value.link, name) == (value.low or 0, value.high or 0)
                    total = getattr(page.context["totals"], name)
                    assert (total.low if total else 0) == value.low
                else:
                    assert page.context["count"] == value.high
                compared += 1
    assert compared > 40


def test_each_row_has_the_people_it_says(charts):
    """Cases are in exactly one row of what a case has one of."""
    for slug in ("outcomes", "verification", "origins", "time-to-return", "helpers"):
        chart = charts[slug]
        at = [measure.key for measure in chart.measures].index("cases")
        assert sum(row.values[at].low for row in chart.rows) == chart.total.values[at].low, slug
    by_kind = charts["actions-by-kind"]
    for at in (0, 1):
        assert sum(row.values[at].low for row in by_kind.rows) == by_kind.total.values[at].low
