"""The filters of lists: what they find, how they read a query, and what they say."""

from datetime import date

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.dates import certainly_in, possibly_in
from cases.published import filters
from cases.published.filters import (
    ActionFilter,
    CaseFilter,
    CitationFilter,
    EventFilter,
    FigureFilter,
    RelationFilter,
    ResponseFilter,
    SourceFilter,
    StatementFilter,
)
from cases.published.filters.form import fields, kept
from cases.published.models import PublishedCase
from tests.published.documents import (
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_document,
    figure_part,
    relation_part,
    response_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents

ALL = [getattr(filters, name) for name in filters.__all__ if name != "ListFilter"]
DATES = ("2012", "2012-03", "2011/2013", "../2012", "2014/..", "", "2010", "2013-12-31", "2012-11/2013-02")


def found(listed) -> set[str]:
    return {row.reference for row in listed.queryset()}


def cases(query: str) -> set[str]:
    listed = CaseFilter.parse(QueryDict(query))
    assert listed.errors == []
    return found(listed)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["year_from=2012", "year_to=2012", "year_from=2012&year_to=2013"])
@pytest.mark.parametrize(("mode", "rule"), [("possibly", possibly_in), ("certainly", certainly_in)])
def test_years_follow_the_rule_of_dates(query, mode, rule):
    publish_documents(*(case_document(reference=f"case-{n}", date=text) for n, text in enumerate(DATES)))
    listed = CaseFilter.parse(QueryDict(f"{query}&dates={mode}"))
    first, last = listed.values.get("year_from"), listed.values.get("year_to")
    start, end = first and date(first, 1, 1), last and date(last, 12, 31)
    expected = {
        row.reference
        for row in PublishedCase.objects.all()
        if rule(row.date_earliest, row.date_latest, start, end)
    }
    assert 0 < len(expected) < len(DATES)
    assert found(listed) == expected


@pytest.mark.django_db
def test_cases_by_every_parameter():
    source = source_document(reference="example-report")
    match = case_document(
        reference="match",
        countries=["LA", "CN"],
        events=[event_part(kind="abducted")],
        outcome="disappeared",
        verification="court_finding",
        person_kind="workers",
        date="2015",
        affected=affected(20, 30),
        citations=[citation_part("example-report", "case", "match")],
        title={"en": "Łódź-born 한국 group"},
    )
    publish_documents(source, match, case_document(reference="other", affected=affected(None, 600)))
    for query in (
        "country=LA",
        "event=abducted",
        "outcome=disappeared",
        "verification=court_finding",
        "people=workers",
        "year_from=2015",
        "source=example-report",
        "affected_min=20",
        "q=lodz",
        "q=한국+group",
        "country=CN&event=abducted&year_to=2015&affected_min=1&q=born",
    ):
        assert cases(query) == {"match"}, query
    assert cases("country=CN") == {"match", "other"}
    assert cases("country=VN") == set()
    assert cases("affected_min=21") == set()


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["1%0", "1_0", "exam%", "exa_ple", "a\\xb"])
def test_wildcards_are_letters_like_others(query):
    publish_documents(case_document(title={"en": "Example 100 110 axb a\\%c"}))
    listed = CaseFilter.parse(QueryDict(f"q={query.replace('%', '%25')}"))
    assert listed.errors == []
    assert found(listed) == set()


@pytest.mark.django_db
def test_a_case_is_found_once_however_often_it_matches():
    publish_documents(case_document(countries=["CN", "KP"], events=[event_part(), event_part()]))
    assert CaseFilter.parse(QueryDict("country=CN&event=apprehended")).queryset().count() == 1


