"""The map: every case once, as exactly as published and no more, and the numbers of the lists behind its links."""

import csv
import gzip
import io
import re
import xml.etree.ElementTree as ElementTree

import pytest
from django.http import QueryDict

from cases.published import main_place, totals
from cases.published import map as case_map
from cases.published.filters import CaseFilter
from cases.published.map import marks
from cases.published.models import PublishedCase
from tests.published.documents import PLACE, affected, case_document, event_part, relation_part
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

SVG = "{http://www.w3.org/2000/svg}"
LANGUAGES = ("", "/ko", "/zh-hans")


def place(
    reference: str, name: str, longitude: float, latitude: float, province: str, country: str = "CN"
) -> dict:
    return {
        **PLACE,
        "reference": reference,
        "name": {"en": name},
        "province": {"en": province},
        "countries": [country],
        "longitude": longitude,
        "latitude": latitude,
    }


RIVER = place("river-town", "River Town", 129.5, 42.9, "Jilin")
BRIDGE = place("bridge-town", "Bridge Town", 129.6, 42.91, "Jilin")
SOUTH = place("south-city", "South City", 102.7, 25.0, "Yunnan")
FAR = place("far-city", "Far City", 37.6, 55.7, "Far Oblast", "RU")
NOWHERE_KNOWN = {"reference": "", "city": {}, "latitude": None, "longitude": None}
JILIN = {**PLACE, **NOWHERE_KNOWN, "kind": "region", "name": {"en": "Jilin"}, "province": {"en": "Jilin"}}
UNKNOWN_PROVINCE = {**JILIN, "name": {"en": "Example"}, "province": {"en": "Example"}}
CHINA = {**PLACE, **NOWHERE_KNOWN, "kind": "country", "name": {}, "province": {}}
BORDER = {**CHINA, "reference": "border", "name": {"en": "A border"}, "countries": ["KR", "KP"]}
VAGUE_TOWN = {
    **RIVER,
    "reference": "vague-town",
    "name": {"en": "Vague Town"},
    "latitude": None,
    "longitude": None,
}


def case(reference: str, at: dict | None, low: int | None, high: int | None = None, **given) -> dict:
    return case_document(
        reference=reference, place=at, affected=affected(low, high), countries=["CN"], **given
    )


def scene() -> list[dict]:
    """Nineteen people and more in places of every exactness."""
    return [
        case("whole", RIVER, 100, 120),
        case("part", RIVER, 30, 30, relations=[relation_part("part", "whole", kind="part_of")]),
        case(
            "part-elsewhere",
            SOUTH,
            20,
            20,
            relations=[relation_part("part-elsewhere", "whole", kind="part_of")],
        ),
        case("moved", SOUTH, 7, events=[event_part(place=RIVER, to_place=BRIDGE)]),
        case("beside", BRIDGE, 3, 3),
        case("helper", BRIDGE, 2, 2, person_kind="refugee_helper"),
        case("helper-alone", FAR, 1, 1, person_kind="refugee_helper"),
        case("province", JILIN, 40, 50, events=[event_part(place=RIVER)]),
        case("town-without-point", VAGUE_TOWN, 4, 4),
        case("province-unknown", UNKNOWN_PROVINCE, 6, 6),
        case("country", CHINA, 500, None),
        case("two-countries", BORDER, 9, 9),
        case("uncounted", place("still-city", "Still City", 108.4, 22.8, "Guangxi"), None),
        case("placeless", None, 8, 8),
    ]


CODES = {
    "river-town": {"whole", "part"},
    "south-city": {"part-elsewhere", "moved"},
    "bridge-town": {"beside", "helper"},
    "far-city": {"helper-alone"},
    "CN.jilin": {"province", "town-without-point"},
    "CN.example": {"province-unknown"},
    "CN": {"country"},
    "KP-KR": {"two-countries"},
    "still-city": {"uncounted"},
    "none": {"placeless"},
}


@pytest.fixture
def published(db):
    return publish_documents(*scene())


