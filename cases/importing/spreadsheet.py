"""One sheet of an XLSX workbook as rows of texts, opened without trusting it.

A cell becomes the text that a person sees in it, as far as that can be known: dates in EDTF, whole numbers without a
point, yes and no. What a formula last gave is read, never the formula.

openpyxl says what the parts of a workbook mean. It reads them whole, so it gets only the small ones, and of the sheet
and its texts one row and one text at a time: a few kilobytes of a hostile file can stand for any number of cells.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BufferedReader, BytesIO
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

# As openpyxl does where it is installed: no entity, which could expand without end, is read.
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _
from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import _find_workbook_part
from openpyxl.reader.workbook import WorkbookParser
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet._reader import WorkSheetParser
from openpyxl.xml.constants import ARC_CONTENT_TYPES, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from cases.importing.archives import DAMAGED, Measured, TooLarge, is_packed_safely, open_archive
from cases.importing.files import LARGEST_BUNDLE, LARGEST_FILE, MOST_FILES, BundleError
from cases.importing.sealed import Damaged
from cases.importing.sheet import MOST_COLUMNS

#: Unpacked bytes for each packed one that are still believed. Real workbooks stay below 40.
MOST_UNPACKED = 200
#: Bytes of a part that is read whole: the list of sheets, the formats of cells.
LARGEST_PART = 2 * 1024 * 1024
#: Elements of such a part, and how many stand in one another.
MOST_ELEMENTS = 30_000
DEEPEST = 64
#: Bytes between the end of one row, or text, and the end of the next.
LARGEST_ITEM = 2 * 1024 * 1024
#: Elements of one row, or text: a row that is coloured to its end has 16,384 cells.
MOST_IN_ITEM = 50_000
MOST_SHEETS = 100
#: Different texts of all cells of the workbook.
MOST_TEXTS = 2_000_000
#: Rows that a spreadsheet can have.
LAST_ROW = 1_048_576
#: Different names of XML elements and attributes: real workbooks have some dozens, and a parser remembers each.
MOST_NAMES = 500
#: Bytes of each part that a page may read which shows the first rows.
FIRST_LOOK = 16 * 1024 * 1024
#: Bytes unpacked at once.
PORTION = 256 * 1024
#: What reading a damaged workbook raises in openpyxl and below it.
UNREADABLE = (
    *DAMAGED,
    InvalidFileException,
    DefusedXmlException,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    OSError,
)
_SHEET_DATA, _ROW, _TEXTS, _TEXT = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("sheetData", "row", "sst", "si"))
_T, _RUN = (f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("t", "r"))


def sheet_names(stream: BinaryIO) -> list[str]:
    """The names of the sheets with cells. Raises BundleError. Reads some small parts of the workbook."""
    with _opened(stream, FIRST_LOOK) as workbook:
        return list(workbook.sheets)


def records(stream: BinaryIO, name: str = "", *, most: int = LARGEST_FILE) -> Iterator[list[str]]:
    """The rows of the sheet of this name, else of the first; each as long as the heading row, if what is beyond is empty.

    Raises BundleError. `most` are the unpacked bytes of one part that may be read for it; only what the rows asked for
    need is read.
    """
    with _opened(stream, most) as workbook:
        part = workbook.sheets.get(name) if name else next(iter(workbook.sheets.values()), None)
        if part is None and not name:
            raise BundleError(_damaged())
        if part is None:
            raise BundleError(_("The workbook has no sheet “%(name)s”.") % {"name": name})
        width = letters = 0
        for record in workbook.rows(part):
            while record and not record[-1]:
                record.pop()
            width = width or len(record)
            letters += sum(map(len, record))
            # Many cells may share one long text.
            if letters > LARGEST_FILE:
                raise TooLarge
            yield record + [""] * (width - len(record))


@contextmanager
def _opened(stream: BinaryIO, most: int) -> Iterator["_Workbook"]:
    """The workbook; what goes wrong while it is read is a BundleError."""
    stream.seek(0)
    try:
        with open_archive(stream) as archive:
            _refuse_bombs(archive)
            yield _Workbook(archive, most)
    except (Damaged, BundleError):
        raise
    except TooLarge as error:
        raise BundleError(_too_large()) from error
    except UNREADABLE as error:
        raise BundleError(_damaged()) from error


def _damaged() -> str:
    return _("This workbook cannot be read. Open it, save it as XLSX or as CSV UTF-8, and upload that.")


def _too_large() -> str:
    return _(
        "The workbook is too large once unpacked: too many sheets, cells or texts, or much that is not seen. "
        "Save the sheet as CSV UTF-8 and upload that."
    )


def _refuse_bombs(archive: zipfile.ZipFile) -> None:
    """Raise TooLarge for a workbook that says itself that it would unpack to more than a bundle may hold."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MOST_FILES * 10
        or unpacked > LARGEST_BUNDLE
        or unpacked > MOST_UNPACKED * max(packed, 10_000)
    ):
        raise TooLarge
    if not all(map(is_packed_safely, members)):
        raise zipfile.BadZipFile


class _Part(Measured):
    """A part of the workbook. Raises TooLarge also where `since_item`, set to 0 after each item, grows too large."""

    since_item = 0

    def readinto(self, buffer):
        size = super().readinto(buffer)
        self.since_item += size
        if self.since_item > LARGEST_ITEM:
            raise TooLarge
        return size


