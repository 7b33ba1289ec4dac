"""What stands in the published tables, by raw SQL: models and their managers have no say."""

from collections.abc import Iterator

from django.db import connection

#: What SQLite keeps of the search index beside the table that it is made of.
OF_THE_INDEX = {f"published_search_{part}" for part in ("fts", "fts_data", "fts_idx", "fts_config", "words")}


def names() -> set[str]:
    """Every published table, whatever it is called behind its prefix."""
    return {
        name
        for name in connection.introspection.table_names(include_views=True)
        if name.startswith("published_")
    }


def cells() -> Iterator[tuple[str, str]]:
    """("table.column", text) of every cell; bytes as the characters they spell."""
    with connection.cursor() as cursor:
        for table in sorted(names()):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  its own tables
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    is_bytes = isinstance(value, bytes | memoryview)
                    yield f"{table}.{column}", bytes(value).decode("latin-1") if is_bytes else str(value)
