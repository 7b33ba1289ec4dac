"""The projection of the map keeps areas, and is undone by its inverse."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.published.map.frames import FRAMES, NORTH_EAST, REGION, WIDTH
from cases.published.map.projection import Projection

LONGITUDES = st.floats(-179, 179)
LATITUDES = st.floats(-88, 88)
FRAME = pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.code)


def is_far_side(projection: Projection, longitude: float, latitude: float) -> bool:
    """Within five degrees of the point opposite the centre, where a small area becomes a ring."""
    x, y = projection.forward(longitude, latitude)
    return math.hypot(x, y) > 2 * math.sin(math.radians(175) / 2)


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_inverse_undoes_forward(centre_longitude, centre_latitude, longitude, latitude):
    projection = Projection(centre_longitude, centre_latitude)
    try:
        x, y = projection.forward(longitude, latitude)
    except ValueError:
        return
    if is_far_side(projection, longitude, latitude):
        return
    back_longitude, back_latitude = projection.inverse(x, y)
    assert back_latitude == pytest.approx(latitude, abs=1e-6)
    assert (back_longitude - longitude + 180) % 360 - 180 == pytest.approx(0, abs=1e-5)


@given(LONGITUDES, st.floats(-70, 70), st.floats(-120, 120), st.floats(-80, 80))
def test_areas_are_true(centre_longitude, centre_latitude, east, latitude):
    """A small square of the earth keeps its area: the determinant of the derivatives is that of the sphere."""
    projection = Projection(centre_longitude, centre_latitude)
    longitude = centre_longitude + east
    if is_far_side(projection, longitude, latitude):
        return
    step = 1e-4
    west_x, west_y = projection.forward(longitude - step, latitude)
    east_x, east_y = projection.forward(longitude + step, latitude)
    south_x, south_y = projection.forward(longitude, latitude - step)
    north_x, north_y = projection.forward(longitude, latitude + step)
    drawn = (east_x - west_x) * (north_y - south_y) - (east_y - west_y) * (north_x - south_x)
    true = math.radians(2 * step) ** 2 * math.cos(math.radians(latitude))
    assert drawn == pytest.approx(true, rel=1e-3)


def test_the_centre_is_the_origin_and_distances_near_it_are_true():
    projection = Projection(113.5, 32)
    assert projection.forward(113.5, 32) == pytest.approx((0, 0))
    assert projection.forward(113.5, 33)[1] == pytest.approx(math.radians(1), rel=1e-4)
    assert projection.forward(114.5, 32)[0] == pytest.approx(
        math.radians(1) * math.cos(math.radians(32)), rel=1e-4
    )


def test_a_point_worked_out_by_hand():
    """The pole from a centre on the equator: 90 degrees away, at twice the sine of 45 degrees (Snyder, 24-1)."""
    assert Projection(0, 0).forward(0, 90) == pytest.approx((0, math.sqrt(2)))


def test_the_opposite_point_has_no_place():
    with pytest.raises(ValueError, match="180"):
        Projection(0, 0).forward(180, 0)
    with pytest.raises(ValueError, match="3"):
        Projection(0, 0).inverse(3, 0)


@FRAME
@given(x=st.floats(0, WIDTH), y=st.floats(0, 300))
def test_frames_find_the_earth_again(frame, x, y):
    assert frame.place(*frame.earth(x, y)) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("place", "frame"),
    [
        ((129.51, 42.89), NORTH_EAST),  # Yanji
        ((124.39, 40.13), NORTH_EAST),  # Dandong
        ((125.75, 39.03), NORTH_EAST),  # Pyongyang
        ((102.72, 25.04), REGION),  # Kunming
        ((106.92, 47.92), REGION),  # Ulaanbaatar
        ((100.50, 13.76), REGION),  # Bangkok
        ((127.53, 50.29), REGION),  # Blagoveshchensk
        ((37.62, 55.76), None),  # Moscow
        ((-129.5, 42.9), None),  # the Pacific
        ((-66.5, -32.0), None),  # opposite the centre of the region
    ],
)
def test_each_place_lies_on_one_frame(place, frame):
    assert next((one for one in FRAMES if one.holds(*place)), None) is frame


@FRAME
def test_north_is_up_and_east_is_right(frame):
    x, y = frame.place(frame.projection.longitude, frame.projection.latitude)
    assert frame.place(frame.projection.longitude, frame.projection.latitude + 1)[1] < y
    assert frame.place(frame.projection.longitude + 1, frame.projection.latitude)[0] > x
