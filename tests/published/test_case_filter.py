"""What each parameter of the list of cases finds, says and how it is written back."""

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import EventKind, Outcome, PersonKind, SexOrAge, Verification, Wait
from cases.published import listing
from cases.published.filters import ActionFilter, CaseFilter, SourceFilter
from cases.published.filters.form import chips, fields, kept, orders, ways_out
from cases.published.models import PublishedCase, PublishedFacet
from tests.published.documents import (
    PLACE,
    action_document,
    affected,
    case_document,
    citation_part,
    event_part,
    figure_part,
    source_document,
)
from tests.published.editions import publish_documents

YANJI = {**PLACE, "reference": "yanji", "name": {"en": "Yanji", "ko": "옌지"}, "province": {"en": "Jilin"}}
ALL_OF_JILIN = {**YANJI, "reference": "", "kind": "region", "name": {"en": "Jilin"}, "city": {}}


def cases(query: str) -> list[str]:
    listed = CaseFilter.parse(QueryDict(query))
    assert listed.errors == []
    return sorted(listed.queryset().values_list("reference", flat=True))


def case(reference: str, *events, **given) -> dict:
    return case_document(reference=reference, events=list(events), **given)


# --- events and their years -----------------------------------------------------------------------


@pytest.fixture
def dated_events(db):
    """Cases named after the dates of their events; all were arrested, some tried."""
    publish_documents(
        case("exact", event_part(date="2013-05-10"), event_part(kind="tried", date="2014-01-02")),
        case("over-new-year", event_part(date="2012-12/2013-01")),
        case("winter", event_part(date="2013-24")),
        case("decade", event_part(date="201X")),
        case("since", event_part(date="2012/..")),
        case("until", event_part(date="../2012")),
        case("undated", event_part(date="")),
        case("partly", event_part(date="2001"), event_part(date="")),
        case("half-dated", event_part(date="2001"), event_part(kind="tried", date="")),
        case("twice", event_part(date="2013"), event_part(date="2013-03~")),
        case("no-step", date="2013"),
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("event=apprehended&event_year=2013", "decade exact over-new-year since twice winter"),
        ("event=apprehended&event_year=2013&dates=certainly", "exact twice winter"),
        ("event=apprehended&event_year=2014", "decade since"),
        ("event=tried&event_year=2014&dates=certainly", "exact"),
        ("event=tried&event_year=2013", ""),
        ("event_year=2014", "decade exact since"),
        ("event_year=2014&dates=certainly", "exact"),
        ("event_year=2012", "decade over-new-year since until"),
        ("event_year=2012&dates=certainly", ""),
        ("event_year=1950", "until"),
        ("event_year=none", "half-dated undated"),
        ("event=apprehended&event_year=none", "undated"),
        ("event=apprehended&event_year=none&dates=certainly", "undated"),
        ("event=tried&event_year=none", "half-dated"),
        ("event=none&event_year=none", ""),
        ("event=none", "no-step"),
        ("event=none&event_year=2013", ""),
    ],
)
def test_the_year_is_that_of_the_event_asked_for(dated_events, query, found):
    assert cases(query) == found.split()
    assert CaseFilter.parse(QueryDict(query)).queryset().count() == len(found.split())


def test_without_a_year_certainly_says_nothing():
    assert CaseFilter.parse(QueryDict("event=tried&dates=certainly")).canonical_query() == "event=tried"
    written = CaseFilter.parse(QueryDict("event=tried&dates=certainly&event_year=2013")).canonical_query()
    assert written == "event=tried&dates=certainly&event_year=2013"


def test_the_year_that_is_not_stated_is_no_number():
    listed = CaseFilter.parse(QueryDict("event=tried&event_year=none&dates=certainly&year_from=2012"))
    assert listed.canonical_query() == "event=tried&year_from=2012&dates=certainly&event_year=none"
    assert ("event_year", "none") in kept(listed, [field.name for field in fields(listed)])
    assert "event_year" in [field.name for field in fields(CaseFilter.parse(QueryDict("event_year=2013")))]
    assert [(chip.name, chip.words) for chip in chips(listed)][-1] == ("event_year", "Not stated")
    assert (
        next(chip.rest for chip in chips(listed) if chip.name == "year_from") == "event=tried&event_year=none"
    )


