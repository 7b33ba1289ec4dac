"""One edition per download, and no lock that publishing needs. Without the transaction of a test around them."""

import json

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from cases.published import exports
from cases.published.models import PublishedCase
from tests.published.documents import case_document, one_of_everything
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def everything(transactional_db) -> dict[str, dict]:
    documents = one_of_everything()
    publish_documents(*documents.values())
    return documents


def test_a_file_holds_one_edition_whatever_is_published_meanwhile(everything):
    pieces = exports.json_file("cases", exports.FILTERS["cases"].parse(QueryDict()))
    begun = next(pieces)
    if connection.vendor == "postgresql":
        remove_cases_elsewhere()
    written = json.loads(b"".join([begun, *pieces]))
    assert written["count"] == len(written["results"]) == 2
    assert not connection.in_atomic_block
    assert PublishedCase.objects.count() == (0 if connection.vendor == "postgresql" else 2)


def remove_cases_elsewhere() -> None:
    """In a connection of its own, as another process would. Tests on SQLite have one connection to memory."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("DELETE FROM published_facet")
            cursor.execute("DELETE FROM published_case")
    finally:
        other.close()


def test_a_download_takes_no_lock_that_publishing_needs(everything):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite locks the whole database")
    with CaptureQueriesContext(connection) as queries:
        b"".join(exports.csv_file("cases", exports.FILTERS["cases"].parse(QueryDict())))
    statements = [query["sql"] for query in queries]
    assert (statements[0], statements[-1]) == ("BEGIN DEFERRED", "ROLLBACK")
    assert not [statement for statement in statements if "IMMEDIATE" in statement]


def test_a_download_that_is_broken_off_ends_its_transaction(everything):
    pieces = exports.csv_file("cases", exports.FILTERS["cases"].parse(QueryDict()))
    next(pieces)
    pieces.close()
    publish_documents(case_document())
    assert PublishedCase.objects.count() == 3
