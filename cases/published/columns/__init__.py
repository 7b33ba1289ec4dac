"""The tables of published data: the one allow-list of their columns, and the CSV line of a published thing.

What no column here names is in no CSV file. Order and names are frozen by tests/published/test_columns.py; the
meaning of each is printed in docs/data-dictionary.md, which is made from these definitions.
"""

from cases.published import csv_lines
from cases.published.columns.advocacy import ACTIONS, RESPONSES
from cases.published.columns.cases import CASES, EVENTS
from cases.published.columns.column import SCHEMA_VERSION, Column, Line, LineContext, Table
from cases.published.columns.figures import FIGURES, STATEMENTS
from cases.published.columns.headings import heading
from cases.published.columns.sources import CITATIONS, RELATIONS, SOURCES

__all__ = [
    "SCHEMA_VERSION",
    "TABLES",
    "Column",
    "LineContext",
    "Table",
    "header",
    "heading",
    "headings",
    "line",
]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (CASES, EVENTS, FIGURES, STATEMENTS, SOURCES, CITATIONS, RELATIONS, ACTIONS, RESPONSES)
}


def line(table: str, document: dict, part: dict | None, context: LineContext) -> str:
    """The CSV line of one published thing, without line end and without the columns that depend on a list.

    `part` is the event, figure, citation, relation or response inside the document, None for the document itself.
    The caller asks for no line of a citation, relation, figure or statement whose source or other end is not
    published. Runs no query. Raises KeyError for a document that lacks a field of its schema.
    """
    asked = Line(document, document if part is None else part, context)
    return csv_lines.line(column.value(asked) for column in TABLES[table].columns)


def header(table: str) -> str:
    """The first line of the CSV file, without line end, the columns that depend on the list included."""
    return csv_lines.line(column.name for column in TABLES[table].all_columns)


def headings(table: str, language: str) -> str:
    """The first line of the CSV file in words of one language, in the place of `header`; codes and data stay."""
    return csv_lines.line(heading(column.name, language) for column in TABLES[table].all_columns)
