"""Small bars that put the counts of one measure on one scale, so that disagreement shows at a glance; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.choices import Qualifier, Unit

WIDTH, HEIGHT = 160, 14
#: Room at the right end for the arrow of a count without a maximum.
_BEYOND = 16
_LEAST = 4
#: Qualifiers whose numbers are not meant exactly.
_LOOSE = frozenset({Qualifier.ABOUT, Qualifier.NEARLY})


@dataclass(frozen=True)
class Bar:
    """From `left` to `right`; a point where both ends are the same. Without a maximum it ends in an arrow, without a
    minimum it begins at nothing. `is_loose`: "about"."""

    left: float
    right: float
    is_point: bool
    is_open: bool
    no_minimum: bool
    is_loose: bool

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)

    @property
    def middle(self) -> float:
        return round((self.left + self.right) / 2, 1)


def greatest(counts: list[Mapping]) -> int:
    """The largest number of people that any of the counts states; 0 for none."""
    return max(
        (
            number
            for count in counts
            if _is_people(count)
            for number in (count["low"], count["high"])
            if number
        ),
        default=0,
    )


def bar(count: Mapping, most: int) -> Bar | None:
    """The bar of one count on a scale from 0 to `most`; None for another unit than people or without a number."""
    low, high = count["low"], count["high"]
    if not _is_people(count) or (low is None and high is None):
        return None
    left = _x(low or 0, most)
    is_open = high is None
    right = WIDTH - 8.0 if is_open else _x(high, most)
    if right - left < _LEAST:
        left, right = left - _LEAST / 2, left + _LEAST / 2
    qualifier = count.get("qualifier", "")
    return Bar(
        round(left, 1), round(right, 1), low == high, is_open, low is None, is_loose=qualifier in _LOOSE
    )


def _x(number: int, most: int) -> float:
    return 4 + (WIDTH - _BEYOND - 8) * number / most if most else 4


def _is_people(count: Mapping) -> bool:
    return (count.get("unit") or Unit.PEOPLE) == Unit.PEOPLE