@pytest.mark.django_db
def test_sources_actions_figures_and_statements_by_their_parameters():
    publish_documents(
        source_document(
            reference="un-report", source_kind="un", language="fr", publisher="UN", title="Rapport"
        ),
        source_document(reference="article"),
        action_document(reference="asked", action_kind="upr", actor_kind="un", date="2019"),
        action_document(
            reference="answered",
            cases=["any-case", "a-draft"],
            responses=[response_part(reference="answer")],
        ),
        case_document(reference="any-case"),
        figure_document("un-report", reference="held", measure="in_custody", period="2020"),
        figure_document("article", reference="returned"),
        statement_document("article", reference="law", topic="law", period="2001"),
        statement_document("un-report", reference="route"),
        case_document(
            reference="case",
            figures=[figure_part("article", reference="inside")],
            events=[event_part(reference="step", kind="tried", date="2013")],
            citations=[citation_part("article", "case", "case", reference="cited")],
        ),
        case_document(
            reference="whole", relations=[relation_part("whole", "case", reference="part", kind="overlaps")]
        ),
    )
    expected = {
        (SourceFilter, "kind=un"): {"un-report"},
        (SourceFilter, "language=fr"): {"un-report"},
        (SourceFilter, "publisher=UN"): {"un-report"},
        (SourceFilter, "q=rapport"): {"un-report"},
        (ActionFilter, "kind=upr"): {"asked"},
        (ActionFilter, "actor_kind=un"): {"asked"},
        (ActionFilter, "answered=yes"): {"answered"},
        (ActionFilter, "answered=no"): {"asked"},
        (ActionFilter, "case=any-case"): {"answered"},
        (ActionFilter, "case=a-draft"): set(),
        (ActionFilter, "year_from=2019"): {"asked"},
        (ResponseFilter, "kind=denied"): {"answer"},
        (ResponseFilter, "kind=refused"): set(),
        (FigureFilter, "measure=in_custody"): {"held"},
        (FigureFilter, "source=un-report"): {"held"},
        (FigureFilter, "case=case"): {"inside"},
        (FigureFilter, "reported_by_others=yes"): {"held", "returned"},
        (FigureFilter, "reported_by_others=no"): {"inside"},
        (FigureFilter, "year_from=2020"): {"held"},
        (StatementFilter, "topic=law"): {"law"},
        (StatementFilter, "source=article"): {"law"},
        (EventFilter, "kind=tried"): {"step"},
        (EventFilter, "case=whole"): set(),
        (CitationFilter, "source=article&cited=case"): {"cited"},
        (CitationFilter, "cited=event"): set(),
        (RelationFilter, "kind=overlaps"): {"part"},
        (RelationFilter, "kind=part_of"): set(),
    }
    for (kind, query), references in expected.items():
        listed = kind.parse(QueryDict(query))
        assert listed.errors == []
        assert found(listed) == references, (kind, query)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("colour=red", "“colour”"),
        ("country=China", "“China”"),
        ("country=cn", "“cn”"),
        ("country=ZZ", "“ZZ”"),
        ("event=caught", "“caught”"),
        ("year_from=12", "“12”"),
        ("year_from=٢٠١٢", "“٢٠١٢”"),
        ("year_from=2014&year_to=2012", "“year_to” (2012)"),
        ("affected_min=-1", "“-1”"),
        ("affected_min=99999999999", "“99999999999”"),
        ("dates=perhaps&year_from=2012", "“perhaps”"),
        ("sort=random", "“random”"),
        ("sort=newest&sort=oldest", "“sort” was given more than once"),
        ("country=CN&country=KP", "“country” was given more than once"),
        ("source=../etc", "“../etc”"),
        ("q=%25%25", "“%%”"),
    ],
)
def test_what_is_not_understood_is_named_and_ignored(query, named):
    listed = CaseFilter.parse(QueryDict(query))
    assert len(listed.errors) == 1
    assert named in listed.errors[0]
    assert "ignored" in listed.errors[0]
    assert set(listed.values) <= {"year_from"}


@pytest.mark.django_db
def test_the_page_shows_what_was_ignored_and_filters_by_the_rest(client):
    publish_documents(case_document(title={"en": "Example in China"}), case_document(countries=["LA"]))
    page = client.get("/cases/?country=CN&colour=red").content.decode()
    assert "“colour” is no filter of this list and was ignored." in page
    assert "1 case in China" in page


def test_fields_left_empty_mean_nothing():
    listed = CaseFilter.parse(QueryDict("q=&country=&sort=&year_from=&dates=possibly"))
    assert listed.errors == []
    assert listed.values == {}
    assert listed.canonical_query() == ""


def test_a_repeated_value_is_one_value():
    assert CaseFilter.parse(QueryDict("country=CN&country=CN&country=")).values == {"country": "CN"}


def test_the_caller_keeps_its_own_parameters():
    assert CaseFilter.parse(QueryDict("after=x"), also=("after",)).errors == []
    assert len(CaseFilter.parse(QueryDict("after=x")).errors) == 1


def test_one_filter_has_one_query():
    first = CaseFilter.parse(QueryDict("sort=newest&year_to=2014&country=CN&dates=possibly&year_from=2012"))
    second = CaseFilter.parse(QueryDict("year_from=2012&country=CN&country=CN&year_to=2014&q="))
    assert first.canonical_query() == second.canonical_query() == "country=CN&year_from=2012&year_to=2014"
    assert CaseFilter.parse(QueryDict("dates=certainly")).canonical_query() == ""


