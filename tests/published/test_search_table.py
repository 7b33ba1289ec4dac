"""What search finds in the data set: one table of queries and expected hits for every database.

Each row of search_table.csv: what is typed, in which list, how many hits, the first three in their order, and what
the row shows. An error in it is an error of search, or of the table: say which before changing either.
"""

import csv
from pathlib import Path

import pytest
from django.db import transaction
from django.http import QueryDict

from advocacy import demo
from cases.published import listing
from cases.published.filters import ActionFilter, CaseFilter, ListFilter, SourceFilter, StatementFilter
from cases.published.search import matching
from cases.published.search.query import parse
from cases.published.search.tokens import HAN, HANGUL

pytestmark = pytest.mark.django_db

LISTS: dict[str, type[ListFilter]] = {
    "cases": CaseFilter,
    "sources": SourceFilter,
    "actions": ActionFilter,
    "statements": StatementFilter,
}
with (Path(__file__).parent / "search_table.csv").open(encoding="utf-8", newline="") as file:
    TABLE = list(csv.DictReader(file))


@pytest.fixture(scope="module")
def data_set(django_db_setup, django_db_blocker):
    """The data set, published once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        demo.prepare("a password for this test only", lambda line: None)
        yield
        transaction.set_rollback(True)


def asked(kind: str, query: str) -> ListFilter:
    typed = QueryDict(mutable=True)
    typed["q"] = query
    return LISTS[kind].parse(typed)


def found(listed: ListFilter) -> list[str]:
    if not listed.typed:
        return []
    ranked = matching.rank(listed.rows(), listed.typed.query)
    return list(ranked.order_by("-relevance", "-sort_date", "-reference").values_list("reference", flat=True))


@pytest.mark.parametrize("row", TABLE, ids=[f"{row['list']} {row['query']}" for row in TABLE])
def test_the_table(data_set, row):
    hits = found(asked(row["list"], row["query"]))
    assert (len(hits), " ".join(hits[:3])) == (int(row["count"]), row["first"])


def test_the_table_covers_three_languages_and_what_must_not_be_found():
    assert len(TABLE) > 100
    for script in (HAN, HANGUL):
        assert sum(bool(script.search(row["query"])) for row in TABLE) > 20
    assert sum(row["count"] == "0" for row in TABLE) > 8
    assert len({(row["query"], row["list"]) for row in TABLE}) == len(TABLE)
    assert all(row["shows"] and parse(row["query"]).groups for row in TABLE)


@pytest.mark.parametrize(
    "names",
    [
        ("Yanji", "Yenchi", "연길", "延吉", "옌지", "Yenki"),
        ("Tumen", "Domun", "도문", "두만", "图们", "圖們"),
        ("Shenyang", "심양", "선양", "瀋陽", "沈阳", "Mukden"),
        ("Pyongyang", "P'yŏngyang", "Pyeongyang", "평양", "平壤"),
        ("Kim Young-hwan", "Kim Yeonghwan", "Kim Yong-hwan", "김영환", "Young-hwan Kim"),
    ],
)
def test_every_writing_of_a_name_finds_the_same(data_set, names):
    hits = {name: frozenset(found(asked("cases", name))) for name in names}
    assert len(set(hits.values())) == 1
    assert hits[names[0]]


@pytest.mark.parametrize("query", ["refugee", "탈북자", "中国"])
def test_pages_follow_each_other_without_gap_or_repetition(data_set, query):
    listed = asked("cases", query)
    assert listed.sort_code == "relevance"
    seen, cursor = [], ""
    while True:
        page = listing.page(listed.rows(), listed.sort, cursor, size=7)
        seen += [row.reference for row in page.rows]
        cursor = page.after
        if not cursor:
            break
    assert seen == found(listed)
    assert len(seen) > 14


def test_better_matches_come_first(data_set):
    listed = asked("cases", "북송")
    levels = [row.relevance for row in listing.page(listed.rows(), listed.sort, "", 200).rows]
    assert levels == sorted(levels, reverse=True)
    mixed = asked("sources", "쿤밍")
    assert len({row.relevance for row in listing.page(mixed.rows(), mixed.sort, "", 200).rows}) > 1
