"""Level bars, one a category, with the words above each; pure.

Lengths are in per cent of the box and heights in pixels: the drawing is as wide as its place, and the type as large on
a phone as on a wall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases.published.charts import lettering
from cases.published.charts.columns import Letters, Mark
from cases.published.charts.scale import scale

if TYPE_CHECKING:
    from cases.published.charts.chart import Chart, Row

TYPE, LINE, BAR, GAP, FOOT = 14, 18, 14, 14, 22
#: The narrowest box that is drawn for: a phone of 320 pixels without its margins.
NARROWEST = 284
#: How much of the box the scale takes; the rest is for the sign of "no upper end".
FULL = 96.0
#: A number above 0 is never too short to be seen.
LEAST = 0.5


@dataclass(frozen=True)
class Part:
    """One stretch of a bar, in per cent. `kind`: certain, possible, or part-1, part-2 … of several parts."""

    start: float
    length: float
    kind: str


@dataclass(frozen=True)
class Bar:
    """One row drawn: words from `label`, the number at the end of the first line, the bar at `top`."""

    begins: float
    height: float
    label: tuple[Letters, ...]
    number: Letters
    top: float
    parts: tuple[Part, ...]
    open_at: float | None
    link: str
    name: str
    language: str


@dataclass(frozen=True)
class Drawing:
    height: float
    base: float
    bar: float
    marks: tuple[Mark, ...]
    bars: tuple[Bar, ...]


def draw(chart: Chart) -> Drawing:
    lengths = scale(max((_end(chart, row) for row in chart.rows), default=0), FULL, most=4)
    bars, begins = [], 0.0
    for row in chart.rows:
        bar = _bar(chart, row, begins, lengths.at)
        bars.append(bar)
        begins += bar.height
    return Drawing(
        height=begins + FOOT,
        base=begins,
        bar=BAR,
        marks=tuple(Mark(lengths.at(tick), f"{tick:,}") for tick in lengths.ticks),
        bars=tuple(bars),
    )


def _end(chart: Chart, row: Row) -> int:
    return sum(value.top for value in row.values[: len(chart.drawn)])


def _bar(chart: Chart, row: Row, begins: float, at) -> Bar:
    number = _number(chart, row)
    room = NARROWEST - lettering.width(number, TYPE) - 12
    words = lettering.wrap(row.label, TYPE, max(room, NARROWEST / 3))
    top = begins + len(words) * LINE + 4
    return Bar(
        begins=begins,
        height=top + BAR + GAP - begins,
        label=tuple(Letters(begins + (n + 1) * LINE - 4, text) for n, text in enumerate(words)),
        number=Letters(begins + LINE - 4, number),
        top=top,
        parts=_parts(chart, row, at),
        open_at=max(at(row.value.top), LEAST) if len(chart.drawn) == 1 and row.value.is_open else None,
        link=row.link,
        name=chart.name_of(row),
        language=row.language,
    )


def _number(chart: Chart, row: Row) -> str:
    if len(chart.drawn) > 1:
        return " + ".join(f"{value.top:,}" for value in row.values[: len(chart.drawn)])
    return row.value.words(people=False)


def _parts(chart: Chart, row: Row, at) -> tuple[Part, ...]:
    if len(chart.drawn) > 1:
        parts, start = [], 0
        for n, value in enumerate(row.values[: len(chart.drawn)], start=1):
            parts.append(Part(at(start), round(at(start + value.top) - at(start), 1), f"part-{n}"))
            start += value.top
        return tuple(part for part in parts if part.length)
    low = max(at(row.value.low), LEAST) if row.value.low else 0.0
    parts = [Part(0.0, low, "certain")] if low else []
    if row.value.top > (row.value.low or 0):
        parts.append(Part(low, max(round(at(row.value.top) - low, 1), LEAST), "possible"))
    return tuple(parts)
