"""Queries of whoever means harm: never a fault, a cookie, markup or a further header, on any address."""

import pytest

from cases.published.exports import FILTERS
from tests import addresses
from tests.published.documents import one_of_everything
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

#: As they are written in an address.
VALUES = (
    "x" * 4000,
    "9" * 4000,
    "0" * 12 + "9" * 3000,
    "%00",
    "%ED%A0%80",
    "%FF",
    "%E2%80%AE",
    "'\"><script>alert(1)</script>",
    "%0d%0aSet-Cookie:a=b",
    "-1",
    "99999999999",
    "2013-01-01~x",
    "~~~",
    "%D9%A1%D9%A2",
    'a*"+OR+(b+NEAR+c',
    "강제북송+" * 40,
    "yanji+tumen+hunchun+dandong+shenyang+beijing+kunming+changchun+harbin+dalian+" * 3,
    "1&{name}=2&{name}=3",
)
OF_LISTS = ("after", "limit", "lang", "bom", "sort", "unknown%0d%0aname")
#: Pages with parameters of their own, or of the filter of a list.
PAGES = (
    "cases/",
    "map/",
    "sources/",
    "actions/",
    "authorities/",
    "figures/",
    "background/",
    "search/",
    "embed/",
)


@pytest.fixture(autouse=True)
def published() -> None:
    publish_documents(*one_of_everything().values())


def check(client, address: str) -> None:
    response = client.get(address)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code in (200, 301, 400, 404), (response.status_code, address[:200])
    assert "Set-Cookie" not in response.headers, address[:200]
    if "html" in response.headers["Content-Type"] or "xml" in response.headers["Content-Type"]:
        assert b"<script>" not in content, address[:200]


def test_no_list_or_file_fails_for_a_parameter(client):
    asked = 0
    for table, listed in FILTERS.items():
        for name in (*(parameter.name for parameter in listed.parameters), *OF_LISTS):
            for value in VALUES:
                for path in (f"/{table}.csv", f"/api/v1/{table}"):
                    check(client, f"{path}?{name}={value.replace('{name}', name)}")
                    asked += 1
    assert asked > 2500


@pytest.mark.parametrize("page", PAGES)
def test_no_page_fails_for_a_parameter(client, page):
    for name in ("q", "after", "case", "at", "source", "year_from", "answer", "addressee", "unknown"):
        for value in VALUES:
            check(client, f"/{page}?{name}={value.replace('{name}', name)}")


def test_no_address_at_all_fails_for_what_it_does_not_know(client):
    paths = addresses.addresses(["example", "x" * 300, "-_-"], languages=["/ko"])
    for path in paths:
        for query in ("q=%00", "a=1&a=2", "=", "%0d%0aX: y", "x" * 5000):
            check(client, f"{path}?{query}")
    assert len(paths) > 120