@pytest.mark.django_db
def test_dates_that_are_not_stated():
    publish_documents(case("a", date=""), case("b", date="../2012"), case("c", date="20XX"))
    assert cases("dated=no") == ["a"]
    assert cases("dated=yes") == ["b", "c"]
    assert cases("dated=no&year_from=2000") == []


# --- places ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_provinces_and_places_of_the_case_and_of_its_steps():
    publish_documents(
        case("there", place=YANJI),
        case("led-there", event_part(place=None, to_place=YANJI), place=None),
        case("somewhere-in-it", event_part(place=ALL_OF_JILIN), place=None),
        case("elsewhere"),
        case("unknown", event_part(place=None), place=None, countries=[]),
    )
    assert cases("province=cn-jilin") == ["led-there", "somewhere-in-it", "there"]
    assert cases("place=yanji") == ["led-there", "there"]
    assert cases("province=none") == ["unknown"]
    assert cases("country=none") == ["unknown"]
    assert cases("province=cn-nowhere") == []
    assert not PublishedFacet.objects.filter(value="").exists()


@pytest.mark.django_db
def test_places_are_said_by_name():
    publish_documents(case("there", place=YANJI))
    listed = CaseFilter.parse(QueryDict("province=cn-jilin&place=yanji"))
    assert listed.sentence(1) == "1 case, Province: Jilin, China, Place: Yanji, newest first"
    with translation.override("ko"):
        words = [chip.words for chip in CaseFilter.parse(QueryDict("province=cn-jilin&place=yanji")).chips]
    assert words == ["중국 Jilin", "옌지"]
    unknown = CaseFilter.parse(QueryDict("province=cn-nowhere&place=nowhere"))
    assert [chip.words for chip in unknown.chips] == ["cn-nowhere", "nowhere"]


# --- people, origins, waits -----------------------------------------------------------------------


@pytest.mark.django_db
def test_groups_and_whom_a_case_counts():
    publish_documents(
        case("women", affected=affected(5, 5, women=5, children=0)),
        case("family", affected=affected(3, 3, women=1, men=1, infants=1), person_kind="workers"),
        case("helper", person_kind="journalist"),
    )
    assert cases("group=helpers") == ["helper"]
    assert cases("group=refugees") == ["family", "women"]
    assert cases("with=women") == ["family", "women"]
    assert cases("with=infants") == ["family"]
    assert cases("with=children") == []
    assert cases("with=none") == ["helper"]


@pytest.mark.django_db
def test_origins_are_independent_and_do_not_dispute():
    publish_documents(
        source_document(reference="agency", publisher="Reuters"),
        source_document(reference="reprint", publisher="Example Daily", derived_from="agency"),
        source_document(reference="second", publisher="Example Weekly"),
        source_document(reference="denial", publisher="Example Ministry"),
        case(
            "one",
            citations=[
                citation_part("agency", "case", "one"),
                citation_part("reprint", "case", "one"),
                citation_part("denial", "case", "one", stance="disputes"),
                citation_part("never-published", "case", "one"),
            ],
        ),
        case("two", figures=[figure_part("second")], citations=[citation_part("agency", "case", "two")]),
        case("none"),
    )
    assert dict(PublishedCase.objects.values_list("reference", "origins")) == {"one": 1, "two": 2, "none": 0}
    assert cases("origins_min=1") == ["one", "two"]
    assert cases("origins_max=1") == ["none", "one"]
    assert cases("origins_min=1&origins_max=1") == ["one"]
    assert cases("origins_max=0") == ["none"]
    assert cases("origins_min=0") == ["none", "one", "two"]


@pytest.mark.django_db
def test_origins_follow_a_source_that_is_taken_as_a_reprint_later():
    first = source_document(reference="first", publisher="Example Daily")
    second = source_document(reference="second", publisher="Example Weekly")
    cited = [citation_part(reference, "case", "case") for reference in ("first", "second")]
    publish_documents(first, second, case("case", citations=cited))
    assert PublishedCase.objects.get().origins == 2
    publish_documents({**second, "derived_from": "first"})
    assert PublishedCase.objects.get().origins == 1


