"""Lists as files: the rows of the list, in its order, whole or broken."""

import csv
import io
import json

import pytest
from django.http import QueryDict

from cases.published import exports
from cases.published.columns import TABLES
from cases.published.models import PublishedDocument
from cases.published.permalinks import path
from cases.published.resolvable import resolvable
from cases.published.views.files import csv_list
from tests.published.documents import (
    case_document,
    citation_part,
    figure_document,
    figure_part,
    one_of_everything,
    relation_part,
    source_document,
)
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def rows(client, table: str, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/{table}.csv?{query}")
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(body(response).decode("utf-8-sig"), newline="")))


def results(client, table: str, query: str = "") -> dict:
    response = client.get(f"/{table}.json?{query}")
    assert response.status_code == 200
    return json.loads(body(response))


@pytest.fixture
def everything() -> dict[str, dict]:
    documents = one_of_everything()
    publish_documents(*documents.values())
    return documents


COUNTS = {
    "cases": 2,
    "events": 1,
    "figures": 2,
    "statements": 1,
    "sources": 2,
    "citations": 3,
    "relations": 2,
    "actions": 1,
    "responses": 2,
}


@pytest.mark.parametrize("table", TABLES)
def test_csv_and_json_hold_the_same_rows(client, everything, table):
    lines, listed = rows(client, table), results(client, table)
    assert len(lines) == listed["count"] == COUNTS[table]
    assert [line["reference"] for line in lines] == [result["reference"] for result in listed["results"]]
    assert [line["permalink"] for line in lines] == [result["permalink"] for result in listed["results"]]
    assert [line["last_changed"] for line in lines] == [
        result["last_changed"] for result in listed["results"]
    ]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_list_is_a_header(client, table):
    assert rows(client, table) == []
    listed = results(client, table)
    assert (listed["count"], listed["results"], listed["edition"]) == (0, [], 0)


def test_headers_of_a_csv_file(client, everything):
    response = client.get("/cases.csv?country=CN")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8; header=present"
    name = "sur-place-cases-selection-edition-1-2026-11-21.csv"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert '</datapackage.json>; rel="describedby"' in response.headers["Link"]
    assert exports.LICENCE_URL in response.headers["Link"]
    assert "edition-1-2026" in client.get("/cases.csv").headers["Content-Disposition"]
    assert "selection" not in client.get("/cases.csv").headers["Content-Disposition"]


def test_bytes_of_a_csv_file(client, everything):
    whole = body(client.get("/cases.csv"))
    assert whole.startswith(b"\xef\xbb\xbfreference,permalink,")
    assert body(client.get("/cases.csv?bom=1")) == whole
    assert body(client.get("/cases.csv?bom=0")) == whole.removeprefix(b"\xef\xbb\xbf")
    assert whole.endswith(b"\r\n")
    assert whole.count(b"\r\n") == whole.count(b"\n") == 3


def test_nothing_is_written_for_head(everything, rf):
    """Asked of the view: the test client drops what is written for HEAD anyway, a server reads it to the end."""
    response = csv_list(rf.head("/cases.csv"), "cases")
    assert (response.status_code, body(response)) == (200, b"")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("suffix", ["csv", "json"])
@pytest.mark.parametrize("query", ["unknown=1", "sort=nothing", "after=x"])
def test_a_parameter_that_means_nothing_is_refused(client, table, suffix, query):
    response = client.get(f"/{table}.{suffix}?{query}")
    assert response.status_code == 400
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert query.partition("=")[0] in response.content.decode()


@pytest.mark.parametrize("query", ["bom=2", "bom=", "bom=0&bom=1"])
def test_a_wrong_byte_order_mark_is_refused(client, query):
    assert client.get(f"/cases.csv?{query}").status_code == 400


def test_every_parameter_that_is_wrong_is_named(client):
    text = client.get("/cases.csv?country=xx&outcome=freed&affected_min=-3").content.decode()
    assert [name in text for name in ("country", "outcome", "affected_min")] == [True] * 3


def test_a_part_and_its_whole_contribute_together_what_the_whole_counts(client, everything):
    lines = {line["reference"]: line for line in rows(client, "cases")}
    part, whole = lines[everything["case"]["reference"]], lines[everything["whole"]["reference"]]
    assert (part["affected_contribution_low"], whole["affected_contribution_low"]) == ("5", "5")
    (alone,) = rows(client, "cases", "affected_min=10")
    assert (alone["affected_contribution_low"], alone["affected_contribution_high"]) == ("10", "12")


def test_json_results_are_the_published_documents(client, everything):
    listed = results(client, "cases", "affected_min=10")
    assert listed["filters"] == {"affected_min": "10"}
    assert (listed["count"], listed["edition"]) == (1, 1)
    (result,) = listed["results"]
    assert everything["whole"].items() <= result.items()
    (event,) = results(client, "events")["results"]
    assert event["document_reference"] == everything["case"]["reference"]
    assert event["kind"] == "apprehended"


def test_json_keeps_no_trace_of_the_order_in_which_a_document_was_written(client, everything):
    # PostgreSQL keeps an order of its own, SQLite that of writing.
    addresses = ("/cases.json", "/actions.json", f"/cases/{everything['case']['reference']}.json")
    before = [body(client.get(address)) for address in addresses]
    for row in PublishedDocument.objects.all():
        row.document = dict(reversed(row.document.items()))
        row.save()
    assert [body(client.get(address)) for address in addresses] == before


