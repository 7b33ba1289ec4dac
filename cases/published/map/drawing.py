"""The map of a list of cases: two frames with their marks, and the table behind them."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_countries import countries

from cases.choices import EventKind, Measure
from cases.counts import Total
from cases.published.filters import CaseFilter
from cases.published.filters.changes import changed
from cases.published.map import frames, layout, marks, outlines
from cases.published.map.frames import NORTH_EAST, REGION, WIDTH, Frame
from cases.published.map.marks import AFFECTED, COUNTRY, HELPERS, NOWHERE, PLACE, PROVINCE, UNCOUNTED, Mark
from cases.published.map.shapes import Point


@dataclass(frozen=True)
class Inset:
    """On the map of the region, the part that is enlarged beside it: its edge as path data, where its two lines of
    text stand, and the name that its link has."""

    path: str
    x: float
    y: float
    cases: int
    words: str


@dataclass(frozen=True)
class Panel:
    """One frame with the marks that are drawn on it and the names of countries."""

    frame: Frame
    title: str
    arrangement: layout.Arrangement
    cases: int
    facts: str
    inset: Inset | None = None

    width = WIDTH

    @property
    def code(self) -> str:
        return self.frame.code

    @property
    def height(self) -> int:
        return self.frame.height

    @property
    def drawn(self) -> list[layout.Drawn]:
        return self.arrangement.drawn

    @property
    def countries(self) -> list[layout.Name]:
        return self.arrangement.countries

    @cached_property
    def outlines(self) -> outlines.Outlines:
        return outlines.of(self.frame)


@dataclass(frozen=True)
class Size:
    """One circle of the legend, and where its number stands."""

    people: int
    radius: float
    x: float
    text_x: float


@dataclass(frozen=True)
class Entry:
    """One kind of mark in the legend."""

    kind: str
    words: str


KEY = {
    PLACE: gettext_lazy("a place"),
    PROVINCE: gettext_lazy("a province: the place is not stated more exactly"),
    COUNTRY: gettext_lazy("a country: the place is not stated more exactly"),
    HELPERS: gettext_lazy("helpers of refugees alone"),
    UNCOUNTED: gettext_lazy("no number is given"),
}


@dataclass(frozen=True)
class Map:
    """What the pages show of a list of cases by place.

    `region` and `north_east` are the two frames; `lines` all places, drawn or not, most people first; `outside`
    those of them beyond the frames; `nowhere` the cases without a published place; `smallest` the number of people
    up to which marks have the smallest size; `measure` what the marks show: people affected, or those of them forcibly
    returned.
    """

    region: Panel
    north_east: Panel
    lines: list[Mark]
    outside: list[Mark]
    nowhere: Mark | None
    cases: int
    measure: str
    affected: Total | None
    returned: Total | None
    helpers: Total | None
    sizes: list[Size]
    smallest: int
    query: str

    @property
    def shows_returns(self) -> bool:
        return self.measure == Measure.FORCIBLY_RETURNED

    @cached_property
    def key(self) -> list[Entry]:
        """The kinds of marks on the map, in words."""
        found = {
            one.mark.exactness if one.mark.kind == AFFECTED else one.mark.kind
            for panel in self.panels
            for one in panel.drawn
        }
        return [Entry(kind, str(words)) for kind, words in KEY.items() if kind in found]

    @property
    def panels(self) -> list[Panel]:
        return [self.region, self.north_east]


def shown_measure(listed: CaseFilter) -> str:
    """What the marks of a list show: of cases with a forced return the people reported returned."""
    is_of_returns = listed.values.get("event") == EventKind.FORCIBLY_RETURNED
    return Measure.FORCIBLY_RETURNED if is_of_returns else Measure.AFFECTED


def of(cases: QuerySet, listed: CaseFilter | None = None) -> Map:
    """The map of a queryset of PublishedCase. `listed` is the filter behind it, which the links of the marks keep.
    Three queries, whatever its length."""
    listed = listed or CaseFilter({})
    measure = shown_measure(listed)
    counted = marks.Cases(cases, measure)
    found = counted.marks(lambda at: changed(listed, ["at"], {"at": at}).canonical_query())
    per_root = layout.units_per_root(found)
    frame_of = {mark.code: _frame(mark) for mark in found}

    def panel(frame: Frame, title: str, enlarged: Panel | None = None) -> Panel:
        rows = [row for row in counted.rows if frame_of[row.at] is frame]
        placed = [(mark, *frame.place(*mark.point)) for mark in found if frame_of[mark.code] is frame]
        names = {
            countries.name(code): [frame.place(*point) for point in points]
            for code, points in frames.COUNTRY_NAMES[frame.code].items()
        }
        edge = frame.outline_of(enlarged.frame) if enlarged else []
        closed = [_extent(edge)] if edge else []
        return Panel(
            frame=frame,
            title=title,
            arrangement=layout.arranged(placed, per_root, frame.height, names, closed),
            cases=len(rows),
            facts=counted.facts(rows),
            inset=_inset(edge, enlarged) if enlarged else None,
        )

    north_east = panel(NORTH_EAST, _("North-east China and its neighbours, enlarged"))
    located = [mark for mark in found if mark.exactness != NOWHERE]
    return Map(
        region=panel(REGION, _("East and South-East Asia"), north_east),
        north_east=north_east,
        lines=located,
        outside=[mark for mark in located if frame_of[mark.code] is None],
        nowhere=next((mark for mark in found if mark.exactness == NOWHERE), None),
        cases=len(counted.rows),
        measure=measure,
        affected=counted.affected(counted.rows),
        returned=counted.returned(counted.rows),
        helpers=counted.helpers(counted.rows),
        sizes=_sizes(found, per_root),
        smallest=int((layout.SMALLEST / per_root) ** 2),
        query=listed.canonical_query(),
    )


def _inset(edge: list[Point], enlarged: Panel) -> Inset:
    left, top, right, bottom = _extent(edge)
    path = " ".join(f"{x:.0f} {y:.0f}" for x, y in edge)
    words = _("%(place)s: %(facts)s") % {"place": enlarged.title, "facts": enlarged.facts}
    return Inset(f"M{path}z", round((left + right) / 2), round((top + bottom) / 2), enlarged.cases, words)


def _extent(edge: list[Point]) -> layout.Area:
    xs, ys = [x for x, _y in edge], [y for _x, y in edge]
    return min(xs), min(ys), max(xs), max(ys)


def _frame(mark: Mark) -> Frame | None:
    if mark.point is None:
        return None
    return next((frame for frame in frames.FRAMES if frame.holds(*mark.point)), None)


def _sizes(found: list[Mark], per_root: float) -> list[Size]:
    """Round numbers up to that of the largest mark, side by side."""
    largest = max([100, *(mark.people for mark in found)])
    steps = [number * 10**power for power in range(1, 10) for number in (1, 5)]
    sizes, left = [], 1.0
    for people in [number for number in steps if number <= largest][-3:]:
        radius = layout.radius(people, per_root)
        text_x = left + 2 * radius + 5
        sizes.append(Size(people, radius, round(left + radius, 1), round(text_x, 1)))
        left = text_x + layout.width(f"{people:,}") + 18
    return sizes
