"""Lambert's azimuthal equal-area projection of the sphere; pure.

Areas are true everywhere, so that no country looks larger than it is beside circles whose areas are numbers
(Snyder, Map Projections: A Working Manual, 1987, equations 22-4, 24-2 to 24-4 and 20-14 to 20-18).
"""

import math
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Projection:
    """The sphere of radius one, laid flat around the point at `longitude` and `latitude` (degrees)."""

    longitude: float
    latitude: float

    @cached_property
    def _centre(self) -> tuple[float, float]:
        return math.sin(math.radians(self.latitude)), math.cos(math.radians(self.latitude))

    def forward(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point of the earth lies: x to the east, y to the north. Raises ValueError for the point opposite
        the centre, which has no place."""
        sine_0, cosine_0 = self._centre
        sine, cosine = math.sin(math.radians(latitude)), math.cos(math.radians(latitude))
        east = math.radians(longitude - self.longitude)
        nearness = 1 + sine_0 * sine + cosine_0 * cosine * math.cos(east)
        if nearness < 1e-9:
            raise ValueError((longitude, latitude))
        k = math.sqrt(2 / nearness)
        return (
            k * cosine * math.sin(east),
            k * (cosine_0 * sine - sine_0 * cosine * math.cos(east)),
        )

    def inverse(self, x: float, y: float) -> tuple[float, float]:
        """The point of the earth that lies at x, y. Raises ValueError beyond the edge of the earth."""
        distance = math.hypot(x, y)
        if distance > 2:
            raise ValueError((x, y))
        if distance == 0:
            return self.longitude, self.latitude
        sine_0, cosine_0 = self._centre
        c = 2 * math.asin(distance / 2)
        sine = math.cos(c) * sine_0 + y * math.sin(c) * cosine_0 / distance
        east = math.atan2(x * math.sin(c), distance * cosine_0 * math.cos(c) - y * sine_0 * math.sin(c))
        longitude = (self.longitude + math.degrees(east) + 180) % 360 - 180
        return longitude, math.degrees(math.asin(max(-1.0, min(1.0, sine))))
