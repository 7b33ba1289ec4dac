"""Keyset paging: every row once, in order, whatever the order; absurd places lead to the beginning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.published import listing
from cases.published.filters import ActionFilter, CaseFilter, FigureFilter, SourceFilter, StatementFilter
from cases.published.models import PublishedCase
from tests.published.documents import affected, case_document
from tests.published.editions import publish_documents

FILTERS = (ActionFilter, CaseFilter, FigureFilter, SourceFilter, StatementFilter)
SORTS = [sort for listed in FILTERS for sort in listed.sorts.values()]


def walk(sort, size: int) -> list[str]:
    references, cursor = [], ""
    while (
        len(references) < 100
    ):  # far more than there are: a place that does not move on would go round for ever
        page = listing.page(PublishedCase.objects.all(), sort, cursor, size)
        references += [row.reference for row in page.rows]
        if not page.after:
            return references
        cursor = page.after
    return references


@pytest.mark.django_db
@pytest.mark.parametrize("code", CaseFilter({}).offered_sorts)
@pytest.mark.parametrize("size", [1, 3, 50])
def test_every_row_comes_once_and_in_order(code, size):
    documents = [
        case_document(reference=f"case-{n}", date=text, affected=affected(low, None))
        for n, (text, low) in enumerate(
            [("2013-05", 5), ("2013-05", 5), ("2012", None), ("", 7), ("2013-05", 9), ("", None), ("2014", 5)]
        )
    ]
    publish_documents(*documents[:4])
    publish_documents(*documents[4:])
    sort = CaseFilter.sorts[code]
    expected = list(PublishedCase.objects.order_by(*sort.order_by).values_list("reference", flat=True))
    assert len(expected) == 7
    assert walk(sort, size) == expected


@pytest.mark.django_db
def test_the_last_full_page_has_no_next_one():
    publish_documents(case_document(), case_document())
    page = listing.page(PublishedCase.objects.all(), CaseFilter.sorts["newest"], "", 2)
    assert len(page.rows) == 2
    assert page.after == ""


@pytest.mark.parametrize("sort", SORTS)
@given(cursor=st.text(max_size=60) | st.text("0123456789-~abc", max_size=30))
def test_a_cursor_is_read_or_refused(sort, cursor):
    try:
        sort.beyond(cursor)
    except ValueError:
        return
    separators = cursor.count(listing.SEPARATOR)
    assert separators == len(sort.keys) - 1 or (separators >= 1 and sort.keys[0].field == "origin")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        "~",
        "2013-05-10",
        "2013-05-10~",
        "2013-13-40~case",
        "20130510~case",
        "٢٠١٣-05-10~case",
        "2013-05-10~case~more",
        "2013-05-10~UPPER",
        "9" * 3000,
        "2013-05-10~" + "a" * 81,
    ],
)
def test_an_absurd_place_shows_the_beginning_with_a_notice(client, cursor):
    publish_documents(case_document(title={"en": "Example first"}))
    response = client.get("/cases/", {"after": cursor})
    page = response.content.decode()
    assert response.status_code == 200
    assert "Example first" in page
    assert "is no place in this list" in page


def test_numbers_beyond_the_database_are_refused():
    with pytest.raises(ValueError, match="2147483648"):
        listing.read_integer("2147483648")
    assert listing.read_integer("-1") == -1


def test_dates_in_other_writings_are_refused():
    with pytest.raises(ValueError, match="20130510"):
        listing.read_date("20130510")
    assert listing.read_date("2013-05-10") == date(2013, 5, 10)


@pytest.mark.django_db
def test_the_page_leads_on_and_back(client):
    publish_documents(*(case_document(date=f"20{n}") for n in range(10, 63)))
    first = client.get("/cases/").content.decode()
    assert 'rel="next" href="/cases/?after=2013-01-01~' in first
    assert "First page" not in first
    second = client.get("/cases/", {"after": "2013-01-01~example"}).content.decode()
    assert "First page" in second
    assert 'rel="next"' not in second
