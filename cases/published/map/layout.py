"""Where marks and names stand on one frame, so that none covers another; pure."""

import math
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cases.published.map.frames import MARGIN, WIDTH
from cases.published.map.marks import AFFECTED, PLACE, Mark
from cases.published.map.shapes import Point

#: Units: the radius of the mark of most people, of the smallest, and of one without a number.
LARGEST, SMALLEST, WITHOUT_NUMBER = 36, 5, 7
#: Units between the middles of two marks, at least: 24 pixels for a finger on the narrowest screen.
APART, GAP = 33, 2
#: Units that a mark may be away from its place before a line leads to it.
NOTICEABLE = 3
#: Type size in units: 12 pixels on a telephone.
TYPE = 16
#: Units from the middle of a line to its baseline.
BASELINE = 5.4


@dataclass(frozen=True)
class Name:
    """The name of a mark as text: where it begins, or ends, or has its middle (SVG `text-anchor`)."""

    text: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Drawn:
    """One mark on one frame. `x`, `y` is its middle; `to_x`, `to_y` the place it stands for, elsewhere when it had
    to make room. `radius` is that of a circle with its area. `number` is written inside it where it is large."""

    mark: Mark
    x: float
    y: float
    to_x: float
    to_y: float
    radius: float
    number: str = ""
    name: Name | None = None

    @property
    def is_moved(self) -> bool:
        return math.hypot(self.x - self.to_x, self.y - self.to_y) > NOTICEABLE

    @property
    def half(self) -> float:
        """Half the side of a square with the same area."""
        return round(self.radius * math.sqrt(math.pi) / 2, 1)

    @property
    def side(self) -> float:
        return round(2 * self.half, 1)

    @property
    def number_y(self) -> float:
        return round(self.y + BASELINE, 1)

    @property
    def left(self) -> float:
        return round(self.x - self.half, 1)

    @property
    def top(self) -> float:
        return round(self.y - self.half, 1)

    @property
    def reach(self) -> float:
        """How far the mark reaches from its middle."""
        return self.radius if self.mark.exactness == PLACE else self.half * math.sqrt(2)


def units_per_root(marks: Sequence[Mark]) -> float:
    """Radius per square root of a person: the same on all frames, so that areas can be compared. The largest mark
    never stands for less than 100 people, so that a map of three people does not look like one of thousands."""
    return LARGEST / math.sqrt(max([100, *(mark.people for mark in marks)]))


def radius(people: int, per_root: float) -> float:
    return round(max(SMALLEST, per_root * math.sqrt(people)), 1) if people else WITHOUT_NUMBER


@dataclass(frozen=True)
class Arrangement:
    """What stands on one frame: the marks, most people first, so that small ones lie above large ones, and the names
    of countries."""

    drawn: list[Drawn]
    countries: list[Name]


Area = tuple[float, float, float, float]


def arranged(
    placed: Sequence[tuple[Mark, float, float]],
    per_root: float,
    height: float,
    countries: Mapping[str, Sequence[Point]],
    closed: Sequence[Area] = (),
) -> Arrangement:
    """Marks with their places, drawn apart from one another, and names where there is room for them. `countries`: by
    name, the points where it may stand. `closed`: left, top, right, bottom of what no name may cover."""
    drawn = [
        Drawn(mark, x, y, round(x, 1), round(y, 1), radius(mark.people, per_root)) for mark, x, y in placed
    ]
    drawn = _numbered(_apart(drawn, height))
    taken = [*closed, *(_around(one.x, one.y, 2 * one.reach, 2 * one.reach) for one in drawn)]
    drawn = _named(drawn, height, taken)
    shown = {one.name.text for one in drawn if one.name}
    names = []
    for text, points in countries.items():
        wide = width(text) * 0.95
        for x, y in points if text not in shown else ():
            area = _around(x, y, wide, TYPE)
            if _is_free(area, height, taken):
                names.append(Name(text, round(x, 1), round(y + BASELINE, 1), "middle"))
                taken.append(area)
                break
    return Arrangement(drawn, names)


