"""The place of a step in the order of time, suggested from its date; pure."""

from collections.abc import Iterable
from datetime import date

#: The first number people give.
FIRST = 1


def suggest(steps: Iterable[tuple[int, date | None]], day: date | None) -> int:
    """The number for a step of `day` (its earliest possible day) among `steps`, as (number, earliest day).

    After every step that is not later: at the end the next free number, in between the number of the step before
    it. Two steps of one number stand in the order in which they were entered. Before all others it is one less
    than the first, down to 0. Without a date, last: nobody said otherwise.
    """
    steps = sorted(steps, key=lambda step: step[0])
    if not steps:
        return FIRST
    later = [number for number, other in steps if day and other and other > day]
    if not later:
        return steps[-1][0] + 1
    earlier = [number for number, _other in steps if number < later[0]]
    if earlier:
        return earlier[-1] + 1 if earlier[-1] + 1 < later[0] else earlier[-1]
    return max(later[0] - 1, 0)
