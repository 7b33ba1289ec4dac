"""Land and borders as they are drawn on one frame; from data/, whose README says where they come from."""

import json
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from cases.published.map.frames import WIDTH, Frame
from cases.published.map.shapes import Box, Point, area, cut_line, cut_ring, simplified

DATA = Path(__file__).parent / "data"
#: The files keep whole hundredths of a degree; paths keep whole halves of a unit, and are drawn at half size.
DIGITS, HALVES = 100, 2
#: Units: what a path may differ from its data, what is drawn beyond the frame, and the smallest island in it.
TOLERANCE, BEYOND, SMALLEST = 0.6, 4, 3
#: Endings of province names that other writings of the same name leave out.
GENERIC = (
    "-province",
    "-oblast",
    "-krai",
    "-region",
    "-state",
    "-prefecture",
    "-autonomous-region",
    "-municipality",
)


@dataclass(frozen=True)
class Outlines:
    """Path data of one frame in halves of a unit. `unsettled` are borders that no treaty settles."""

    land: str
    borders: str
    unsettled: str
    provinces: str


@cache
def of(frame: Frame) -> Outlines:
    """The outlines of a frame. Reads the file once for each."""
    data = json.loads((DATA / "outlines.json").read_text())
    box = Box(-BEYOND, -BEYOND, WIDTH + BEYOND, frame.height + BEYOND)
    rings = (cut_ring(_placed(ring, frame), box) for ring in data["land"])
    drawn = [
        simplified([*ring, ring[0]], TOLERANCE) for ring in rings if len(ring) > 2 and area(ring) > SMALLEST
    ]
    lines = {
        name: "".join(
            _path(simplified(piece, TOLERANCE), "")
            for line in data[name]
            for piece in cut_line(_placed(line, frame), box)
        )
        for name in ("borders", "unsettled", "provinces")
    }
    return Outlines(land="".join(_path(ring[:-1], "z") for ring in drawn if len(ring) > 3), **lines)


@cache
def province_centres() -> dict[str, Point]:
    """The middle of each province as longitude and latitude, by code ("cn-jilin")."""
    return {code: tuple(point) for code, point in json.loads((DATA / "centres.json").read_text()).items()}


def province_centre(code: str) -> Point | None:
    """The middle of a province; None for one that the files do not know."""
    centres = province_centres()
    for ending in ("", *GENERIC):
        if code.endswith(ending) and code.removesuffix(ending) in centres:
            return centres[code.removesuffix(ending)]
    return None


def _placed(numbers: list[int], frame: Frame) -> list[Point]:
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    return [frame.place(longitude / DIGITS, latitude / DIGITS) for longitude, latitude in pairs]


def _path(points: list[Point], ending: str) -> str:
    """Path data: the first point, then steps."""
    whole = [(round(x * HALVES), round(y * HALVES)) for x, y in points]
    steps = [
        (x - before_x, y - before_y)
        for (before_x, before_y), (x, y) in pairwise(whole)
        if (x, y) != (before_x, before_y)
    ]
    if not steps:
        return ""
    written = "".join(f"{x}{y if y < 0 else f' {y}'}{' '}" for x, y in steps).rstrip()
    return f"M{whole[0][0]} {whole[0][1]}l{written.replace(' -', '-')}{ending}"
