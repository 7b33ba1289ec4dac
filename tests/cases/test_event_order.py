"""The place of a step in the order of time, suggested from its date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import event_order

MARCH, APRIL, MAY, JUNE = (date(2013, month, 1) for month in (3, 4, 5, 6))


@pytest.mark.parametrize(
    ("steps", "day", "number"),
    [
        ([], MAY, 1),
        ([], None, 1),
        ([(1, MAY)], JUNE, 2),
        ([(1, MAY)], MAY, 2),
        ([(1, MAY)], None, 2),
        ([(1, None)], MAY, 2),
        ([(1, MARCH), (2, MAY)], APRIL, 1),
        ([(1, MARCH), (5, MAY)], APRIL, 2),
        ([(1, MAY), (2, JUNE)], MARCH, 0),
        ([(3, MAY)], MARCH, 2),
        ([(2, MAY), (1, MARCH)], APRIL, 1),
    ],
)
def test_the_number_of_a_step(steps, day, number):
    assert event_order.suggest(steps, day) == number


@given(st.lists(st.dates(), min_size=1, max_size=8))
def test_steps_entered_in_order_of_time_stay_so(days):
    steps = []
    for day in sorted(days):
        steps.append((event_order.suggest(steps, day), day))
    assert [number for number, _day in steps] == list(range(1, len(days) + 1))
