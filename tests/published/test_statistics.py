"""The statistics: every number is that of the list it links to, years keep what is uncertain apart, nobody is lost."""

import csv
import io
import random
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import EventKind
from cases.counts import Count
from cases.published import exports, statistics, totals
from cases.published.filters import ActionFilter, CaseFilter
from cases.published.statistics import years
from cases.published.statistics.record import Case, Dated, Record
from tests.published.documents import (
    PLACE,
    action_document,
    affected,
    case_document,
    event_part,
    relation_part,
    response_part,
)
from tests.published.editions import publish_documents

RETURNED, APPREHENDED = EventKind.FORCIBLY_RETURNED.value, EventKind.APPREHENDED.value


def count_of(low, high, measure=RETURNED) -> list[dict]:
    return [{"measure": measure, "low": low, "high": high, "basis": "figures", "figure": "", "reason": ""}]


def step(kind, when, low=None, high=None, role="") -> dict:
    return event_part(kind=kind, date=when, low=low, high=high, role=role)


def returned_case(low, high, *steps: dict, **more) -> dict:
    return case_document(
        affected=affected(low, high), working_counts=count_of(low, high), events=list(steps), **more
    )


def row(chart, key):
    return next(row for row in chart.rows if row.key == key)


def ends(value) -> tuple:
    return value.low, value.high


def listed(link: str):
    """The filter behind a link, which understands all of it."""
    address = urlsplit(link)
    kind = {"/cases/": CaseFilter, "/actions/": ActionFilter}[address.path]
    found = kind.parse(QueryDict(address.query))
    assert found.errors == []
    return found


#: What a measure is called in the totals of a list; every other is a number of lines.
TOTALS = {
    ("returns-per-year", "people"): "returned",
    ("apprehensions-per-year", "people"): "affected",
    ("sex-and-age", "people"): "affected",
    ("helpers", "people"): "helpers",
}


def number_of_list(chart, measure, link: str) -> tuple:
    """(low, high) that the list behind a link shows for a measure."""
    rows = listed(link).rows()
    name = TOTALS.get((chart.slug, measure.key), measure.key)
    if name not in ("affected", "returned", "helpers"):
        return (rows.count(),) * 2
    total = getattr(totals.of(rows), name)
    if total is None:
        return 0, 0
    return (total.low, total.high) if total.counted else (None, None)


def linked_values(charts):
    for chart in charts:
        for found in (*chart.rows, *([chart.total] if chart.total else [])):
            for measure, value in zip(chart.measures, found.values, strict=True):
                if value.link:
                    yield chart, found, measure, value


def assert_is_number_of_its_list(chart, found, measure, value):
    low, high = number_of_list(chart, measure, value.link)
    where = chart.slug, found.key, measure.key
    if value.low_link:
        certain_low, _certain_high = number_of_list(chart, measure, value.low_link)
        assert (value.low or 0) == (certain_low or 0), where
        assert value.high == high, where
        if value.is_open:
            assert value.top == max(low, value.low), where
    else:
        assert (value.low, value.high) == (low, high), where


@pytest.mark.django_db
def test_each_number_is_that_of_its_list_whatever_is_published():
    publish_documents(*world(random.Random(20261121)))
    charts = statistics.all_charts()
    compared, in_part = set(), 0
    for chart, found, measure, value in linked_values(charts):
        if found.note and found.key.isdigit() and measure.key == "people":
            in_part += 1
            _low, high = number_of_list(chart, measure, value.link)
            assert value.high is not None or high is None
            assert high is None or value.high <= high
            continue
        assert_is_number_of_its_list(chart, found, measure, value)
        compared.add((chart.slug, found.key, measure.key))
    assert {slug for slug, _key, _measure in compared} == set(statistics.CHARTS)
    assert len(compared) > 110
    assert in_part > 3


@pytest.mark.django_db
def test_lists_show_and_files_add_up_to_the_numbers(client):
    publish_documents(*world(random.Random(5)))
    compared = 0
    for chart in statistics.all_charts():
        for found in (*chart.rows[:2], *chart.rows[-1:]):
            for measure, value in zip(chart.measures, found.values, strict=True):
                if not value.link or value.low_link or found.note:
                    continue
                page = client.get(value.link)
                name = TOTALS.get((chart.slug, measure.key), measure.key)
                if name not in ("affected", "returned", "helpers"):
                    assert page.context["count"] == value.high
                    continue
                total = getattr(page.context["totals"], name)
                assert (total.low if total else 0) == (value.low or 0)
                assert (total.high if total else 0) == value.high or value.low is None
                assert added_up(value.link, name) == (value.low or 0, value.high or 0)
                compared += 1
    assert compared > 20


