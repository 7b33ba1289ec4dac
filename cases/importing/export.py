"""The record written back as a bundle: raw, complete, in a defined order, for the office's own use.

Importing an export into an empty record and exporting that again gives the same bytes. Rows stand in the order
of their ids as Unicode text, events and involvements by case first, consents by person, translations by type, id,
field and language. Confidential sources are left out, and with them what cannot stand without them.
"""

import os
import zipfile
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from cases.importing import sheet
from cases.importing.arrange import TRANSLATION_COLUMNS, TRANSLATIONS
from cases.importing.cells import BETWEEN
from cases.importing.check import Progress, silent
from cases.importing.columns import Target
from cases.importing.faults import CellError, shown
from cases.importing.table import Table

OWNER_ONLY = 0o600


class ExportRefused(Exception):
    """The record cannot be written so that it can be read back; `reasons` says which cells, one a line."""

    def __init__(self, reasons: list[str]):
        self.reasons = reasons
        super().__init__("\n".join(reasons))


def export(tables: Sequence[Table], *, progress: Progress = silent) -> tuple[dict[str, str], dict[str, int]]:
    """The text of every file by name, and how many rows of it were left out (confidential sources apart).

    Raises ExportRefused. Cost: one query for each table and model, and one for every 500 rows with links.
    """
    exporting = _Exporting(tables)
    files = {table.file: exporting.table(table) for table in progress(tables, _("Exporting"))}
    files[f"{TRANSLATIONS}.csv"] = exporting.written_translations()
    if exporting.reasons:
        raise ExportRefused(exporting.reasons)
    return files, exporting.left_out


def write_files(files: Mapping[str, str], path: Path) -> None:
    """Write the files into a new folder, or into a new zip when the path ends in .zip; readable by the owner alone.

    Raises FileExistsError. A failure leaves nothing at `path`.
    """
    if path.exists():
        raise FileExistsError(path)
    unfinished = path.with_name(f".{path.name}.unfinished")
    if path.suffix == ".zip":
        with _new_file(unfinished) as stream, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                member = zipfile.ZipInfo(name)  # dated 1980: the same record gives the same bytes
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = OWNER_ONLY << 16
                archive.writestr(member, text.encode())
    else:
        unfinished.mkdir(mode=0o700)
        for name, text in files.items():
            with _new_file(unfinished / name) as stream:
                stream.write(text.encode())
    unfinished.rename(path)


def _new_file(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "wb")


class _Exporting:
    def __init__(self, tables: Sequence[Table]):
        #: What rows exported so far are called, by everything that other rows may name.
        self.exported: dict[Target, set[str]] = {
            target: set() for table in tables for target in table.targets()
        }
        self.left_out: dict[str, int] = {}
        self.translations: list[tuple[str, ...]] = []
        self.reasons: list[str] = []

    def table(self, table: Table) -> str:
        """The text of one file. The tables that its rows name must have been written before."""
        id_name = table.id_column.name
        open_rows = [table.texts(record) for record in table.records() if not table.is_private(record)]
        rows = [texts for texts in open_rows if self.can_stand(table, texts)]
        if len(rows) < len(open_rows):
            self.left_out[table.file] = len(open_rows) - len(rows)
        for target, names in self.exported.items():
            if target.table == table.name:
                column = next(column for column in table.columns if column.field == target.lookup)
                names.update(texts[column.name] for texts in rows)
        rows.sort(key=table.order or (lambda texts: (texts[id_name],)))
        for texts in rows:
            self.forget_hidden(table, texts)
            self.examine(table, texts)
            self.translate(table, texts)
        for texts, following in pairwise(rows):
            if texts[id_name] == following[id_name]:
                self.refuse(table, texts, id_name, _("Two rows have this id."))
        header = sheet.line(column.name for column in table.listed)
        return header + "".join(sheet.line(texts[column.name] for column in table.listed) for texts in rows)

    def can_stand(self, table: Table, texts: dict[str, str]) -> bool:
        """Whether everything a row cannot be without is exported."""
        return all(
            key in self.exported[target]
            for column in table.columns
            if column.required
            for target, key in column.keys(texts)
        )

    def forget_hidden(self, table: Table, texts: dict[str, str]) -> None:
        """Empty the cells that name what is not exported."""
        for column in table.columns:
            if any(key not in self.exported[target] for target, key in column.keys(texts)):
                shared = [key for target, key in column.keys(texts) if key in self.exported[target]]
                texts[column.name] = BETWEEN.join(shared)

    def examine(self, table: Table, texts: dict[str, str]) -> None:
        """Refuse cells that an import could not read back as they are."""
        for name, text in texts.items():
            column = table.by_name[name]
            try:
                if text and column.kind.canonical(text) != text:
                    self.refuse(table, texts, name, _("This would be read back as something else."), text)
                elif column.required and not text.strip():
                    self.refuse(table, texts, name, _("A new row needs this."))
            except CellError as error:
                self.refuse(table, texts, name, str(error), text)

    def refuse(self, table: Table, texts: dict[str, str], column: str, message: str, text: str = "") -> None:
        cell = f" “{shown(text)}”" if text else ""
        self.reasons.append(f"{table.name}, {texts[table.id_column.name]}, {column}{cell}: {message}")

    def translate(self, table: Table, texts: dict[str, str]) -> None:
        """Collect the row's translations, but for those with a column of their own in the main file."""
        for (name, language), column in table.translations.items():
            if texts[column.name] and not column.listed:
                row = (table.one, texts[table.id_column.name], name, language, texts[column.name])
                self.translations.append(row)

    def written_translations(self) -> str:
        return "".join(map(sheet.line, [TRANSLATION_COLUMNS, *sorted(self.translations)]))
