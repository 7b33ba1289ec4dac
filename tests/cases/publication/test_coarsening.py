"""What goes out is never finer than the case allows."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import dates
from cases.choices import DatePrecision, PlaceKind, PlacePrecision
from cases.models import Place
from cases.publication import policy, scan
from cases.publication.subjects import document
from tests.builders import (
    make_case,
    make_event,
    make_figure,
    make_involvement,
    make_place,
)

PLACE = {
    "reference": "example-place-77",
    "name_en": "Fine Name",
    "name_ko": "고운 이름",
    "name_zh_hans": "细名",
    "kind": PlaceKind.CITY,
    "city_en": "Middle Name",
    "province_en": "Coarse Name",
    "province_ko": "큰 이름",
    "countries": ["CN"],
    "latitude": 42.91,
    "longitude": 129.51,
}
SITE = {**PLACE, "kind": PlaceKind.SITE, "latitude": None, "longitude": None}
NO_POINT = {"latitude": None, "longitude": None}


def public(precision: str, **given) -> dict:
    return policy.public_place(Place(**{**PLACE, **given}), precision)


def test_a_city_at_the_precision_of_cities():
    assert public("city") == {
        "reference": "example-place-77",
        "name": {"en": "Fine Name", "ko": "고운 이름", "zh-hans": "细名"},
        "kind": "city",
        "city": {"en": "Middle Name"},
        "province": {"en": "Coarse Name", "ko": "큰 이름"},
        "countries": ["CN"],
        "latitude": 42.91,
        "longitude": 129.51,
    }


PROVINCE = {
    "reference": "",
    "name": {"en": "Coarse Name", "ko": "큰 이름"},
    "kind": "region",
    "city": {},
    "province": {"en": "Coarse Name", "ko": "큰 이름"},
    "countries": ["CN"],
    **NO_POINT,
}
COUNTRY = {
    "reference": "",
    "name": {},
    "kind": "country",
    "city": {},
    "province": {},
    "countries": ["CN"],
    **NO_POINT,
}


@pytest.mark.parametrize(
    ("precision", "given", "expected"),
    [
        (
            "city",
            SITE,
            {**PROVINCE, "name": {"en": "Middle Name"}, "kind": "city", "city": {"en": "Middle Name"}},
        ),
        ("city", {**SITE, "city_en": ""}, PROVINCE),
        ("city", {**SITE, "city_en": "", "province_en": "", "province_ko": ""}, COUNTRY),
        ("province", {}, PROVINCE),
        ("province", SITE, PROVINCE),
        ("province", {"province_en": "", "province_ko": ""}, COUNTRY),
        ("country", {}, COUNTRY),
        ("country", SITE, COUNTRY),
    ],
)
def test_a_place_goes_out_no_finer_than_allowed(precision, given, expected):
    assert public(precision, **given) == expected


@given(
    kind=st.sampled_from(PlaceKind.values),
    filled=st.sets(st.sampled_from(["name_ko", "city_en", "city_ko", "province_en", "province_ko"])),
    precision=st.sampled_from(PlacePrecision.values),
)
def test_a_coarser_setting_never_shows_finer_words(kind, filled, precision):
    """Every word of the place carries its level; no level below the setting may appear, nor the site's own name."""
    words = {field: f"{field.split('_')[0]} word" for field in filled}
    place = Place(reference="a-ref", name_en="name word", kind=kind, countries=["CN"], **words)
    if kind != PlaceKind.SITE:
        place.latitude, place.longitude = 1, 2
    shown = policy.public_place(place, precision)
    text = str(list(scan.strings(shown)))

    forbidden = {"city": [], "province": ["name", "city"], "country": ["name", "city", "province"]}[precision]
    if kind == PlaceKind.SITE:
        forbidden = [*forbidden, "name"]
    assert [level for level in forbidden if f"{level} word" in text] == []
    fine = precision == PlacePrecision.CITY and kind != PlaceKind.SITE
    assert (shown["reference"] != "") == fine
    assert (shown["latitude"] is not None) == fine


DAYS = st.dates(date(1950, 1, 1), date(2030, 12, 31))
POINTS = st.one_of(
    DAYS.map(lambda day: day.isoformat()),
    DAYS.map(lambda day: f"{day:%Y-%m}"),
    DAYS.map(lambda day: f"{day:%Y}"),
)
MARKED = st.builds(lambda point, mark: point + mark, POINTS, st.sampled_from(["", "~", "?", "%"]))
INTERVALS = st.builds(
    lambda first, length: f"{first.isoformat()}/{(first + timedelta(days=length)).isoformat()}",
    DAYS,
    st.integers(1, 900),
)
DATINGS = st.one_of(MARKED, INTERVALS, DAYS.map(lambda day: f"../{day}"), DAYS.map(lambda day: f"{day}/.."))


