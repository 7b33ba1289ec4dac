"""The one place that knows how each database looks tokens up.

PostgreSQL: a GIN index on the tokens as an array. SQLite: an FTS5 table without positions, kept by triggers, whose
tokenizer parts at blanks alone: every other character below U+0080 that a token can hold is declared as part of one.
Both compare whole tokens by their bytes, so they find the same rows. The migration 0003_search makes both.
"""

import json
from collections.abc import Iterable
from dataclasses import replace

from django.db import connection, models

from cases.published.search.levels import Condition
from cases.published.search.query import MOST_FUZZY, Query, any_of, is_met, neighbours


def settle() -> None:
    """Leave no word of a removed row in the index's own pages, where FTS5 keeps it until segments merge. Writes the whole
    index anew on SQLite; nothing on PostgreSQL, whose vacuum does it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO published_search_fts (published_search_fts) VALUES ('optimize')")


@models.TextField.register_lookup
class Holds(models.Lookup):
    """`terms__holds=condition`: rows whose tokens meet a condition of cases.published.search.levels."""

    lookup_name = "holds"
    prepare_rhs = False

    def get_db_prep_lookup(self, value: Condition, connection) -> tuple[str, list]:
        return "%s", [value]

    def as_sqlite(self, compiler, connection) -> tuple[str, list]:
        table = connection.ops.quote_name(self.lhs.alias)
        fts = "SELECT rowid FROM published_search_fts WHERE published_search_fts MATCH %s"
        return f"{table}.id IN ({fts})", [match(self.rhs)]

    def as_postgresql(self, compiler, connection) -> tuple[str, list]:
        column, params = self.process_lhs(compiler, connection)
        sql, more = contains(f"string_to_array({column}, ' ')", self.rhs)
        return sql, [*params, *more]


def match(condition: Condition) -> str:
    """The condition in the language of FTS5. Tokens hold no quotation marks."""
    if isinstance(condition, str):
        return f'"{condition}"'
    operator, conditions = condition
    return "(" + f" {operator.upper()} ".join(match(part) for part in conditions) + ")"


def contains(array: str, condition: Condition) -> tuple[str, list]:
    """The condition in SQL over an expression that is an array of tokens."""
    if isinstance(condition, str):
        return f"{array} @> %s::text[]", [[condition]]
    operator, conditions = condition
    tokens = [part for part in conditions if isinstance(part, str)]
    parts = [contains(array, part) for part in conditions if not isinstance(part, str)]
    if tokens:
        parts.append((f"{array} {'@>' if operator == 'and' else '&&'} %s::text[]", [tokens]))
    joined = f" {operator.upper()} ".join(sql for sql, _params in parts)
    return f"({joined})", [param for _sql, params in parts for param in params]


def complete(query: Query) -> Query:
    """The query with words of one letter's difference for those that stand in no published text as typed or in
    another writing. No query without a Latin word of five letters, else one; two if a word is unknown."""
    doubtful = [group for group in query.groups if group.misspellable]
    alternatives = {a for group in doubtful for a in (*group.exact, *group.variants)}
    known = existing(
        {token for alternative in alternatives for each in alternative for token in any_of(each)}
    )
    unknown = [
        word
        for group in doubtful
        if not any(is_met(alternative, known) for alternative in (*group.exact, *group.variants))
        for word in group.misspellable
        if word not in known
    ][:MOST_FUZZY]
    if not unknown:
        return query
    candidates = {word: neighbours(word) for word in unknown}
    found = existing(set().union(*candidates.values()))
    similar = {word: tuple(sorted(near & found)) for word, near in candidates.items()}
    return replace(query, groups=tuple(group.with_similar(similar) for group in query.groups))


def existing(tokens: Iterable[str]) -> set[str]:
    """Those of the tokens that stand in the own texts of something published. One query, none for no tokens."""
    tokens = sorted(tokens)
    if not tokens:
        return set()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT term FROM published_search_words WHERE term IN (SELECT value FROM json_each(%s))",
                [json.dumps(tokens)],
            )
        else:
            cursor.execute(
                "SELECT token FROM unnest(%s::text[]) AS token WHERE EXISTS (SELECT 1 FROM published_search "
                "WHERE string_to_array(terms, ' ') @> ARRAY[token])",
                [tokens],
            )
        return {row[0] for row in cursor.fetchall()}
