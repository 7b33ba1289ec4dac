"""What the list of sources says of each: where it is cited, and which others print the same report."""

import pytest
from django.http import QueryDict

from cases.published import source_items
from cases.published.filters import SourceFilter
from tests.published.documents import case_document, citation_part, source_document
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    agency = source_document(reference="agency", publisher="Reuters", title="The report itself")
    documents = [
        agency,
        source_document(reference="reprint", publisher="Example Daily", derived_from="agency"),
        source_document(reference="other", publisher="Example Weekly"),
        case_document(
            reference="first",
            citations=[
                citation_part("agency", "case", "first"),
                citation_part("agency", "case", "first", stance="disputes"),
                citation_part("other", "case", "first"),
            ],
        ),
        case_document(reference="second", citations=[citation_part("agency", "case", "second")]),
    ]
    publish_documents(*documents)
    return agency


def items(query: str = "") -> dict[str, source_items.SourceItem]:
    listed = SourceFilter.parse(QueryDict(query))
    rows = listed.queryset().select_related("subject")
    return {item.document["reference"]: item for item in source_items.of(rows, listed.sort_code == "origin")}


def test_each_says_how_many_cases_cite_it(published):
    assert {reference: item.cases for reference, item in items().items()} == {
        "agency": 2,
        "reprint": 0,
        "other": 1,
    }


def test_reprints_stand_with_what_they_reprint(published):
    found = items()
    assert found["reprint"].derived_from.reference == "agency"
    assert [link.reference for link in found["agency"].reprints] == ["reprint"]
    assert {reference: item.same_origin for reference, item in found.items()} == {
        "agency": 2,
        "reprint": 2,
        "other": 1,
    }
    assert found["agency"].origin_name == "Reuters"


def test_by_origin_the_first_of_each_is_marked(published):
    assert [(reference, item.begins_origin) for reference, item in items("sort=origin").items()] == [
        ("other", True),
        ("agency", True),
        ("reprint", False),
    ]


def test_what_is_taken_down_leaves_no_trace(published):
    take_down(published)
    found = items()
    assert found["reprint"].derived_from is None
    assert found["reprint"].same_origin == 1


def test_the_page_links_cases_reprints_and_origin(client, published):
    page = client.get("/sources/").content.decode()
    assert '<a href="/cases/?source=agency">cited in 2 cases' in page
    assert 'Reprint of: <a href="/sources/agency/" lang="en">The report itself</a>' in page
    assert 'Also printed by: <a href="/sources/reprint/">Example Daily</a>' in page
    assert 'href="/sources/?origin=reuters&amp;sort=origin"' in page
    origin = client.get("/sources/?origin=reuters&sort=origin").content.decode()
    assert "2 sources, Origin: Reuters, by origin" in origin
