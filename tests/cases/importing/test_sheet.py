"""CSV bytes to rows and back, with everything that a text may contain."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases.importing import sheet

KNOWN = ("reference", "title", "note")
HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read(text: str | bytes) -> sheet.Sheet:
    return sheet.read("cases.csv", text if isinstance(text, bytes) else text.encode(), KNOWN)


@given(st.lists(st.tuples(HOSTILE, HOSTILE, HOSTILE), max_size=5))
@example([("=1+1", "\r", '"'), ("a\rb", "\n,\n", "한\u110b\u1173"), ("\ufeff", "\x85\u2028", "👩‍👩‍👧")])
def test_any_text_comes_back_letter_for_letter(rows):
    data = sheet.line(KNOWN) + "".join(sheet.line(row) for row in rows)
    back = read(data)
    assert not back.faults
    assert [tuple(cells.values()) for _number, cells in back.rows] == [row for row in rows if any(row)]


def test_quotes_stand_only_where_they_are_needed():
    assert (
        sheet.line(["plain", " a b ", "=1", "'", 'say "no"', "1,2"])
        == 'plain, a b ,=1,\',"say ""no""","1,2"\n'
    )
    assert sheet.line([""]) == '""\n'


@pytest.mark.parametrize(
    "data", ["reference,title\na,b\n", "\ufeffreference,title\r\na,b\r\n", "reference,title\na,b"]
)
def test_bom_and_line_ends_of_spreadsheets_are_accepted(data):
    assert read(data).rows == [(2, {"reference": "a", "title": "b"})]
    assert not read(data).faults


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    back = read('reference,title\na,"two\nlines"\n,\n\nb,x\n')
    assert [number for number, _cells in back.rows] == [2, 5]


@pytest.mark.parametrize(
    ("data", "row", "column", "message"),
    [
        (b"reference,title\na,b\nc,caf\xe9\n", 0, "", "Line 3 is not UTF-8"),
        ("reference,title\n".encode("utf-16"), 0, "", "Line 1 is not UTF-8"),
        (b"reference,title\na,b\0\n", 0, "", "Line 2 contains a NUL byte"),
        ('reference,title\na,"b\nc,d\n', 2, "", "quotation marks do not match"),
        (b"", 1, "", "The file is empty"),
        ("\nreference,title\n", 1, "", "must name the columns"),
        ("reference;title\na;b\n", 1, "", "separated by commas"),
        ("reference,titel\n", 1, "titel", "is “title” meant? Allowed: reference, title, note."),
        ("reference,title,title\n", 1, "title", "Two columns have this name"),
        ("reference,,title\n", 1, "", "Column 2 has no name"),
        ("reference,title\na,b,c\n", 2, "", "The row has 3 cells, the header names 2 columns"),
        ("reference,title\na\n", 2, "", "The row has 1 cells"),
    ],
)
def test_a_fault_of_the_file_names_its_place(data, row, column, message):
    (fault,) = read(data).faults
    assert (fault.file, fault.row, fault.column) == ("cases.csv", row, column)
    assert message in fault.message


def test_a_cell_longer_than_csv_readers_allow_is_a_fault():
    (fault,) = read(f"reference,title\na,{'x' * 200_000}\n").faults
    assert fault.row == 2
    assert "longer than 100000" in fault.message