@given(DATINGS, st.sampled_from([DatePrecision.MONTH, DatePrecision.YEAR]))
def test_a_date_goes_out_no_finer_than_allowed_and_contains_what_was_stated(text, precision):
    coarse = dates.coarsen(text, precision)
    longest = {DatePrecision.MONTH: 7, DatePrecision.YEAR: 4}[precision]
    assert all(len(end.rstrip("~?%")) <= longest for end in coarse.split("/"))
    (earliest, latest), (first, last) = dates.bounds(text), dates.bounds(coarse)
    assert first is None if earliest is None else first <= earliest
    assert last is None if latest is None else last >= latest


@given(DAYS, st.integers(1, 28), st.integers(1, 12), st.sampled_from(["", "~", "?", "%"]))
def test_all_days_of_a_month_or_year_go_out_alike(day, other_day, other_month, mark):
    same_month = day.replace(day=other_day)
    same_year = same_month.replace(month=other_month)
    for precision, other in ((DatePrecision.MONTH, same_month), (DatePrecision.YEAR, same_year)):
        assert dates.coarsen(f"{other}{mark}", precision) == dates.coarsen(f"{day}{mark}", precision)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (None, ""),
        (0, "0-11"),
        (11, "0-11"),
        (12, "12-17"),
        (17, "12-17"),
        (18, "18-29"),
        (29, "18-29"),
        (30, "30-44"),
        (44, "30-44"),
        (45, "45-59"),
        (59, "45-59"),
        (60, "60+"),
        (120, "60+"),
    ],
)
def test_an_age_goes_out_as_a_band(age, band):
    assert policy.age_band(age) == band


def test_people_are_told_apart_by_letters_without_end():
    labels = list(islice(policy.labels(), 54))
    assert labels[:2] == ["A", "B"]
    assert labels[25:28] == ["Z", "A1", "B1"]
    assert labels[52:] == ["A2", "B2"]
    assert len(set(labels)) == 54


@pytest.mark.django_db
class TestTheDefault:
    """Day and city while nobody is recorded; month and province as soon as somebody is, shown or not."""

    @pytest.fixture
    def case(self):
        place = make_place(province_en="Example Province")
        case = make_case(date_edtf="2013-05-10", reported_edtf="2013-05-12", outcome_as_of_edtf="2013-05-20")
        case.place = place
        case.save()
        make_event(case=case, date_edtf="2013-05-11", place=place, to_place=place)
        make_figure(case=case, period_edtf="2013-05-09/2013-06-11", place=place)
        return case

    def shown(self, case) -> tuple[list[str], list[str]]:
        case.refresh_from_db()
        found = document(case)
        event, figure = found["events"][0], found["figures"][0]
        datings = [found["date"], found["first_reported"], found["outcome_as_of"], event["date"]]
        datings += [figure["period"], *(person["fate_as_of"] for person in found["people"])]
        places = [found["place"], event["place"], event["to_place"], figure["place"]]
        return datings, [place["kind"] for place in places]

    def test_without_people(self, case):
        datings, places = self.shown(case)
        assert datings == ["2013-05-10", "2013-05-12", "2013-05-20", "2013-05-11", "2013-05-09/2013-06-11"]
        assert places == ["city"] * 4

    @pytest.mark.parametrize("shown", [True, False])
    def test_with_people(self, case, shown):
        make_involvement(case=case, shown=shown, fate_as_of_edtf="2013-05-30")
        datings, places = self.shown(case)
        assert (
            datings == ["2013-05", "2013-05", "2013-05", "2013-05", "2013-05/2013-06"] + ["2013-05"] * shown
        )
        assert places == ["region"] * 4

    @pytest.mark.parametrize(("precision", "date"), [("day", "2013-05-10"), ("year", "2013")])
    def test_a_decision_of_the_office_comes_first(self, case, precision, date):
        make_involvement(case=case)
        case.publish_dates_as, case.publish_places_as = precision, "country"
        case.save()
        datings, places = self.shown(case)
        assert datings[0] == date
        assert places == ["country"] * 4
