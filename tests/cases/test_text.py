"""Writings of one name that must meet, and what a scan of outgoing text must find."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.text import exact_ages_in, full_dates_in, names_in, normalise

DECOMPOSED = unicodedata.normalize("NFD", "김보기")  # as macOS writes file names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("  Example   Person\tOne\n", "example person one"),
        ("Núñez Łódź Ångström Ørsted", "nunez lodz angstrom orsted"),
        ("STRASSE straße", "strasse strasse"),
        ("İstanbul ILGIN ılgın", "istanbul ilgin ilgin"),
        ("ＫＩＭ　１２３", "kim 123"),
        ("Kim Young-hwan", "kim young hwan"),
        ("Kim Young‑hwan", "kim young hwan"),
        ("Kim Young–hwan", "kim young hwan"),
        ("O’Brien O'Brien O‘Brien O´Brien", "o brien o brien o brien o brien"),
        ("約翰·史密斯", "約翰 史密斯"),
        ("김영환", "김영환"),
        (DECOMPOSED, "김보기"),
        ("朝鲜 朝鮮", "朝鲜 朝鮮"),
        ("が й ё", "が й ё"),
        ("a\x00b\u200bc\u00add", "abcd"),
        ("Kim\x1fYoung\nhwan", "kim young hwan"),
        ("lone \ud800 surrogate", "lone surrogate"),
    ],
)
def test_normalise(text, expected):
    assert normalise(text) == expected


@given(st.text(alphabet=st.characters()) | st.text(alphabet="aÅŁİıß-'’·가각ᄀ ᅡᆨ\u0301\u0327\x00\u200d´ﬁǅΆ"))
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert "\x00" not in once


ONE = "Example Person-one"
HANGUL = "김보기"
HAN = "陈示例"


@pytest.mark.parametrize(
    "text",
    [
        "A letter for Example Person-one.",
        "example person one",
        "EXAMPLE PERSONONE",
        "EXAMPLEPERSONONE",
        "Ｅｘａｍｐｌｅ Person‑one",
        "Éxample Persön-one’s family",
        "PERSON-ONE, Example",
        "Person one Example",
        "personone example",
        "https://example.org/example-person-one.html",
        "https://example.org/?q=example+person_one&x=1",
        "https://example.org/Example%20Person%2Done",
        "https://example.org/?u=https%3A%2F%2Fexample.net%2Fexample%252Dperson%252Done",
        "exampleperson-one2024.jpg",
        "김Example Person-one씨",
        "Counterexample Person-one, then Example Person-one",
        "Exam\u200bple Per\x00son one",
    ],
)
def test_a_latin_name_is_found_in_any_writing(text):
    assert names_in(text, [ONE]) == [ONE]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Example Person-two",
        "Counterexample Person-one",
        "Example Personones",
        "Example of a person, one",
        "one",
    ],
)
def test_a_latin_name_is_matched_as_whole_words(text):
    assert names_in(text, [ONE]) == []


@pytest.mark.parametrize(
    "text",
    [
        "김보기는 2012년 3월에",
        "김 보기 씨",
        "故김보기氏",
        DECOMPOSED,
        "김·보기",
        "https://example.org/" + quote("김보기"),
        "https://example.org/" + quote(quote("김보기")),
        "https://example.org/" + quote("김보기", encoding="cp949"),
    ],
)
def test_a_korean_name_is_found_with_particles_blanks_and_in_addresses(text):
    assert names_in(text, [HANGUL]) == [HANGUL]


@pytest.mark.parametrize(
    "text", ["据称陈示例被遣返", "陈 示例", "https://example.org/" + quote("陈示例", encoding="gb18030")]
)
def test_a_chinese_name_is_found_anywhere(text):
    assert names_in(text, [HAN]) == [HAN]


def test_a_short_korean_name_is_not_made_of_the_ends_of_two_words():
    assert names_in("그 일이 수사 중", ["이수"]) == []
    assert names_in("이 수 씨", ["이수"]) == ["이수"]


def test_each_script_of_a_name_counts_when_it_is_long_enough():
    both = "김보기 (Kim Bogi)"
    assert names_in("Bogi Kim said", [both]) == [both]
    assert names_in("김보기", [both]) == [both]
    assert names_in("Kim said", ["Kim 보기"]) == []
    assert names_in("보기", ["Kim 보기"]) == ["Kim 보기"]


def test_names_come_back_as_given_once_and_too_short_ones_are_ignored():
    assert names_in("A b, Example Person-one, 김", ["A", "김", "-", "", ONE, ONE, "Nobody Here"]) == [ONE]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a girl aged 13 and a boy, age 9", ["aged 13", "age 9"]),
        ("at the age of 13", ["age of 13"]),
        ("a 13-year-old, 14 years old; 15 year old", ["13-year-old", "14 years old", "15 year old"]),
        ("two 13-year-olds, 13 years of age", ["13-year-olds", "13 years of age"]),
        (
            "a six-year-old; aged thirteen; twenty-five years old",
            ["six-year-old", "aged thirteen", "twenty-five years old"],
        ),
        ("an 8-month-old", ["8-month-old"]),
        ("ages 13 and 15", ["ages 13"]),
        ("https://example.org/girl-13-year-old-returned", ["13-year-old"]),
        ("13세 소녀, 만 14 살", ["13세", "14 살"]),
        ("13岁女孩、14歲、１５岁、十六周岁", ["13岁", "14歲", "１５岁", "十六周岁"]),
    ],
)
def test_exact_ages(text, expected):
    assert exact_ages_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "aged 10 to 19, aged 10-19, aged 10–19",
        "aged between 10 and 19; between 10 and 19 years old",
        "aged 60 or over, aged 60+, ages 17 and under",
        "10–19 years old, 10- to 19-year-olds",
        "held for 13 years; old; village 13; 13 people; aged",
        "10~19세, 60세 이상, 18세 미만, 21세기, 3세대",
        "10至19岁、10到19歲、60岁以上、18周岁以下、万岁",
    ],
)
def test_bands_and_other_numbers_are_no_exact_ages(text):
    assert exact_ages_in(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 9 October 2023.", [("9 October 2023", "2023-10-09")]),
        ("October 9, 2023", [("October 9, 2023", "2023-10-09")]),
        ("the 9th of October, 2023", [("9th of October, 2023", "2023-10-09")]),
        ("9 Oct. 2023; Sept 5, 2023", [("9 Oct. 2023", "2023-10-09"), ("Sept 5, 2023", "2023-09-05")]),
        ("2023-10-09 2023/10/9", [("2023-10-09", "2023-10-09"), ("2023/10/9", "2023-10-09")]),
        ("https://example.org/2023/10/09/x", [("2023/10/09", "2023-10-09")]),
        ("https://example.org/on-october-9-2023-x", [("october-9-2023", "2023-10-09")]),
        ("2023. 10. 9.", [("2023. 10. 9", "2023-10-09")]),
        ("09/10/2023, 10/25/2023", [("09/10/2023", "2023-10-09"), ("10/25/2023", "2023-10-25")]),
        ("2023년 10월 9일에", [("2023년 10월 9일", "2023-10-09")]),
        (
            "2023年10月9日、2023 年 10 月 9 號",
            [("2023年10月9日", "2023-10-09"), ("2023 年 10 月 9 號", "2023-10-09")],
        ),
        ("２０２３年１０月９日", [("２０２３年１０月９日", "2023-10-09")]),
        ("in October 2023, March, 2012", [("October 2023", "2023-10"), ("March, 2012", "2012-03")]),
        ("2023년 10월과 2023年10月", [("2023년 10월", "2023-10"), ("2023年10月", "2023-10")]),
        ("9 October; May 5th", [("9 October", "--10-09"), ("May 5th", "--05-05")]),
        (
            "10월 9일, 10月9日, 2월 29일",
            [("10월 9일", "--10-09"), ("10月9日", "--10-09"), ("2월 29일", "--02-29")],
        ),
        ("between 6 and 7 November 2004", [("7 November 2004", "2004-11-07")]),
        ("November 6–7, 2004", [("November 6–7, 2004", "2004-11-06")]),
        ("11월 6~7일", [("11월 6~7일", "--11-06")]),
    ],
)
def test_dates_that_name_a_month_or_a_day(text, expected):
    assert full_dates_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "in 2023, spring 2013, the 2010s, 2016–17",
        "they may 5 times ask; a march 9 miles long; it may 2023 be",
        "October, 10월, 3月",
        "32 October 2023, 2023-13-45, 2023년 13월, 30 February 2023",
        "October 5000 people, March 1400 km",
        "3개월, 5个月",
    ],
)
def test_years_and_other_numbers_are_no_full_dates(text):
    assert full_dates_in(text) == []


@given(st.text() | st.text(alphabet="0123456789 -–~/.%년월일年月세살岁加AaGgEeDdMmYyOoCcTt+_", max_size=60))
def test_no_text_makes_a_scan_fail(text):
    assert set(names_in(text, [text, ONE, HANGUL])) <= {text, ONE, HANGUL}
    assert all(age in text for age in exact_ages_in(text))
    assert all(found in text and iso.count("-") in (1, 2, 3) for found, iso in full_dates_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "13-" * 7_000,
        "aged 13" + "-" * 20_000,
        "aged 13" + " " * 20_000,
        "13 - - - " * 2_000,
        "1" * 20_000,
        "October " * 2_500,
        "2023-" * 4_000,
        "三" * 20_000,
        "%25" * 7_000,
        "김 " * 10_000,
        "e\u0301" * 10_000,
    ],
)
def test_a_long_text_is_scanned_to_its_end(text):
    # An expression that backtracks without bound would not come to an end here.
    assert names_in(f"{text} {ONE}", [ONE]) == [ONE]
    assert "aged 14" in exact_ages_in(f"{text} . aged 14")
    assert ("9 October 2023", "2023-10-09") in full_dates_in(f"{text} . 9 October 2023")
