"""CSV on the Web: metadata where readers look for them, true of the files; headings in words on request."""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import pytest

from cases.choices import Language
from cases.published.columns import TABLES, header, heading, headings
from tests.published.documents import case_document, one_of_everything
from tests.published.editions import publish_documents
from tests.published.examples import mass_return

pytestmark = pytest.mark.django_db
#: How each type of the recommendation is read.
READ = {
    "string": str,
    "integer": int,
    "decimal": Decimal,
    "date": date.fromisoformat,
    "dateTime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ"),  # noqa: DTZ007  its form is meant
}
#: The properties that the recommendation knows, by kind of description; those of other vocabularies have a prefix.
PROPERTIES = {
    "Table": {"@context", "@type", "url", "dialect", "tableSchema"},
    "schema": {"columns", "primaryKey", "foreignKeys"},
    "column": {"name", "titles", "datatype", "null", "required", "separator"},
    "dialect": {
        "encoding",
        "delimiter",
        "quoteChar",
        "doubleQuote",
        "lineTerminators",
        "header",
        "headerRowCount",
        "skipBlankRows",
        "trim",
    },
}


@pytest.fixture
def everything():
    publish_documents(*one_of_everything().values(), *mass_return())


def rows(client, path: str) -> list[list[str]]:
    response = client.get(path)
    assert response.status_code == 200, path
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def metadata(client, path: str) -> dict:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/csvm+json")
    return response.json()


def own(described: dict) -> set[str]:
    return {name for name in described if ":" not in name}


@pytest.mark.parametrize("table", TABLES)
def test_metadata_are_true_of_the_file(client, everything, table):
    described = metadata(client, f"/{table}.csv-metadata.json")
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert (described["@type"], described["url"]) == ("Table", f"{table}.csv")
    assert own(described) <= PROPERTIES["Table"]
    assert own(described["dialect"]) == PROPERTIES["dialect"]
    assert own(described["tableSchema"]) <= PROPERTIES["schema"]
    first, *lines = rows(client, f"/{table}.csv")
    columns = described["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == first
    assert len(lines) > 0
    read = 0
    for index, column in enumerate(columns):
        assert own(column) <= PROPERTIES["column"]
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", column["name"])
        datatype = column["datatype"]
        base, shape = (datatype, "") if isinstance(datatype, str) else (datatype["base"], datatype["format"])
        for line in lines:
            if line[index] == column["null"]:
                assert not column.get("required"), column["name"]
                continue
            cells = line[index].split(column["separator"]) if "separator" in column else [line[index]]
            for cell in cells:
                READ[base](cell)
                assert not shape or re.fullmatch(shape, cell), (column["name"], cell)
                read += 1
    assert read > 5 * len(lines)
    key = first.index(described["tableSchema"]["primaryKey"])
    assert len({line[key] for line in lines}) == len(lines)


def test_keys_from_one_file_into_another_lead_somewhere(client, everything):
    group = metadata(client, "/csv-metadata.json")
    assert group["@type"] == "TableGroup"
    tables = {table["url"]: table["tableSchema"] for table in group["tables"]}
    assert list(tables) == [f"{table}.csv" for table in TABLES]
    followed = 0
    for url, schema in tables.items():
        first, *lines = rows(client, f"/{url}")
        for key in schema["foreignKeys"]:
            resource, column = key["reference"]["resource"], key["reference"]["columnReference"]
            names, *others = rows(client, f"/{resource}")
            there = {line[names.index(column)] for line in others}
            held = {line[first.index(key["columnReference"])] for line in lines} - {""}
            assert held <= there, (url, key)
            followed += len(held)
    assert followed > 8


@pytest.mark.parametrize("query", ["", "country=CN", "country=CN&lang=ko&bom=0"])
def test_the_file_names_its_metadata_and_they_name_the_file(client, everything, query):
    response = client.get(f"/cases.csv?{query}")
    (path,) = re.findall(
        '<([^>]+)>; rel="describedby"; type="application/csvm[+]json"', response.headers["Link"]
    )
    described = metadata(client, path)
    assert described["url"] == "cases.csv" + (f"?{query}" if query else "")
    assert rows(client, f"/{described['url']}")


@pytest.mark.parametrize("query", ["colour=red", "country=xx", "lang=fr", "bom=2", "lang=ko&lang=en"])
def test_metadata_of_no_file_are_refused(client, query):
    assert client.get(f"/cases.csv-metadata.json?{query}").status_code == 400
    assert client.get(f"/cases.csv?{query}").status_code == 400


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("table", TABLES)
def test_headings_in_words_replace_the_first_line_alone(client, everything, table, language):
    plain, worded = (
        b"".join(client.get(f"/{table}.csv{query}").streaming_content).decode("utf-8")
        for query in ("", f"?lang={language}")
    )
    first, end, rest = plain.partition("\r\n")
    assert first == "\ufeff" + header(table)
    assert worded == "\ufeff" + headings(table, language) + end + rest


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_heading_of_its_own(table):
    names = [column.name for column in TABLES[table].all_columns]
    for language in Language.values:
        found = [heading(name, language) for name in names]
        assert len(set(found)) == len(names), language
        assert all(found)
        assert not set(found) & set(names)


def test_headings_say_what_the_column_is():
    """Frozen: spreadsheets and scripts may rely on them."""
    words = {
        "reference": "Reference",
        "title_ko": "Title (Korean)",
        "date_edtf": "Date (EDTF)",
        "outcome_as_of_earliest": "Outcome as of: first day",
        "affected_low": "People affected: lowest",
        "forcibly_returned_contribution_high": "Contribution to the people forcibly returned: highest",
        "to_place_province_zh_hans": "Taken to: province (Simplified Chinese)",
        "place_country_codes": "Place: country codes",
        "to_kind": "Kind where the relation ends",
        "to_reference": "Reference where the relation ends",
        "actor_en": "Who acts (English)",
    }
    assert {name: heading(name, "en") for name in words} == words
    with pytest.raises(KeyError):
        heading("no_such_column", "en")


def test_a_file_with_headings_says_its_language_in_name_and_headers(client, everything):
    response = client.get("/cases.csv?lang=zh-hans")
    assert response.headers["Content-Language"] == "zh-hans"
    assert "-zh-hans.csv" in response.headers["Content-Disposition"]
    plain = client.get("/cases.csv")
    assert plain.headers["Content-Language"] == "en"
    assert "-en.csv" not in plain.headers["Content-Disposition"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("language", ["ko", "zh-hans"])
def test_a_file_asked_for_under_a_language_is_found(client, table, language):
    publish_documents(case_document())
    response = client.get(f"/{language}/{table}.csv")
    assert (response.status_code, response.headers["Location"]) == (301, f"/{table}.csv?lang={language}")
    assert client.get(response.headers["Location"]).status_code == 200
    response = client.get(f"/{language}/{table}.json")
    assert (response.status_code, response.headers["Location"]) == (301, f"/{table}.json")


def test_the_filter_goes_along_to_the_plain_address(client):
    response = client.get("/ko/cases.csv?country=CN&bom=0")
    assert response.headers["Location"] == "/cases.csv?country=CN&bom=0&lang=ko"
    assert client.get("/ko/cases.csv?lang=en").headers["Location"] == "/cases.csv?lang=en"
    assert client.get("/ko/cases.json?country=CN").headers["Location"] == "/cases.json?country=CN"
