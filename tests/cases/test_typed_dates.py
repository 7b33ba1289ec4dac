"""What people type for a date: a table of examples, and what holds for every text."""

import csv
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from cases.choices import Language
from cases.date_words import words
from cases.dates import DateError, bounds, parse
from cases.typed_date_words import MEANINGS
from cases.typed_dates import LONGEST, read
from tests.cases.test_dates import VALID, contains

with (Path(__file__).parent / "typed_dates.csv").open(encoding="utf-8", newline="") as file:
    TABLE = [tuple(row.values()) for row in csv.DictReader(file)]
UNDERSTOOD = [(typed, edtf) for typed, edtf, _note in TABLE if edtf]
REFUSED = [(typed, why) for typed, edtf, why in TABLE if not edtf]


def test_the_table_is_large_and_names_no_text_twice():
    assert len(UNDERSTOOD) > 180
    assert len(REFUSED) > 40
    assert len({typed for typed, _edtf, _note in TABLE}) == len(TABLE)


@pytest.mark.parametrize(("typed", "edtf"), UNDERSTOOD)
def test_what_is_understood(typed, edtf):
    assert read(typed) == edtf
    parse(edtf)


@pytest.mark.parametrize(("typed", "why"), REFUSED)
def test_what_is_refused_and_why(typed, why):
    with pytest.raises(DateError) as error:
        read(typed)
    assert why in str(error.value)
    assert typed[:30] in str(error.value)


def test_blank_is_not_stated():
    assert read("") == read("  \n") == ""


def test_a_long_text_is_refused_and_not_repeated_in_full():
    with pytest.raises(DateError) as error:
        read("March 2012 " * LONGEST)
    assert len(str(error.value)) < 200


@given(VALID)
def test_edtf_is_never_changed(text):
    assert read(text) == text


def spoken(text):
    """Whether words say all of it: centuries and X read back as the years and months they are."""
    return "X" not in text


@given(VALID, st.sampled_from(Language.values))
@example("2004~/2005?", "en")
@example("/2004?", "ko")
@example("../2023-10-09", "zh-hans")
@example("2012-03-15/2012-05", "ko")
def test_our_own_wording_reads_back_to_the_same_date(text, language):
    assume(spoken(text))
    said = words(text, language)
    back = read(said)
    assert words(back, language) == said
    assert bounds(back) == bounds(text)


@given(VALID, st.sampled_from(Language.values))
def test_wording_of_unstated_digits_reads_back_to_the_same_days(text, language):
    assert bounds(read(words(text, language))) == bounds(text)


ALPHABET = "0123456789 -–/.~?%()년월일年月日初X,：٣²"
PIECES = st.one_of(
    st.sampled_from(sorted(MEANINGS)), st.text(ALPHABET, max_size=6), st.integers(0, 99999).map(str)
)


@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=8).map(" ".join), st.lists(PIECES, max_size=8).map("".join)
    )
)
@example("9999-12-31 after")
@example("0000 before 1 jan")
@example("二〇")
@example("十十月 2012")
@example("early early 2012")
@example("２０１２年十三月")
def test_any_text_is_a_date_or_refused_with_a_sentence(text):
    try:
        edtf = read(text)
    except DateError as error:
        assert str(error)  # noqa: PT017  the error is one of the two answers
    else:
        assert not edtf or parse(edtf).text == edtf


@given(
    st.integers(1000, 9999),
    st.integers(1, 12),
    st.sampled_from(["early {m}", "mid {m}", "late {m}", "about {m}", "{m}?"]),
)
def test_nothing_becomes_more_precise_than_it_was_said(year, month, phrase):
    said = words(f"{year}-{month:02}", "en")
    dating = parse(read(phrase.format(m=said)))
    assert dating.precision != "day"
    assert contains(bounds(f"{year}-{month:02}"), (dating.earliest, dating.latest))