@pytest.mark.parametrize("kind", ALL)
@given(
    query=st.lists(
        st.tuples(
            st.sampled_from([p.name for kind in ALL for p in kind.parameters] + ["sort", "after", "x"]),
            st.text(max_size=30) | st.sampled_from(["CN", "2012", "9999", "yes", "oldest", "a-b", "0", "~"]),
        ),
        max_size=6,
    )
)
def test_reading_never_fails_and_writing_reads_back(kind, query):
    given_query = QueryDict(mutable=True)
    for name, value in query:
        given_query.appendlist(name, value)
    listed = kind.parse(given_query)
    again = kind.parse(QueryDict(listed.canonical_query()))
    assert again.errors == []
    assert (again.values, again.sort_code) == (listed.values, listed.sort_code)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/cases/", "/sources/", "/actions/", "/figures/", "/background/", "/ko/cases/"]
)
@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 3900,
        "q=" + "%25_" * 500,
        "q=%27%22%5C",
        "year_from=0",
        "affected_min=1e5",
        "country[]=CN",
        "after=" + "~" * 900,
        "&".join(f"x{n}=1" for n in range(300)),
        "=",
        "&&&",
        "q=%EF%BF%BF",
        "q=%F0%9F%A6%8A",
        "publisher=" + "x" * 900,
        "source=" + "a" * 900,
        "case=-",
        "sort=-pk",
    ],
)
def test_bad_input_is_never_an_error_of_ours(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cases/", "/sources/", "/actions/", "/figures/", "/background/"])
@pytest.mark.parametrize("query", ["q=%00", "country=C%00N", "q=" + "a" * 10_000, "q=%ff"])
def test_what_cannot_be_read_at_all_is_refused(client, path, query):
    assert client.get(f"{path}?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "count", "sentence"),
    [
        ("", None, "Cases, newest first"),
        ("", 1, "1 case, newest first"),
        (
            "country=CN&year_from=2012&year_to=2014",
            37,
            "37 cases in China, possibly between 2012 and 2014, newest first",
        ),
        (
            "year_from=2012&year_to=2012&dates=certainly&sort=people",
            1200,
            "1,200 cases, certainly in 2012, most people first",
        ),
        (
            "year_from=2012&affected_min=10",
            0,
            "0 cases, possibly in or after 2012, with at least 10 affected, newest first",
        ),
        (
            "outcome=detained&q=two+words",
            2,
            "2 cases, Words: “two words”, Last reported outcome: Held, best match first",
        ),
    ],
)
def test_the_sentence_says_what_is_shown(query, count, sentence):
    assert CaseFilter.parse(QueryDict(query)).sentence(count) == sentence


@pytest.mark.parametrize("kind", ALL)
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_every_list_has_a_sentence(kind, language):
    with translation.override(language):
        assert kind.parse(QueryDict("")).sentence(3).startswith(kind.parse(QueryDict("")).subject(3))
        assert "3" in kind.parse(QueryDict("")).sentence(3)


def test_each_chip_leaves_the_rest():
    listed = CaseFilter.parse(QueryDict("country=CN&outcome=detained&sort=oldest"))
    assert [(chip.name, chip.words, chip.rest) for chip in listed.chips] == [
        ("country", "China", "outcome=detained&sort=oldest"),
        ("outcome", "Held", "country=CN&sort=oldest"),
    ]


@pytest.mark.django_db
def test_the_chip_of_a_source_says_its_title():
    publish_documents(source_document(reference="example-report", title="Example Report"))
    words = [
        CaseFilter.parse(QueryDict(f"source={reference}")).chips[0].words
        for reference in ("example-report", "never-published")
    ]
    assert words == ["Example Report", "never-published"]


def test_the_form_keeps_what_is_chosen_though_it_is_not_offered():
    listed = CaseFilter.parse(QueryDict("country=VN"))
    country = next(
        field for field in fields(listed, {"country": [("CN", "China", 2)]}) if field.name == "country"
    )
    assert [(option.value, option.is_selected) for option in country.options] == [("VN", True), ("CN", False)]


def test_the_form_sends_along_what_is_no_field_of_it():
    listed = CaseFilter.parse(QueryDict("q=two&country=VN&year_from=2012&sort=oldest"))
    assert kept(listed, ["q", "year_from"]) == [("country", "VN"), ("sort", "oldest")]
    assert kept(listed, ["q", "year_from"], hidden=["country"]) == [("sort", "oldest")]


@pytest.mark.django_db
def test_the_list_links_the_files_of_exactly_this_list(client):
    publish_documents(case_document())
    page = client.get("/ko/cases/?sort=oldest&country=CN").content.decode()
    for address in ("/cases.csv", "/cases.json", "/ko/cases.atom"):
        assert f'href="{address}?country=CN&amp;sort=oldest"' in page