def test_one_case_as_json(client, everything):
    case = everything["case"]
    response = client.get(f"/cases/{case['reference']}.json")
    found = response.json()
    assert case.items() <= found.items()
    assert found["permalink"] == f"http://127.0.0.1:8000/cases/{case['reference']}/"
    cited = {everything["source"]["reference"], everything["reprint"]["reference"]}
    assert {source["reference"] for source in found["sources"]} == cited
    assert client.get(f"/cases/{case['reference']}.json?x=1").status_code == 400


def test_a_case_that_was_taken_down_is_gone_as_json(client, everything):
    case = everything["case"]
    take_down(case, reason="error")
    response = client.get(f"/cases/{case['reference']}.json")
    assert response.status_code == 410
    assert response.json() == {
        "reference": case["reference"],
        "taken_down_at": "2026-11-22T09:30:00Z",
        "reason": "error",
        "message": "The record contained a material error.",
    }
    assert client.get("/cases/never-published.json").status_code == 404


@pytest.mark.parametrize("kind", ["source", "reprint", "case", "whole"])
def test_what_is_taken_down_leaves_no_trace_in_any_file(client, everything, kind):
    gone = everything[kind]
    files = [f"/{table}.{suffix}" for table in TABLES for suffix in ("csv", "json")]
    files.append(f"/cases/{everything['case' if kind != 'case' else 'whole']['reference']}.json")
    assert [file for file in files if gone["reference"] in body(client.get(file)).decode()]
    take_down(gone)
    assert not [file for file in files if gone["reference"] in body(client.get(file)).decode()]


def test_a_relation_of_a_hidden_figure_is_in_no_file(client):
    source, other = source_document(), source_document()
    figure, whole = figure_part(source["reference"]), figure_document(other["reference"])
    ends = {"kind": "counted_in", "from_kind": "figure", "to_kind": "figure"}
    relation = relation_part(figure["reference"], whole["reference"], **ends)
    publish_documents(source, other, whole, case_document(figures=[figure], relations=[relation]))
    assert [row["from_reference"] for row in rows(client, "relations")] == [figure["reference"]]
    take_down(source)
    assert rows(client, "relations") == results(client, "relations")["results"] == []


def test_keys_between_the_files_hold(client, everything):
    take_down(everything["source"])
    found = {table: rows(client, table) for table in TABLES}
    checked = 0
    for table in TABLES.values():
        for column, other in table.foreign_keys.items():
            keys = {row["reference"] for row in found[other]}
            values = {row[column] for row in found[table.name]} - {""}
            assert values <= keys, (table.name, column)
            checked += len(values)
    assert checked > 3


def test_a_figure_goes_with_its_source():
    figure = figure_part("hidden-source")
    counts = [
        {
            "measure": "forcibly_returned",
            "low": 5,
            "high": 5,
            "basis": "chosen",
            "figure": figure["reference"],
            "reason": "The only count, by the hidden agency.",
        }
    ]
    case = case_document(figures=[figure], working_counts=counts)
    case["citations"] = [citation_part("example-source", "figure", figure["reference"])]
    case["relations"] = [relation_part(figure["reference"], "example-whole", from_kind="figure")]
    shown = resolvable(case, {("source", "example-source"), ("case", "example-whole")})
    assert (shown["figures"], shown["citations"], shown["relations"]) == ([], [], [])
    assert (shown["working_counts"][0]["figure"], shown["working_counts"][0]["reason"]) == ("", "")
    assert shown["working_counts"][0]["low"] == 5
    assert case["figures"] == [figure]


def test_a_fault_breaks_the_download(client, everything, monkeypatch):
    """Behind the header, so that a server that has begun to answer cannot end as if all were well."""

    def fail(*arguments):
        raise RuntimeError

    monkeypatch.setattr(exports, "_adds_alone", fail)
    publish_documents(case_document())
    response = client.get("/cases.csv")
    assert response.status_code == 200
    with pytest.raises(RuntimeError):
        body(response)


def test_lines_are_written_in_steps(client, everything, monkeypatch):
    monkeypatch.setattr(exports, "LINES", 1)
    pieces = list(exports.csv_file("cases", exports.FILTERS["cases"].parse(QueryDict())))
    assert [piece.count(b"\r\n") for piece in pieces] == [1, 1, 1]
    monkeypatch.setattr(exports, "DOCUMENTS", 1)
    pieces = list(exports.json_file("cases", exports.FILTERS["cases"].parse(QueryDict())))
    assert len(pieces) == 4
    assert json.loads(b"".join(pieces))["count"] == 2


def test_permalinks_are_the_addresses_of_the_pages(client, everything):
    for kind, name in (("case", "case-page"), ("source", "source-page"), ("action", "action-page")):
        document = everything[kind]
        assert path(document) == client.get(path(document)).wsgi_request.path
        assert client.get(path(document)).resolver_match.url_name == name
    assert client.get(path(everything["figure"])).resolver_match.url_name == "figure-list"
    assert client.get(path(everything["statement"])).resolver_match.url_name == "statement-list"