def added_up(link: str, name: str) -> tuple[int, int]:
    """The sums of the contributions in the CSV file of a list; an open high counts 0."""
    text = b"".join(exports.csv_file("cases", listed(link))).decode("utf-8-sig")
    column = "forcibly_returned" if name == "returned" else "affected"
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    lows = sum(int(line[f"{column}_contribution_low"] or 0) for line in rows)
    highs = [line[f"{column}_contribution_high"] for line in rows]
    given = [line[f"{column}_contribution_low"] for line in rows]
    is_open = any(low and not high for low, high in zip(given, highs, strict=True))
    return lows, 0 if is_open else sum(int(high or 0) for high in highs)


def world(chance: random.Random) -> list[dict]:
    """Sixty artificial cases of every kind the statistics tell apart, and forty actions."""
    documents = []
    days = ["2011", "2012-05~", "2012/2014", "../2013", "2013-06-02", "2014-02", "201X", "2012-11/..", ""]
    for number in range(60):
        low = chance.choice([None, 1, 3, 8])
        high = chance.choice([None, 8, 20])
        reference = f"case-{number}"
        events = [
            step(kind, chance.choice(days), low, high if high != 8 else None, chance.choice(["", "part"]))
            for kind in chance.choices(
                [APPREHENDED, RETURNED, "detained", "released"], k=chance.randint(0, 4)
            )
        ]
        provinces = [{}, {"en": "Example Province"}, {"en": "Other Province", "ko": "다른 지방"}]
        place = chance.choice([None, {**PLACE, "province": chance.choice(provinces)}])
        documents.append(
            case_document(
                reference=reference,
                date=chance.choice(days),
                countries=chance.sample(["CN", "LA", "RU"], chance.randint(0, 2)),
                outcome=chance.choice(["forcibly_returned", "detained", "unknown"]),
                verification=chance.choice(["reported", "single_source"]),
                person_kind=chance.choice(["refugees", "refugees", "refugees", "activist"]),
                affected=affected(
                    low, high, women=chance.choice([None, 0, 2]), children=chance.choice([None, 1])
                ),
                events=[{**event, "place": place} for event in events],
                place=place,
                working_counts=chance.choice([[], count_of(low, high)]),
                relations=[relation_part(reference, f"case-{number - 1}")] if number % 5 == 1 else [],
            )
        )
    for number in range(40):
        documents.append(
            action_document(
                action_kind=chance.choice(["petition", "demarche", "upr"]),
                date=chance.choice(days),
                responses=[response_part()] if number % 3 else [],
            )
        )
    return documents


@pytest.mark.django_db
def test_a_year_holds_who_certainly_and_who_possibly_was_returned_in_it():
    publish_documents(
        returned_case(10, 12, step(RETURNED, "2013-05")),
        returned_case(5, None, step(RETURNED, "2012/2013")),
        returned_case(None, None, step(RETURNED, "2012")),
        returned_case(7, 7, step(RETURNED, "")),
        returned_case(40, 40, step(RETURNED, "2012"), person_kind="activist"),
        case_document(events=[step(APPREHENDED, "2011")], outcome="detained"),
    )
    chart = statistics.returns_per_year()
    assert [found.key for found in chart.rows] == ["2012", "2013", "none"]
    in_2012, in_2013, not_stated = (found.value for found in chart.rows)
    assert (in_2012.low, in_2012.high, in_2012.reach, in_2012.without_number) == (0, None, 5, 1)
    assert (in_2013.low, in_2013.high, in_2013.reach) == (10, None, 15)
    assert ends(not_stated) == (7, 7)
    assert [ends(found.values[1]) for found in chart.rows] == [(1, 2), (1, 2), (1, 1)]
    assert ends(chart.total.value) == (22, None)
    assert chart.total.value.without_number == 1


@pytest.mark.django_db
def test_of_returns_in_several_years_each_year_has_its_own():
    publish_documents(
        returned_case(12, 12, step(RETURNED, "2012", 5, 5, "part"), step(RETURNED, "2013", 7, 7, "part")),
        returned_case(3, 4, step(RETURNED, "2014-01", 9, 9), step(RETURNED, "2016")),
    )
    chart = statistics.returns_per_year()
    assert {found.key: ends(found.value) for found in chart.rows} == {
        "2012": (5, 12),
        "2013": (7, 12),
        "2014": (3, 4),
        "2015": (0, 0),
        "2016": (0, 4),
        "none": (0, 0),
    }
    assert [bool(found.note) for found in chart.rows] == [True, True, True, False, True, False]
    assert ends(chart.total.value) == (15, 16)