class _Workbook:
    """An open workbook. `sheets` are the parts of the archive by the name of the sheet."""

    def __init__(self, archive: zipfile.ZipFile, most: int):
        self.archive, self.most = archive, most
        package = Manifest.from_tree(fromstring(self.read(ARC_CONTENT_TYPES)))
        parser = WorkbookParser(self, _find_workbook_part(package).PartName[1:], keep_links=False)
        parser.parse()
        if len(parser.sheets) > MOST_SHEETS:
            raise TooLarge
        members = set(archive.namelist())
        #: In the order of the workbook.
        self.sheets = {
            sheet.name: relation.target
            for sheet, relation in parser.find_sheets()
            if relation.target in members and "chartsheet" not in relation.Type
        }
        self.book: Workbook = parser.wb
        apply_stylesheet(self, self.book)
        texts = package.find(SHARED_STRINGS)
        self.texts = _Texts(self, texts.PartName[1:] if texts else "")

    def read(self, name: str) -> bytes:
        """A small part, whole; openpyxl asks for it by this name."""
        with self.archive.open(name) as stream, Measured(stream, LARGEST_PART) as part:
            data = part.read()
        _refuse_deep(data)
        return data

    def items(self, name: str, within: str, tag: str) -> Iterator[Element]:
        """The elements `tag` directly inside of `within`, one at a time: the last is emptied before the next."""
        names: set[str] = set()
        parent, since_item = None, 0
        with self.archive.open(name) as stream:
            part = _Part(stream, self.most)
            # A larger portion than openpyxl's: the sheet and its texts lie in different places of one encrypted file.
            for event, element in iterparse(BufferedReader(part, PORTION), events=("start", "end")):
                if event == "start":
                    names.add(element.tag)
                    names.update(element.keys())
                    since_item += 1
                    if len(names) > MOST_NAMES or since_item > MOST_IN_ITEM:
                        raise TooLarge
                    if element.tag == within and parent is None:
                        parent = element
                elif element is parent:
                    return
                elif element.tag == tag and parent is not None:
                    yield element
                    parent.clear()
                    part.since_item = since_item = 0

    def rows(self, name: str) -> Iterator[list[str]]:
        """The cells of every row as texts; rows that were left out of the file are empty."""
        parser = WorkSheetParser(
            None,
            self.texts,
            data_only=True,
            epoch=self.book.epoch,
            date_formats=self.book._date_formats,
            timedelta_formats=self.book._timedelta_formats,
        )
        last = 0
        for element in self.items(name, _SHEET_DATA, _ROW):
            number, cells = parser.parse_row(element)
            parser.row_dimensions.clear()
            if not last < number <= LAST_ROW:
                raise BundleError(_damaged())
            for _missing in range(last + 1, number):
                yield []
            last = number
            yield self._record(cells)

    def _record(self, cells: list[dict]) -> list[str]:
        texts = [(cell["column"], self._text_of(cell)) for cell in cells]
        # Cells that are only coloured may go on to the edge of the sheet.
        width = max((column for column, text in texts if text), default=0)
        if width > MOST_COLUMNS:
            raise BundleError(
                _("The sheet has more than %(most)s columns. Delete what is not needed.")
                % {"most": MOST_COLUMNS}
            )
        record = [""] * width
        for column, text in texts:
            if text:
                record[column - 1] = text
        return record

    def _text_of(self, cell: dict) -> str:
        value = cell["value"]
        if not isinstance(value, datetime):
            return text_of(value)
        number = self.book._cell_styles[cell["style_id"]].numFmtId
        if number < BUILTIN_FORMATS_MAX_SIZE:
            return text_of(value, BUILTIN_FORMATS.get(number, "General"))
        return text_of(value, self.book._number_formats[number - BUILTIN_FORMATS_MAX_SIZE])


def _refuse_deep(data: bytes) -> None:
    """Raise TooLarge for XML of which openpyxl would make too many objects, or too many in one another."""
    depth = 0
    for count, (event, _element) in enumerate(iterparse(BytesIO(data), events=("start", "end"))):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST or count > 2 * MOST_ELEMENTS:
            raise TooLarge


class _Texts:
    """The texts that cells share, by number; read as far as somebody asked."""

    def __init__(self, workbook: _Workbook, name: str):
        self.found: list[str] = []
        self.coming = workbook.items(name, _TEXTS, _TEXT) if name else iter(())

    def __getitem__(self, number: int) -> str:
        while len(self.found) <= number:
            element = next(self.coming, None)
            if element is None or number < 0:
                raise IndexError(number)
            if len(self.found) >= MOST_TEXTS:
                raise TooLarge
            runs = (element, *element.findall(_RUN))
            # How Excel writes an underscore before what looks like a code of its own.
            self.found.append("".join(run.findtext(_T) or "" for run in runs).replace("x005F_", ""))
        return self.found[number]


def text_of(value: object, number_format: str = "") -> str:
    """The value of a cell as text. A moment without time is its day, a whole number has no point, and what the sheet shows
    as a month or a year is no more than that: spreadsheets keep the first of the month behind it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return _date(value, number_format)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _date(value: datetime, number_format: str) -> str:
    if value.time() != time():
        return value.isoformat(" ", "minutes")
    # Quoted text, colours and languages in the format say nothing of what is shown.
    letters = set(re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", number_format.lower()))
    if "y" in letters and "d" not in letters:
        return f"{value:%Y-%m}" if "m" in letters else f"{value:%Y}"
    return value.date().isoformat()
