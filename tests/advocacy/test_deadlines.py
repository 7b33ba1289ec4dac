"""When things are due: months of the calendar, and the two dates of what happened on an uncertain day."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from advocacy.deadlines import Window, due_on, months_after, window
from cases.choices import DeadlineUnit, Timing


@dataclass(frozen=True)
class Rule:
    length: int
    unit: str = DeadlineUnit.MONTHS


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-03-31", 12, "2027-03-31"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_months_are_those_of_the_calendar(day, months, due):
    assert months_after(date.fromisoformat(day), months) == date.fromisoformat(due)


def test_days_are_counted_one_by_one():
    assert due_on(Rule(60, DeadlineUnit.DAYS), date(2026, 1, 1)) == date(2026, 3, 2)


@given(st.dates(), st.integers(1, 1200), st.sampled_from(DeadlineUnit.values))
def test_it_is_never_before_the_day_it_counts_from_nor_beyond_the_calendar(day, length, unit):
    due = due_on(Rule(length, unit), day)
    assert day <= due <= date.max
    if due < date.max:
        assert due > day


@given(st.dates(max_value=date(9000, 1, 1)), st.dates(max_value=date(9000, 1, 1)), st.integers(1, 1200))
def test_what_happened_later_is_never_due_earlier(one, other, months):
    first, second = sorted((one, other))
    assert months_after(first, months) <= months_after(second, months)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 600), st.integers(1, 600))
def test_a_month_is_never_skipped(day, months, more):
    due = months_after(day, months)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == months
    assert due.day <= day.day
    assert months_after(day, months + more) > due


@given(st.dates(date(1000, 1, 1), date(8000, 1, 1)), st.integers(0, 400), st.integers(1, 24), st.dates())
def test_safe_is_never_after_hard_and_every_day_has_one_timing(day, length, months, today):
    found = window(Rule(months), f"{day.isoformat()}/{(day + timedelta(days=length)).isoformat()}")
    assert found.safe <= found.hard
    expected = (
        Timing.IN_TIME
        if today <= found.safe
        else Timing.AT_RISK
        if today <= found.hard
        else Timing.OUT_OF_TIME
    )
    assert found.timing(today) == expected


def test_a_month_alone_has_a_safe_and_a_hard_date():
    found = window(Rule(3), "2025-12")
    assert found == Window(date(2026, 3, 1), date(2026, 3, 31))
    assert found.timing(date(2026, 3, 1)) == Timing.IN_TIME
    assert found.timing(date(2026, 3, 2)) == Timing.AT_RISK
    assert found.timing(date(2026, 3, 31)) == Timing.AT_RISK
    assert found.timing(date(2026, 4, 1)) == Timing.OUT_OF_TIME


def test_a_day_has_one_date():
    found = window(Rule(3), "2025-12-10")
    assert found.safe == found.hard == date(2026, 3, 10)


@pytest.mark.parametrize(
    ("edtf", "day", "timing"),
    [
        ("", "2026-01-01", Timing.NOT_KNOWN),
        ("../2025-12", "2026-03-31", Timing.AT_RISK),
        ("../2025-12", "2026-04-01", Timing.OUT_OF_TIME),
        ("2025-12/..", "2026-03-01", Timing.IN_TIME),
        ("2025-12/..", "2099-01-01", Timing.AT_RISK),
        # "About" is a calendar month here as everywhere: the office must not trust it further.
        ("2025-12~", "2026-04-01", Timing.OUT_OF_TIME),
    ],
)
def test_what_is_not_known_is_never_in_time(edtf, day, timing):
    assert window(Rule(3), edtf).timing(date.fromisoformat(day)) == timing


@time_machine.travel(datetime(2026, 3, 31, 20, 0, tzinfo=ZoneInfo("UTC")), tick=False)
def test_today_is_that_of_the_office(settings):
    """Late in the evening in London it is tomorrow in Seoul, and the time is over there."""
    settings.TIME_ZONE = "Asia/Seoul"
    with timezone.override("Asia/Seoul"):
        assert window(Rule(3), "2025-12-31").timing(timezone.localdate()) == Timing.OUT_OF_TIME
    with timezone.override("Europe/London"):
        assert window(Rule(3), "2025-12-31").timing(timezone.localdate()) == Timing.IN_TIME