def parsed(svg: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314  our own drawing


def the_map(query: str = "") -> case_map.Map:
    listed = CaseFilter.parse(QueryDict(query))
    return case_map.of(listed.rows(), listed)


def every_mark(drawn: case_map.Map) -> list[marks.Mark]:
    return [
        *(one.mark for panel in drawn.panels for one in panel.drawn),
        *drawn.outside,
        *([drawn.nowhere] if drawn.nowhere else []),
    ]


# --- what is on it --------------------------------------------------------------------------------


def test_every_case_is_in_one_mark_and_every_mark_in_one_place(published):
    found = every_mark(the_map())
    assert sorted(mark.code for mark in found) == sorted(CODES)
    for mark in found:
        behind = CaseFilter.parse(QueryDict(mark.query)).rows()
        assert set(behind.values_list("reference", flat=True)) == CODES[mark.code], mark.code
    assert sum(mark.cases for mark in found) == PublishedCase.objects.count() == len(scene())


@pytest.mark.parametrize(
    "query", ["", "group=refugees", "affected_min=5", "q=example", "country=CN&sort=people"]
)
def test_numbers_are_those_of_the_list_behind_the_link(published, query):
    drawn = the_map(query)
    found = every_mark(drawn)
    assert len(found) >= 6
    for mark in found:
        listed = CaseFilter.parse(QueryDict(mark.query))
        assert not listed.errors
        expected = totals.of(listed.rows())
        assert (mark.cases, mark.affected, mark.returned, mark.helpers) == (
            expected.cases,
            expected.affected,
            expected.returned,
            expected.helpers,
        )
    expected = totals.of(CaseFilter.parse(QueryDict(query)).rows())
    assert (drawn.cases, drawn.affected, drawn.returned, drawn.helpers) == (
        expected.cases,
        expected.affected,
        expected.returned,
        expected.helpers,
    )
    assert {line.code for line in drawn.lines} == {mark.code for mark in found} - {"none"}


@pytest.fixture
def with_returns(db):
    """Forced returns of fewer people than were affected, and one of a number that nobody gives."""

    def back() -> list[dict]:
        return [event_part(kind="forcibly_returned", place=None)]

    def count(low, high):
        return [{"measure": "forcibly_returned", "qualifier": "exact", "low": low, "high": high}]

    return publish_documents(
        case("some", RIVER, 30, 30, events=back(), working_counts=count(12, 15)),
        case("none-said", SOUTH, 9, 9, events=back()),
        case("held", BRIDGE, 50, 50, outcome="detained"),
        case("helpers-back", FAR, 4, 4, events=back(), person_kind="refugee_helper"),
    )


def test_the_layer_of_forced_returns_shows_who_was_returned(with_returns, client):
    drawn = the_map("event=forcibly_returned")
    found = {mark.code: mark for mark in every_mark(drawn)}
    assert {code: (mark.people, mark.kind) for code, mark in found.items()} == {
        "river-town": (12, "affected"),
        "south-city": (0, "uncounted"),
        "far-city": (4, "helpers"),
    }
    for mark in found.values():
        assert mark.returned == totals.of(CaseFilter.parse(QueryDict(mark.query)).rows()).returned
    assert drawn.returned == totals.of(CaseFilter.parse(QueryDict("event=forcibly_returned")).rows()).returned
    assert "reported forcibly returned: 12" in found["river-town"].words
    assert "affected" not in found["river-town"].words
    assert next(mark for mark in the_map().lines if mark.code == "river-town").people == 30


def test_every_form_of_the_map_says_which_number_it_shows(with_returns, client):
    words = "people are reported forcibly returned at least"
    heading = '<th scope="col">Reported forcibly returned</th>'
    returns, everything = (
        client.get(f"/map/{query}").content.decode() for query in ("?event=forcibly_returned", "")
    )
    assert words in returns
    assert heading in returns
    assert words not in everything
    assert heading not in everything
    svg = client.get("/map.svg?event=forcibly_returned").content.decode()
    plain = " ".join(" ".join(parsed(svg.encode()).itertext()).split())
    assert words in plain
    for query, shown in (("?event=forcibly_returned", "forcibly_returned"), ("", "affected")):
        text = b"".join([client.get(f"/map.csv{query}").content]).decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        assert {row["mark_shows"] for row in rows} == {shown}
        river = next(row for row in rows if row["code"] == "river-town")
        assert (river["forcibly_returned_low"], river["forcibly_returned_high"]) == ("12", "15")
        assert river["affected_low"] == "30"


def test_nobody_is_counted_twice_within_a_place(published):
    river = next(mark for mark in the_map().lines if mark.code == "river-town")
    assert (river.affected.low, river.affected.high) == (100, 120)


def test_a_part_elsewhere_is_in_its_own_place_and_once_in_the_sum(published):
    drawn = the_map()
    by_place = sum(mark.affected.low for mark in every_mark(drawn) if mark.affected)
    assert by_place == drawn.affected.low + 20
    assert next(mark for mark in drawn.lines if mark.code == "south-city").affected.low == 27


def test_helpers_are_counted_apart(published):
    bridge = next(mark for mark in the_map().lines if mark.code == "bridge-town")
    assert (bridge.affected.low, bridge.helpers.low, bridge.people, bridge.kind) == (3, 2, 3, "affected")
    far = next(mark for mark in the_map().lines if mark.code == "far-city")
    assert (far.affected, far.people, far.kind) == (None, 1, "helpers")


def test_a_case_without_a_number_has_a_mark_of_its_own_kind(published):
    still = next(mark for mark in the_map().lines if mark.code == "still-city")
    assert (still.people, still.kind, still.affected.without_number) == (0, "uncounted", 1)


# --- as exactly as published ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (RIVER, "river-town"),
        (JILIN, "CN.jilin"),
        (VAGUE_TOWN, "CN.jilin"),
        (CHINA, "CN"),
        (BORDER, "KP-KR"),
        ({**CHINA, "countries": [], "reference": "high-sea", "name": {"en": "High sea"}}, "high-sea"),
        ({**CHINA, "countries": []}, "none"),
        (None, "none"),
    ],
)
def test_codes_say_how_exact_a_place_is(at, code):
    assert main_place.code(case("any", at, 1)) == code
    assert main_place.read(code) == code


