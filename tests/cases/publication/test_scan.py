"""`why_not` reads all outgoing text: names, ages, dates and places that must not go out."""

from urllib.parse import quote

import pytest
from django.utils import timezone

from cases.choices import (
    PlaceKind,
    ReviewState,
)
from cases.publication.publish import CannotPublish, publish
from tests.builders import (
    make_case,
    make_citation,
    make_figure,
    make_involvement,
    make_person,
    make_place,
    make_source,
    make_working_count,
)
from tests.cases.publication.scene import TODAY, change, codes

pytestmark = pytest.mark.django_db


# --- names ----------------------------------------------------------------------------------------

WRITINGS = [
    "Zzyzx Example-Han",
    "EXAMPLE HAN ZZYZX",
    "zed sample",
    "한예시는",
    "韩示例",
]


@pytest.mark.parametrize("name", WRITINGS)
@pytest.mark.parametrize("column", ["title_en", "title_ko", "summary_en", "summary_ko", "summary_zh_hans"])
def test_a_name_in_a_text_of_the_case(case, involvement, column, name):
    change(case, **{column: f"Reported: {name} was held."})
    assert codes(case) == ["name_in_text"]


@pytest.mark.parametrize(
    "column",
    [
        "summary_en",
        "summary_ko",
        "summary_zh_hans",
        "carried_out_by_en",
        "stated_reason_ko",
        "legal_basis_zh_hans",
    ],
)
def test_a_name_in_a_text_of_an_event(case, involvement, column):
    change(case.events.get(), **{column: "Reported: 한예시."})
    assert codes(case) == ["name_in_text"]


@pytest.mark.parametrize("column", ["label_en", "subgroup_ko", "attributed_to"])
def test_a_name_in_a_text_of_a_figure(case, involvement, column):
    make_figure(case=case, **{column: "Zed Sample"})
    assert codes(case) == ["name_in_text"]


def test_a_name_in_the_reason_for_a_count(case, involvement):
    make_working_count(case=case, reason="Zed Sample says so.")
    assert codes(case) == ["name_in_text"]


def test_a_name_in_the_place_of_a_citation(case, involvement):
    change(case.citations.get(), locator="interview with Zed Sample")
    assert codes(case) == ["name_in_text"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("title", "“I want to live”, says Zed Sample"),
        ("author", "Zed Sample"),
        ("url", "https://example.org/news/zed-sample-held"),
        ("url", f"https://example.org/news?q={quote('한예시')}"),
        ("url", f"https://example.org/news/{quote('한예시', encoding='cp949')}"),
        ("archived_url", f"https://example.org/{quote(quote('韩示例'))}"),
    ],
)
@pytest.mark.parametrize(
    "cited_for", ["case", "event", "figure", "involvement", "origin", "origin of origin"]
)
def test_a_name_in_a_source_that_goes_out_along(case, involvement, column, value, cited_for):
    source = make_source(**{column: value})
    if cited_for == "case":
        make_citation(case=case, source=source)
    elif cited_for == "event":
        make_citation(event=case.events.get(), source=source)
    elif cited_for == "figure":
        make_figure(case=case, source=source)
    elif cited_for == "involvement":
        make_citation(involvement=involvement, source=source)
    else:
        if cited_for == "origin of origin":
            source = make_source(derived_from=source)
        make_citation(case=case, source=make_source(derived_from=source))
    assert set(codes(case)) == {"name_in_text"}


def test_a_name_in_a_reference(case, involvement):
    change(case, reference="zed-sample-2013")
    assert set(codes(case)) == {"name_in_text"}


def test_a_name_in_the_reference_of_an_event(case, involvement):
    change(case.events.get(), reference="zed-sample--e01")
    assert set(codes(case)) == {"name_in_text"}


def test_names_of_people_who_are_not_shown_stay_as_well(case, involvement):
    change(involvement, shown=False)
    change(case, summary_en="Zed Sample was held.")
    assert codes(case) == ["name_in_text"]


def test_the_public_name_of_a_named_person_may_stand_in_texts(case, named, consent):
    change(case, title_en="The case of Publica Example", summary_en="Publica EXAMPLE was held.")
    assert codes(case) == []
    change(case, summary_en="Publica Example (Zed Sample) was held.")
    assert codes(case) == ["name_in_text"]


def test_a_public_name_stays_where_the_person_is_not_shown(case, named, consent):
    """Naming asks for grounds only of those who are shown; a text must not name the others by that door."""
    change(named, shown=False)
    change(case, summary_en="Publica Example was held.")
    assert codes(case) == ["name_in_text"]


