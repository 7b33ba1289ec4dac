"""Workbooks, archives and CSV files made to fill the memory: each is refused early, in words that say what to do."""

import io
import os
import struct
import tracemalloc
import zipfile
from datetime import date
from itertools import islice

import openpyxl
import pytest

from cases.importing import archives, sheet, spreadsheet
from cases.importing.files import BundleError, read_bundle

SHEET, TEXTS, BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
NAMES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
START = f"<worksheet {NAMES}><sheetData>".encode()
SHARED = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'spreadsheetml.sharedStrings+xml"/></Types>'
)
MOST_MEMORY = 48 * 1024 * 1024


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows or [("reference", "title"), ("example-a", "Example title")]:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def hostile(data: bytes = b"", packing=zipfile.ZIP_DEFLATED, **parts: bytes) -> io.BytesIO:
    """A workbook with other parts: `texts`, `sheet`, `book`; with so much ballast that what it claims is believed."""
    changed = {{"sheet": SHEET, "texts": TEXTS, "book": BOOK}[name]: part for name, part in parts.items()}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data or workbook())) as old,
        zipfile.ZipFile(stream, "w", packing) as new,
    ):
        for name in {**changed, **dict.fromkeys(old.namelist())}:
            new.writestr(name, changed.get(name) or old.read(name).replace(b"</Types>", SHARED))
        size = sum(map(len, parts.values())) // spreadsheet.MOST_UNPACKED
        new.writestr("ballast", os.urandom(size), zipfile.ZIP_STORED)
    return stream


def row(cells: bytes, number: bytes = b"1") -> bytes:
    return START + b'<row r="' + number + b'">' + cells + b"</row></sheetData></worksheet>"


def book(sheets: bytes, before: bytes = b"") -> bytes:
    return b"".join(
        [
            before,
            f'<workbook {NAMES} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'.encode(),
            b"<sheets>",
            sheets,
            b"</sheets></workbook>",
        ]
    )


def texts(content: bytes, cells: bytes = b'<c t="s"><v>0</v></c>') -> dict[str, bytes]:
    """The parts of a workbook whose cells are texts that they share."""
    return {"texts": f"<sst {NAMES}>".encode() + content + b"</sst>", "sheet": row(cells)}