@pytest.mark.django_db
def test_a_part_is_not_added_to_its_whole_in_a_year():
    publish_documents(
        returned_case(100, 110, step(RETURNED, "2013"), reference="whole"),
        returned_case(
            7, 7, step(RETURNED, "2013"), reference="part", relations=[relation_part("part", "whole")]
        ),
    )
    assert ends(row(statistics.returns_per_year(), "2013").value) == (100, 110)


@pytest.mark.django_db
def test_a_case_in_two_countries_is_in_both_and_once_in_the_total():
    publish_documents(
        case_document(countries=["CN", "LA"], affected=affected(5, 5)),
        case_document(countries=[], affected=affected(2, 2)),
        case_document(countries=["RU"], affected=affected(9, 9), person_kind="aid_worker"),
    )
    chart = statistics.chart("countries")
    assert {found.key: ends(found.value) for found in chart.rows} == {
        "CN": (5, 5),
        "LA": (5, 5),
        "none": (2, 2),
    }
    assert ends(chart.total.value) == (7, 7)


@pytest.mark.django_db
def test_people_reported_apart_and_those_of_whom_nothing_is_said():
    publish_documents(
        case_document(affected=affected(10, 10, women=6, children=2), reference="whole"),
        case_document(
            affected=affected(3, 3, women=3), reference="part", relations=[relation_part("part", "whole")]
        ),
        case_document(affected=affected(4, 6)),
        case_document(affected=affected(4, 4, women=4), person_kind="activist"),
    )
    chart = statistics.chart("sex-and-age")
    people = {found.key: ends(found.value) for found in chart.rows}
    assert people == {
        "women": (6, 6),
        "men": (0, 0),
        "children": (2, 2),
        "infants": (0, 0),
        "elderly": (0, 0),
        "none": (4, 6),
    }
    assert row(chart, "women").values[1].high == 2


@pytest.mark.django_db
def test_helpers_stand_apart_from_refugees_everywhere():
    publish_documents(
        returned_case(9, 9, step(RETURNED, "2013"), step(APPREHENDED, "2013"), person_kind="journalist"),
        returned_case(2, 2, step(RETURNED, "2013"), step(APPREHENDED, "2013")),
    )
    charts = {chart.slug: chart for chart in statistics.all_charts()}
    assert ends(charts["helpers"].total.value) == (9, 9)
    for slug in (
        "returns-per-year",
        "apprehensions-per-year",
        "countries",
        "provinces",
        "outcomes",
        "verification",
    ):
        assert ends(charts[slug].total.value) == (2, 2), slug
    for slug in ("origins", "time-to-return"):
        assert ends(charts[slug].total.value) == (1, 1), slug


@pytest.mark.django_db
def test_actions_by_year_and_answer():
    publish_documents(
        action_document(date="2013-06-01", responses=[response_part()]),
        action_document(date="2012/2013", action_kind="petition"),
        action_document(date="", action_kind="petition", responses=[response_part(response_kind="no_reply")]),
    )
    by_year = statistics.chart("actions-per-year")
    assert {found.key: [ends(value) for value in found.values] for found in by_year.rows} == {
        "2012": [(0, 1), (0, 0)],
        "2013": [(1, 2), (1, 1)],
        "none": [(1, 1), (0, 0)],
    }
    by_kind = statistics.chart("actions-by-kind")
    assert {found.key: [value.low for value in found.values] for found in by_kind.rows} == {
        "petition": [0, 2],
        "ngo_letter": [1, 0],
    }
    assert [value.low for value in by_kind.total.values] == [1, 2]


@pytest.mark.django_db
def test_what_is_unknown_is_always_a_row():
    publish_documents(
        returned_case(2, 2, step(RETURNED, "2013"), step(APPREHENDED, "2013")),
        case_document(person_kind="activist", outcome="unknown"),
        action_document(),
    )
    unknown = {chart.slug: chart.rows[-1].key for chart in statistics.all_charts()}
    assert unknown == {
        "returns-per-year": "none",
        "apprehensions-per-year": "none",
        "countries": "none",
        "provinces": "none",
        "outcomes": "forcibly_returned",  # its own unknown is a code: nothing later reported
        "sex-and-age": "none",
        "time-to-return": "not_stated",
        "origins": "none",
        "verification": "none",
        "helpers": "unknown",
        "actions-per-year": "none",
        "actions-by-kind": "ngo_letter",
    }


