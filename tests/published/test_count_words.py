"""Counts in the words of their sources."""

import pytest
from django.utils import translation

from cases.choices import Qualifier, Unit
from cases.counts import Total
from cases.published import count_words
from tests.published.documents import figure_part


def count(low, high, qualifier="", unit="people") -> dict:
    return {"low": low, "high": high, "qualifier": qualifier, "unit": unit}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (count(7, 7, "exact"), "7"),
        (count(600, 600, "about"), "about 600"),
        (count(500, None, "more_than"), "more than 500"),
        (count(500, None, "at_least"), "at least 500"),
        (count(None, 600, "up_to"), "up to 600"),
        (count(2000, 2000, "nearly"), "nearly 2,000"),
        (count(500, 600, "range"), "500–600"),
        (count(500, 600, "about"), "500–600"),
        (count(None, None, "hundreds"), "hundreds"),
        (count(None, None, ""), "number not given"),
        (count(70, 80, "range", "people_per_week"), "70–80 people a week"),
        (count(20, 20, "about", "percent"), "about 20 per cent"),
        (count(1960, 1960, "exact", "year"), "1960"),
        (count(1951, 1967, "range", "year"), "1951–1967"),
        (count(500, 500, "exact", "usd"), "500 US dollars"),
        (count(46, 46, "derived"), "46, worked out from other numbers"),
        (count(40, 46, "derived"), "40–46, worked out from other numbers"),
        ({"low": 5, "high": None}, "at least 5"),
    ],
)
def test_reported(given, words):
    assert count_words.reported(given) == words


@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
@pytest.mark.parametrize("unit", Unit.values)
@pytest.mark.parametrize("qualifier", ["", *Qualifier.values])
def test_every_wording_and_unit_has_words(language, unit, qualifier):
    with translation.override(language):
        assert "1,234" in count_words.reported(count(1234, 1234, qualifier, unit)) or unit == "year"
        assert count_words.reported(count(None, None, qualifier, "people"))


def test_a_total_without_any_number_is_not_zero():
    assert count_words.total(Total(0, 0, 0, 3)) == "number not given"
    assert count_words.total(Total(0, 0, 1, 0)) == "0"
    assert count_words.total(Total(5, None, 1, 0)) == "at least 5"


def test_a_figure_in_one_line():
    figure = figure_part("s", low=92, high=92, measure="apprehended", period="2016-06/2017-08")
    assert count_words.figure_title(figure) == "Apprehended: 92 (between June 2016 and August 2017)"
    figure = figure_part("s", low=5, high=5, measure="other", label={"en": "hunger strikers"})
    assert count_words.figure_title(figure) == "Hunger strikers: 5"
    figure = figure_part("s", low=5, high=5, label={"en": "by train"})
    assert count_words.figure_title(figure) == "Forcibly returned (by train): 5"
