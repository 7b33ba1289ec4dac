"""What the CSV files are, for programs that read CSV on the Web (W3C, https://www.w3.org/TR/tabular-metadata/).

The metadata stand where the recommendation looks for them: `<table>.csv-metadata.json` beside each file, and
`csv-metadata.json` for all of them with their keys into each other.
"""

import re

from django.conf import settings
from django.utils import translation

from cases.choices import Language
from cases.published.columns import TABLES, Column, Table, heading
from cases.published.columns.building import BETWEEN
from cases.published.exports import LICENCE_URL, moment, state

CONTENT_TYPE = "application/csvm+json"
CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
#: Types of Table Schema, which the columns name, as types of CSV on the Web.
DATATYPES = {
    "string": "string",
    "integer": "integer",
    "number": "decimal",
    "date": "date",
    "datetime": "dateTime",
}
#: Codes of BCP 47.
TAGS = {Language.EN: "en", Language.KO: "ko", Language.ZH_HANS: "zh-Hans"}
DIALECT = {
    "encoding": "utf-8",
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminators": ["\r\n"],
    "header": True,
    "headerRowCount": 1,
    "skipBlankRows": False,
    "trim": False,
}


def table(name: str, query: str = "") -> dict:
    """The metadata of one CSV file; `query` is that of a list that was narrowed. One query."""
    with translation.override("en"):
        return {"@context": CONTEXT, **_about(), **_table(TABLES[name], query)}


def group() -> dict:
    """The metadata of all files, with the keys from one into the other. One query."""
    with translation.override("en"):
        tables = []
        for found in TABLES.values():
            described = _table(found)
            described["tableSchema"]["foreignKeys"] = [
                {
                    "columnReference": column,
                    "reference": {"resource": f"{other}.csv", "columnReference": "reference"},
                }
                for column, other in found.foreign_keys.items()
            ]
            tables.append(described)
        return {"@context": CONTEXT, "@type": "TableGroup", **_about(), "tables": tables}


def _about() -> dict:
    return {
        "dc:publisher": settings.ORGANISATION_NAME,
        "dc:license": {"@id": LICENCE_URL},
        "dc:modified": moment(state().changed_at),
        "dc:source": {"@id": f"{settings.SITE_URL}/data/"},
    }


def _table(found: Table, query: str = "") -> dict:
    return {
        "@type": "Table",
        "url": f"{found.name}.csv" + (f"?{query}" if query else ""),
        "dc:title": str(found.title),
        "dc:description": str(found.description),
        "dialect": DIALECT,
        "tableSchema": {
            "columns": [_column(column) for column in found.all_columns],
            "primaryKey": "reference",
        },
    }


def _column(column: Column) -> dict:
    described = {
        "name": column.name,
        "titles": _titles(column.name),
        "dc:description": column.description,
        "datatype": _datatype(column),
        "null": "",
    }
    if column.required:
        described["required"] = True
    if column.many:
        described["separator"] = BETWEEN
    return described


def _titles(name: str) -> dict:
    """The name of the column, which heads the file as it is, and what `lang=` puts in its place."""
    words = {tag: heading(name, language) for language, tag in TAGS.items()}
    return {**words, "en": list(dict.fromkeys([name, words["en"]]))}


def _datatype(column: Column) -> dict | str:
    base = DATATYPES[column.kind]
    if column.choices and base == "string":
        return {"base": base, "format": "|".join(map(re.escape, column.choices.values))}
    return base
