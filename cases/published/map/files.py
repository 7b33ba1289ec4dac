"""The map as SVG, PNG and CSV, each with its credit and what it is limited to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.counts import Total
from cases.published import pictures
from cases.published.charts import lettering
from cases.published.csv_lines import BYTE_ORDER_MARK, LINE_END, Value, line
from cases.published.map.drawing import Map
from cases.published.map.frames import WIDTH
from cases.published.map.marks import Mark
from cases.published.statistics.record import Record

#: Pixels across a PNG.
PNG_WIDTH = 1720
#: Units of the sheet: its width, its margin, the room for one of two columns, and sizes of type.
SHEET, MARGIN, COLUMN = 1020, 32, 462
TITLE, TEXT, SMALL = 22, 14, 12
COLUMNS = (
    "code",
    "name",
    "exactness",
    "province",
    "countries",
    "cases",
    "affected_low",
    "affected_high",
    "affected_without_number",
    "forcibly_returned_low",
    "forcibly_returned_high",
    "forcibly_returned_without_number",
    "helpers_low",
    "helpers_high",
    "helpers_without_number",
    "mark_shows",
    "list",
    "credit",
)


@dataclass(frozen=True)
class Line:
    """One line of text of the sheet; with a mark before it where it explains one."""

    x: float
    y: float
    text: str
    size: int = TEXT
    is_quiet: bool = True
    is_bold: bool = False
    kind: str = ""

    @property
    def swatch_y(self) -> float:
        return self.y - 16


def svg(drawn: Map, sentence: str) -> str:
    """A complete SVG document in the active language and the light colours, without links. One query."""
    region, north_east = drawn.panels
    scale = COLUMN / WIDTH
    head = [Line(MARGIN, MARGIN + TITLE, _("Map of cases"), TITLE, is_quiet=False, is_bold=True)]
    head += _wrapped(sentence, MARGIN, head[-1].y + 26, SHEET - 2 * MARGIN)
    top = head[-1].y + 44
    right = SHEET - MARGIN - COLUMN
    titles = [
        Line(x, top - 8, panel.title, is_quiet=False, is_bold=True)
        for x, panel in ((MARGIN, region), (right, north_east))
    ]
    sizes_at = top + north_east.height * scale + 12
    legend = _legend(drawn, right, sizes_at + 76 * scale + 20)
    bottom = max(top + region.height * scale, legend[-1].y)
    outlines = _("Outlines: Natural Earth")
    credit = _wrapped(f"{Record().credit} · {outlines}", MARGIN, bottom + 30, SHEET - 2 * MARGIN, SMALL)
    return pictures.svg(
        "cases/map_file.svg",
        {
            "map": drawn,
            "panels": [
                (MARGIN, top, round(region.height * scale), region),
                (right, top, round(north_east.height * scale), north_east),
            ],
            "sizes_at": sizes_at,
            "sizes_x": right,
            "column": COLUMN,
            "sheet": SHEET,
            "height": round(credit[-1].y + MARGIN),
            "lines": [*head, *titles, *legend, *credit],
            "sentence": sentence,
            "face": pictures.FACE,
            "language": get_language(),
            "font_size": 14,
        },
    )


def png(drawn: Map, sentence: str) -> bytes:
    return pictures.png(svg(drawn, sentence), PNG_WIDTH)


def csv(drawn: Map) -> bytes:
    """The places of the map, one line each; open and not given numbers are empty, as in every other file. One
    query."""
    credit = Record().credit
    marks = [*drawn.lines, *([drawn.nowhere] if drawn.nowhere else [])]
    lines = [line(COLUMNS), *(line(_cells(mark, credit)) for mark in marks)]
    return (BYTE_ORDER_MARK + "".join(text + LINE_END for text in lines)).encode()


def _cells(mark: Mark, credit: str) -> Iterable[Value]:
    return [
        mark.code,
        mark.name,
        mark.exactness,
        mark.province,
        ";".join(mark.countries),
        mark.cases,
        *_ends(mark.affected),
        *_ends(mark.returned),
        *_ends(mark.helpers),
        mark.measure,
        f"{settings.SITE_URL}{reverse('case-list')}?{mark.query}",
        credit,
    ]


def _ends(people: Total | None) -> tuple[int | None, int | None, int | None]:
    if people is None:
        return None, None, None
    low, high = (people.low, people.high) if people.counted else (None, None)
    return low, high, people.without_number


def _legend(drawn: Map, x: float, y: float) -> list[Line]:
    found = []
    for entry in drawn.key:
        first, *rest = _wrapped(entry.words, x + 30, y, COLUMN - 30)
        found += [Line(first.x, first.y, first.text, kind=entry.kind), *rest]
        y = found[-1].y + 25
    notes = [
        _("The area of a mark shows how many people are reported forcibly returned at least.")
        if drawn.shows_returns
        else _("The area of a mark shows how many refugees and others affected are documented at least.")
    ]
    if drawn.outside:
        names = ", ".join(f"{mark.name} ({mark.cases:,})" for mark in drawn.outside)
        notes.append(_("Beyond the map, with cases: %(places)s") % {"places": names})
    if drawn.nowhere:
        notes.append(_("%(place)s: %(facts)s") % {"place": drawn.nowhere.name, "facts": drawn.nowhere.facts})
    notes.append(_("The borders shown imply no position on the status of any territory."))
    for note in notes:
        found += _wrapped(note, x, y, COLUMN)
        y = found[-1].y + 25
    return found


def _wrapped(text: str, x: float, y: float, room: float, size: int = TEXT) -> list[Line]:
    pieces = lettering.wrap(text, size, room) or ("",)
    return [Line(x, y + 1.4 * size * number, piece, size) for number, piece in enumerate(pieces)]
