"""Uncertain dates: what each text can mean, and that coarsening never loses a possible day."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.dates import DateError, Dating, bounds, certainly_in, coarsen, parse, possibly_in, sort_key

QUALIFIERS = st.sampled_from(["", "~", "?", "%"])
YEARS = st.integers(1000, 9999)


@st.composite
def plain_dates(draw):
    """A day, month, season or year with its qualifier: what may be the end of an interval."""
    year = draw(YEARS)
    kind = draw(st.sampled_from(["day", "month", "season", "year"]))
    if kind == "day":
        text = draw(st.dates(date(year, 1, 1), date(year, 12, 31))).isoformat()
    else:
        part = {"month": st.integers(1, 12), "season": st.integers(21, 24), "year": st.none()}[kind]
        month = draw(part)
        text = f"{year}" if month is None else f"{year}-{month:02}"
    return text + draw(QUALIFIERS)


@st.composite
def unstated_digits(draw):
    year, month = draw(YEARS), draw(st.integers(1, 12))
    shape = draw(st.sampled_from(["{d}X", "{c}XX", "{y}-XX", "{y}-XX-XX", "{y}-{m:02}-XX"]))
    return shape.format(d=year // 10, c=year // 100, y=year, m=month) + draw(QUALIFIERS)


@st.composite
def intervals(draw):
    start = draw(st.one_of(plain_dates(), st.sampled_from(["..", ""])))
    end = draw(st.one_of(plain_dates(), st.sampled_from(["..", ""])))
    assume(start not in ("..", "") or end not in ("..", ""))
    if start not in ("..", "") and end not in ("..", "") and parse(start).earliest > parse(end).latest:
        start, end = end, start
    return f"{start}/{end}"


VALID = st.one_of(plain_dates(), unstated_digits(), intervals())


def contains(outer, inner):
    """Whether the outer bounds allow every day that the inner bounds allow."""
    (outer_from, outer_to), (inner_from, inner_to) = outer, inner
    from_holds = outer_from is None or (inner_from is not None and outer_from <= inner_from)
    to_holds = outer_to is None or (inner_to is not None and outer_to >= inner_to)
    return from_holds and to_holds


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2023-10-09", "2023-10-09", "2023-10-09", "day"),
        ("2012-03", "2012-03-01", "2012-03-31", "month"),
        ("2012-02~", "2012-02-01", "2012-02-29", "month"),
        ("2005", "2005-01-01", "2005-12-31", "year"),
        ("2013-21", "2013-03-01", "2013-06-21", "season"),
        ("2013-22", "2013-06-01", "2013-09-23", "season"),
        ("2013-23", "2013-09-01", "2013-12-22", "season"),
        ("2013-24", "2013-01-01", "2013-12-31", "season"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2012-XX", "2012-01-01", "2012-12-31", "year"),
        ("2012-XX-XX", "2012-01-01", "2012-12-31", "year"),
        ("2012-02-XX", "2012-02-01", "2012-02-29", "month"),
        ("2017-07/2017-08", "2017-07-01", "2017-08-31", "interval"),
        ("2016/2017-06", "2016-01-01", "2017-06-30", "interval"),
        ("2012-03-15/2012-03", "2012-03-15", "2012-03-31", "interval"),
        ("../2023-08", None, "2023-08-31", "interval"),
        ("/2023-08", None, "2023-08-31", "interval"),
        ("1995/..", "1995-01-01", None, "interval"),
        ("1995/", "1995-01-01", None, "interval"),
        ("9999-12-31", "9999-12-31", "9999-12-31", "day"),
    ],
)
def test_the_days_a_text_can_mean(text, earliest, latest, precision):
    expected = tuple(day and date.fromisoformat(day) for day in (earliest, latest))
    dating = parse(text)
    assert (dating.earliest, dating.latest) == bounds(text) == expected
    assert dating.precision == precision
    assert dating.text == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2012-03", False, False),
        ("2012-03~", True, False),
        ("2024-08-21?", False, True),
        ("2005%", True, True),
        ("2004~/2005-03", True, False),
        ("2004-11-06?/2004-11-07?", False, True),
        ("2004~/2005?", True, True),
        ("201X~", True, False),
    ],
)
def test_qualifiers(text, approximate, uncertain):
    dating = parse(text)
    assert (dating.approximate, dating.uncertain) == (approximate, uncertain)


def test_surrounding_blanks_are_no_part_of_the_date():
    assert parse(" 2012-03 \n") == parse("2012-03")


def test_an_interval_keeps_its_ends():
    dating = parse("2004~/..")
    assert (dating.start.year, dating.start.approximate) == (2004, True)
    assert dating.end.precision == "open"
    assert parse("2004~/").end.precision == "unknown"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "The date is empty."),
        ("   ", "The date is empty."),
        ("2012-13", "“2012-13” has no month 13."),
        ("2012-00", "“2012-00” has no month 00."),
        ("2012-20", "“2012-20” has no month 20."),
        ("2012-25", "“2012-25” has no month 25."),
        ("2012-21-05", "“2012-21-05” has no month 21."),
        ("2012-21-XX", "“2012-21-XX” has no month 21."),
        ("2023-02-29", "“2023-02-29” has no day 29."),
        ("2023-02-00", "“2023-02-00” has no day 00."),
        ("2012-03/2012-13", "“2012-03/2012-13” has no month 13."),
        ("2017-08/2017-07", "“2017-08/2017-07” starts after it ends."),
        ("2017-08-02/2017-08-01", "“2017-08-02/2017-08-01” starts after it ends."),
        ("../..", "“../..” states neither a start nor an end."),
        ("/", "“/” states neither a start nor an end."),
        ("/..", "“/..” states neither a start nor an end."),
        ("2012/2013/2014", "“2012/2013/2014” has more than one “/”."),
        ("201X/2023", "“201X/2023” has an X inside an interval, whose ends need plain digits."),
        ("2012-XX-05", "“2012-XX-05” states something after an X."),
        ("201X-05", "“201X-05” states something after an X."),
        ("2012-03-15T10:00", "“2012-03-15T10:00” is not a date that can be stored."),
        ("2012-03\x00", "“2012-03�” is not a date that can be stored."),
        ("9" * 10_000, f"“{'9' * 40}…” is too long for a date."),
    ],
)
def test_the_message_says_what_is_wrong_and_shows_an_example(text, problem):
    with pytest.raises(DateError) as error:
        parse(text)
    assert str(error.value) == f"{problem} Write for example 2012-03, 2012-03-15 or 2017-07/2017-08."


@pytest.mark.parametrize(
    "text",
    [
        "Y12012",
        "-2012",
        "0999",
        "12012",
        "2XXX",
        "XXXX",
        "1X12",
        "201x",
        "2012-3",
        "2012-03-5",
        "20120305",
        "~2012",
        "2012~?",
        "2012-~03",
        "[2012,2013]",
        "{2012..2013}",
        "2012-1X",
        "2012..",
        "..",
        "２０１２",
        "2012-०३",
        "2012–03",
        "March 2012",
        "2012/2013~~",
        "~",
        "?/2012",
    ],
)
def test_what_is_no_date_of_levels_0_and_1_is_refused(text):
    with pytest.raises(DateError):
        parse(text)


def test_empty_text_has_no_bounds():
    assert bounds("") == bounds("  ") == (None, None)


def day(text):
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("dating", "start", "end", "possibly", "certainly"),
    [
        ("2012-03", "2012-03-01", "2012-03-31", True, True),
        ("2012-03", "2012-03-31", "2012-04-30", True, False),
        ("2012-03", "2012-02-01", "2012-03-01", True, False),
        ("2012-03", "2012-04-01", "2012-04-30", False, False),
        ("2012-03", "2012-01-01", "2012-02-29", False, False),
        ("2012-03", "2012-01-01", None, True, True),
        ("2012-03", None, "2012-12-31", True, True),
        ("2012-03", "2012-03-15", None, True, False),
        ("2012-03", None, None, True, True),
        ("../2023-08", "2000-01-01", "2000-12-31", True, False),
        ("../2023-08", None, "2023-12-31", True, True),
        ("../2023-08", "2023-09-01", None, False, False),
        ("1995/..", "2024-01-01", None, True, False),
        ("1995/..", "1995-01-01", None, True, True),
        ("1995/..", None, "1994-12-31", False, False),
        ("", "1900-01-01", "2100-12-31", False, False),
        ("", None, None, False, False),
    ],
)
def test_possibly_and_certainly_in_a_range(dating, start, end, possibly, certainly):
    assert possibly_in(*bounds(dating), day(start), day(end)) is possibly
    assert certainly_in(*bounds(dating), day(start), day(end)) is certainly


@given(VALID, st.none() | st.dates(), st.none() | st.dates())
def test_certainly_in_implies_possibly_in(text, start, end):
    assume(start is None or end is None or start <= end)
    if certainly_in(*bounds(text), start, end):
        assert possibly_in(*bounds(text), start, end)


@pytest.mark.parametrize(
    ("text", "precision", "coarse"),
    [
        ("", "year", ""),
        ("2023-10-09", "day", "2023-10-09"),
        ("2023-10-09", "month", "2023-10"),
        ("2023-10-09~", "year", "2023~"),
        ("2023-10", "month", "2023-10"),
        ("2013-21", "month", "2013-21"),
        ("2013-21?", "year", "2013?"),
        ("2013-24", "year", "2013"),
        ("201X", "year", "201X"),
        ("2012-03-XX", "year", "2012"),
        ("2012-XX-XX~", "year", "2012-XX-XX~"),
        ("2004-11-06?/2004-11-07?", "month", "2004-11?"),
        ("2004-11-06?/2004-11-07~", "month", "2004-11%"),
        ("2004-11-06/2004-11-07~", "month", "2004-11~"),
        ("2012-02-27/2012-03-09", "month", "2012-02/2012-03"),
        ("2012-02-27/2012-03-09~", "month", "2012-02/2012-03~"),
        ("1999-12/2000-01", "year", "1999/2000"),
        ("../2022-02-15", "month", "../2022-02"),
        ("2022-02-15/", "year", "2022/"),
        ("2012-03/2012-03", "day", "2012-03"),
    ],
)
def test_coarsen(text, precision, coarse):
    assert coarsen(text, precision) == coarse


def test_coarsen_knows_three_precisions():
    with pytest.raises(KeyError):
        coarsen("2012-03", "decade")


@given(VALID)
def test_a_valid_text_has_ordered_bounds(text):
    dating = parse(text)
    assert dating.earliest or dating.latest
    assert dating.earliest is None or dating.latest is None or dating.earliest <= dating.latest


@given(VALID, st.sampled_from(["day", "month", "year"]))
def test_coarse_bounds_contain_the_fine_ones_and_coarsening_twice_changes_nothing(text, precision):
    coarse = coarsen(text, precision)
    assert contains(bounds(coarse), bounds(text))
    assert coarsen(coarse, precision) == coarse


@given(VALID, st.sampled_from(["month", "year"]))
def test_nothing_finer_remains(text, precision):
    dating = parse(coarsen(text, precision))
    finer = {"month": {"day"}, "year": {"day", "month", "season"}}[precision]
    assert {part.precision for part in (dating, dating.start, dating.end) if part}.isdisjoint(finer)


@given(st.text() | st.text(alphabet="0123456789X-/.~?%", max_size=24))
def test_any_text_is_a_date_or_a_date_error(text):
    try:
        outcome = parse(text)
    except DateError as error:
        outcome = error
    assert isinstance(outcome, Dating) or "2017-07/2017-08" in str(outcome)


def test_an_imprecise_date_stands_at_its_last_possible_day():
    texts = ["", "2012-03/..", "2012", "../2012-05", "2012-04-01", "2012-03", "2012-03-12", "2012-03-31"]
    assert sorted(texts, key=sort_key) == [
        "2012-03-12",
        "2012-03",
        "2012-03-31",
        "2012-04-01",
        "../2012-05",
        "2012",
        "2012-03/..",
        "",
    ]