@pytest.mark.parametrize(
    "text", ["", "cn.jilin", "CN.", "CNX", "CN-", "River", "../x", "a" * 81, "CN.jilin'", "한국"]
)
def test_other_codes_are_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011  the text may be empty
        main_place.read(text)


def test_coarse_places_are_no_points(published, client):
    """A province is a square at its middle, a country a diamond at its own, wherever the cases in it happened."""
    page = client.get("/map/").content.decode()
    drawn = {one.mark.code: one for panel in the_map().panels for one in panel.drawn}
    assert drawn["CN.jilin"].mark.exactness == "province"
    assert drawn["CN.jilin"].mark.point not in ((129.5, 42.9), (129.6, 42.91))
    assert drawn["CN"].mark.exactness == "country"
    shapes = dict(re.findall(r'href="/cases/\?at=([^"&]+)".*?<(circle|rect) class="map-shape"', page))
    assert shapes["river-town"] == "circle"
    assert shapes["CN.jilin"] == shapes["CN"] == "rect"
    assert "River Town" in page
    assert "Vague Town" not in page


def test_a_province_that_is_not_known_is_named_beside_the_map(published):
    assert {mark.code for mark in the_map().outside} == {"CN.example", "far-city"}


def test_cases_without_a_place_stand_beside_the_map(published, client):
    assert the_map().nowhere.cases == 1
    page = client.get("/map/").content.decode()
    assert 'href="/cases/?at=none"' in page
    assert "No place published" in page


def test_the_newest_document_names_a_place(published):
    publish_documents(case("later", {**RIVER, "name": {"en": "Renamed Town"}}, 1, 1))
    assert {mark.name for mark in the_map().lines if mark.code == "river-town"} == {"Renamed Town"}


# --- filters --------------------------------------------------------------------------------------


def test_links_keep_the_filter(published, client):
    page = client.get("/map/?group=refugees&affected_min=5").content.decode()
    links = re.findall(r'<a class="map-mark[^"]*" href="/cases/\?([^"]+)"', page)
    assert len(links) >= 5
    assert all("group=refugees" in link and "affected_min=5" in link for link in links)
    assert "/cases/?group=refugees&amp;affected_min=5" in page  # the same as a list


def test_layers_change_event_and_outcome_only(published, client):
    layers = client.get("/map/?country=CN&outcome=detained").context["layers"]
    assert [(layer.query, layer.is_current) for layer in layers] == [
        ("country=CN", False),
        ("country=CN&event=forcibly_returned", False),
        ("country=CN&outcome=detained", True),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "at=%3Cscript%3E",
        "country=XX",
        "nonsense=1",
        "year_from=2020&year_to=1999",
        "at=a&at=b",
        "affected_min=99999999999999",
    ],
)
def test_what_a_filter_cannot_mean_is_said_and_refused_for_files(published, client, query):
    answer = client.get(f"/map/?{query}")
    assert answer.status_code == 200
    assert answer.context["map"].cases == len(scene())
    assert 'class="notice' in answer.content.decode()
    assert "<script>" not in answer.content.decode()
    for suffix in ("svg", "png", "csv"):
        assert client.get(f"/map.{suffix}?{query}").status_code == 400