@pytest.mark.django_db
def test_waits():
    publish_documents(
        case("soon", event_part(date="2013-05-10"), event_part(kind="forcibly_returned", date="2013-05-12")),
        case("when", event_part(date="2013"), event_part(kind="forcibly_returned", date="2013")),
        case("unknown", event_part(kind="forcibly_returned", date="")),
        case("held", event_part(), outcome="detained"),
    )
    assert cases("wait=within_week") == ["soon"]
    assert cases("wait=uncertain") == ["when"]
    assert cases("wait=not_stated") == ["unknown"]


# --- what was not understood ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("province=Jilin", "“Jilin”"),
        ("province=cn-", "“cn-”"),
        ("place=Yanji City", "“Yanji City”"),
        ("event_year=13", "“13”"),
        ("group=others", "“others”"),
        ("with=somebody", "“somebody”"),
        ("outcome=none", "“none”"),
        ("source=None", "“None”"),
        ("origins_min=-1", "“-1”"),
        ("origins_max=many", "“many”"),
        ("origins_min=4&origins_max=2", "“origins_max” (2)"),
        ("wait=long", "“long”"),
        ("dated=maybe", "“maybe”"),
    ],
)
def test_it_is_named_and_files_refuse_it(client, db, query, named):
    listed = CaseFilter.parse(QueryDict(query))
    assert listed.values == {}
    assert len(listed.errors) == 1
    assert named in listed.errors[0]
    assert named in client.get(f"/cases/?{query}").content.decode()
    for address in ("/cases.csv", "/cases.json", "/cases.atom"):
        assert client.get(f"{address}?{query}").status_code == 400


# --- words, chips, queries ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("event_year=2013", "2 cases, with an event possibly in 2013, newest first"),
        ("event_year=none", "2 cases, with an event whose date is not stated, newest first"),
        ("event=tried&event_year=none", "2 cases, Event: Tried, its date not stated, newest first"),
        (
            "event=tried&event_year=2013&dates=certainly",
            "2 cases, Event: Tried, certainly in 2013, newest first",
        ),
        ("country=none", "2 cases, Country: Not stated, newest first"),
        ("origins_min=3", "2 cases, reported by at least 3 independent origins, newest first"),
        ("origins_min=1", "2 cases, reported by at least 1 origin, newest first"),
        ("origins_min=2&origins_max=4", "2 cases, reported by 2 to 4 independent origins, newest first"),
        ("origins_min=1&origins_max=1", "2 cases, reported by 1 origin alone, newest first"),
        ("origins_max=0", "2 cases, without a published origin, newest first"),
        ("dated=no", "2 cases, date not stated, newest first"),
        (
            "group=helpers&with=women&wait=within_week",
            "2 cases, Group: Helpers of refugees, Reported among them: Women, "
            "From detention to return: Within 7 days, newest first",
        ),
    ],
)
def test_the_sentence(query, sentence):
    assert CaseFilter.parse(QueryDict(query)).sentence(2) == sentence


def test_what_is_one_thing_to_a_reader_is_one_chip():
    query = "country=CN&origins_min=2&origins_max=4&year_from=2012&year_to=2012&dates=certainly"
    found = chips(CaseFilter.parse(QueryDict(query)))
    assert [(str(chip.label), chip.words, chip.rest) for chip in found] == [
        ("Country", "China", query.removeprefix("country=CN&")),
        ("Independent origins", "2–4", "country=CN&year_from=2012&year_to=2012&dates=certainly"),
        ("Years", "certainly in 2012", "country=CN&origins_min=2&origins_max=4"),
    ]


def test_certainly_stays_for_the_year_of_an_event():
    found = chips(CaseFilter.parse(QueryDict("year_from=2012&dates=certainly&event_year=2012")))
    assert ("year_from", "dates=certainly&event_year=2012") in [(chip.name, chip.rest) for chip in found]


@pytest.mark.django_db
def test_an_empty_list_says_which_filter_to_take_away(client):
    publish_documents(case("a", countries=["LA"]), case("b", countries=["LA"]), case("c", outcome="died"))
    listed = CaseFilter.parse(QueryDict("country=LA&outcome=died"))
    found = [(way.chip.name, way.count, way.chip.rest) for way in ways_out(listed, chips(listed))]
    assert found == [("outcome", 2, "country=LA"), ("country", 1, "outcome=died")]
    page = client.get("/cases/?country=LA&outcome=died").content.decode()
    assert '<a href="/cases/?country=LA">Last reported outcome: Died</a>' in page
    assert "then 2 entries" in page


