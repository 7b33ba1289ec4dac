"""Several queries that see one and the same edition."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside sees the data as of the first query, whatever is published meanwhile.

    Blocks nobody, however slowly it is read: Django's own transactions would take SQLite's write lock at their
    start (settings, `transaction_mode`), and on PostgreSQL would see each query's own moment. Inside another snapshot or
    transaction it adds nothing. Nothing may be written inside.
    """
    if _in_transaction():
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def _in_transaction() -> bool:
    connection.ensure_connection()
    # Django does not know of the transaction that a snapshot opens on SQLite; the driver does.
    return connection.in_atomic_block or (
        connection.vendor == "sqlite" and connection.connection.in_transaction
    )
