"""Upright range bars, one a year: solid to the low end, hatched to the high one; pure.

Drawn in pixels that are never scaled, so that the type stays as large as it is meant: on a narrow screen the
drawing is wider than the screen and its box scrolls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.published.charts import lettering
from cases.published.charts.scale import scale

if TYPE_CHECKING:
    from cases.published.charts.chart import Chart, Row

TYPE, LINE = 12, 15
STEP, APART, BAR = 34, 76, 20
LEFT, RIGHT, TOP, PLOT = 46, 44, 42, 220
#: A number above 0 is never too low to be seen.
LEAST = 2.0
#: What is drawn above the low end where no upper end is stated.
OPEN = 16


@dataclass(frozen=True)
class Mark:
    """A number of the scale and where its line lies."""

    at: float
    label: str


@dataclass(frozen=True)
class Letters:
    """One line of text and where it stands."""

    at: float
    text: str


@dataclass(frozen=True)
class Column:
    """One row drawn. `certain` and `possible` are (top, height), None where there is nothing to draw; `open_at` is
    where the sign for "no upper end" stands."""

    left: float
    width: float
    middle: float
    bar_left: float
    certain: tuple[float, float] | None
    possible: tuple[float, float] | None
    open_at: float | None
    number: tuple[Letters, ...]
    label: tuple[Letters, ...]
    link: str
    name: str
    language: str


@dataclass(frozen=True)
class Drawing:
    width: float
    height: float
    left: float
    right: float
    base: float
    bar: float
    marks: tuple[Mark, ...]
    columns: tuple[Column, ...]
    apart_at: float | None


def draw(chart: Chart) -> Drawing:
    base = TOP + PLOT
    heights = scale(max((row.value.top for row in chart.rows), default=0), PLOT)
    left, columns, apart_at = float(LEFT), [], None
    most_lines = 1
    for row in chart.rows:
        if row.is_apart and apart_at is None and columns:
            apart_at = round(left + 6, 1)
            left += 12
        width = APART if row.is_apart else STEP
        column = _column(chart, row, left, width, heights.at, base)
        columns.append(column)
        most_lines = max(most_lines, len(column.label))
        left += width
    return Drawing(
        width=left + RIGHT,
        height=base + 8 + most_lines * LINE,
        left=LEFT,
        right=left,
        base=base,
        bar=BAR,
        marks=tuple(Mark(round(base - heights.at(tick), 1), f"{tick:,}") for tick in heights.ticks),
        columns=tuple(columns),
        apart_at=apart_at,
    )


def _column(chart: Chart, row: Row, left: float, width: float, at, base: float) -> Column:
    value, middle = row.value, round(left + width / 2, 1)
    low = max(at(value.low), LEAST) if value.low else 0.0
    high = max(at(value.top), low + LEAST) if value.top > (value.low or 0) else low
    open_at = round(base - high, 1) if value.is_open else None
    top = base - high - (OPEN if value.is_open else 0)
    numbers = _number(row, width)
    first = top - 6 - (len(numbers) - 1) * LINE
    labels = lettering.wrap(row.label, TYPE, width - 2)
    return Column(
        left=left,
        width=width,
        middle=middle,
        bar_left=round(middle - BAR / 2, 1),
        certain=(round(base - low, 1), low) if low else None,
        possible=(round(base - high, 1), round(high - low, 1))
        if value.top > (value.low or 0) and high > low
        else None,
        open_at=open_at,
        number=tuple(Letters(round(first + n * LINE, 1), text) for n, text in enumerate(numbers)),
        label=tuple(Letters(base + LINE + 2 + n * LINE, text) for n, text in enumerate(labels)),
        link=row.link,
        name=chart.name_of(row),
        language=row.language,
    )


def _number(row: Row, width: float) -> list[str]:
    """What stands above the bar, short: "9", "6–7", "≥41", "?" where cases give no number; nothing for 0."""
    value = row.value
    if value.low is None and value.high is None:
        return ["?"] if value.without_number else []
    low = value.low or 0
    if value.is_open:
        return [f"≥{low:,}"]
    if low == value.high:
        return [f"{low:,}"] if low else []
    text = f"{low:,}–{value.high:,}"
    return [text] if lettering.width(text, TYPE) <= width - 4 else [f"{low:,}–", f"{value.high:,}"]
