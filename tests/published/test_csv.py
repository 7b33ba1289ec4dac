"""Lines of CSV files: quoting, cleaning, and neutralising that can be undone."""

import csv
import io
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.published.csv_lines import cell, clean, line, neutralise, restore

DANGEROUS = "=+-@＝＋－＠\t\r\n"
nasty = st.text(st.sampled_from("'=+-@＝＋－＠\t\r\n \u3000\ufeff,\"ab가")) | st.text()


def read(text: str) -> list[str]:
    rows = list(csv.reader(io.StringIO(text + "\r\n", newline="")))
    assert len(rows) == 1
    return rows[0]


@given(nasty)
def test_neutralising_can_be_undone(text):
    assert restore(neutralise(text)) == text


@given(nasty)
def test_no_cell_starts_like_a_formula(text):
    shown = cell(text).lstrip(" \u3000\ufeff\u00a0")
    assert not shown or shown[0] not in DANGEROUS


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("－5", "'－5"),
        ("'=1", "''=1"),
        ("''=1", "'''=1"),
        ("'quoted' word", "'quoted' word"),
        ("a=b", "a=b"),
        ("\ufeff=1", "'\ufeff=1"),
        ("", ""),
    ],
)
def test_only_starts_of_formulas_get_an_apostrophe(text, neutral):
    assert neutralise(text) == neutral


@given(st.lists(nasty, min_size=2))
def test_a_line_reads_back_as_its_cells(values):
    assert read(line(values)) == [cell(value) for value in values]


@given(st.text())
def test_cells_are_clean(text):
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


def test_line_breaks_stay_as_lf_and_other_controls_go():
    assert clean("a\r\nb\rc\u2028d\x00\x07\te") == "a\nb\nc\nd e"
    assert line(["a\r\nb", "c"]) == '"a\nb",c'


def test_text_is_in_composed_form():
    assert clean("\u1112\u1161\u11ab e\u0301") == "한 é"


def test_values_by_kind():
    moment = datetime(2026, 11, 21, 1, 30, 59, 999, tzinfo=timezone(timedelta(hours=9)))
    assert line([None, 0, -5, -0.5, Decimal("-129.50"), date(2013, 5, 1), moment]) == (
        ",0,-5,-0.5,-129.50,2013-05-01,2026-11-20T16:30:59Z"
    )
    assert cell(datetime(2026, 11, 21, tzinfo=UTC)) == "2026-11-21T00:00:00Z"


@pytest.mark.parametrize("value", [True, [], {}, b"x"])
def test_other_values_are_refused(value):
    with pytest.raises(TypeError):
        cell(value)