#: Each would become some hundred megabytes or more in the memory of whoever reads it whole.
HOSTILE = {
    "a hundred million zeros": lambda: {"sheet": bytes(100_000_000)},
    "millions of cells in one row": lambda: {"sheet": row(b"<c/>" * 4_000_000)},
    "millions of elements before the rows": lambda: {"sheet": START[:-11] + b"<cols/>" * 2_000_000},
    "millions of elements in one another": lambda: {"sheet": row(b"<c>" * 4_000_000)},
    "a cell without an end": lambda: {"sheet": row(b'<c t="inlineStr"><is><t>' + b"x" * 20_000_000)},
    "a comment without an end": lambda: {"sheet": START + b"<!--" + b"x" * 20_000_000},
    "a text without an end": lambda: texts(b"<si><t>" + b"x" * 20_000_000 + b"</t></si>"),
    "a text of millions of pieces": lambda: texts(b"<si>" + b"<r><t/></r>" * 1_000_000 + b"</si>"),
    "millions of names": lambda: {
        "sheet": START + b"".join(b"<row><x%d/></row>" % number for number in range(400_000))
    },
    "thousands of sheets": lambda: {
        "book": book(b'<sheet name="Example" sheetId="1" r:id="rId1"/>' * 20_000)
    },
    "a hundred and one sheets": lambda: {
        "book": book(b'<sheet name="Example" sheetId="1" r:id="rId1"/>' * 101)
    },
    "a list of sheets in one another": lambda: {"book": book(b"<sheet>" * 200_000)},
    "a large list of sheets": lambda: {"book": book(b"", b"<!--" + b"x" * 20_000_000 + b"-->")},
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_workbook_is_refused_within_bounds(made):
    stream = hostile(**made())
    tracemalloc.start()
    try:
        with pytest.raises(BundleError) as refused:
            list(spreadsheet.records(stream))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY
    assert "as CSV UTF-8" in str(refused.value)


@pytest.mark.parametrize(
    "parts",
    [
        {"sheet": row(b"<c><v>1</v></c>", b"999999999999")},
        {"sheet": row(b"<c><v>1</v></c>", b"-5")},
        {
            "sheet": b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
            + row(b'<c t="str"><v>&b;</v></c>')
        },
        texts(b"<si><t>Example</t></si>", b'<c t="s"><v>-1</v></c>'),
        texts(b"<si><t>Example</t></si>", b'<c t="s"><v>9999999</v></c>'),
        {"sheet": row(b'<c t="b"><v>x</v></c>')},
        {"sheet": row(b'<c s="-9" t="d"><v>x</v></c>')},
        {"book": b"<x/>"},
    ],
)
def test_nonsense_in_a_workbook_is_said(parts):
    with pytest.raises(BundleError, match="cannot be read"):
        list(spreadsheet.records(hostile(**parts)))


def test_a_part_may_be_packed_only_so_that_it_unpacks_a_portion_at_a_time():
    with pytest.raises(BundleError, match="cannot be read"):
        spreadsheet.sheet_names(hostile(packing=zipfile.ZIP_BZIP2))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("cases.csv", "reference\nexample-a\n")
    assert "unusually packed" in read_bundle(stream, {"cases": ["reference"]}).faults[0].message


def test_a_list_of_members_is_not_read_whatever_its_length():
    """An archive of nothing but names; and one that says that its list is longer than the file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number:030}.csv", "")
    for data in (
        stream.getvalue(),
        workbook()[:-22] + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 2**31, 0, 0),
    ):
        with pytest.raises((archives.TooLarge, zipfile.BadZipFile)), archives.open_archive(io.BytesIO(data)):
            raise AssertionError("it was opened")
        with pytest.raises(BundleError):
            spreadsheet.sheet_names(io.BytesIO(data))
    with pytest.raises(BundleError, match="more than 100 files"):
        read_bundle(stream, {"cases": ["reference"]})


def test_a_row_has_so_many_columns_and_no_more():
    far = row(b'<c r="A1" t="str"><v>reference</v></c><c r="XFD1"%s' % b' t="str"><v>x</v></c>')
    with pytest.raises(BundleError, match="more than 500 columns"):
        list(spreadsheet.records(hostile(sheet=far)))
    coloured = row(b'<c t="str"><v>reference</v></c>' + b'<c s="0"/>' * 16_383)
    assert list(spreadsheet.records(hostile(sheet=coloured))) == [["reference"]]
    with pytest.raises(BundleError, match="too large"):
        list(spreadsheet.records(hostile(sheet=row(b"<c/>" * 60_000))))


def test_different_texts_and_all_letters_together_are_bounded(monkeypatch):
    stream = hostile(**texts(b"<si><t>Example</t></si>" * 101, b'<c t="s"><v>100</v></c>'))
    assert list(spreadsheet.records(stream)) == [["Example"]]
    monkeypatch.setattr(spreadsheet, "MOST_TEXTS", 100)
    with pytest.raises(BundleError, match="too large"):
        list(spreadsheet.records(stream))
    # One text of some kilobytes, shown in many cells.
    cells = b'<c t="s"><v>0</v></c>' * 50
    stream = hostile(**texts(b"<si><r><t>" + b"x" * 20_000 + b"</t></r><r><t>y</t></r></si>", cells))
    assert list(spreadsheet.records(stream)) == [["x" * 20_000 + "y"] * 50]
    monkeypatch.setattr(spreadsheet, "LARGEST_FILE", 1_000_000)
    with pytest.raises(BundleError, match="too large"):
        list(spreadsheet.records(stream, most=50_000_000))


def test_the_first_rows_are_read_without_the_rest():
    many = [("reference", "title"), *((f"example-{number}", f"Example {number}") for number in range(9_000))]
    stream = hostile(workbook(*many))
    most = spreadsheet.PORTION + 1
    first = list(islice(spreadsheet.records(stream, most=most), 3))
    assert first == [["reference", "title"], ["example-0", "Example 0"], ["example-1", "Example 1"]]
    with pytest.raises(BundleError, match="too large"):
        list(spreadsheet.records(stream, most=most))
    assert len(list(spreadsheet.records(stream))) == 9_001


def test_rows_that_are_left_out_keep_their_place_and_dates_their_precision():
    book = openpyxl.Workbook()
    book.create_sheet("Second")
    cells = book.active
    cells["A1"], cells["B1"], cells["B4"], cells["C4"] = "reference", "date_edtf", date(2012, 3, 1), True
    cells["B4"].number_format = 'yyyy" year"'
    stream = io.BytesIO()
    book.save(stream)
    assert spreadsheet.sheet_names(stream) == ["Sheet", "Second"]
    assert list(spreadsheet.records(stream)) == [
        ["reference", "date_edtf"],
        ["", ""],
        ["", ""],
        ["", "2012", "yes"],
    ]
    assert list(spreadsheet.records(stream, "Second")) == []
    with pytest.raises(BundleError, match="no sheet"):
        list(spreadsheet.records(stream, "Third"))


@pytest.mark.parametrize(
    "data",
    [b"x," * 5_000_000, b'reference\n"' + b"x\n" * 60_000, b'"x\n",' * 3_000_000],
    ids=["a line without an end", "a cell without an end", "a row of many lines"],
)
def test_a_row_of_a_csv_file_has_an_end(data):
    tracemalloc.start()
    try:
        found = sheet.read("cases.csv", io.BytesIO(data), ["reference"])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not found.readable
    assert "quotation mark" in found.faults[-1].message
    assert peak < MOST_MEMORY


def test_a_csv_file_has_so_many_columns_and_no_more():
    found = sheet.read("cases.csv", ("x," * 600).encode(), ["reference"])
    assert [fault.message for fault in found.faults] == ["The file has more than 500 columns."]