def test_the_name_of_another_person_of_the_case_stays(case, named, consent):
    make_involvement(case=case, person=make_person(legal_name="Otto Other"), shown=True)
    change(case, summary_en="Publica Example and Otto Other were held.")
    assert codes(case) == ["name_in_text"]


def test_a_name_in_a_source_published_on_its_own(case, involvement):
    source = make_source(review_state=ReviewState.APPROVED, title="Zed Sample held")
    assert codes(source) == []
    make_citation(event=case.events.get(), source=source)
    assert codes(source) == ["name_in_text"]


def test_a_name_in_a_source_that_goes_out_with_another_case(case, involvement, review, publisher):
    """The other case knows nothing of the person."""
    source = make_source(title="Zed Sample held")
    make_citation(case=case, source=source)
    other = make_case()
    make_citation(case=other, source=source)
    review(other)
    assert codes(other) == []
    with pytest.raises(CannotPublish) as refused:
        publish([other], by=publisher)
    assert {row.reference: [o.code for o in found] for row, found in refused.value.obstacles.items()} == {
        source.reference: ["name_in_text"]
    }


def test_a_source_may_carry_the_name_of_a_person_who_is_named(case, named, consent):
    source = make_source(review_state=ReviewState.APPROVED, title="The case of Publica Example")
    make_citation(case=case, source=source)
    assert codes(source) == []
    assert codes(case) == []
    change(consent, withdrawn_on=TODAY)
    assert codes(source) == ["name_in_text"]


# --- ages, dates, places --------------------------------------------------------------------------


@pytest.mark.parametrize("words", ["a girl aged 13", "a 13-year-old", "13세 소녀", "13岁女孩"])
def test_an_exact_age_in_a_text(case, involvement, words):
    change(case, summary_ko=f"Reported: {words} was held.")
    assert codes(case) == ["age_in_text"]


def test_an_age_band_in_a_text(case, involvement):
    change(case, summary_en="Reported: women aged 18 to 29 were held.")
    assert codes(case) == []


def test_a_sentence_may_state_ages_where_nobody_is_recorded(case):
    change(case, summary_en="Reported: a girl aged 13 was held.")
    assert codes(case) == []


@pytest.mark.parametrize(
    ("precision", "words", "found"),
    [
        ("month", "on 9 October 2013", ["date_in_text"]),
        ("month", "2013년 10월 9일에", ["date_in_text"]),
        ("month", "10月9日", ["date_in_text"]),
        ("month", "in October 2013", []),
        ("year", "in October 2013", ["date_in_text"]),
        ("year", "in 2013", []),
        ("day", "on 9 October 2013", []),
    ],
)
def test_a_date_in_a_text_finer_than_the_case_publishes(case, precision, words, found):
    change(case, publish_dates_as=precision)
    change(case.events.get(), summary_zh_hans=f"Reported {words}.")
    assert codes(case) == found


@pytest.mark.parametrize(
    ("precision", "words", "found"),
    [
        ("city", "in Example Town", []),
        ("province", "in Example Town", ["place_in_text"]),
        ("province", "예시시에서", ["place_in_text"]),
        ("province", "in Great City", ["place_in_text"]),
        ("province", "in Far Province", []),
        ("country", "in Far Province", ["place_in_text"]),
        ("country", "in China", []),
    ],
)
@pytest.mark.parametrize("where", ["place", "event place", "event to_place", "figure place"])
def test_a_place_in_a_text_finer_than_the_case_publishes(case, where, precision, words, found):
    place = make_place(
        name_en="Example Town", name_ko="예시시", city_en="Great City", province_en="Far Province"
    )
    change(case, publish_places_as=precision, title_ko=f"Reported {words}.")
    if where == "place":
        change(case, place=place)
    elif where == "figure place":
        make_figure(case=case, place=place)
    else:
        change(case.events.get(), **{where.split()[1]: place})
    assert codes(case) == found


def test_a_province_that_is_a_place_of_its_own(case):
    region = make_place(kind=PlaceKind.REGION, name_en="Far Province", province_en="")
    change(case, place=region, publish_places_as="country", title_en="Held in Far Province")
    assert codes(case) == ["place_in_text"]
    change(case, publish_places_as="province")
    assert codes(case) == []


def test_a_reference_says_no_more_than_the_case_while_another_can_be_chosen(case):
    change(case, reference="return-2023-10-09", publish_dates_as="month")
    assert codes(case) == ["date_in_text"]
    change(case, first_published_at=timezone.now())
    assert codes(case) == []
