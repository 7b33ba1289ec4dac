"""The data dictionary: every table, column and code of the published files, as a document in Markdown."""

from collections.abc import Iterator

from django.db.models import Choices
from django.utils import translation

from cases.published.columns import SCHEMA_VERSION, TABLES, Column, Table

INTRODUCTION = f"""\
# Data dictionary

Version {SCHEMA_VERSION} of the tables that /data/ offers. This page is made from their definitions in
`cases/published/columns/` by `manage.py data_dictionary`.

## The files

- UTF-8 in composed form (NFC), with a byte order mark, which `?bom=0` leaves out; commas; lines end in CR LF; one
  header line; cells with a comma, a quotation mark or a line break stand in quotation marks (RFC 4180). A line break
  inside a cell is one LF. Other control characters are removed, a tabulator is a blank.
- An empty cell means not stated. A number nobody reported is empty, never 0.
- Dates are texts in EDTF (ISO 8601-2, levels 0 and 1): `2023-10-09`, `2012-03~` (about), `2024-08-21?` (uncertain),
  `2017-07/2017-08` (between), `../2023-08` (before). The two columns after each give the first and the last day it
  can mean. Moments are UTC: `2026-11-21T09:30:00Z`.
- Some spreadsheet programs turn `2017-03` into the first of March when they open the file. Import the file and choose
  “text” for the columns that end in `_edtf`, or use the day columns beside them.
- Several values in one cell are separated by `;`.
- A text that a spreadsheet would run as a formula has one apostrophe in front: it starts, after apostrophes and
  blanks, with `=`, `+`, `-`, `@`, their full-width forms, or a line break. Take one apostrophe away from such a cell
  to have the text back. Numbers are never changed. The JSON files hold every text as it is.
- `?lang=en`, `ko` or `zh-hans` puts headings in words of that language in the place of the names of columns; codes and
  data stay as they are.
- `<table>.csv-metadata.json`, named in the `Link` header of each file, describes it for programs (CSV on the Web).
- `<table>.json` holds the same rows as published documents or parts of them; `docs/published-documents.md` of the
  source code describes their form.
- Every filter of a list works on its files. A parameter that is unknown or malformed answers 400.
- What cannot be shown (not published, or no longer) leaves no trace: references to it are empty.
- Read columns by name: an added column raises the second number of the version, any other change the first.
- Licence: CC0 1.0. Titles belong to their publishers. Please cite the sources of the rows you use.
"""


def dictionary() -> str:
    """The whole document, in English."""
    with translation.override("en"):
        return "\n".join([INTRODUCTION, *_tables(), *_vocabularies()])


def _tables() -> Iterator[str]:
    for table in TABLES.values():
        yield f"## {table.name}\n\n{table.description}\n"
        yield "| column | type | meaning |\n|---|---|---|"
        for column in table.all_columns:
            yield f"| `{column.name}` | {column.kind} | {_meaning(table, column)} |"
        yield ""


def _meaning(table: Table, column: Column) -> str:
    words = [column.description]
    if column.many:
        words.append("Several are separated by `;`.")
    if column.choices:
        words.append(f"Codes: [{column.choices.__name__}](#{column.choices.__name__.lower()}).")
    if column.name in table.foreign_keys:
        words.append(f"Key into `{table.foreign_keys[column.name]}`.")
    return " ".join(words)


def _vocabularies() -> Iterator[str]:
    used: dict[str, type[Choices]] = {
        column.choices.__name__: column.choices
        for table in TABLES.values()
        for column in table.all_columns
        if column.choices
    }
    yield "## Codes\n"
    for name in sorted(used):
        meaning = (used[name].__doc__ or "").strip().split("\n\n")[0]
        yield f"### {name}\n\n{meaning}\n\n| code | label |\n|---|---|"
        yield from (f"| `{code}` | {label} |" for code, label in used[name].choices)
        yield ""
