"""From detention to return: the shortest and the longest time that the dates allow, and its band."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Wait
from cases.published import waits
from tests.published.documents import case_document


def case(*steps: tuple[str, str], **more) -> dict:
    events = [{"kind": kind, "date": when, "low": None, "high": None, "role": ""} for kind, when in steps]
    return case_document(events=events, **{"outcome": "detained", **more})


@pytest.mark.parametrize(
    ("held", "returned", "length", "band"),
    [
        ("2013-05-10", "2013-05-28", (18, 18), Wait.WITHIN_MONTH),
        ("2013-05-10", "2013-05-10", (0, 0), Wait.WITHIN_WEEK),
        ("2013-05-10", "2013-05-17", (7, 7), Wait.WITHIN_WEEK),
        ("2013-05-10", "2013-05-18", (8, 8), Wait.WITHIN_MONTH),
        ("2013-05-01", "2013-06-01", (31, 31), Wait.WITHIN_MONTH),
        ("2013-05-01", "2013-06-02", (32, 32), Wait.WITHIN_YEAR),
        ("2013-05-01", "2014-05-01", (365, 365), Wait.WITHIN_YEAR),
        ("2013-05-01", "2014-05-02", (366, 366), Wait.LONGER),
        ("2013-05", "2013-07", (31, 91), Wait.UNCERTAIN),
        ("2013", "2013", (0, 364), Wait.UNCERTAIN),
        ("../2013-05-01", "2013-06-01", (31, None), Wait.UNCERTAIN),
        ("../2013-05-01", "2015-06-01", (761, None), Wait.LONGER),
        ("2013-05-01", "2015-06-01/..", (761, None), Wait.LONGER),
        ("2013-05-01/..", "2013-05-04", (0, 3), Wait.WITHIN_WEEK),
        ("2013-05-01/..", "2013-06-01/..", (None, None), Wait.UNCERTAIN),
        ("2013-05-01", "", None, Wait.NOT_STATED),
        ("", "2013-05-01", None, Wait.NOT_STATED),
        ("2014", "2013", None, Wait.NOT_STATED),
    ],
)
def test_the_time_that_the_dates_allow(held, returned, length, band):
    document = case(("apprehended", held), ("forcibly_returned", returned))
    assert waits.wait(document) == length
    assert waits.band(document) == band


def test_first_detention_and_first_return_count():
    document = case(
        ("detained", "2013-05-20"),
        ("apprehended", "2013-05-10"),
        ("apprehended", ""),
        ("forcibly_returned", "2013-07-01"),
        ("forcibly_returned", "2013-05-15"),
    )
    assert waits.wait(document) == (5, 5)


def test_an_open_step_may_have_been_the_first():
    document = case(
        ("detained", "2013-05-20"), ("apprehended", "../2013-06"), ("forcibly_returned", "2013-05-25")
    )
    assert waits.wait(document) == (5, None)


def test_a_case_without_return_has_no_band():
    assert waits.band(case(("apprehended", "2013-05-10"))) == ""


@pytest.mark.parametrize(
    "more",
    [
        {"outcome": "forcibly_returned"},
        {"working_counts": [{"measure": "forcibly_returned", "low": 3, "high": None}]},
        {"working_counts": [{"measure": "forcibly_returned", "low": None, "high": 3}]},
    ],
)
def test_a_return_without_event_has_no_stated_time(more):
    assert waits.band(case(("apprehended", "2013-05-10"), **more)) == Wait.NOT_STATED


def test_a_working_count_without_number_is_no_return():
    counts = [{"measure": "forcibly_returned", "low": None, "high": None}]
    assert waits.band(case(("apprehended", "2013-05-10"), working_counts=counts)) == ""


days = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@st.composite
def spans(draw):
    """An interval and a day within it."""
    start = draw(days)
    length = draw(st.integers(0, 500))
    return start, start + timedelta(length), start + timedelta(draw(st.integers(0, length)))


@given(spans(), spans())
def test_bounds_hold_whatever_the_true_days_were(held, returned):
    document = case(
        ("apprehended", f"{held[0]}/{held[1]}"), ("forcibly_returned", f"{returned[0]}/{returned[1]}")
    )
    true = (returned[2] - held[2]).days
    length = waits.wait(document)
    if true >= 0:
        assert length is not None
        assert length[0] <= true <= length[1]
        if waits.band(document) != Wait.UNCERTAIN:
            exact = case(("apprehended", str(held[2])), ("forcibly_returned", str(returned[2])))
            assert waits.band(exact) == waits.band(document)
    elif length is not None:
        assert 0 <= length[0] <= length[1]