@pytest.mark.django_db
def test_an_empty_record_has_empty_charts(client):
    for chart in statistics.all_charts():
        assert chart.rows == ()
        assert client.get(f"/statistics/{chart.slug}.png").content.startswith(b"\x89PNG")
    page = client.get("/statistics/").content.decode()
    assert page.count("Nothing is published yet that this chart could show.") == len(statistics.CHARTS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/statistics/", "/statistics/returns-per-year.csv"])
def test_queries_do_not_grow(client, path):
    numbers = []
    for seed in (1, 2):
        publish_documents(*world(random.Random(seed))[: 30 * seed])
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
    assert numbers[0] <= 18


# --- bounds of years ------------------------------------------------------------------------------

days = st.dates(date(1995, 1, 1), date(2026, 12, 31))


@st.composite
def true_steps(draw) -> tuple[date, date | None, date | None, int]:
    """A return as it was, a day and a number, and the bounds of the date as reported."""
    true = draw(days)
    before, after = draw(st.integers(0, 900)), draw(st.integers(0, 900))
    earliest = None if draw(st.integers(0, 9)) == 0 else true - timedelta(before)
    latest = None if earliest and draw(st.integers(0, 9)) == 0 else true + timedelta(after)
    return true, earliest, latest, draw(st.integers(1, 50))


@given(st.lists(st.lists(true_steps(), min_size=1, max_size=4), max_size=6))
def test_the_truth_lies_within_each_year(cases):
    """Whatever really happened within the reported dates, each year's two ends hold it."""
    record = Record()
    found, steps, truth = {}, {}, {}
    for number, parts in enumerate(cases):
        reference = f"case-{number}"
        people = sum(part[3] for part in parts)
        count = Count(people, people)
        found[reference] = Case(reference, False, count, count, True, "", "", 1)
        steps[reference] = [
            Dated(reference, RETURNED, earliest, latest, Count(many, many), "part")
            for _true, earliest, latest, many in parts
        ]
        for true, _earliest, _latest, many in parts:
            truth[true.year] = truth.get(true.year, 0) + many
    record.__dict__ |= {"cases": found, "events": {RETURNED: steps}, "_families": {}}
    chart = years.returns(record)
    shown = {int(line.key): line.value for line in chart.rows if line.key != "none"}
    for year, value in shown.items():
        assert value.low <= truth.get(year, 0)
        assert value.high is None or truth.get(year, 0) <= value.high
        assert value.high is None or value.low <= value.high
    assert sum(value.low for value in shown.values()) <= chart.total.value.low


bounds = st.tuples(st.none() | days, st.none() | days).map(
    lambda pair: tuple(sorted(pair)) if None not in pair else pair
)


@given(st.lists(bounds, max_size=12), st.randoms())
def test_every_date_lies_in_a_year_of_its_chart(dates, chance):
    found = years.span(dates)
    shuffled = list(dates)
    chance.shuffle(shuffled)
    assert years.span(shuffled) == found
    known = [pair for pair in dates if any(pair)]
    assert bool(found) == bool(known)
    for earliest, latest in known:
        assert any(
            (not earliest or earliest.year <= year) and (not latest or year <= latest.year) for year in found
        )
    assert len(found) <= (years.VAGUE + 1 + years.LONGEST_GAP) * max(1, len(dates))


def test_a_vague_date_does_not_lengthen_a_chart():
    precise = (date(2012, 3, 1), date(2012, 3, 31))
    decade = (date(2000, 1, 1), date(2099, 12, 31))
    before = (None, date(2004, 12, 31))
    assert years.span([precise, decade]) == (2012,)
    assert years.span([precise, before]) == tuple(range(2004, 2013))
    assert years.span([decade]) == (2099,)
    assert years.span([]) == ()


@pytest.mark.django_db
def test_a_mistyped_year_does_not_stretch_a_chart(client):
    publish_documents(
        returned_case(1, 1, step(RETURNED, "1023")),
        returned_case(2, 2, step(RETURNED, "2012")),
        returned_case(3, 3, step(RETURNED, "2015-05")),
        returned_case(4, 4, step(RETURNED, "9012")),
        returned_case(5, 5, step(RETURNED, "20XX")),
        action_document(date="1023"),
        action_document(date="2015"),
    )
    chart = statistics.chart("returns-per-year")
    assert [row.key for row in chart.rows if not row.is_apart] == [
        "1023",
        "2012",
        "2013",
        "2014",
        "2015",
        "9012",
    ]
    assert ends(row(chart, "1023").value) == (1, 1)
    assert ends(row(chart, "2013").value) == (0, 5)
    assert chart.drawing.width < 600
    assert "the years 1024–2011, 2016–9011" in chart.notes[-1]
    assert "the years 1024–2014" in statistics.chart("actions-per-year").notes[-1]
    assert "the years 1024–2011, 2016–9011" in client.get("/statistics/").content.decode()
    assert row(chart, "9012").link == "/cases/?event=forcibly_returned&event_year=9012&group=refugees"
