"""The whole data set: sizes and digests, its description for machines and for people."""

import csv
import hashlib
import io
import re
from datetime import date, datetime

import pytest
from django.core.management import call_command

from cases.published import dataset
from cases.published.columns import TABLES
from cases.published.dictionary import dictionary
from cases.published.management.commands import data_dictionary
from tests.published.documents import case_document, one_of_everything
from tests.published.editions import publish_documents

READ = {
    "string": str,
    "integer": int,
    "number": float,
    "date": date.fromisoformat,
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),  # noqa: DTZ007  its form is meant
}


@pytest.fixture
def everything(db):
    documents = one_of_everything()
    publish_documents(*documents.values())
    return documents


def file(client, table: str) -> bytes:
    return b"".join(client.get(f"/{table}.csv").streaming_content)


def test_sizes_and_digests_are_those_of_the_files(client, everything):
    _edition, files = dataset.files()
    assert [measured.table for measured in files] == list(TABLES)
    for measured in files:
        content = file(client, measured.table)
        assert measured.size == len(content)
        assert measured.sha256 == hashlib.sha256(content).hexdigest()
        assert measured.rows == content.count(b"\r\n") - 1
    assert sum(measured.rows for measured in files) == 16


@pytest.mark.django_db(transaction=True)
def test_all_files_are_measured_in_one_snapshot():
    """As in production, without the transaction of a test around it."""
    publish_documents(*one_of_everything().values())
    assert sum(measured.rows for measured in dataset.files()[1]) == 16
    assert publish_documents(case_document()).serial == 2


def test_the_page_offers_every_file(client, everything):
    page = client.get("/data/").content.decode()
    for measured in dataset.files()[1]:
        assert f'href="/{measured.table}.csv"' in page
        assert f'href="/{measured.table}.json"' in page
        assert f'href="/api/v1/{measured.table}"' in page
        assert f'href="/{measured.table}.csv-metadata.json"' in page
        assert all(f'href="/{measured.table}.csv?lang={code}"' in page for code in ("en", "ko", "zh-hans"))
        assert measured.sha256 in page
    assert 'edition 1 of <time datetime="2026-11-21">21 November 2026</time>' in page
    for address in (
        "/datapackage.json",
        "/csv-metadata.json",
        "/api/v1/openapi.json",
        "/data.jsonld",
        "/embed/",
    ):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200
    feeds = re.findall(r'<li><a href="(/[a-z]+[.]atom)"', page)
    assert len(feeds) == 6
    assert {client.get(feed).status_code for feed in feeds} == {200}
    assert "creativecommons.org/publicdomain/zero/1.0" in page


@pytest.mark.parametrize("path", ["/data/", "/ko/data/", "/zh-hans/data/"])
def test_the_page_before_the_first_edition(client, db, path):
    assert client.get(path).status_code == 200


def test_files_are_measured_once_per_edition(everything, page_cache, monkeypatch):
    first = dataset.files()
    monkeypatch.setattr(dataset, "measure", None)
    assert dataset.files() == first
    monkeypatch.undo()
    publish_documents(case_document())
    assert dataset.files()[1][0].rows == first[1][0].rows + 1


def test_a_spoilt_cache_is_measured_anew(everything, page_cache, settings):
    settings.PAGE_CACHE_DIR = page_cache
    settings.PAGE_CACHE = True
    _edition, first = dataset.files()
    (stored,) = page_cache.glob("*/tables.json")
    stored.write_text('[{"table": 1}]')
    assert dataset.files()[1] == first


def test_datapackage_describes_the_files(client, everything):
    package = client.get("/datapackage.json").json()
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert package["version"] == "1.0.1"
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert list(resources) == list(TABLES)
    for name, resource in resources.items():
        content = file(client, name)
        assert (resource["path"], resource["bytes"]) == (f"{name}.csv", len(content))
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert_follows_schema(content.decode("utf-8-sig"), resource["schema"])


def assert_follows_schema(text: str, schema: dict) -> None:
    """Every cell is of the type and within the constraints that its field states."""
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert rows
    assert list(rows[0]) == [field["name"] for field in schema["fields"]]
    for field in schema["fields"]:
        constraints = field.get("constraints", {})
        cells = [row[field["name"]] for row in rows]
        values = [READ[field["type"]](cell) for cell in cells if cell not in schema["missingValues"]]
        assert len(values) == len(rows) or not constraints.get("required"), field["name"]
        assert set(values) <= set(constraints.get("enum", values)), field["name"]
        assert len(set(values)) == len(values) or not constraints.get("unique"), field["name"]


def test_datapackage_is_in_english_and_names_its_keys(client, everything):
    package = client.get("/datapackage.json").json()
    cases = next(resource for resource in package["resources"] if resource["name"] == "cases")
    outcome = next(field for field in cases["schema"]["fields"] if field["name"] == "outcome")
    assert {"value": "detained", "label": "Held"} in outcome["categories"]
    assert "detained" in outcome["constraints"]["enum"]
    sources = next(resource for resource in package["resources"] if resource["name"] == "sources")
    assert sources["schema"]["foreignKeys"] == [
        {"fields": ["derived_from"], "reference": {"fields": ["reference"]}}
    ]
    assert cases["schema"]["foreignKeys"] == [
        {
            "fields": ["forcibly_returned_figure"],
            "reference": {"resource": "figures", "fields": ["reference"]},
        }
    ]


def test_the_dictionary_in_the_documents_is_the_one_made_from_the_definitions():
    """Wrong? Run `manage.py data_dictionary`."""
    assert data_dictionary.PATH.read_text("utf-8") == dictionary()


def test_the_dictionary_names_every_column_and_code(client, db):
    response = client.get("/data-dictionary.md")
    assert response.headers["Content-Type"] == "text/markdown; charset=utf-8"
    text = response.content.decode()
    for table in TABLES.values():
        assert f"\n## {table.name}\n" in text
        for column in table.all_columns:
            assert f"| `{column.name}` | {column.kind} | {column.description}" in text
            assert all(f"| `{code}` | " in text for code in (column.choices.values if column.choices else ()))


def test_the_command_writes_the_dictionary(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(data_dictionary, "PATH", tmp_path / "dictionary.md")
    call_command("data_dictionary", print=True)
    assert capsys.readouterr().out == dictionary()
    assert not data_dictionary.PATH.exists()
    call_command("data_dictionary")
    assert data_dictionary.PATH.read_text("utf-8") == dictionary()