def _apart(drawn: list[Drawn], height: float, rounds: int = 300) -> list[Drawn]:
    """Marks that would cover one another move apart, the smaller one further. The same list gives the same map."""
    points = [[one.x + 0.01 * index, one.y] for index, one in enumerate(drawn)]
    for _round in range(rounds):
        is_quiet = True
        for first in range(len(drawn)):
            for second in range(first + 1, len(drawn)):
                a, b = points[first], points[second]
                wanted = max(drawn[first].reach + drawn[second].reach + GAP, APART)
                distance = math.hypot(b[0] - a[0], b[1] - a[1])
                if distance >= wanted - 0.05:
                    continue
                is_quiet = False
                along = ((b[0] - a[0]) / distance, (b[1] - a[1]) / distance)
                weight_a, weight_b = drawn[first].radius ** 2, drawn[second].radius ** 2
                push = (wanted - distance) / 2
                for point, sign, weight in ((a, -1, weight_b), (b, 1, weight_a)):
                    share = 2 * weight / (weight_a + weight_b)
                    point[0] += sign * along[0] * push * share
                    point[1] += sign * along[1] * push * share
        for one, point in zip(drawn, points, strict=True):
            edge = one.reach + MARGIN / 2
            point[0] = min(max(point[0], edge), WIDTH - edge)
            point[1] = min(max(point[1], edge), height - edge)
        if is_quiet:
            break
    return [replace(one, x=round(x, 1), y=round(y, 1)) for one, (x, y) in zip(drawn, points, strict=True)]


def _numbered(drawn: list[Drawn]) -> list[Drawn]:
    """A minimum stands inside its mark where there is room for it."""
    return [
        replace(one, number=text)
        if one.mark.people and one.mark.kind == AFFECTED and width(text) < one.radius * 1.7
        else one
        for one in drawn
        for text in [f"{one.mark.people:,}"]
    ]


def _named(drawn: list[Drawn], height: float, taken: list[Area]) -> list[Drawn]:
    """Names beside the marks, of the marks of most people first, where nothing is `taken`, which grows by them."""
    named = []
    for one in drawn:
        found = None
        for name, area in _candidates(one):
            if _is_free(area, height, taken):
                found = name
                taken.append(area)
                break
        named.append(replace(one, name=found))
    return named


def _is_free(area: Area, height: float, taken: Sequence[Area]) -> bool:
    is_inside = area[0] >= 2 and area[1] >= 2 and area[2] <= WIDTH - 2 and area[3] <= height - 2
    return is_inside and not any(meet(area, other) for other in taken)


def _around(x: float, y: float, wide: float, high: float) -> Area:
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def box(name: Name) -> Area:
    """The area that a name takes, with type of the size of telephones."""
    wide = width(name.text)
    left = name.x - {"start": 0, "middle": wide / 2, "end": wide}[name.anchor]
    middle = name.y - BASELINE
    return left, middle - TYPE / 2, left + wide, middle + TYPE / 2


def width(text: str) -> float:
    """About how wide a text is in units: Hangul and Chinese characters are as wide as they are high."""
    return TYPE * sum(1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.56 for letter in text)


def _candidates(one: Drawn) -> Iterator[tuple[Name, Area]]:
    """Where the name of a mark may stand, the best place first, with the area that it takes."""
    text, away = one.mark.name, one.reach + 4
    wide, high = width(text), TYPE
    for anchor, x, y in (
        ("start", one.x + away, one.y),
        ("end", one.x - away, one.y),
        ("middle", one.x, one.y + away + high / 2),
        ("middle", one.x, one.y - away - high / 2),
        ("start", one.x + away * 0.7, one.y + away * 0.7 + high / 4),
        ("start", one.x + away * 0.7, one.y - away * 0.7 - high / 4),
        ("end", one.x - away * 0.7, one.y + away * 0.7 + high / 4),
        ("end", one.x - away * 0.7, one.y - away * 0.7 - high / 4),
    ):
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[anchor]
        box = (left, y - high / 2, left + wide, y + high / 2)
        yield Name(text, round(x, 1), round(y + BASELINE, 1), anchor), box


def meet(a: Area, b: Area) -> bool:
    """Whether two areas have a part in common."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
