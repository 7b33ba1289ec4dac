"""The files and columns of the bundle format in words, from the tables themselves."""

from collections.abc import Iterator, Sequence

from cases.importing.arrange import TRANSLATION_COLUMNS, TRANSLATIONS
from cases.importing.columns import Column, EndType, Key, Links
from cases.importing.table import TRANSLATED, Table


def describe(tables: Sequence[Table]) -> str:
    """Markdown: a section for each file, a line for each column, in English."""
    return "\n".join(
        [line for table in tables for line in _section(table, tables)] + list(_translations(tables))
    )


def _section(table: Table, tables: Sequence[Table]) -> Iterator[str]:
    yield from _head(table.name, table.about)
    for column in table.listed:
        yield _line(
            column.name, column.required, f"{column.about} {_allowed(column, tables)}{_default(column)}"
        )
    yield ""


def _head(name: str, about: str) -> list[str]:
    return [f"### {name}.csv", "", about, "", "| column | new rows | what it holds |", "|---|---|---|"]


def _line(name: str, required: bool, text: str) -> str:
    return f"| `{name}` | {'needed' if required else ''} | {text} |"


def _default(column: Column) -> str:
    return f" Empty in a new row: {column.default}." if column.default else ""


def _allowed(column: Column, tables: Sequence[Table]) -> str:
    if isinstance(column, EndType) and column.name == column.id_column:
        files = sorted({end.to.table for end in column.ends.values()})
        return f"An id of {', '.join(f'{name}.csv' for name in files)}, as the column `{column.type_column}` says."
    if isinstance(column, (Key, Links)):
        table = next(table for table in tables if table.name == column.to.table)
        named = next(other for other in table.columns if other.field == column.to.lookup)
        several = "One or more, with “; ” between them: " if isinstance(column, Links) else ""
        return f"{several}`{named.name}` of {table.file}."
    return column.kind.describe()


def _translations(tables: Sequence[Table]) -> Iterator[str]:
    translated = [table for table in tables if table.translations]
    yield from _head(TRANSLATIONS, "One text in another language. English stands in the main files.")
    fields = "; ".join(
        f"{table.one}: {', '.join(dict.fromkeys(name for name, _language in table.translations))}"
        for table in translated
    )
    texts = (
        f"What kind of row the text belongs to. One of: {', '.join(table.one for table in translated)}.",
        "The id of that row.",
        f"The column whose English text it translates. {fields}.",
        f"One of: {', '.join(language.value for language in TRANSLATED)}.",
        "The translation.",
    )
    for name, text in zip(TRANSLATION_COLUMNS, texts, strict=True):
        yield _line(name, True, text)
    yield ""
