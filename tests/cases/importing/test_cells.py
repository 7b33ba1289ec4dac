"""Every kind of cell: what it reads, what it refuses, and that writing and reading are inverse."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.choices import Outcome
from cases.dates import DateError, parse
from cases.importing import cells
from cases.importing.faults import CellError
from cases.models.source import web_address

WORD = cells.Word.of(Outcome)


@pytest.mark.parametrize(
    ("kind", "text", "value", "canonical"),
    [
        (cells.Text(), " two  words\r\n", " two  words\r\n", " two  words\r\n"),
        (cells.Id(), " return-2023-10-09--e01 ", "return-2023-10-09--e01", "return-2023-10-09--e01"),
        (cells.Name(), " Government of Example ", "Government of Example", "Government of Example"),
        (WORD, " at_risk", "at_risk", "at_risk"),
        (cells.Flag(), "yes", True, "yes"),
        (cells.Flag(), "no", False, "no"),
        (cells.Number(), "007", 7, "7"),
        (cells.Degrees(), "39.90400", Decimal("39.904"), "39.904"),
        (cells.Degrees(), "100", Decimal(100), "100"),
        (cells.Degrees(), "-0.0", Decimal(0), "0"),
        (cells.UncertainDate(), " 2012-03~ ", "2012-03~", "2012-03~"),
        (cells.Day(), "2012-03-07", date(2012, 3, 7), "2012-03-07"),
        (cells.Country(), "north korea", "KP", "North Korea"),
        (cells.Country(), "us", "US", "United States"),
        (cells.Several(each=cells.Country()), "Russia; China", ("CN", "RU"), "China; Russia"),
        (cells.Several(each=cells.Name(), ordered=True), "b;a", ("b", "a"), "b; a"),
    ],
)
def test_a_cell_is_read_and_written_in_its_one_spelling(kind, text, value, canonical):
    assert kind.read(text) == value
    assert kind.canonical(text) == canonical


@pytest.mark.parametrize(
    ("kind", "text", "part_of_message"),
    [
        (cells.Text(longest=3), "four", "4 characters; 3 are allowed"),
        (cells.Address(validators=(web_address,)), "javascript:alert(1)", "full web address"),
        (cells.Id(), "Not An Id", "lower-case letters"),
        (cells.Id(), "a" * 81, "at most 80"),
        (cells.Name(), "one; two", "may not contain “;”"),
        (WORD, "detaind", "is “detained” meant?"),
        (WORD, "detaind", "Allowed: forcibly_returned, detained, at_risk"),
        (WORD, "¿", "This is not a known word. Allowed"),
        (cells.Flag(), "true", "yes or no"),
        (cells.Number(), "-1", "whole number"),
        (cells.Number(), "7.0", "whole number"),
        (cells.Number(), "٧", "whole number"),
        (cells.Number(most=120), "121", "from 0 to 120"),
        (cells.Degrees(limit=90), "90.1", "from -90 to 90"),
        (cells.Degrees(), "39,904", "with a point"),
        (cells.Degrees(), "39.1234567", "five decimals"),
        (cells.Day(), "2012-03", "one full day"),
        (cells.Day(), "2012-03-07~", "one full day"),
        (cells.Country(), "Chna", "is “China” meant?"),
        (cells.Several(), "a; a", "twice"),
        (cells.Several(), "a;;b", "missing"),
    ],
)
def test_a_cell_that_cannot_be_read_says_why(kind, text, part_of_message):
    with pytest.raises(CellError) as refused:
        kind.read(text)
    assert part_of_message in str(refused.value)


@pytest.mark.parametrize("kind", [cells.UncertainDate(), cells.Day()])
def test_an_impossible_date_is_refused_in_the_words_of_dates(kind):
    with pytest.raises(DateError) as said:
        parse("2013-02-30")
    with pytest.raises(CellError) as refused:
        kind.read("2013-02-30")
    assert str(refused.value) == str(said.value)


@pytest.mark.parametrize("kind", [cells.UncertainDate(), cells.Day()])
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mid March 2012", "write: 2012-03-11~/2012-03-20~"),
        ("mid March 2012", "between about 11 and about 20 March 2012"),
        (" 2012년 3월 ", "If “March 2012” is meant, write: 2012-03"),
        ("10/9/2023", "can mean 2023-09-10 or 2023-10-09"),
        ("5 March", "names no year"),
        ("example", "is not understood"),
    ],
)
def test_a_date_in_words_is_not_taken_but_what_it_means_is_said(kind, typed, said):
    with pytest.raises(CellError) as refused:
        kind.read(typed)
    assert said in str(refused.value)


def test_what_a_date_means_is_said_in_the_language_of_who_asked():
    with translation.override("ko"), pytest.raises(CellError) as refused:
        cells.UncertainDate().read("March 2012")
    assert "2012년 3월" in str(refused.value)


@given(st.decimals(-180, 180, places=5))
def test_degrees_come_back_as_they_were(value):
    assert cells.Degrees().value(cells.Degrees().write(value)) == value


@given(st.lists(st.sampled_from(["CN", "RU", "KP", "KR", "US", "LA"]), unique=True))
def test_countries_come_back_as_they_were(codes):
    kind = cells.Several(each=cells.Country())
    assert list(kind.value(kind.write(codes))) == sorted(codes)
