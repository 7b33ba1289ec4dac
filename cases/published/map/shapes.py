"""Lines and rings of points in the plane: cut to a box, and drawn with fewer points; pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle along the axes."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.bottom <= point[1] <= self.top


def cut_ring(ring: Sequence[Point], box: Box) -> list[Point]:
    """The part of an area within a box, by the sides of the box one after the other (Sutherland and Hodgman).
    The ring is closed in itself: its first point does not come again at the end."""
    points = list(ring)
    for axis, limit, sign in _sides(box):
        kept: list[Point] = []
        for before, point in zip([points[-1], *points[:-1]] if points else [], points, strict=True):
            was_in, is_in = sign * (before[axis] - limit) >= 0, sign * (point[axis] - limit) >= 0
            if was_in != is_in:
                kept.append(_crossing(before, point, axis, limit))
            if is_in:
                kept.append(point)
        points = kept
    return points


def cut_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """The pieces of a line within a box."""
    piece: list[Point] = []
    for start, end in pairwise(line):
        inside = _segment_within(start, end, box)
        if inside is None:
            if len(piece) > 1:
                yield piece
            piece = []
            continue
        if not piece or piece[-1] != inside[0]:
            if len(piece) > 1:
                yield piece
            piece = [inside[0]]
        piece.append(inside[1])
    if len(piece) > 1:
        yield piece


def simplified(line: Sequence[Point], tolerance: float) -> list[Point]:
    """The line with fewer points, none of those left out further than `tolerance` from it (Douglas and Peucker)."""
    if len(line) < 3:
        return list(line)
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, distance = 0, tolerance
        for index in range(first + 1, last):
            away = distance_to(line[index], line[first], line[last])
            if away > distance:
                farthest, distance = index, away
        if farthest:
            keep.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [line[index] for index in sorted(keep)]


def area(ring: Sequence[Point]) -> float:
    """The area of a ring, never negative."""
    pairs = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def distance_to(point: Point, start: Point, end: Point) -> float:
    """How far a point is from the segment between two others."""
    (x, y), (x1, y1), (x2, y2) = point, start, end
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / length if length else 0
    along = max(0, min(1, along))
    return ((x - x1 - along * (x2 - x1)) ** 2 + (y - y1 - along * (y2 - y1)) ** 2) ** 0.5


def is_within(point: Point, ring: Iterable[Point]) -> bool:
    """Whether a point lies in the area of a ring: a ray from it crosses the edge an odd number of times."""
    ring = list(ring)
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _sides(box: Box) -> tuple[tuple[int, float, int], ...]:
    return (0, box.left, 1), (0, box.right, -1), (1, box.bottom, 1), (1, box.top, -1)


def _crossing(start: Point, end: Point, axis: int, limit: float) -> Point:
    share = (limit - start[axis]) / (end[axis] - start[axis])
    other = start[1 - axis] + share * (end[1 - axis] - start[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)


def _segment_within(start: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    for axis, limit, sign in _sides(box):
        start_in, end_in = sign * (start[axis] - limit) >= 0, sign * (end[axis] - limit) >= 0
        if not start_in and not end_in:
            return None
        if not start_in:
            start = _crossing(start, end, axis, limit)
        elif not end_in:
            end = _crossing(start, end, axis, limit)
    return start, end
