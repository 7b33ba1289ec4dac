"""Everything published as one data set: its whole tables with size and digest, and the description for machines."""

import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.http import QueryDict
from django.utils import translation
from django.utils.functional import Promise

from cases.published.columns import SCHEMA_VERSION, TABLES, Column, Table, heading
from cases.published.exports import FILTERS, LICENCE, LICENCE_URL, csv_file, moment, state
from cases.published.models import PublishedState
from cases.published.snapshot import snapshot

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DESCRIPTION = (
    "Publicly reported cases of detention and forced return of refugees, the sources that report them and the "
    "advocacy taken on them. Empty cells mean not stated. Dates are EDTF texts with the first and last day they can "
    "mean. Text that a spreadsheet would run as a formula begins with one added apostrophe: take one away from a "
    "cell that begins with apostrophes before =, +, - or @. Figures overlap and disagree: never add them up; the "
    "contribution columns of cases do add up."
)


@dataclass(frozen=True)
class TableFile:
    """The whole CSV file of one table, as /<table>.csv sends it."""

    table: str
    rows: int
    size: int
    sha256: str

    @property
    def title(self) -> Promise:
        return TABLES[self.table].title


def files() -> tuple[PublishedState, list[TableFile]]:
    """The current edition and its whole files.

    Writes every file once per edition to measure it; then one query and one small file of settings.PAGE_CACHE_DIR.
    """
    with snapshot():
        current = state()
        measured = _load(current.token)
        if measured is None:
            measured = [measure(table) for table in TABLES]
            _store(current.token, measured)
    return current, measured


def measure(table: str) -> TableFile:
    """Rows, bytes and digest of the whole file of a table."""
    listed = FILTERS[table].parse(QueryDict())
    size, digest = 0, hashlib.sha256()
    for piece in csv_file(table, listed):
        size += len(piece)
        digest.update(piece)
    return TableFile(table, listed.queryset().count(), size, digest.hexdigest())


def datapackage() -> dict:
    """The description of the data set as a Data Package (https://datapackage.org), in English."""
    current, measured = files()
    with translation.override("en"):
        return {
            "$schema": PROFILE,
            "name": "surplace",
            "id": f"{settings.SITE_URL}/datapackage.json",
            "title": settings.SITE_NAME,
            "description": DESCRIPTION,
            "homepage": f"{settings.SITE_URL}/data/",
            "version": f"{SCHEMA_VERSION}.{current.serial}",
            "created": moment(current.changed_at),
            "licenses": [{"name": LICENCE, "path": LICENCE_URL, "title": "CC0 1.0"}],
            "sources": [
                {"title": "The documents of the table sources", "path": f"{settings.SITE_URL}/sources/"}
            ],
            "contributors": [{"title": settings.ORGANISATION_NAME, "roles": ["publisher"]}],
            "resources": [_resource(file) for file in measured],
        }


def _resource(file: TableFile) -> dict:
    table = TABLES[file.table]
    return {
        "name": table.name,
        "type": "table",
        "title": str(table.title),
        "description": str(table.description),
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.size,
        "hash": f"sha256:{file.sha256}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict:
    return {
        "fields": [_field(column) for column in table.all_columns],
        "missingValues": [""],
        "primaryKey": ["reference"],
        "foreignKeys": [
            {"fields": [column], "reference": _end(table.name, other)}
            for column, other in table.foreign_keys.items()
        ],
    }


def _end(table: str, other: str) -> dict:
    # A key into the table itself names no resource.
    return {"fields": ["reference"]} if other == table else {"resource": other, "fields": ["reference"]}


def _field(column: Column) -> dict:
    constraints: dict = {"required": True} if column.required else {}
    if column.name == "reference":
        constraints["unique"] = True
    field = {
        "name": column.name,
        "title": heading(column.name, "en"),
        "type": column.kind,
        "description": column.description,
    }
    if column.choices and not column.many:
        constraints["enum"] = list(column.choices.values)
        field["categories"] = [{"value": code, "label": str(label)} for code, label in column.choices.choices]
    return field | ({"constraints": constraints} if constraints else {})


def _cache_file(token: str) -> Path:
    return settings.PAGE_CACHE_DIR / (token or "none") / "tables.json"


def _load(token: str) -> list[TableFile] | None:
    if not settings.PAGE_CACHE:
        return None
    try:
        return [TableFile(**row) for row in json.loads(_cache_file(token).read_text("utf-8"))]
    except (OSError, ValueError, TypeError):
        return None


def _store(token: str, measured: list[TableFile]) -> None:
    """Keeps the measures; a full disk only costs speed."""
    if not settings.PAGE_CACHE:
        return
    path = _cache_file(token)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
            json.dump([asdict(row) for row in measured], file)
        Path(file.name).replace(path)
    except OSError:
        return
