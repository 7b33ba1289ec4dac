"""Files for the office's own use, as CSV and XLSX: each says so before its first row."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from cases.published import csv_lines

#: What a cell of a spreadsheet holds at most.
LONGEST_CELL = 32_767
#: The most rows of a file: a CSV file leaves as it is made, a spreadsheet is made whole first.
MOST_ROWS = {"csv": 100_000, "xlsx": 20_000}
PIECE = 500
BLOCK = 1 << 16


def csv_file(notice: str, headings: list[str], rows: Iterable[list]) -> Iterator[bytes]:
    """The file in pieces: the notice as its first line, then headings and rows in the form of the public files, with
    formulas made harmless (cases/published/csv_lines.py)."""
    yield csv_lines.BYTE_ORDER_MARK.encode()
    yield _lines([[notice], headings])
    piece = []
    for row in rows:
        piece.append(row)
        if len(piece) == PIECE:
            yield _lines(piece)
            piece = []
    yield _lines(piece)


def _lines(rows: Iterable[list]) -> bytes:
    return "".join(csv_lines.line(row) + csv_lines.LINE_END for row in rows).encode()


def xlsx_file(notice: list[tuple[str, str]], headings: list[str], rows: Iterable[list]) -> BinaryIO:
    """The workbook, open at its beginning: the notice on the first sheet, the rows on the second. Text is marked as
    text, so that no spreadsheet runs it as a formula. In bounded memory: sheets are written to files that go with it."""
    book = Workbook(write_only=True)
    first = book.create_sheet(_("Internal use"))
    for line in notice:
        first.append([_cell(first, value) for value in line])
    sheet = book.create_sheet(_("Rows"))
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, heading) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    stream = tempfile.TemporaryFile()  # noqa: SIM115  closed by the answer that sends it
    book.save(stream)
    stream.seek(0)
    return stream


def _cell(sheet, value) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    text = csv_lines.clean(value)
    if len(text) > LONGEST_CELL:
        cut = _("… (cut here: the CSV file has all of it)")
        text = text[: LONGEST_CELL - len(cut)] + cut
    cell = WriteOnlyCell(sheet, text)
    # Also of what looks like a formula, a date or an error.
    cell.data_type = "s"
    return cell


def blocks(stream: BinaryIO, done: Callable[[], None]) -> Iterator[bytes]:
    """The bytes of a file; `done()` once the last has been handed over."""
    with stream:
        while block := stream.read(BLOCK):
            yield block
    done()
