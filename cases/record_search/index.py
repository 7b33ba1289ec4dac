"""The one place that knows how each database looks up words of the record.

Like the index of the public search (cases/published/search/index.py), with one thing more: the beginning of a word,
because choosers search while somebody types. PostgreSQL: a GIN index on the tokens as a tsvector without positions.
SQLite: an FTS5 table kept by triggers. Both compare tokens by their bytes. The migration 0006_lists makes both.
"""

from dataclasses import dataclass

from django.db import connection, models


@dataclass(frozen=True)
class Beginning:
    """Any token that begins so."""

    letters: str


#: A token, the beginning of one, or ("and" | "or", conditions).
Condition = str | Beginning | tuple[str, tuple]


def settle() -> None:
    """Leave no word of a removed row in the index's own pages; see cases/published/search/index.py. Part of erasing a
    person."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO cases_recordsearch_fts (cases_recordsearch_fts) VALUES ('optimize')")


@models.TextField.register_lookup
class Meets(models.Lookup):
    """`terms__meets=condition`: rows of RecordSearch whose tokens meet a condition."""

    lookup_name = "meets"
    prepare_rhs = False

    def get_db_prep_lookup(self, value, connection) -> tuple[str, list]:
        return "%s", [value]

    def as_sqlite(self, compiler, connection) -> tuple[str, list]:
        table = connection.ops.quote_name(self.lhs.alias)
        fts = "SELECT rowid FROM cases_recordsearch_fts WHERE cases_recordsearch_fts MATCH %s"
        return f"{table}.id IN ({fts})", [fts5(self.rhs)]

    def as_postgresql(self, compiler, connection) -> tuple[str, list]:
        column, params = self.process_lhs(compiler, connection)
        tokens = f"array_to_tsvector(string_to_array({column}, ' '))"
        return f"{tokens} @@ %s::tsquery", [*params, tsquery(self.rhs)]


def fts5(condition: Condition) -> str:
    """The condition in the language of FTS5. Tokens hold no quotation marks, blanks or backslashes."""
    if isinstance(condition, Beginning):
        return f'"{condition.letters}"*'
    if isinstance(condition, str):
        return f'"{condition}"'
    operator, conditions = condition
    return "(" + f" {operator.upper()} ".join(map(fts5, conditions)) + ")"


def tsquery(condition: Condition) -> str:
    """The condition in the language of tsquery."""
    if isinstance(condition, Beginning):
        return f"'{condition.letters}':*"
    if isinstance(condition, str):
        return f"'{condition}'"
    operator, conditions = condition
    return "(" + {"and": " & ", "or": " | "}[operator].join(map(tsquery, conditions)) + ")"
