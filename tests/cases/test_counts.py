"""Ranges of people, and the sums that DATASET.md warns of under "Do not add these up"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.counts import (
    Count,
    ReportedFigure,
    Share,
    Total,
    check_sum,
    contributions,
    lowest_to_highest,
    sum_of,
    total,
    words,
    working_count_from_events,
    working_count_from_figures,
)

NOT_GIVEN = Count()


def exactly(number):
    return Count(number, number)


def at_least(number):
    return Count(number, None)


def up_to(number):
    return Count(None, number)


@pytest.mark.parametrize(("low", "high"), [(-1, None), (None, -1), (8, 7), (-2, -1)])
def test_an_impossible_count_is_refused(low, high):
    with pytest.raises(ValueError, match="count"):
        Count(low, high)


def test_a_count_is_known_by_either_end():
    assert [c.known for c in (NOT_GIVEN, at_least(0), up_to(5), exactly(7))] == [False, True, True, True]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], NOT_GIVEN),
        ([NOT_GIVEN], NOT_GIVEN),
        ([exactly(500), exactly(600)], Count(500, 600)),  # 9 October 2023
        ([exactly(600), NOT_GIVEN, exactly(500)], Count(500, 600)),
        ([exactly(7), at_least(41)], Count(7, 41)),
        ([at_least(41), at_least(30)], at_least(30)),
        ([up_to(600), up_to(500)], up_to(600)),
        ([Count(10, 12), up_to(20)], Count(10, 20)),
        ([at_least(700), up_to(500)], Count(500, 700)),
        ([at_least(700), exactly(500)], Count(500, 700)),
    ],
)
def test_accounts_of_one_thing_become_lowest_to_highest(counts, expected):
    assert lowest_to_highest(counts) == expected


def figure(count, measure="forcibly_returned", unit="people", **scope):
    return ReportedFigure(measure, unit, count, **scope)


def test_the_working_count_takes_only_figures_of_people_for_the_whole_case():
    figures = [
        figure(exactly(500)),
        figure(exactly(600)),
        figure(exactly(900), measure="in_custody"),
        figure(exactly(1), unit="people_per_week"),
        figure(exactly(2), unit="percent"),
        figure(exactly(3), subgroup="women"),
        figure(exactly(4), label="of whom officials"),
        figure(exactly(5), place="tumen"),
        figure(exactly(6), event="return-2023-10-09--e01"),
    ]
    assert working_count_from_figures("forcibly_returned", figures) == Count(500, 600)
    assert working_count_from_figures("forcibly_returned", figures[2:]) == NOT_GIVEN
    assert working_count_from_figures("executed", figures) == NOT_GIVEN


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], NOT_GIVEN),
        ([("", exactly(7))], exactly(7)),
        ([("", up_to(7))], up_to(7)),
        ([("", NOT_GIVEN)], NOT_GIVEN),
        ([("", exactly(9)), ("", exactly(8)), ("", exactly(9))], Count(9, 26)),
        ([("", exactly(9)), ("", at_least(8))], at_least(9)),
        ([("", exactly(9)), ("", NOT_GIVEN)], at_least(9)),
        ([("part", exactly(9)), ("part", exactly(8)), ("total", exactly(31))], exactly(31)),
        ([("total", exactly(500)), ("total", exactly(600)), ("part", exactly(1))], Count(500, 600)),
        ([("total", NOT_GIVEN), ("part", exactly(9)), ("part", exactly(8))], at_least(17)),
        ([("part", exactly(9)), ("part", exactly(8)), ("part", NOT_GIVEN)], at_least(17)),
        ([("part", exactly(3)), ("", exactly(10))], at_least(10)),
        ([("part", up_to(3))], NOT_GIVEN),
    ],
)
def test_the_parts_or_the_total_never_both(events, expected):
    assert working_count_from_events(events) == expected


@pytest.mark.parametrize(
    ("whole", "parts", "agree"),
    [
        (92, [51, 41], True),  # July 2016 to June 2017, then July and August 2017
        (92, [51, 41, 41], False),  # the 41 to April 2017 are inside the 51
        (670, [50, 80, 40, 500], True),
        (1076, [670, 406], True),
        (1076, [670, 406, 60], False),  # the 60 of April 2024 are inside the 406
        (406, [108, 212, 60, 28], False),  # 408: one of the parts overlaps or is misprinted
        (35, [13, 5, 7, 10], True),  # November 2013
        (14, [7, 3, 4], True),  # March 2017
        (70, [62, 8], True),  # November 2004
    ],
)
def test_sums_reported_by_others(whole, parts, agree):
    assert check_sum(exactly(whole), [exactly(part) for part in parts]) is agree


def test_sums_of_ranges():
    assert sum_of([]) == NOT_GIVEN
    assert sum_of([exactly(51), exactly(41)]) == exactly(92)
    assert sum_of([Count(500, 600), exactly(40)]) == Count(540, 640)
    assert sum_of([exactly(5), at_least(4)]) == at_least(9)
    assert sum_of([exactly(5), up_to(4)]) == Count(5, 9)
    assert sum_of([exactly(5), NOT_GIVEN]) == at_least(5)
    assert check_sum(Count(30, 40), [exactly(10), Count(15, 20)])
    assert not check_sum(Count(31, 40), [exactly(10), Count(15, 20)])
    assert check_sum(exactly(92), [exactly(41), NOT_GIVEN])
    assert not check_sum(exactly(40), [exactly(41), NOT_GIVEN])
    assert check_sum(NOT_GIVEN, [exactly(41)])
    assert check_sum(exactly(41), [])


def test_a_part_inside_its_whole_is_counted_once():
    own = {"tumen-hunger-strike-2004": exactly(100), "nanning-seven-2004": exactly(7)}
    inside = [("nanning-seven-2004", "tumen-hunger-strike-2004")]
    assert contributions(own, inside) == {
        "tumen-hunger-strike-2004": Share(93, 93),
        "nanning-seven-2004": Share(7, 7),
    }
    assert total(own, inside) == Total(100, 100, counted=2, without_number=0)


def test_hrw_2016_to_2017_never_counts_the_41_inside_the_51_again():
    own = {"to-april": exactly(41), "to-june": exactly(51), "july-august": exactly(41), "all": exactly(92)}
    inside = [("to-april", "to-june"), ("to-june", "all"), ("july-august", "all")]
    assert total(own, inside) == Total(92, 92, 4, 0)
    without_whole = {key: own[key] for key in ("to-april", "to-june", "july-august")}
    assert total(without_whole, inside) == Total(92, 92, 3, 0)


def test_hrw_2020_to_2025():
    own = {"670": exactly(670), "406": exactly(406), "1076": exactly(1076), "april-2024": exactly(60)}
    inside = [("670", "1076"), ("406", "1076"), ("april-2024", "406")]
    assert total(own, inside) == Total(1076, 1076, 4, 0)


@pytest.mark.parametrize(
    ("own", "part_of", "expected"),
    [
        pytest.param({}, [], Total(0, 0, 0, 0), id="an empty list"),
        pytest.param({"a": NOT_GIVEN}, [], Total(0, 0, 0, 1), id="no number"),
        pytest.param(
            {"a": Count(500, 600), "b": exactly(7)}, [], Total(507, 607, 2, 0), id="no relations: the sum"
        ),
        pytest.param({"a": at_least(5), "b": exactly(7)}, [], Total(12, None, 2, 0), id="at least"),
        pytest.param({"a": up_to(5), "b": exactly(7)}, [], Total(7, 12, 2, 0), id="up to"),
        pytest.param(
            {"w": exactly(11), "a": exactly(5), "b": Count(4, 5), "c": exactly(6)},
            [("a", "w"), ("b", "w"), ("c", "w")],
            Total(15, 16, 4, 0),
            id="parts exceed their whole: South Korean consulates, 2012",
        ),
        pytest.param(
            {"w": NOT_GIVEN, "a": exactly(5), "b": exactly(4)},
            [("a", "w"), ("b", "w")],
            Total(9, 9, 2, 1),
            id="whole without a number",
        ),
        pytest.param(
            {"w": exactly(10), "a": NOT_GIVEN}, [("a", "w")], Total(10, 10, 1, 1), id="part without a number"
        ),
        pytest.param(
            {"w": exactly(600), "a": at_least(41)},
            [("a", "w")],
            Total(600, None, 2, 0),
            id="open part of a whole",
        ),
        pytest.param(
            {"w": exactly(10), "v": exactly(10), "p": exactly(7)},
            [("p", "w"), ("p", "v")],
            Total(13, 13, 3, 0),
            id="a part of two wholes",
        ),
        pytest.param(
            {"w": exactly(10), "v": exactly(10), "p": Count(0, 7)},
            [("p", "w"), ("p", "v")],
            Total(13, 20, 3, 0),
            id="a part of two wholes that may be empty",
        ),
        pytest.param(
            {"w": exactly(10), "p": exactly(7)},
            [("p", "outside"), ("outside", "w")],
            Total(10, 10, 2, 0),
            id="a chain through a row that the filter leaves out",
        ),
        pytest.param(
            {"w": exactly(10)},
            [("outside", "w"), ("w", "elsewhere")],
            Total(10, 10, 1, 0),
            id="only rows of the list",
        ),
        pytest.param(
            {"w": exactly(10), "m": NOT_GIVEN, "p": exactly(7)},
            [("p", "m"), ("m", "w")],
            Total(10, 10, 2, 1),
            id="a chain through a row without a number",
        ),
        pytest.param(
            {"w": exactly(10), "m": exactly(8), "p": exactly(7)},
            [("p", "m"), ("m", "w"), ("p", "w"), ("p", "w")],
            Total(10, 10, 3, 0),
            id="a relation said twice",
        ),
    ],
)
def test_totals(own, part_of, expected):
    assert total(own, part_of) == expected


def test_a_share_is_two_additions_not_a_range():
    own = {"w": Count(500, 600), "p": Count(10, 300)}
    assert contributions(own, [("p", "w")]) == {"w": Share(490, 300), "p": Share(10, 300)}


def test_beside_an_open_part_the_high_of_the_whole_adds_nothing():
    own = {"w": exactly(600), "p": at_least(41)}
    assert contributions(own, [("p", "w")]) == {"w": Share(559, 0), "p": Share(41, None)}


def test_rows_without_a_number_contribute_none_rather_than_zero():
    assert contributions({"a": NOT_GIVEN, "b": up_to(5)}, []) == {"a": Share(None, None), "b": Share(0, 5)}


@pytest.mark.parametrize(
    "pairs", [[("a", "a")], [("a", "b"), ("b", "a")], [("a", "b"), ("b", "c"), ("c", "a")]]
)
def test_what_is_part_of_itself_is_an_error_and_does_not_hang(pairs):
    with pytest.raises(ValueError, match="cycle"):
        contributions({"a": exactly(1), "b": exactly(1)}, pairs)


def test_a_long_chain_of_parts():
    own = {str(n): exactly(n) for n in range(1500)}
    assert total(own, [(str(n), str(n + 1)) for n in range(1499)]) == Total(1499, 1499, 1500, 0)


@st.composite
def counts(draw):
    low, more = draw(st.none() | st.integers(0, 40)), draw(st.none() | st.integers(0, 40))
    return Count(low, None if more is None else (low or 0) + more)


@st.composite
def lists_with_relations(draw):
    """Up to seven rows and any relations without a cycle (a part has the smaller number), some rows filtered out."""
    rows = draw(st.dictionaries(st.integers(0, 6).map(str), counts(), max_size=7))
    pair = st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda two: two[0] < two[1])
    pairs = draw(st.lists(pair.map(lambda two: (str(two[0]), str(two[1]))), max_size=10))
    return rows, pairs


def naive(own):
    highs = [count.high for count in own.values() if count.known]
    return sum(count.low or 0 for count in own.values()), None if None in highs else sum(highs)


@given(lists_with_relations(), st.randoms())
def test_the_order_of_rows_and_relations_does_not_matter(rows_and_pairs, random):
    own, pairs = rows_and_pairs
    expected = contributions(own, pairs)
    keys, shuffled = list(own), list(pairs)
    random.shuffle(keys)
    random.shuffle(shuffled)
    assert contributions({key: own[key] for key in keys}, shuffled) == expected


@given(lists_with_relations())
def test_a_total_lies_between_the_largest_row_and_the_naive_sum(rows_and_pairs):
    own, pairs = rows_and_pairs
    whole = total(own, pairs)
    low, high = naive(own)
    assert max((count.low or 0 for count in own.values()), default=0) <= whole.low <= low
    assert whole.high is None or whole.low <= whole.high
    if high is None:
        assert whole.high is None
    else:
        assert max((count.high or 0 for count in own.values()), default=0) <= whole.high <= high
    assert whole.counted + whole.without_number == len(own)


@given(lists_with_relations())
def test_contributions_add_up_to_the_total_and_are_never_negative(rows_and_pairs):
    own, pairs = rows_and_pairs
    shares = contributions(own, pairs)
    assert shares.keys() == own.keys()
    assert all(share.known == own[key].known for key, share in shares.items())
    known = [share for share in shares.values() if share.known]
    assert all(share.low >= 0 and (share.high is None or share.high >= 0) for share in known)
    whole = total(own, pairs)
    assert sum(share.low for share in known) == whole.low
    assert whole.high == (None if any(s.high is None for s in known) else sum(s.high for s in known))


@given(lists_with_relations())
def test_without_relations_the_total_is_the_naive_sum(rows_and_pairs):
    own, _pairs = rows_and_pairs
    whole = total(own, [])
    assert (whole.low, whole.high) == naive(own)


@pytest.mark.parametrize(
    ("count", "en", "ko", "zh"),
    [
        (exactly(7), "7", "7명", "7人"),
        (exactly(1076), "1,076", "1,076명", "1,076人"),
        (Count(500, 600), "500–600", "500~600명", "500–600人"),
        (at_least(41), "at least 41", "최소 41명", "至少41人"),
        (at_least(1076), "at least 1,076", "최소 1,076명", "至少1,076人"),
        (up_to(600), "up to 600", "최대 600명", "至多600人"),
        (Count(0, 0), "0", "0명", "0人"),
        (NOT_GIVEN, "number not given", "인원 미상", "人数不详"),
    ],
)
def test_words(count, en, ko, zh):
    assert [words(count, language) for language in ("en", "ko", "zh-hans")] == [en, ko, zh]


def test_words_of_other_units_have_no_counter_for_people():
    assert [words(at_least(3), language, people=False) for language in ("en", "ko", "zh-hans")] == [
        "at least 3",
        "최소 3",
        "至少3",
    ]
    assert words(NOT_GIVEN, "ko", people=False) == "수치 미상"
    with pytest.raises(KeyError):
        words(exactly(7), "de")
