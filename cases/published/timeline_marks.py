"""How one date of a timeline is drawn: a point, or a bar with ends that say how they are known; pure."""

from dataclasses import dataclass, fields
from datetime import date

from cases.dates import Dating
from cases.published.time_scale import Scale

#: Free space at both sides of a drawing, in its units.
MARGIN = 18
_LEAST_BAR, _BAR_HEIGHT, _RADIUS = 9, 12, 6
#: How far outside the axis the mark of what lies beyond it begins.
_OUTSIDE = 22
#: An end that is only about right: ticks that get shorter, as (distance from the end, height).
FRAY = ((4, 9), (8, 6), (12, 3))


@dataclass(frozen=True)
class Shape:
    """One of the two drawings: for a page with room and for a phone, where the words stand above each mark."""

    name: str
    width: int
    left: int
    row: int
    words_above: bool


@dataclass(frozen=True)
class Span:
    """The days that one row can mean; None: open or not known on that side."""

    earliest: date | None
    latest: date | None
    about_start: bool = False
    about_end: bool = False
    unsure_start: bool = False
    unsure_end: bool = False
    lost_start: bool = False
    lost_end: bool = False

    @property
    def days(self) -> tuple[int | None, int | None]:
        """Its first and last day as ordinals; None: open."""
        first, last = self.earliest, self.latest
        return first.toordinal() if first else None, last.toordinal() if last else None


@dataclass(frozen=True)
class Mark:
    """What is drawn for one row. A point lies at `middle`; a bar from `left` to `right`. `hatched` are parts of a
    bar as (x, width). `beyond_left` and `beyond_right`: it goes on, or lies, beyond the drawing. `frays` are ticks as (x, top, height). An arrow or a broken end begins at `left` or `right`."""

    is_point: bool
    left: float
    right: float
    middle: float
    y: float
    top: float
    height: float
    hatched: list[tuple[float, float]]
    frays: list[tuple[float, float, float]]
    is_unsure: bool
    arrow_left: bool
    arrow_right: bool
    lost_left: bool
    lost_right: bool
    beyond_left: bool
    beyond_right: bool

    @property
    def width(self) -> float:
        return round(self.right - self.left, 1)


def span(dating: Dating) -> Span:
    """The days of one date, and how each of its ends is known."""
    start, end = dating.start or dating, dating.end or dating
    return Span(
        dating.earliest,
        dating.latest,
        about_start=start.approximate,
        about_end=end.approximate,
        unsure_start=start.uncertain,
        unsure_end=end.uncertain,
        lost_start=start.precision == "unknown",
        lost_end=end.precision == "unknown",
    )


def together(one: Span, two: Span) -> Span:
    """All days that either can mean."""
    signs = (name.name for name in fields(Span)[2:])
    return Span(
        None if None in (one.earliest, two.earliest) else min(one.earliest, two.earliest),
        None if None in (one.latest, two.latest) else max(one.latest, two.latest),
        **{name: getattr(one, name) or getattr(two, name) for name in signs},
    )


def length(found: Span) -> int:
    """How many days the span has; very many if it is open."""
    if found.earliest is None or found.latest is None:
        return date.max.toordinal()
    return (found.latest - found.earliest).days


def mark(found: Span, axis: Scale, shape: Shape, y: float) -> Mark:
    """The mark of a span, its middle at the height `y`. What lies beyond the axis stands outside it, at its end."""
    first, last = found.days
    beyond_left, beyond_right = (
        first is not None and first < axis.first,
        last is not None and last >= axis.last,
    )
    is_before, is_after = last is not None and last < axis.first, first is not None and first >= axis.last
    is_point = first == last and first is not None and not (is_before or is_after)
    left = shape.left + MARGIN if first is None else axis.x(min(max(first, axis.first), axis.last))
    right = shape.width - MARGIN if last is None else axis.x(min(max(last + 1, axis.first), axis.last))
    if is_before:
        left, right = min(left, axis.left - _OUTSIDE), axis.left - _OUTSIDE + _LEAST_BAR
    elif is_after:
        left, right = axis.right + _OUTSIDE - _LEAST_BAR, max(right, axis.right + _OUTSIDE)
    middle = round((left + right) / 2, 1)
    least = 2 * _RADIUS if is_point else _LEAST_BAR
    if is_point or right - left < least:
        left, right = round(middle - least / 2, 1), round(middle + least / 2, 1)
    starts, ends = found.unsure_start, found.unsure_end
    hatched = []
    if starts or ends:
        begin, end = (left if starts else middle), (right if ends else middle)
        hatched = [(begin, round(end - begin, 1))]
    frays = []
    for distance, height in FRAY:
        top = y - height / 2
        frays += [(round(left - distance, 1), top, height)] if found.about_start else []
        frays += [(round(right + distance - 2, 1), top, height)] if found.about_end else []
    return Mark(
        is_point=is_point,
        left=left,
        right=right,
        middle=middle,
        y=y,
        top=y - _BAR_HEIGHT / 2,
        height=_BAR_HEIGHT,
        hatched=hatched,
        frays=frays,
        is_unsure=starts or ends,
        arrow_left=found.earliest is None and not found.lost_start,
        arrow_right=found.latest is None and not found.lost_end,
        lost_left=found.earliest is None and found.lost_start,
        lost_right=found.latest is None and found.lost_end,
        beyond_left=beyond_left,
        beyond_right=beyond_right,
    )
