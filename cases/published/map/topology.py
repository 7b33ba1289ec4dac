"""TopoJSON read: arcs that neighbours share, each once (the format: TopoJSON Specification, revision 1.0); pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from cases.published.map.shapes import Point


def arcs(topology: Mapping) -> list[list[Point]]:
    """The arcs as points in degrees: stored as steps of whole numbers, scaled and moved."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        decoded.append(points)
    return decoded


def rings(geometry: Mapping, decoded: list[list[Point]]) -> Iterator[list[Point]]:
    """The outer and inner edges of an area, without the first point again at the end."""
    for ring in _rings(geometry):
        points: list[Point] = []
        for number in ring:
            # A negative number is the complement of an arc's number: the same arc walked backwards.
            arc = decoded[number] if number >= 0 else decoded[~number][::-1]
            points += arc[1:] if points else arc
        yield points[:-1]


def owners(geometries: list[Mapping]) -> dict[int, set[int]]:
    """Which geometries, by position, have each arc in their edge: two for a border between them."""
    found = defaultdict(set)
    for position, geometry in enumerate(geometries):
        for ring in _rings(geometry):
            for number in ring:
                found[number if number >= 0 else ~number].add(position)
    return found


def _rings(geometry: Mapping) -> list[list[int]]:
    if geometry["type"] == "Polygon":
        return geometry["arcs"]
    if geometry["type"] == "MultiPolygon":
        return [ring for polygon in geometry["arcs"] for ring in polygon]
    return []
