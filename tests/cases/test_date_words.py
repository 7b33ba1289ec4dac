"""Uncertain dates as readers of three languages see them."""

import pytest
from hypothesis import given

from cases.date_words import words
from cases.dates import DateError
from tests.cases.test_dates import VALID


@pytest.mark.parametrize(
    ("text", "en", "ko", "zh"),
    [
        ("", "", "", ""),
        ("2023-10-09", "9 October 2023", "2023년 10월 9일", "2023年10月9日"),
        ("2023-10", "October 2023", "2023년 10월", "2023年10月"),
        ("2023", "2023", "2023년", "2023年"),
        ("2013-21", "spring 2013", "2013년 봄", "2013年春"),
        ("2013-24~", "about winter 2013", "2013년 겨울 무렵", "2013年冬前后"),
        ("201X", "the 2010s", "2010년대", "2010年代"),
        ("201X~", "about the 2010s", "2010년대 무렵", "2010年代前后"),
        ("20XX", "the years 2000–2099", "2000~2099년", "2000至2099年"),
        ("2012-XX", "2012", "2012년", "2012年"),
        ("2012-03-XX", "March 2012", "2012년 3월", "2012年3月"),
        ("2012-03~", "about March 2012", "2012년 3월경", "2012年3月前后"),
        ("2024-08-21?", "21 August 2024 (uncertain)", "2024년 8월 21일 (불확실)", "2024年8月21日（不确定）"),
        ("2005%", "about 2005 (uncertain)", "2005년경 (불확실)", "2005年前后（不确定）"),
        ("2017-07/2017-08", "between July and August 2017", "2017년 7월~8월 사이", "2017年7月至8月之间"),
        (
            "1999-12/2000-01",
            "between December 1999 and January 2000",
            "1999년 12월~2000년 1월 사이",
            "1999年12月至2000年1月之间",
        ),
        (
            "2004-11-06/2004-11-07",
            "between 6 and 7 November 2004",
            "2004년 11월 6일~7일 사이",
            "2004年11月6日至7日之间",
        ),
        (
            "2012-02-27/2012-03-09",
            "between 27 February and 9 March 2012",
            "2012년 2월 27일~3월 9일 사이",
            "2012年2月27日至3月9日之间",
        ),
        ("2016/2018", "between 2016 and 2018", "2016년~2018년 사이", "2016年至2018年之间"),
        ("2016/2016-06", "between 2016 and June 2016", "2016년~2016년 6월 사이", "2016年至2016年6月之间"),
        (
            "2012-03-15/2012-03",
            "between 15 March and March 2012",
            "2012년 3월 15일~3월 사이",
            "2012年3月15日至3月之间",
        ),
        ("2013-21/2013-23", "between spring and autumn 2013", "2013년 봄~가을 사이", "2013年春至秋之间"),
        (
            "2004~/2005-03",
            "between about 2004 and March 2005",
            "2004년경~2005년 3월 사이",
            "2004年前后至2005年3月之间",
        ),
        (
            "2004-11-06?/2004-11-07?",
            "between 6 and 7 November 2004 (uncertain)",
            "2004년 11월 6일~7일 사이 (불확실)",
            "2004年11月6日至7日之间（不确定）",
        ),
        (
            "2012-03?/2012-04",
            "between March and April 2012 (start uncertain)",
            "2012년 3월~4월 사이 (시작 시점 불확실)",
            "2012年3月至4月之间（起始时间不确定）",
        ),
        (
            "2012-03/2012-04?",
            "between March and April 2012 (end uncertain)",
            "2012년 3월~4월 사이 (종료 시점 불확실)",
            "2012年3月至4月之间（结束时间不确定）",
        ),
        ("2012-03/2012-03", "March 2012", "2012년 3월", "2012年3月"),
        ("../2023-08", "before August 2023", "2023년 8월 이전", "2023年8月之前"),
        ("2023-08/..", "after August 2023", "2023년 8월 이후", "2023年8月之后"),
        (
            "../2022-02-15",
            "on or before 15 February 2022",
            "2022년 2월 15일 또는 그 이전",
            "2022年2月15日或之前",
        ),
        (
            "2022-02-15/..",
            "on or after 15 February 2022",
            "2022년 2월 15일 또는 그 이후",
            "2022年2月15日或之后",
        ),
        ("../2023-08~", "before about August 2023", "2023년 8월경 이전", "2023年8月前后之前"),
        (
            "/2023-08",
            "until August 2023 (start not known)",
            "2023년 8월까지 (시작 시점 미상)",
            "截至2023年8月（起始时间不详）",
        ),
        (
            "2023-08/",
            "from August 2023 (end not known)",
            "2023년 8월부터 (종료 시점 미상)",
            "自2023年8月起（结束时间不详）",
        ),
        (
            "2023-08?/",
            "from August 2023 (uncertain, end not known)",
            "2023년 8월부터 (불확실, 종료 시점 미상)",
            "自2023年8月起（不确定，结束时间不详）",
        ),
    ],
)
def test_words(text, en, ko, zh):
    assert [words(text, language) for language in ("en", "ko", "zh-hans")] == [en, ko, zh]


@given(VALID)
def test_every_date_has_words_in_every_language(text):
    phrases = [words(text, language) for language in ("en", "ko", "zh-hans")]
    assert all(phrases)
    assert not any(c.isascii() and c.isalpha() for phrase in phrases[1:] for c in phrase)


def test_an_unknown_language_or_text_is_an_error_not_a_guess():
    with pytest.raises(KeyError):
        words("2012-03", "de")
    with pytest.raises(DateError):
        words("2012-13", "en")