def test_an_unknown_place_shows_nothing_and_says_so(published, client):
    answer = client.get("/map/?at=no-such-place")
    assert answer.status_code == 200
    assert answer.context["map"].cases == 0
    assert "<svg" not in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_database(db, client, language):
    assert client.get(f"{language}/map/").status_code == 200
    assert client.get(f"{language}/map.png").content.startswith(b"\x89PNG")
    assert parsed(client.get(f"{language}/map.svg").content).tag == f"{SVG}svg"
    assert client.get(f"{language}/map.csv").content.decode().count("\r\n") == 1


# --- page and files -------------------------------------------------------------------------------


def test_marks_are_reached_in_order_of_people_with_a_name_each(published, client):
    page = client.get("/map/").content.decode()
    for panel in the_map().panels:
        people = [one.mark.people for one in panel.drawn]
        assert people == sorted(people, reverse=True)
    names = re.findall(r'<a class="map-mark[^"]*" href="[^"]+" aria-label="([^"]+)"', page)
    assert len(names) == 7
    assert "River Town: 2 cases; refugees and others affected: 100–120" in names
    assert (
        "Jilin (province; place not stated more exactly): 2 cases; refugees and others affected: 44–54"
        in names
    )


def test_the_table_has_every_place_with_its_link(published, client):
    page = client.get("/map/").content.decode()
    table = page[page.index('<table class="map-table">') : page.index("</table>")]
    assert table.count('<th scope="row">') == len(CODES)  # the last line of all in the place of "none"
    for code in CODES.keys() - {"none"}:
        assert table.count(f'?at={code}"') == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_in_each_language(published, client, language):
    svg = client.get(f"{language}/map.svg")
    root = parsed(svg.content)
    assert svg.headers["Content-Type"] == "image/svg+xml"
    assert not [node for node in root.iter() if node.tag == f"{SVG}a" or "style" in node.attrib]
    assert len([node for node in root.iter(f"{SVG}circle") if node.get("class") == "map-shape"]) >= 4
    text = " ".join(root.itertext())
    assert "River Town" in text
    assert "Natural Earth" in text
    png = client.get(f"{language}/map.png")
    assert png.content.startswith(b"\x89PNG")
    assert int.from_bytes(png.content[16:20]) >= 1600


def test_names_of_places_cannot_leave_their_text(db, client):
    odd = '"><script>alert(1)</script>&'
    publish_documents(case("odd", place("odd", odd, 129.5, 42.9, odd), 5, 5))
    page = client.get("/map/").content.decode()
    assert "<script" not in page
    assert odd in " ".join(parsed(client.get("/map.svg").content).itertext())
    assert client.get("/map.png").content.startswith(b"\x89PNG")
    row = next(csv.DictReader(io.StringIO(client.get("/map.csv").content.decode("utf-8-sig"))))
    assert row["name"] == odd


def test_the_csv_has_the_numbers_of_the_map(published, client):
    rows = list(csv.DictReader(io.StringIO(client.get("/map.csv").content.decode("utf-8-sig"))))
    assert {row["code"] for row in rows} == set(CODES)
    assert sum(int(row["cases"]) for row in rows) == len(scene())
    by_code = {row["code"]: row for row in rows}
    assert (by_code["CN"]["affected_low"], by_code["CN"]["affected_high"]) == ("500", "")
    assert (by_code["still-city"]["affected_low"], by_code["still-city"]["affected_without_number"]) == (
        "",
        "1",
    )
    assert (by_code["far-city"]["affected_low"], by_code["far-city"]["helpers_low"]) == ("", "1")
    assert by_code["CN.jilin"]["list"].endswith("/cases/?at=CN.jilin")


def test_the_page_is_light(db, client):
    """With a hundred places, names and links included: compressed as a server would."""
    publish_documents(
        *(
            case(
                f"light-{n}",
                place(f"town-{n}", f"Town number {n}", 98 + n * 0.3, 15 + n * 0.3, "Jilin"),
                n,
                n,
            )
            for n in range(1, 101)
        )
    )
    page = client.get("/map/").content
    assert page.count(b'class="map-mark') > 80
    assert len(gzip.compress(page)) < 60_000
