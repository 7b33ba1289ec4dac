"""What is not there: taken down is 410 and says why; unknown and draft are one and the same 404."""

import pytest

from tests.published.documents import action_document, case_document, figure_part, source_document
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db

ADDRESSES = {"case": "/cases/{}/", "source": "/sources/{}/", "action": "/actions/{}/"}


@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
@pytest.mark.parametrize("make", [case_document, source_document, action_document])
def test_taken_down_answers_410_with_date_and_general_reason_only(client, make, prefix):
    document = make(reference="example-gone")
    publish_documents(document)
    address = prefix + ADDRESSES[document["kind"]].format("example-gone")
    assert client.get(address).status_code == 200
    take_down(document, reason="error")
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 410
    assert '<time datetime="2026-11-22">' in page
    for text in ("Example", "예시"):
        assert text not in page.replace("example-gone", "")
    if not prefix:
        assert "The record contained a material error." in page


def test_a_restored_record_is_back(client):
    document = case_document(reference="example-back")
    publish_documents(document)
    take_down(document)
    publish_documents(document)
    assert client.get("/cases/example-back/").status_code == 200


def test_a_source_takes_the_reason_of_a_working_count_along(client):
    source = source_document(reference="example-source")
    figure = figure_part("example-source")
    count = {
        "measure": "forcibly_returned",
        "low": 5,
        "high": 5,
        "basis": "chosen",
        "figure": figure["reference"],
    }
    case = case_document(
        reference="example-case",
        figures=[figure],
        working_counts=[{**count, "reason": "The only count, by the example agency."}],
    )
    publish_documents(source, case)
    addresses = ("/cases/example-case/", "/cases/example-case.json", "/cases.csv")
    for address in addresses:
        assert "by the example agency" in b"".join(client.get(address)).decode(), address
    take_down(source)
    for address in addresses:
        assert "by the example agency" not in b"".join(client.get(address)).decode(), address


@pytest.mark.parametrize("kind", ADDRESSES)
def test_unknown_references_answer_404_without_naming_them(client, kind):
    first = client.get(ADDRESSES[kind].format("never-published"))
    second = client.get(ADDRESSES[kind].format("also-never"))
    assert first.status_code == second.status_code == 404
    assert first.content == second.content


def test_a_reference_of_another_kind_is_unknown(client):
    publish_documents(source_document(reference="example-source"))
    assert client.get("/cases/example-source/").status_code == 404
