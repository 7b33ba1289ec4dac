"""Pages cost the same number of queries however much is published."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.published.editions import publish_documents
from tests.published.examples import world

pytestmark = pytest.mark.django_db

#: The most queries of the page itself, apart from those of the middleware.
PATHS = {
    "/": 25,
    "/fact-sheet/": 19,
    "/authorities/": 9,
    "/corrections/": 6,
    "/cases/": 19,
    "/cases/?source=world-source-0&country=CN&q=example&year_from=2013": 22,
    "/cases/world-case-0/": 7,
    "/map/": 3,
    "/map/?source=world-source-0&country=CN&at=example-city": 5,
    "/search/?q=example": 11,
    "/sources/": 9,
    "/sources/world-source-0/": 4,
    "/actions/": 10,
    "/actions/?case=world-case-0": 11,
    "/actions/world-action-0/": 4,
    "/figures/": 10,
    "/background/": 5,
    "/cases/?country=VN&event=tried&event_year=2013&province=cn-nowhere&place=nowhere": 24,
    "/sources/?sort=origin": 9,
    "/statistics/": 14,
}
NO_QUERIES_OF_ITS_OWN = "/about/"


@pytest.mark.parametrize("path", PATHS)
def test_queries_do_not_grow(client, path):
    publish_documents(*world(2))
    few = own_queries(client, path)
    publish_documents(*world(12))
    many = own_queries(client, path)
    assert many == few
    assert 0 < many <= PATHS[path]


def own_queries(client, path: str) -> int:
    return queries(client, path) - queries(client, NO_QUERIES_OF_ITS_OWN)


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)
