"""`make bench-import`: one import in the browser of very many cases, from the upload until it is taken back, in figures.

The site is served by gunicorn on a scratch database: SQLite in a temporary folder, or PostgreSQL where
TEST_DATABASE_URL names a server. All texts are artificial. On a machine that does nothing else.
"""

import argparse
import csv
import io
import os
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import openpyxl
import psycopg

from tests.bench.memory import Peaks
from tests.bench.visitor import Page, Visitor
from tests.browser.demonstration import PASSWORD, ROOT, free_port, wait_for

HEADINGS = ("ID", "Headline", "Summary", "날짜", "Country", "Lowest", "Highest", "Remark")
COLUMNS = (
    "reference",
    "title",
    "summary",
    "date_edtf",
    "detaining_country",
    "affected_low",
    "affected_high",
    "note",
)
USER = "example-importer"
NEW_USER = f"""
from django.contrib.auth.models import Group, User
user = User.objects.create_user({USER!r}, password={PASSWORD!r}, is_staff=True)
user.groups.set(Group.objects.filter(name="contributor"))
"""
COUNT = "from cases.models import Case; print(Case.objects.count())"
#: Seconds between two looks at the page of work that goes on.
EVERY = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000, help="cases (default: 50,000)")
    parser.add_argument(
        "--shape", choices=SHAPES, default="table", help="one CSV file, one XLSX file, or a zip of CSV files"
    )
    chosen = parser.parse_args()
    name, content = SHAPES[chosen.shape](chosen.rows)
    with (
        TemporaryDirectory() as folder,
        scratch_database() as database,
        served(Path(folder), database) as site,
    ):
        figures = measure(site, name, content, chosen.rows)
    kind = urlsplit(database).scheme or "sqlite"
    print(f"{chosen.rows} cases as {chosen.shape} ({len(content) / 1e6:.1f} MB) on {kind}")
    for what, figure in figures:
        print(f"  {what:<44}{figure}")
    return 0


# --- what is imported -----------------------------------------------------------------------------


def cases(rows: int) -> Iterator[tuple]:
    for number in range(rows):
        yield (
            f"example-case-{number:06}",
            f"Example group {number} held at a border",
            f"Example text about group {number}. " * 8,
            f"{1995 + number % 30}-{number % 12 + 1:02}",
            ("China", "Russia", "Laos")[number % 3],
            number % 7 + 1,
            number % 7 + 3,
            "Example remark" if number % 5 else "",
        )


def as_csv(*rows) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


def table(rows: int) -> tuple[str, bytes]:
    return "example.csv", as_csv(HEADINGS, *cases(rows))


def workbook(rows: int) -> tuple[str, bytes]:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Example")
    for row in (HEADINGS, *cases(rows)):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return "example.xlsx", stream.getvalue()


