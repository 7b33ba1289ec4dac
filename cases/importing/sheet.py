"""The bytes of one CSV file as numbered rows, and rows as bytes. Pure.

In: UTF-8 with or without BOM, commas, LF or CRLF, read as a stream. Out: UTF-8 without BOM, LF, quotes only where they
are needed; what was written is read back letter for letter, whatever the texts contain.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from django.utils.translation import gettext as _

from cases.importing.cells import LONGEST_TEXT
from cases.importing.faults import Fault, nearest, unknown_word
from cases.importing.layout import FAULTS, Layout
from cases.importing.texts import Texts
from cases.published.csv_lines import restore

#: Texts of cells with one of these are quoted. Python's own writer would leave a lone CR unquoted.
_QUOTED = frozenset(',"\r\n')
#: Rows of one file. A hundred times what the desk was measured with would not fit into a small server's memory.
MOST_ROWS = 500_000
#: Columns of one file. Our tables have some dozens, other people's perhaps a hundred.
MOST_COLUMNS = 500
#: Characters of one row, its line ends included.
LONGEST_ROW = 2_000_000


class NotText(Exception):
    """The bytes of a file are no text that can be read; the message says where."""


@dataclass
class Sheet:
    """The rows of one file: `rows` are (number as a spreadsheet counts, column → text as written).

    `header` are the columns that are read; `taken` where they stand in the file; `width` how many cells its rows have.
    `was_returned`: it is a file of faults that we gave out (cases/importing/returned.py).
    """

    name: str
    header: tuple[str, ...] = ()
    rows: list[tuple[int, Texts]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    readable: bool = True
    taken: tuple[int, ...] = ()
    width: int = 0
    given: tuple[str, ...] = ()
    was_returned: bool = False


def read(name: str, data: bytes | BinaryIO, known: Iterable[str], layout: Layout | None = None) -> Sheet:
    """The rows of CSV file `name` (with its ending) whose columns may be `known`; faults are in the sheet.

    A sheet is not `readable` when no row of it can be trusted: wrong encoding, no usable header. Errors of the
    stream itself are raised.
    """
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    return read_records(name, csv_records(stream), known, layout)


def csv_records(stream: BinaryIO) -> Iterator[list[str]]:
    """The records of a CSV file, blank lines included. Raises csv.Error and NotText."""
    lines = _Lines(stream)
    for record in csv.reader(lines, strict=True):
        lines.of_row = 0
        yield record


def read_records(
    name: str, records: Iterable[list[str]], known: Iterable[str], layout: Layout | None = None
) -> Sheet:
    """The rows of a table given record by record, the first naming the columns, as `read` gives them.

    With a `layout` the headings are those of somebody's spreadsheet, and it says which column each one is.
    """
    sheet = Sheet(name)
    number = 0
    try:
        for number, record in enumerate(records, start=1):
            if number == 1:
                _read_header(sheet, record, list(known), layout)
            elif any(record):
                _read_row(sheet, number, record)
            if len(sheet.rows) > MOST_ROWS:
                _refuse(sheet, number, _("The file has more than %(most)s rows.") % {"most": MOST_ROWS})
            if not sheet.readable:
                break
    except csv.Error:
        _refuse(
            sheet,
            number + 1,
            _("The quotation marks do not match, or a cell is longer than %(most)s characters.")
            % {"most": LONGEST_TEXT},
        )
    except NotText as error:
        sheet.faults.clear()
        _refuse(sheet, 0, str(error))
    if not sheet.header and sheet.readable:
        _refuse(sheet, 1, _("The file is empty: its first row must name the columns."))
    return sheet


class _Lines:
    """The lines of a stream, as the csv module wants them. Raises NotText.

    `of_row` are the characters since it was last set to 0, after each row.
    """

    def __init__(self, stream: BinaryIO):
        self.stream, self.of_row = stream, 0

    def __iter__(self) -> Iterator[str]:
        number = 1
        text = io.TextIOWrapper(self.stream, "utf-8-sig", newline="")
        try:
            while line := text.readline(LONGEST_ROW):
                self.of_row += len(line)
                if self.of_row >= LONGEST_ROW:
                    message = _(
                        "The row in line %(line)s is longer than %(most)s characters. Perhaps a quotation mark is missing."
                    )
                    raise NotText(message % {"line": number, "most": LONGEST_ROW})
                if "\0" in line:
                    where = number + line[: line.index("\0")].count("\n")
                    message = _(
                        "Line %(line)s contains a NUL byte. Save the file as “CSV UTF-8” and import it again."
                    )
                    raise NotText(message % {"line": where})
                number += line.count("\n")
                yield line
        except UnicodeDecodeError as error:
            message = _("Line %(line)s is not UTF-8. Save the file as “CSV UTF-8” and import it again.")
            raise NotText(message % {"line": _first_bad_line(text)}) from error
        finally:
            # Whoever opened the stream closes it, perhaps before these lines are forgotten.
            if not self.stream.closed:
                text.detach()


def _first_bad_line(text: io.TextIOWrapper) -> int:
    """Where the bytes stop being UTF-8: the decoder itself knows only its own portion of them."""
    text.buffer.seek(0)
    for number, line in enumerate(text.buffer, start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return number
    return 1


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


def _read_header(sheet: Sheet, record: list[str], known: list[str], layout: Layout | None) -> None:
    if len(record) > MOST_COLUMNS:
        _refuse(sheet, 1, _("The file has more than %(most)s columns.") % {"most": MOST_COLUMNS})
        return
    header = tuple(name.strip() for name in record)
    if not any(header):
        _refuse(sheet, 1, _("The first row must name the columns."))
        return
    sheet.width = len(header)
    sheet.was_returned = FAULTS in header
    columns = layout.read(header) if layout else header
    taken = []
    for position, name in enumerate(columns):
        if name == FAULTS or (layout and not name):
            continue
        taken.append(position)
        if not name:
            message = _("Column %(position)s has no name.") % {"position": position + 1}
            sheet.faults.append(Fault(sheet.name, 1, "", "", message))
        elif name not in known:
            sheet.faults.append(Fault(sheet.name, 1, name, "", unknown_word(name, known)))
        elif columns.index(name) < position:
            sheet.faults.append(Fault(sheet.name, 1, name, "", _("Two columns have this name.")))
    given = {name: text for name, text in (layout.constants if layout else {}).items() if name not in columns}
    sheet.taken = tuple(taken)
    sheet.given = tuple(given.values())
    sheet.header = (*(columns[position] for position in taken), *given)
    if len(header) == 1 and header[0] not in known and (";" in header[0] or "\t" in header[0]):
        sheet.faults.clear()
        _refuse(sheet, 1, _("The columns must be separated by commas."), header[0])
    elif not set(sheet.header) & set(known):
        sheet.readable = False


def _read_row(sheet: Sheet, number: int, record: list[str]) -> None:
    if len(record) != sheet.width:
        message = _("The row has %(cells)s cells, the header names %(columns)s columns.")
        counts = {"cells": len(record), "columns": sheet.width}
        sheet.faults.append(Fault(sheet.name, number, "", "", message % counts))
        return
    texts = [record[position] for position in sheet.taken]
    if sheet.was_returned:
        texts = [restore(text) for text in texts]
    sheet.rows.append((number, Texts(sheet.header, (*texts, *sheet.given))))


def unknown_file(name: str, known: Iterable[str]) -> Fault:
    """The fault about a file that no table of the format is called."""
    files = [f"{table}.csv" for table in known]
    suggestion = nearest(name, files)
    message = _("No file of a bundle has this name.")
    if suggestion:
        message = _("No file of a bundle has this name; is “%(file)s” meant?") % {"file": suggestion}
    return Fault(name, 0, "", "", " ".join([message, _("Allowed: %(words)s.") % {"words": ", ".join(files)}]))
