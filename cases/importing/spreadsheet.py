"""One sheet of an XLSX workbook as rows of texts, opened without trusting it.

A cell becomes the text that a person sees in it, as far as that can be known: dates in EDTF, whole numbers without a
point, yes and no. What a formula last gave is read, never the formula.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl

# openpyxl itself reads XML with this where it is installed: a workbook cannot expand entities without end.
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from cases.importing.files import LARGEST_BUNDLE, MOST_FILES, BundleError

#: Unpacked bytes for each packed one that are still believed. Real workbooks stay below 40.
MOST_UNPACKED = 200
#: What reading a damaged workbook raises in openpyxl and below it.
UNREADABLE = (
    InvalidFileException,
    DefusedXmlException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    EOFError,
    NotImplementedError,
)


def sheet_names(stream: BinaryIO) -> list[str]:
    """The names of the sheets with cells. Raises BundleError."""
    return [sheet.title for sheet in _workbook(stream).worksheets]


def records(stream: BinaryIO, name: str = "") -> Iterator[list[str]]:
    """The rows of the sheet of this name, else of the first; each as long as the heading row, if what is beyond is empty.

    Raises BundleError.
    """
    workbook = _workbook(stream)
    sheet = next((each for each in workbook.worksheets if not name or each.title == name), None)
    if sheet is None:
        raise BundleError(_("The workbook has no sheet “%(name)s”.") % {"name": name})
    # What the file claims of its size may be wrong.
    sheet.reset_dimensions()
    width = 0
    try:
        for cells in sheet.iter_rows():
            record = [text_of(cell) for cell in cells]
            while record and not record[-1]:
                record.pop()
            width = width or len(record)
            yield record + [""] * (width - len(record))
    except UNREADABLE as error:
        raise BundleError(_damaged()) from error


def _workbook(stream: BinaryIO):
    _refuse_bombs(stream)
    stream.seek(0)
    try:
        return openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except UNREADABLE as error:
        raise BundleError(_damaged()) from error


def _damaged() -> str:
    return _("This workbook cannot be read. Open it, save it as XLSX or as CSV UTF-8, and upload that.")


def _refuse_bombs(stream: BinaryIO) -> None:
    """Raise BundleError for a workbook that would unpack to more than a bundle may hold."""
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile as error:
        raise BundleError(_damaged()) from error
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MOST_FILES * 10
        or unpacked > LARGEST_BUNDLE
        or unpacked > MOST_UNPACKED * max(packed, 10_000)
    ):
        raise BundleError(_("The workbook is too large once unpacked. Save the sheet as CSV UTF-8 instead."))


def text_of(cell) -> str:
    """One cell as text. A moment without time is its day, a whole number has no point, and what the sheet shows as a
    month or a year is no more than that: spreadsheets keep the first of the month behind it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return _date(value, cell.number_format)
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
