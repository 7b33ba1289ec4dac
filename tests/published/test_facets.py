"""Facets: what a list can be narrowed to, and that each choice keeps the number it promises."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.dates import bounds, certainly_in, possibly_in
from cases.published import dimensions, facets
from cases.published.filters import ActionFilter, CaseFilter, FigureFilter, SourceFilter, StatementFilter
from tests.published.documents import (
    PLACE,
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_document,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents

OFFERED = {
    CaseFilter: dimensions.CASES,
    SourceFilter: dimensions.SOURCES,
    ActionFilter: dimensions.ACTIONS,
    StatementFilter: dimensions.STATEMENTS,
    FigureFilter: dimensions.FIGURES,
}
JILIN = {**PLACE, "reference": "yanji", "province": {"en": "Jilin", "ko": "지린성"}}


def facets_of(kind, query: str = "") -> dict[str, facets.Facet]:
    listed = kind.parse(QueryDict(query))
    assert listed.errors == []
    found = facets.of(listed, OFFERED[kind], listed.rows().count())
    return {facet.name: facet for facet in found}


def numbers(facet: facets.Facet) -> dict[str, int]:
    return {value.label: value.count for value in [*facet.values, *facet.more]}


def check_every_promise(kind, query: str = "") -> int:
    """Compares every number that a list promises with the list behind its link; how many links there were."""
    links = 0
    for facet in facets_of(kind, query).values():
        for value in [*facet.values, *facet.more]:
            behind = kind.parse(QueryDict(value.query))
            assert behind.errors == [], value
            # The link of a choice in force takes it away: its number is that of the list itself.
            promised = kind.parse(QueryDict(query)) if value.is_selected else behind
            assert promised.rows().count() == value.count, (query, facet.name, value)
            links += 1
    return links


def publish_a_variety() -> None:
    sources = [source_document(reference=f"article-{n}", publisher=f"Publisher {n % 4}") for n in range(6)]
    denial = source_document(reference="denial", publisher="Example Ministry")
    cases = [
        case_document(
            reference=f"case-{n}",
            date=text,
            countries=countries,
            place=place,
            outcome=outcome,
            person_kind=kind,
            affected=affected(5, 5, women=women, children=0),
            events=events,
            citations=[
                *(citation_part(f"article-{m}", "case", f"case-{n}") for m in range(n)),
                citation_part("denial", "case", f"case-{n}", stance="disputes"),
            ],
        )
        for n, (text, countries, place, outcome, kind, women, events) in enumerate(
            [
                ("2012", ["CN"], PLACE, "detained", "refugees", 3, [event_part(date="2012-03")]),
                ("2011/2013", ["CN", "LA"], JILIN, "unknown", "journalist", None, []),
                ("", ["LA"], None, "detained", "refugees", None, [event_part(kind="tried", date="2013")]),
                (
                    "201X",
                    ["CN"],
                    JILIN,
                    "mixed",
                    "refugees",
                    1,
                    [
                        event_part(date="2012-12/2013-01"),
                        event_part(date="2012"),
                        event_part(kind="tried", date=""),
                    ],
                ),
                ("2013-05", [], None, "detained", "workers", 2, [event_part(date="2014/..", kind="tried")]),
            ]
        )
    ]
    publish_documents(*sources, denial, *cases)


@pytest.mark.django_db
def test_the_numbers_of_each_dimension():
    publish_a_variety()
    found = facets_of(CaseFilter)
    assert {name: numbers(facet) for name, facet in found.items()} == {
        "country": {"China": 3, "Laos": 2, "Not stated": 1},
        "province": {"Example Province, China": 4, "Jilin, China": 2},
        "year_from": {"2013": 3, "2012": 3, "2011": 2, "Date not stated": 1},
        "event": {"Apprehended": 2, "Tried": 3, "None reported": 1},
        "outcome": {"Held": 3, "Nothing later reported": 1, "Different fates": 1},
        "verification": {"Reported by several sources": 5},
        "origins_min": {"None published": 1, "1": 1, "2": 1, "3–4": 2},
        "group": {"Refugees and others affected": 4, "Helpers of refugees": 1},
        "people": {"Refugees": 3, "Journalist": 1, "Workers sent abroad": 1},
        "with": {"Women": 3, "Not stated": 2},
        "source": {source.label: source.count for source in [*found["source"].values, *found["source"].more]},
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "",
        "country=CN",
        "country=none",
        "province=cn-jilin",
        "event=tried&event_year=2013",
        "event_year=2012",
        "event_year=none",
        "event=tried&event_year=none",
        "event=apprehended&event_year=none&country=CN",
        "event_year=2012&dates=certainly",
        "event_year=2013&dates=certainly&year_from=2012",
        "event=none",
        "event=none&event_year=2012",
        "dated=no",
        "year_from=2012&year_to=2012&dates=certainly&origins_min=2",
        "year_from=2030&year_to=2030",
        "origins_max=0",
        "origins_min=1&origins_max=3",
        "with=women&group=refugees&q=example",
        "source=article-0&people=refugees",
        "source=never-published",
        "country=VN&outcome=died",
    ],
)
def test_every_choice_keeps_its_promise(query):
    publish_a_variety()
    assert check_every_promise(CaseFilter, query) > 0


@pytest.mark.django_db
def test_choices_without_rows_are_hidden_unless_in_force():
    publish_a_variety()
    labels = numbers(facets_of(CaseFilter, "country=VN")["country"])
    assert labels == {"Vietnam": 0, "China": 3, "Laos": 2, "Not stated": 1}
    assert "outcome" not in facets_of(CaseFilter, "country=VN")


@pytest.mark.django_db
def test_a_choice_in_force_leads_back():
    publish_a_variety()
    selected = [
        (facet.name, value.label, value.query)
        for facet in facets_of(CaseFilter, "country=CN&outcome=detained&sort=oldest").values()
        for value in facet.values
        if value.is_selected
    ]
    assert selected == [
        ("country", "China", "outcome=detained&sort=oldest"),
        ("outcome", "Held", "country=CN&sort=oldest"),
    ]


@pytest.mark.django_db
def test_a_rare_choice_in_force_is_there_with_its_own_number():
    sources = [source_document(reference=f"article-{n:02}") for n in range(facets.MOST + 5)]
    rare = "article-44"
    cases = [
        case_document(
            reference=f"case-{n}",
            citations=[
                citation_part(source["reference"], "case", f"case-{n}") for source in sources[: 44 + n]
            ],
        )
        for n in range(2)
    ]
    publish_documents(*sources, *cases)
    assert rare not in str(facets_of(CaseFilter)["source"])
    chosen = [
        value for value in facets_of(CaseFilter, f"source={rare}")["source"].values if value.is_selected
    ]
    assert [value.count for value in chosen] == [CaseFilter.parse(QueryDict(f"source={rare}")).rows().count()]


@pytest.mark.django_db
def test_not_stated_is_there_however_rare():
    places = [{**PLACE, "reference": f"place-{n}", "province": {"en": f"Province {n}"}} for n in range(45)]
    cases = [case_document(events=[event_part(place=place) for place in places]) for _each in range(2)]
    publish_documents(*cases, case_document(place=None))
    found = numbers(facets_of(CaseFilter)["province"])
    assert found["Not stated"] == 1
    assert len(found) == facets.MOST


@pytest.mark.django_db
def test_sources_actions_and_statements_keep_their_promises():
    other = {"reference": "example-un", "name": {"en": "Example UN body"}, "kind": "un", "country": ""}
    publish_documents(
        source_document(language="", publisher="", published=""),
        source_document(language="ko", source_kind="un", published="2012/2014"),
        source_document(reference="article", published="201X"),
        action_document(addressees=[other]),
        action_document(date="", addressees=[], action_kind="upr"),
        action_document(date="2011", addressees=[other, *action_document()["addressees"]]),
        statement_document("article", topic="law", period=""),
        statement_document("article"),
        source_document(reference="counting-article"),
        figure_document("counting-article", measure="in_custody", date="2012"),
        figure_document("counting-article", measure="in_custody", date=""),
        figure_document("article", date="2013-05"),
        figure_document("article"),
        figure_document("never-published"),
    )
    links = 0
    for kind, queries in {
        SourceFilter: [
            "",
            "language=none",
            "publisher=none",
            "kind=un",
            "language=ko&year_from=2013",
            "dated=no",
        ],
        ActionFilter: ["", "addressee=example-un", "answered=no", "kind=upr", "dated=no"],
        StatementFilter: ["", "topic=law", "dated=no"],
        FigureFilter: [
            "",
            "source=counting-article",
            "measure=in_custody&dated=no",
            "reported_by_others=yes",
        ],
    }.items():
        links += sum(check_every_promise(kind, query) for query in queries)
    assert links > 80
    labels = numbers(facets_of(FigureFilter)["source"])
    assert sorted(labels.values()) == [2, 2]
    assert not any("never-published" in label for label in labels)
    assert numbers(facets_of(ActionFilter)["addressee"]) == {"Example UN body": 2, "Example Ministry": 1}


@pytest.mark.django_db
def test_names_of_places_are_in_the_language_of_the_page_or_marked():
    publish_documents(case_document(place=JILIN), case_document())
    with translation.override("ko"):
        found = facets_of(CaseFilter)["province"].values
    assert [(value.label, value.lang) for value in found] == [
        ("중국 Example Province", "en"),
        ("중국 지린성", ""),
    ]


edtf = st.sampled_from(
    ["2012", "2012-03", "2011/2013", "../2012", "2014/..", "201X", "2013-12-31", "2012-11/2013-02"]
)


@given(texts=st.lists(edtf, max_size=8), certainly=st.booleans())
def test_years_are_counted_by_the_rule_of_dates(texts, certainly):
    rule = certainly_in if certainly else possibly_in
    found = facets.years_of([(*(day and day.year for day in bounds(text)), 1) for text in texts], certainly)
    for year, number in found:
        span = date(year, 1, 1), date(year, 12, 31)
        assert number == sum(rule(*bounds(text), *span) for text in texts)
    assert [year for year, _number in found] == sorted((year for year, _number in found), reverse=True)


def test_a_decade_adds_no_years_of_its_own():
    spans = [(2010, 2019, 1), (2012, 2013, 1), (2000, 2099, 1), (None, 2012, 1), (None, None, 4)]
    assert facets.years_of(spans, certainly=False) == [(2013, 3), (2012, 4)]
    assert facets.years_of([(2000, 2099, 1), (None, None, 4)], certainly=False) == []
