"""The axis of a timeline: from days to places on a line, and the labels under it; pure.

A label stands where its day, month or year begins and names what begins there. Labels never overlap: the steps between
them grow from a day to a thousand years until all of them have room.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from cases import date_words

#: Size of text, in units of a drawing. Measured generously: a reader's font may be wider than any known here.
TEXT_SIZE = 14
_WIDE, _NARROW = 1.0, 0.54
#: Least distance between two labels.
_GAP = 12
#: The shortest time an axis shows, in days: one lonely day still has days around it.
SHORTEST = 12
#: The longest time over which events of one case are drawn, in days.
LONGEST = 60 * 366
#: The days that cases/dates.py can say; the second one exclusive.
_FIRST_DAY, _LAST_DAY = date(1000, 1, 1).toordinal(), date.max.toordinal() + 1
#: Steps between two labels, the finest first. Days a step is at least.
_STEPS = (
    *(("day", n, n) for n in (1, 2, 7, 14)),
    *(("month", n, 28 * n) for n in (1, 2, 3, 6)),
    *(("year", n, 365 * n) for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


@dataclass(frozen=True)
class Tick:
    """One line across the drawing at `x`, and its label, which starts at `label_x`."""

    x: float
    label: str
    label_x: float


@dataclass(frozen=True)
class Scale:
    """Days `first` to `last` (exclusive), as ordinals, drawn between `left` and `right`."""

    first: int
    last: int
    left: float
    right: float

    def x(self, day: float) -> float:
        """The place of the beginning of a day; its middle is `x(day + 0.5)`."""
        share = (day - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)


def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """About how wide a text is drawn: Hangul and Chinese characters are square, others about half as wide."""
    return size * sum(_WIDE if unicodedata.east_asian_width(sign) in "WF" else _NARROW for sign in text)


def scale(days: list[int], left: float, right: float) -> Scale:
    """The scale that shows all these days (ordinals, at least one) whole, and some time around few of them."""
    first, last = min(days), max(days) + 1
    missing = max(0, SHORTEST - (last - first))
    first = max(_FIRST_DAY, first - missing // 2)
    last = min(_LAST_DAY, max(last, first + SHORTEST))
    return Scale(min(first, last - SHORTEST), last, left, right)


def days_shown(spans: Iterable[tuple[int | None, int | None]]) -> list[int]:
    """The first and the last day for the axis of some spans (first and last day; None: open), so that neither a date
    like "some time in this century" nor one mistyped year makes all others a dot: spans longer than `LONGEST` are
    cut, and of what lies farther apart than that most is shown, of two equal parts the later."""
    ends = [
        (first if first is not None else last, last if last is not None else first) for first, last in spans
    ]
    narrow = [(first, last) for first, last in ends if first is not None and last - first <= LONGEST]
    if not narrow:
        return [day for pair in ends for day in pair if day is not None]
    starts = sorted({first for first, _last in narrow}, reverse=True)
    together = [
        [(first, last) for first, last in narrow if start <= first and last <= start + LONGEST]
        for start in starts
    ]
    most = max(together, key=len)
    return [min(first for first, _last in most), max(last for _first, last in most)]


def ticks(axis: Scale, language: str) -> list[Tick]:
    """As many labels as have room, in steps a reader thinks in; never none, and two where they have room."""
    best: list[Tick] = []
    for unit, step, least_days in _STEPS:
        pitch = (axis.right - axis.left) * least_days / (axis.last - axis.first)
        if pitch < 2 * TEXT_SIZE:  # no label is shorter than a year
            continue
        found = _fitting(axis, _beginnings(axis, unit, step), language)
        if len(found) > len(best):
            best = found
        if pitch > axis.right - axis.left:
            break
    return best if len(best) > 1 else _ends(axis, language)


def _fitting(axis: Scale, days: Iterator[tuple[int, str]], language: str) -> list[Tick]:
    """A label for each of these days; nothing if two are too close."""
    found: list[Tick] = []
    free = axis.left - TEXT_SIZE
    for day, text in days:
        x, label = axis.x(day), date_words.words(text, language)
        if x < free:
            return []
        if x + text_width(label) > axis.right + TEXT_SIZE:
            break
        found.append(Tick(x, label, x))
        free = x + text_width(label) + _GAP
    return found


def _beginnings(axis: Scale, unit: str, step: int) -> Iterator[tuple[int, str]]:
    """(ordinal, EDTF text) of every step that begins within the axis."""
    first = date.fromordinal(axis.first)
    if unit == "day":
        for day in range(axis.first, axis.last, step):
            yield day, date.fromordinal(day).isoformat()
        return
    months = step if unit == "month" else 12 * step
    number = -(-(first.year * 12 + first.month - 1) // months) * months  # months since year 0, rounded up
    while number // 12 <= date.max.year:
        year, month = divmod(number, 12)
        number += months
        beginning = date(year, month + 1, 1).toordinal() if year else 0
        if beginning >= axis.last:
            return
        if beginning >= axis.first:
            yield beginning, f"{year:04}-{month + 1:02}" if unit == "month" else f"{year:04}"


def _ends(axis: Scale, language: str) -> list[Tick]:
    """The first day and, if there is room, the last one."""
    first = date_words.words(date.fromordinal(axis.first).isoformat(), language)
    last = date_words.words(date.fromordinal(axis.last - 1).isoformat(), language)
    found = [Tick(axis.left, first, axis.left)]
    label_x = round(axis.right + TEXT_SIZE - text_width(last), 1)
    if label_x > axis.left + text_width(first) + _GAP:
        found.append(Tick(axis.x(axis.last - 1), last, label_x))
    return found
