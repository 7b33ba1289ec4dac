"""What an import would do, row by row, kept in an encrypted file that a page can be read from without the rest.

Written once by the process that checks; the digest says whether a later check finds the same.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from cases.importing.arrange import TRANSLATIONS
from cases.importing.faults import Fault
from cases.importing.files import Bundle
from cases.importing.layout import FAULTS
from cases.importing.proposal import KINDS, WRONG, Preview, Row
from cases.importing.sealed import OWNER_ONLY
from cases.models.encryption import cipher
from cases.published.csv_lines import line

#: Rows of one page.
PAGE = 25
#: Faults of whole files that are listed.
MOST_GENERAL = 200


@dataclass
class Index:
    """Where the pages are: by table and kind, the place and length of each. `general` are the faults of no single row,
    `columns` those of each file."""

    pages: dict[str, dict[str, list[tuple[int, int]]]] = field(default_factory=dict)
    columns: dict[str, list[str]] = field(default_factory=dict)
    general: list[str] = field(default_factory=list)
    digest: str = ""


def write(preview: Preview, bundle: Bundle, path: Path) -> Index:
    """Write the preview to `path` (".rows" and ".index"), over an older one. Returns what the index says."""
    writing = _Writing(path.with_suffix(".rows"))
    by_row = defaultdict(list)
    for fault in preview.faults:
        by_row[fault.file, fault.row].append(fault)
    raw: Mapping[int, Mapping[str, str]] = {}
    file = None
    for row, kind in preview.kinds():
        if row.file != file:
            file = row.file
            raw = dict(bundle.sheets[file].rows) if file in bundle.sheets else {}
        faults = by_row.pop((f"{row.file}.csv", row.number), [])
        said = raw.get(row.number, row.cells) if row.file in (row.table, TRANSLATIONS) else row.cells
        name = row.table if row.creates else TRANSLATIONS
        writing.add(name, kind, _entry(preview, row, said, faults))
    for sheet_name, sheet in bundle.sheets.items():
        writing.index.columns[sheet_name] = list(sheet.header)
    left = [fault for faults in by_row.values() for fault in faults]
    writing.index.general = [str(fault) for fault in left[:MOST_GENERAL]]
    return writing.close(path.with_suffix(".index"))


def _entry(preview: Preview, row: Row, said: Mapping[str, str], faults: list[Fault]) -> dict:
    """One row as the page shows it: each cell with what stands in the record now, where that differs, and its faults."""
    proposal = preview.proposal(row)
    before = proposal.before if proposal and not proposal.is_new else {}
    if row.label:
        # The one text of a translation; the record calls its column otherwise.
        before = dict(zip([row.label], before.values(), strict=False))
    at = defaultdict(list)
    for fault in faults:
        at[fault.column].append(fault.message)
    cells = [[name, text, before.get(name), at.pop(name, [])] for name, text in said.items()]
    rest = [
        f"{column}: {message}" if column else message for column, found in at.items() for message in found
    ]
    return {"row": row.number, "reference": row.reference, "cells": cells, "faults": rest}


class _Writing:
    def __init__(self, path: Path):
        self.path = path
        self.unfinished = path.with_suffix(".unfinished")
        self.unfinished.unlink(missing_ok=True)
        self.file = os.fdopen(
            os.open(self.unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb"
        )
        self.index = Index()
        self.waiting: dict[tuple[str, str], list[dict]] = defaultdict(list)
        self.digest = blake2b(digest_size=24)

    def add(self, name: str, kind: str, entry: dict) -> None:
        waiting = self.waiting[name, kind]
        waiting.append(entry)
        if len(waiting) == PAGE:
            self.flush(name, kind)

    def flush(self, name: str, kind: str) -> None:
        text = json.dumps([name, kind, self.waiting.pop((name, kind))], ensure_ascii=False).encode()
        self.digest.update(text)
        token = cipher().encrypt(text)
        kinds = self.index.pages.setdefault(name, {each: [] for each in KINDS})
        kinds[kind].append((self.file.tell(), len(token)))
        self.file.write(token)

    def close(self, path: Path) -> Index:
        for name, kind in sorted(self.waiting):
            self.flush(name, kind)
        self.file.close()
        self.unfinished.replace(self.path)
        self.digest.update(json.dumps(self.index.general).encode())
        self.index.digest = self.digest.hexdigest()
        write_sealed(path, vars(self.index))
        return self.index


def write_sealed(path: Path, content: object) -> None:
    """A small encrypted file with JSON in it, over an older one."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb") as file:
        file.write(cipher().encrypt(json.dumps(content, ensure_ascii=False).encode()))
    unfinished.replace(path)


def read_sealed(path: Path) -> object:
    """What write_sealed wrote. Raises FileNotFoundError."""
    return json.loads(cipher().decrypt(path.read_bytes()))


def read_index(path: Path) -> Index:
    """The index of a preview. Raises FileNotFoundError."""
    return Index(**read_sealed(path.with_suffix(".index")))


def read_page(path: Path, place: int, length: int) -> list[dict]:
    """The rows of one page."""
    with path.with_suffix(".rows").open("rb") as file:
        file.seek(place)
        return json.loads(cipher().decrypt(file.read(length)))[2]


def faulty_lines(path: Path, index: Index, name: str) -> Iterator[str]:
    """The CSV lines of a file's wrong rows, with a last column that says what is wrong.

    Mended and uploaded again it is an import of its own: the last column is not read, and what was neutralised for the
    spreadsheet is put back.
    """
    columns = index.columns.get(name, [])
    yield "\ufeff" + line([*columns, FAULTS]) + "\r\n"
    for place, length in index.pages.get(name, {}).get(WRONG, []):
        for entry in read_page(path, place, length):
            texts = {column: text for column, text, _before, _faults in entry["cells"]}
            said = [
                f"{column}: {fault}" for column, _text, _before, found in entry["cells"] for fault in found
            ]
            yield (
                line([*(texts.get(column, "") for column in columns), " | ".join([*said, *entry["faults"]])])
                + "\r\n"
            )
