"""Where title, words, legend, drawing and credit of a chart stand when it is a picture by itself; pure."""

from __future__ import annotations

from dataclasses import dataclass

from cases.published.charts import lettering
from cases.published.charts.chart import COLUMNS, Chart
from cases.published.charts.columns import Letters

MARGIN, NARROWEST = 32, 860
TITLE, TITLE_LINE = 22, 28
WORDS, WORDS_LINE = 14, 20
CREDIT, CREDIT_LINE = 12, 16


@dataclass(frozen=True)
class Swatch:
    """One entry of the legend."""

    left: float
    top: float
    kind: str
    text: str


@dataclass(frozen=True)
class Sheet:
    width: float
    height: float
    margin: float
    title: tuple[Letters, ...]
    words: tuple[Letters, ...]
    legend: tuple[Swatch, ...]
    left: float
    top: float
    inner_width: float
    credit: tuple[Letters, ...]


def lay_out(chart: Chart) -> Sheet:
    needed = chart.drawing.width if chart.form == COLUMNS else 0
    width = max(NARROWEST, needed + 2 * MARGIN)
    room = width - 2 * MARGIN
    title, below = _lines(chart.title, TITLE, TITLE_LINE, room, MARGIN + TITLE)
    words = []
    for text in (chart.description, chart.caution, *([chart.total_words] if chart.total else [])):
        lines, below = _lines(text, WORDS, WORDS_LINE, room, below + 2)
        words += lines
    legend, below = _legend(chart, room, below)
    top = below + 8
    credit, below = _lines(
        chart.credit, CREDIT, CREDIT_LINE, room, top + (chart.drawing.height if chart.rows else 0) + 28
    )
    return Sheet(
        width=width,
        height=below + MARGIN - CREDIT_LINE,
        margin=MARGIN,
        title=tuple(title),
        words=tuple(words),
        legend=tuple(legend),
        left=MARGIN,
        top=top,
        inner_width=room,
        credit=tuple(credit),
    )


def _lines(text: str, size: float, line: float, room: float, at: float) -> tuple[list[Letters], float]:
    """The text in lines from `at` on, and where the next line of this kind would stand."""
    lines = [Letters(at + n * line, piece) for n, piece in enumerate(lettering.wrap(text, size, room))]
    return lines, at + len(lines) * line


def _legend(chart: Chart, room: float, at: float) -> tuple[list[Swatch], float]:
    swatches, left, top = [], float(MARGIN), at - 6
    for entry in chart.legend:
        wide = 28 + lettering.width(entry.text, WORDS) + 24
        if left > MARGIN and left + wide > MARGIN + room:
            left, top = float(MARGIN), top + WORDS_LINE + 4
        swatches.append(Swatch(round(left, 1), top, entry.kind, entry.text))
        left += wide
    return swatches, (top + 30 if swatches else at)