def bundle(rows: int) -> tuple[str, bytes]:
    """Every case with an event and a citation; a source for every ten."""
    events = (
        (
            f"example-case-{number:06}--e01",
            f"example-case-{number:06}",
            1,
            "apprehended",
            "2012-03",
            "Example step.",
        )
        for number in range(rows)
    )
    sources = (
        (f"example-source-{number}", f"Example article {number}", "media") for number in range(rows // 10 + 1)
    )
    citations = (
        (
            f"example-citation-{number}",
            "case",
            f"example-case-{number:06}",
            f"example-source-{number // 10}",
            "supports",
        )
        for number in range(rows)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cases.csv", as_csv(COLUMNS, *cases(rows)))
        heading = ("event_id", "reference", "sequence", "kind", "date_edtf", "summary")
        archive.writestr("events.csv", as_csv(heading, *events))
        archive.writestr("sources.csv", as_csv(("source_id", "title", "kind"), *sources))
        heading = ("citation_id", "entity_type", "entity_id", "source_id", "stance")
        archive.writestr("citations.csv", as_csv(heading, *citations))
    return "example.zip", stream.getvalue()


SHAPES = {"table": table, "workbook": workbook, "bundle": bundle}


# --- where ----------------------------------------------------------------------------------------


@contextmanager
def scratch_database() -> Iterator[str]:
    """The address of an empty database that goes afterwards; "" for SQLite."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server:
        yield ""
        return
    name = f"surplace_bench_{os.getpid()}"
    with psycopg.connect(server, dbname="postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def served(folder: Path, database: str) -> Iterator["Site"]:
    port = free_port()
    site = Site(folder, f"http://127.0.0.1:{port}", database)
    site.python("-m", "advocacy.newenv", "--file", str(folder / "env"), "--site-url", site.address)
    site.python("manage.py", "migrate", "--verbosity", "0")
    site.python("manage.py", "shell", "-c", NEW_USER)
    site.python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "advocacy.wsgi"],
        cwd=ROOT,
        env=site.environment,
    )
    site.server = server.pid
    try:
        wait_for(port, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=30)


class Site:
    """A site of its own; `server` is the process of gunicorn."""

    server = 0

    def __init__(self, folder: Path, address: str, database: str):
        self.address = address
        self.environment = {
            "PATH": os.environ["PATH"],
            "ENV_FILE": str(folder / "env"),
            "DATA_DIR": str(folder / "data"),
            "SITE_URL": address,
            **({"DATABASE_URL": database} if database else {}),
        }

    def python(self, *arguments: str) -> str:
        ended = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return ended.stdout

    def cases(self) -> int:
        return int(self.python("manage.py", "shell", "--verbosity", "0", "-c", COUNT).split()[-1])


# --- what is measured -----------------------------------------------------------------------------


def measure(site: Site, name: str, content: bytes, rows: int) -> list[tuple[str, str]]:
    """What was measured, in words and figures. Raises RuntimeError where the import did not do what it should."""
    visitor, seconds = Visitor(site.address), {}
    login = visitor.get("/admin/login/?next=/admin/")
    visitor.post(login.form("/login/"), username=USER, password=PASSWORD)
    # Each server process loads the site with its first answer.
    for _warming in range(8):
        visitor.get("/admin/")
    visitor.slowest = (0.0, "")
    with Peaks(site.server) as peaks:

        @contextmanager
        def phase(named: str) -> Iterator[None]:
            peaks.phase = named
            begun = time.monotonic()
            yield
            seconds[named] = time.monotonic() - begun

        upload = visitor.get("/admin/cases/importrun/add/")
        with phase("upload"):
            page = visitor.upload(upload.form(), name, content)
        with phase("check"):
            if not name.endswith(".zip"):
                page = visitor.post(page.form("/columns/"))
            page = finished(visitor, page)
        if "/commit/" not in page.text:
            raise RuntimeError(f"The preview cannot be imported:\n{page.text}")
        with phase("commit"):
            page = finished(visitor, visitor.post(page.form("/commit/")))
        expect(site.cases(), rows, "cases after the import", page)
        with phase("undo"):
            page = finished(visitor, visitor.post(page.form("/undo/"), reason="Example reason"))
        expect(site.cases(), 0, "cases after taking it back", page)
    longest, address = visitor.slowest
    return [
        *(
            (f"{named}, seconds", f"{taken:.1f} ({rows / taken:,.0f} rows a second)")
            for named, taken in seconds.items()
        ),
        ("longest request, seconds", f"{longest:.2f} ({address.replace(site.address, '')})"),
        *((f"peak memory of {what}, MB", f"{peak / 1024:.0f}") for what, peak in sorted(peaks.of.items())),
    ]


def finished(visitor: Visitor, page: Page) -> Page:
    """The page of the import once nobody is at work on it."""
    while page.is_working:
        time.sleep(EVERY)
        page = visitor.get(page.address)
    return page


def expect(found: int, wanted: int, what: str, page: Page) -> None:
    if found != wanted:
        raise RuntimeError(f"{what}: {found} instead of {wanted}. See {page.address}")


if __name__ == "__main__":
    sys.exit(main())
