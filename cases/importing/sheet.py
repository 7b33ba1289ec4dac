"""The bytes of one CSV file as numbered rows, and rows as bytes. Pure.

In: UTF-8 with or without BOM, commas, LF or CRLF. Out: UTF-8 without BOM, LF, quotes only where they are needed;
what was written is read back letter for letter, whatever the texts contain.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cases.importing.cells import LONGEST_TEXT
from cases.importing.faults import Fault, nearest, unknown_word

#: Texts of cells with one of these are quoted. Python's own writer would leave a lone CR unquoted.
_QUOTED = frozenset(',"\r\n')


@dataclass
class Sheet:
    """The rows of one file: `rows` are (number as a spreadsheet counts, column → text as written)."""

    name: str
    header: tuple[str, ...] = ()
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    readable: bool = True


def read(name: str, data: bytes, known: Iterable[str]) -> Sheet:
    """The rows of file `name` (with its ending) whose columns may be `known`; faults are in the sheet.

    A sheet is not `readable` when no row of it can be trusted: wrong encoding, no usable header.
    """
    sheet = Sheet(name)
    text = _decoded(sheet, data)
    if text is None:
        return sheet
    records = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            if number == 1:
                _read_header(sheet, record, list(known))
            elif any(record):
                _read_row(sheet, number, record)
            if not sheet.readable:
                break
    except csv.Error:
        _refuse(
            sheet,
            number + 1,
            _("The quotation marks do not match, or a cell is longer than %(most)s characters.")
            % {"most": LONGEST_TEXT},
        )
    if not sheet.header and sheet.readable:
        _refuse(sheet, 1, _("The file is empty: its first row must name the columns."))
    return sheet


def line(cells: Iterable[str]) -> str:
    """One line of a CSV file, with its LF."""
    cells = list(cells)
    if cells == [""]:
        return '""\n'
    return ",".join(_quoted(cell) if _QUOTED & set(cell) else cell for cell in cells) + "\n"


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _refuse(sheet: Sheet, row: int, message: str, value: str = "") -> None:
    sheet.readable = False
    sheet.faults.append(Fault(sheet.name, row, "", value, message))


def _decoded(sheet: Sheet, data: bytes) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = data[: error.start].count(b"\n") + 1
        message = _("Line %(line)s is not UTF-8. Save the file as “CSV UTF-8” and import it again.")
        _refuse(sheet, 0, message % {"line": where})
        return None
    if "\0" in text:
        where = text[: text.index("\0")].count("\n") + 1
        message = _("Line %(line)s contains a NUL byte. Save the file as “CSV UTF-8” and import it again.")
        _refuse(sheet, 0, message % {"line": where})
        return None
    return text


def _read_header(sheet: Sheet, record: list[str], known: list[str]) -> None:
    header = tuple(name.strip() for name in record)
    if not any(header):
        _refuse(sheet, 1, _("The first row must name the columns."))
        return
    for position, name in enumerate(header, start=1):
        if not name:
            message = _("Column %(position)s has no name.") % {"position": position}
            sheet.faults.append(Fault(sheet.name, 1, "", "", message))
        elif name not in known:
            sheet.faults.append(Fault(sheet.name, 1, name, "", unknown_word(name, known)))
        elif header.index(name) < position - 1:
            sheet.faults.append(Fault(sheet.name, 1, name, "", _("Two columns have this name.")))
    sheet.header = header
    if len(header) == 1 and header[0] not in known and (";" in header[0] or "\t" in header[0]):
        sheet.faults.clear()
        _refuse(sheet, 1, _("The columns must be separated by commas."), header[0])
    elif not set(header) & set(known):
        sheet.readable = False


def _read_row(sheet: Sheet, number: int, record: list[str]) -> None:
    if len(record) != len(sheet.header):
        message = _("The row has %(cells)s cells, the header names %(columns)s columns.")
        counts = {"cells": len(record), "columns": len(sheet.header)}
        sheet.faults.append(Fault(sheet.name, number, "", "", message % counts))
        return
    sheet.rows.append((number, dict(zip(sheet.header, record, strict=True))))


def unknown_file(name: str, known: Iterable[str]) -> Fault:
    """The fault about a file that no table of the format is called."""
    files = [f"{table}.csv" for table in known]
    suggestion = nearest(name, files)
    message = _("No file of a bundle has this name.")
    if suggestion:
        message = _("No file of a bundle has this name; is “%(file)s” meant?") % {"file": suggestion}
    return Fault(name, 0, "", "", " ".join([message, _("Allowed: %(words)s.") % {"words": ", ".join(files)}]))