def test_relevance_is_an_order_only_with_words():
    assert "relevance" not in [order.query for order in orders(CaseFilter.parse(QueryDict("")))]
    found = orders(CaseFilter.parse(QueryDict("country=CN&sort=people")))
    assert [(order.query, order.is_selected) for order in found] == [
        ("country=CN", False),
        ("country=CN&sort=oldest", False),
        ("country=CN&sort=people", True),
        ("country=CN&sort=changed", False),
    ]


def codes(choices) -> st.SearchStrategy[str]:
    return st.sampled_from([code.value for code in choices])


year = st.integers(1000, 9999).map(str)
number = st.integers(0, 2_147_483_647).map(str)
good = st.fixed_dictionaries(
    {},
    optional={
        "q": st.sampled_from(["Yanji", "옌지", "two words"]),
        "country": st.sampled_from(["CN", "none"]),
        "province": st.sampled_from(["cn-jilin", "none"]),
        "place": st.just("yanji"),
        "event": codes(EventKind) | st.just("none"),
        "event_year": year | st.just("none"),
        "outcome": codes(Outcome),
        "verification": codes(Verification),
        "group": st.sampled_from(["refugees", "helpers"]),
        "people": codes(PersonKind),
        "with": codes(SexOrAge) | st.just("none"),
        "origins_min": number,
        "origins_max": number,
        "wait": codes(Wait),
        "year_from": year,
        "year_to": year,
        "dates": st.sampled_from(["possibly", "certainly"]),
        "dated": st.sampled_from(["yes", "no"]),
        "source": st.just("a-source"),
        "affected_min": st.integers(1, 2_147_483_647).map(str),
        "sort": st.sampled_from(["newest", "oldest", "people", "changed"]),
    },
)


@given(given_query=good, data=st.data())
def test_a_query_has_one_way_to_be_written(given_query, data):
    names = data.draw(st.permutations(list(given_query)))
    shuffled = QueryDict(mutable=True)
    for name in names:
        shuffled[name] = given_query[name]
    listed = CaseFilter.parse(shuffled)
    written = listed.canonical_query()
    again = CaseFilter.parse(QueryDict(written))
    assert again.errors == []
    assert again.values == listed.values
    assert again.sort_code == listed.sort_code
    assert again.canonical_query() == written
    assert set(QueryDict(written)) <= set(given_query)


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 50])
def test_dates_not_stated_come_last_both_ways(size):
    publish_documents(
        *(case(f"case-{n}", date=text) for n, text in enumerate(["", "2013", "../2012", "", "1999-05"])),
        *(
            source_document(reference=f"source-{n}", published=text)
            for n, text in enumerate(["", "2013", ""])
        ),
        *(action_document(reference=f"action-{n}", date=text) for n, text in enumerate(["2013", "", ""])),
    )
    assert walk(CaseFilter, "newest", size) == ["case-1", "case-2", "case-4", "case-3", "case-0"]
    assert walk(CaseFilter, "oldest", size) == ["case-4", "case-2", "case-1", "case-0", "case-3"]
    assert walk(SourceFilter, "oldest", size) == ["source-1", "source-0", "source-2"]
    assert walk(ActionFilter, "oldest", size) == ["action-0", "action-1", "action-2"]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 2, 50])
def test_sources_by_origin_stand_together(size):
    publish_documents(
        source_document(reference="a", publisher="Zeta~Times"),
        source_document(reference="b", publisher="Reuters"),
        source_document(reference="c", publisher="Zeta~Times (AFP)"),
        source_document(reference="d", publisher="Example Daily", derived_from="b"),
        source_document(reference="e", publisher="Zeta~Times"),
    )
    assert walk(SourceFilter, "origin", size) == ["c", "b", "d", "a", "e"]


def walk(kind, code: str, size: int) -> list[str]:
    listed = kind.parse(QueryDict(f"sort={code}"))
    references, cursor = [], ""
    while len(references) < 100:
        page = listing.page(listed.rows(), listed.sort, cursor, size)
        assert not page.is_cursor_unreadable
        references += [row.reference for row in page.rows]
        cursor = page.after
        if not cursor:
            break
    return references
