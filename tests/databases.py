"""`python -m tests.databases`: print the address of a PostgreSQL server that tests may use.

TEST_DATABASE_URL if it is set, else the local socket, else 127.0.0.1. Exits with 1, saying what was tried and why it
failed, when none answers. A role must be allowed to create databases.
"""

import getpass
import os
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

SOCKETS = ("/var/run/postgresql", "/tmp")  # noqa: S108  where PostgreSQL puts its socket on Debian, elsewhere


def candidates() -> list[str]:
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        return [given]
    users = dict.fromkeys([getpass.getuser(), "postgres"])
    sockets = [path for path in SOCKETS if Path(path, ".s.PGSQL.5432").exists()]
    local = [
        f"postgresql://{user}@/surplace?{urlencode({'host': path})}" for path in sockets for user in users
    ]
    return local + [f"postgresql://{user}@127.0.0.1:5432/surplace" for user in users]


def fault(url: str) -> str:
    """Why tests cannot use this server; empty if they can. Never contains a password."""
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        return "not an address of PostgreSQL"
    try:
        # Its own database, which every server has: the one named in the address need not exist.
        with psycopg.connect(url, dbname="postgres", connect_timeout=3) as connection:
            query = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            allowed = connection.execute(query).fetchone()
    except psycopg.Error as error:
        return str(error).strip().splitlines()[0]
    return "" if allowed and allowed[0] else "the role may not create databases"


def main() -> int:
    faults = []
    for url in candidates():
        reason = fault(url)
        if not reason:
            print(url)
            return 0
        parts = urlsplit(url)
        faults.append(f"  {parts.username or ''}@{parts.hostname or 'socket'}: {reason}")
    print("No PostgreSQL for the tests. Start one or set TEST_DATABASE_URL. Tried:", file=sys.stderr)
    print("\n".join(faults), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
