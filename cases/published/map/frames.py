"""The two maps of the site: the region, and its north-east enlarged; pure.

The windows are fixed, so that maps of different selections can be laid side by side. They hold what the record is
about: the ways of refugees from North Korea through China to South-East Asia, Mongolia and the Russian Far East.
"""

import math
from dataclasses import dataclass
from itertools import pairwise

from cases.published.map.projection import Projection
from cases.published.map.shapes import Box, Point

WIDTH = 480


@dataclass(frozen=True)
class Frame:
    """A window on the projected earth. `window` is in degrees of a great circle from the centre of the projection,
    y to the north; drawn `WIDTH` units wide, y downwards."""

    code: str
    projection: Projection
    window: Box

    @property
    def scale(self) -> float:
        """Units per radian."""
        return WIDTH / math.radians(self.window.right - self.window.left)

    @property
    def height(self) -> int:
        return round(math.radians(self.window.top - self.window.bottom) * self.scale)

    def place(self, longitude: float, latitude: float) -> Point:
        """Where a point of the earth is drawn, within the window or outside it."""
        x, y = self.projection.forward(longitude, latitude)
        return (
            (x - math.radians(self.window.left)) * self.scale,
            (math.radians(self.window.top) - y) * self.scale,
        )

    def earth(self, x: float, y: float) -> Point:
        """The point of the earth drawn at x, y. Raises ValueError beyond its edge."""
        return self.projection.inverse(
            x / self.scale + math.radians(self.window.left), math.radians(self.window.top) - y / self.scale
        )

    def outline_of(self, other: "Frame", steps: int = 6) -> list[Point]:
        """The edge of another frame, drawn on this one."""
        width, height = WIDTH, other.height
        corners = [(0, 0), (width, 0), (width, height), (0, height), (0, 0)]
        edge = [
            (x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps)
            for (x1, y1), (x2, y2) in pairwise(corners)
            for step in range(steps)
        ]
        return [self.place(*other.earth(x, y)) for x, y in edge]

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point is drawn, a little inside the edge."""
        try:
            x, y = self.place(longitude, latitude)
        except ValueError:
            return False
        return MARGIN <= x <= WIDTH - MARGIN and MARGIN <= y <= self.height - MARGIN


#: Units between a mark and the edge of its map, at least.
MARGIN = 6

REGION = Frame("region", Projection(113.5, 32), Box(-18, -20.2, 17.6, 22.8))
NORTH_EAST = Frame("north-east", Projection(124.3, 40.8), Box(-8, -5.5, 6.8, 5.7))
#: A place is drawn on the first of these that holds it, and on no other.
FRAMES = (NORTH_EAST, REGION)

#: Where the name of a country may stand on each frame, the best place first, for readers to find their way.
COUNTRY_NAMES = {
    "region": {
        "CN": ((105.0, 30.8), (111.5, 33.5), (112.0, 28.0), (100.0, 38.8), (111.0, 40.3)),
        "MN": ((103.5, 46.8), (106.5, 45.2), (100.5, 48.2)),
        "RU": ((122.0, 52.9), (105.0, 52.9), (133.5, 49.0)),
        "TH": ((101.9, 15.9), (102.2, 15.6), (102.4, 16.4), (100.3, 17.2), (100.6, 11.9)),
        "MM": ((97.2, 22.4), (97.3, 20.2), (96.2, 24.0), (96.3, 19.4)),
        "VN": ((110.9, 15.4), (111.2, 13.4), (107.8, 14.4)),
        "LA": ((103.6, 19.6), (104.9, 17.3), (106.2, 15.4)),
        "JP": ((132.4, 33.2), (131.4, 32.8), (130.6, 32.2)),
        "PH": ((121.3, 16.6), (121.0, 15.2)),
    },
    "north-east": {
        "CN": ((120.5, 43.8), (124.0, 45.3), (117.5, 43.6), (116.5, 37.6)),
        "KP": ((126.3, 39.6), (127.0, 40.6), (128.2, 41.0), (126.4, 38.8)),
        "KR": ((127.8, 36.5), (127.6, 37.4), (128.6, 37.0)),
        "RU": ((132.3, 44.5), (132.4, 43.9), (132.6, 45.2)),
    },
}

#: Where the mark of a country stands: inside it, within a frame, and away from where most places are. No point of
#: the country is meant.
COUNTRY_CENTRES = {
    "CN": (102.5, 35.5),
    "JP": (133.0, 34.4),
    "KH": (104.6, 13.2),
    "KP": (126.9, 40.3),
    "KP-KR": (127.2, 38.2),
    "KR": (128.0, 36.6),
    "LA": (103.3, 19.5),
    "MM": (97.0, 21.5),
    "MN": (103.5, 46.5),
    "PH": (121.5, 16.5),
    "RU": (111.0, 52.3),
    "TH": (101.8, 16.2),
    "TW": (121.0, 23.7),
    "VN": (107.9, 14.5),
}
