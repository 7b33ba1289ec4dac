"""Makes data/outlines.json and data/centres.json from Natural Earth, as two npm packages carry it. README.md there
says which, and how to run it: `manage.py map_outlines`."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.text import slugify

from cases.published.map import topology
from cases.published.map.shapes import (
    Box,
    Point,
    area,
    cut_line,
    cut_ring,
    distance_to,
    is_within,
    simplified,
)

#: The part of the world that is kept: more than any map of the site shows.
WINDOW = Box(72, 0, 155, 65)
#: Degrees: details finer than this are a fraction of a dot on the enlarged map. The last digit kept is 0.01 degree.
TOLERANCE, DIGITS = 0.012, 100
#: Square degrees: smaller islands are left out.
SMALLEST_LAND = 0.02
#: Borders that no treaty settles, drawn as dashes: the Korean military demarcation line, and India and China.
UNSETTLED = ({"PRK", "KOR"}, {"IND", "CHN"})
#: Province borders are drawn where most cases are; the middles of provinces are kept for these and their neighbours.
PROVINCE_BORDERS = {"CN": "chn", "KP": "prk", "RU": "rus"}
PROVINCE_CENTRES = PROVINCE_BORDERS | {
    "KR": "kor",
    "MN": "mng",
    "TH": "tha",
    "LA": "lao",
    "VN": "vnm",
    "MM": "mmr",
    "KH": "khm",
}


def outlines(world: Mapping, provinces: Mapping[str, Mapping]) -> dict:
    """Land, borders and province borders within the window, as lists of whole hundredths of a degree: longitude,
    latitude, longitude, …"""
    geometries = world["objects"]["countries"]["geometries"]
    decoded = [simplified(arc, TOLERANCE) for arc in topology.arcs(world)]
    names = [geometry["properties"].get("a3") for geometry in geometries]
    settled, unsettled = [], []
    for number, positions in sorted(topology.owners(geometries).items()):
        if len(positions) > 1:
            between = {names[position] for position in positions}
            (unsettled if between in UNSETTLED else settled).append(decoded[number])
    land = [
        ring for shape in world["objects"]["land"]["geometries"] for ring in topology.rings(shape, decoded)
    ]
    return {
        "land": [_written(ring) for ring in _rings_within(land)],
        "borders": _lines(settled),
        "unsettled": _lines(unsettled),
        "provinces": _lines(
            line for country in PROVINCE_BORDERS for line in _inner_borders(provinces[country])
        ),
    }


#: Other English names of provinces, by the names of the files; endings such as "Oblast" are dealt with on reading.
ALIASES = {
    "cn-guangxi": ("cn-guangxi-zhuang",),
    "cn-inner-mongol": ("cn-inner-mongolia", "cn-nei-mongol"),
    "cn-ningxia": ("cn-ningxia-hui",),
    "cn-xinjiang": ("cn-xinjiang-uygur", "cn-xinjiang-uyghur"),
    "cn-xizang": ("cn-tibet",),
    "kp-chagang-do": ("kp-chagang", "kp-jagang"),
    "kp-hamgyong-bukto": ("kp-north-hamgyong",),
    "kp-hamgyong-namdo": ("kp-south-hamgyong",),
    "kp-hwanghae-bukto": ("kp-north-hwanghae",),
    "kp-hwanghae-namdo": ("kp-south-hwanghae",),
    "kp-kangwon-do": ("kp-kangwon",),
    "kp-pyongan-bukto": ("kp-north-pyongan",),
    "kp-pyongan-namdo": ("kp-south-pyongan",),
    "kp-rason": ("kp-rason-city",),
    "kp-ryanggang": ("kp-ryanggang-do", "kp-yanggang"),
    "la-louang-namtha": ("la-luang-namtha",),
    "la-louangphrabang": ("la-luang-prabang",),
    "la-oudomxai": ("la-oudomxay",),
    "la-phongsali": ("la-phongsaly",),
    "la-savannakhet": ("la-savannakhet-city",),
    "la-xaignabouri": ("la-sainyabuli", "la-xayaburi"),
    "mn-dornogovi": ("mn-dornogobi", "mn-east-gobi"),
    "mn-omnogovi": ("mn-omnogobi", "mn-south-gobi"),
    "ru-altay": ("ru-altai",),
    "ru-buryat": ("ru-buryatia", "ru-republic-of-buryatia"),
    "ru-chita": ("ru-zabaykalsky", "ru-zabaikalsky", "ru-transbaikal"),
    "ru-khabarovsk": ("ru-khabarovsky",),
    "ru-primorye": ("ru-primorsky", "ru-primorskiy", "ru-maritime"),
    "ru-sakha-yakutia": ("ru-sakha", "ru-yakutia", "ru-sakha-republic"),
    "ru-yevrey": ("ru-jewish-autonomous",),
    "th-bangkok-metropolis": ("th-bangkok",),
    "vn-a-nang": ("vn-da-nang",),
    "vn-ak-nong": ("vn-dak-nong",),
    "vn-ha-noi": ("vn-hanoi",),
    "vn-ien-bien": ("vn-dien-bien",),
    "vn-lam-ong": ("vn-lam-dong",),
    "vn-nam-inh": ("vn-nam-dinh",),
    "vn-ng-thap": ("vn-dong-thap",),
}
#: Not provinces, or claimed by several states.
LEFT_OUT = {"cn-paracel-islands", "vn-ong-bac", "vn-ong-bang-song-hong", "vn-ong-nam-bo"}


def centres(provinces: Mapping[str, Mapping]) -> dict[str, list[float]]:
    """The middle of each province as [longitude, latitude] by its code ("cn-jilin"), for marks that stand for the
    whole of it: the middle of its largest part, or where that lies outside, the point deepest within it."""
    found = {}
    for country, file in provinces.items():
        decoded = topology.arcs(file)
        for geometry in _geometries(file):
            name = slugify(geometry["properties"].get("name") or "")
            parts = [ring for ring in topology.rings(geometry, decoded) if len(ring) > 2]
            code = f"{country.lower()}-{name}"
            if name and parts and code not in LEFT_OUT:
                x, y = middle(simplified(max(parts, key=area), 0.05))
                for one in (code, *ALIASES.get(code, ())):
                    found[one] = [round(x, 1), round(y, 1)]
    return dict(sorted(found.items()))


def middle(ring: list[Point]) -> Point:
    """The centre of gravity of an area where that lies inside it, else its deepest point."""
    pairs = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    crosses = [a[0] * b[1] - b[0] * a[1] for a, b in pairs]
    centre = tuple(
        sum((a[axis] + b[axis]) * cross for (a, b), cross in zip(pairs, crosses, strict=True))
        / (3 * sum(crosses))
        for axis in (0, 1)
    )
    return centre if is_within(centre, ring) else deepest(ring)


def deepest(ring: list[Point], steps: int = 24) -> Point:
    """The point of an area farthest from its edge, to the nearest point of a grid."""
    xs, ys = [x for x, _y in ring], [y for _x, y in ring]
    grid = [
        (
            min(xs) + (max(xs) - min(xs)) * (column + 0.5) / steps,
            min(ys) + (max(ys) - min(ys)) * (row + 0.5) / steps,
        )
        for column in range(steps)
        for row in range(steps)
    ]
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    inside = [point for point in grid if is_within(point, ring)]
    return max(inside or [ring[0]], key=lambda point: min(distance_to(point, *edge) for edge in edges))


def write(world_file: Path, province_folder: Path, folder: Path) -> None:
    """Reads the files of the two packages and writes those of the map."""
    world = json.loads(world_file.read_text())
    provinces = {
        country: json.loads((province_folder / f"{name}.topo.json").read_text())
        for country, name in PROVINCE_CENTRES.items()
    }
    _dump(folder / "outlines.json", outlines(world, provinces))
    _dump(folder / "centres.json", centres(provinces))


def _dump(path: Path, value: Mapping) -> None:
    lines = ",\n".join(f"{json.dumps(key)}: {json.dumps(value[key], separators=(',', ':'))}" for key in value)
    path.write_text("{\n" + lines + "\n}\n")


def _geometries(file: Mapping) -> list[Mapping]:
    return next(iter(file["objects"].values()))["geometries"]


def _inner_borders(file: Mapping) -> Iterator[list[Point]]:
    decoded = topology.arcs(file)
    for number, positions in sorted(topology.owners(_geometries(file)).items()):
        if len(positions) > 1:
            yield simplified(decoded[number], TOLERANCE)


def _rings_within(rings) -> Iterator[list[Point]]:
    for ring in rings:
        cut = cut_ring(ring, WINDOW)
        if len(cut) > 2 and area(cut) >= SMALLEST_LAND:
            yield cut


def _lines(lines) -> list[list[int]]:
    return [_written(piece) for line in lines for piece in cut_line(line, WINDOW)]


def _written(points: list[Point]) -> list[int]:
    return [round(number * DIGITS) for point in points for number in point]
