"""The words people date with, in English, Korean and Chinese; pure. What they mean together: cases/typed_dates.py.

Each word stands for a token (kind, value), whatever the language:

| kind | value | means |
| --- | --- | --- |
| month, season | 1 to 12; 21 to 24 as in EDTF | |
| part | early, mid, late | a third of a month, year or decade, loosely |
| third | early, mid, late | ten days of a month, exactly: 초순, 上旬 |
| half, quarter | 1, 2; 1 to 4 | of a year |
| weekday | 0 (Monday) to 6 | |
| about, maybe | | approximate, uncertain |
| joint | before, by, after, since, until, from, to, dash, or, and, between | how two dates, or a date and time, relate |
| noise | | says nothing about the date |

"By" and "since" include the day named, "before" and "after" do not. 之前 and 以前, 之后 and 以后 are used both ways:
they are read as including it, because that leaves no possible day out.
"""

import re

_ENGLISH_MONTHS = (
    "january jan, february feb, march mar, april apr, may, june jun, july jul, august aug, "
    "september sept sep, october oct, november nov, december dec"
)
_ENGLISH_DAYS = "monday mon, tuesday tue tues, wednesday wed, thursday thu thur thurs, friday fri, saturday sat, sunday sun"


def _numbered(names: str, kind: str, first: int) -> dict[str, tuple[str, object]]:
    """Names with a comma between one and the next, a space between the names of one."""
    return {
        name: (kind, number) for number, group in enumerate(names.split(","), first) for name in group.split()
    }


def _each(words: str, kind: str, value: object = None) -> dict[str, tuple[str, object]]:
    """Words with a comma between them."""
    return {word.strip(): (kind, value) for word in words.split(",")}


_LATIN = {
    **_numbered(_ENGLISH_MONTHS, "month", 1),
    **_numbered(_ENGLISH_DAYS, "weekday", 0),
    **_numbered("spring, summer, autumn fall, winter", "season", 21),
    **_each("early, beginning of, beginning, start of", "part", "early"),
    **_each("mid, middle of, middle", "part", "mid"),
    **_each("late, end of, end", "part", "late"),
    **_each("first half of, first half", "half", 1),
    **_each("second half of, second half", "half", 2),
    **_numbered("q1, q2, q3, q4", "quarter", 1),
    **_each("first quarter of, first quarter", "quarter", 1),
    **_each("second quarter of, second quarter", "quarter", 2),
    **_each("third quarter of, third quarter", "quarter", 3),
    **_each("fourth quarter of, fourth quarter, last quarter of", "quarter", 4),
    **_each("about, around, circa, ca, c, approximately, approx, roughly, or so", "about"),
    **_each("possibly, perhaps, maybe, probably, uncertain", "maybe"),
    **_each("before, prior to, earlier than", "joint", "before"),
    **_each("on or before, by, no later than, not later than, at the latest, or earlier", "joint", "by"),
    **_each("after, later than", "joint", "after"),
    **_each("on or after, no earlier than, not earlier than, or later", "joint", "onward"),
    **_each("until, till, up to", "joint", "until"),
    **_each("since, from, starting", "joint", "from"),
    **_each("to, through", "joint", "to"),
    **_each("or", "joint", "or"),
    **_each("and", "joint", "and"),
    **_each("between", "joint", "between"),
    **_each("in, on, at, of, the, during, sometime, some time, year, years, month", "noise"),
}
_OTHERS = {
    # Korean
    **_numbered("봄, 여름, 가을, 겨울", "season", 21),
    **_numbered("월요일, 화요일, 수요일, 목요일, 금요일, 토요일, 일요일", "weekday", 0),
    **_each("초순, 상순", "third", "early"),
    **_each("중순", "third", "mid"),
    **_each("하순", "third", "late"),
    **_each("초, 초반, 연초", "part", "early"),
    **_each("중반", "part", "mid"),
    **_each("말, 후반, 연말", "part", "late"),
    **_each("상반기", "half", 1),
    **_each("하반기", "half", 2),
    **_each("약, 대략, 경, 쯤, 무렵, 즈음, 께", "about"),
    **_each("불확실, 추정, 아마", "maybe"),
    **_each("전", "joint", "before"),
    **_each("이전, 또는 그 이전", "joint", "by"),
    **_each("후", "joint", "after"),
    **_each("이후, 또는 그 이후", "joint", "onward"),
    **_each("까지", "joint", "until"),
    **_each("부터, 에서", "joint", "from"),
    **_each("또는, 혹은, 이나", "joint", "or"),
    **_each("및, 와, 과", "joint", "and"),
    **_each("사이, 사이에", "joint", "between"),
    **_each("에, 중, 중에, 동안", "noise"),
    # Chinese
    **_numbered("春 春季 春天, 夏 夏季 夏天, 秋 秋季 秋天, 冬 冬季 冬天", "season", 21),
    **_numbered("星期一 周一, 星期二 周二, 星期三 周三, 星期四 周四, 星期五 周五, 星期六 周六", "weekday", 0),
    **_each("星期日, 星期天, 周日", "weekday", 6),
    **_each("上旬", "third", "early"),
    **_each("中旬", "third", "mid"),
    **_each("下旬", "third", "late"),
    **_each("初, 初期, 早期", "part", "early"),
    **_each("中, 中期", "part", "mid"),
    **_each("底, 末, 末期, 后期, 晚期", "part", "late"),
    **_each("上半年", "half", 1),
    **_each("下半年", "half", 2),
    **_each("约, 大约, 大概, 左右, 前后", "about"),
    **_each("可能, 也许, 不确定", "maybe"),
    **_each("前, 之前, 以前, 或之前", "joint", "by"),
    **_each("后, 之后, 以后, 或之后", "joint", "onward"),
    **_each("截至, 截止, 为止", "joint", "until"),
    **_each("从, 自, 自从, 起, 以来, 开始", "joint", "from"),
    **_each("至, 到, 直到", "joint", "to"),
    **_each("或, 或者", "joint", "or"),
    **_each("和, 与", "joint", "and"),
    **_each("间, 之间", "joint", "between"),
    **_each("在, 于, 的, 份, 期间, 某日, 某天, 第", "noise"),
}
MEANINGS = _LATIN | _OTHERS


def _longest_first(words: dict) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


#: One known word. Latin ones end where their letters end, so that "mayor" is not May.
WORD = re.compile(rf"(?:{_longest_first(_LATIN)})(?![a-z])|{_longest_first(_OTHERS)}")

#: Words of other calendars, whose days are others: never converted by guess.
OTHER_CALENDAR = re.compile(r"lunar|음력|양력설|구정|农历|阴历|旧历|주체")

#: What published pages say in brackets after a date (cases/date_words.py): (which end is meant, what of it).
REMARKS = {
    "uncertain": ("both", "maybe"),
    "start uncertain": ("start", "maybe"),
    "end uncertain": ("end", "maybe"),
    "start not known": ("start", "unknown"),
    "end not known": ("end", "unknown"),
    "불확실": ("both", "maybe"),
    "시작 시점 불확실": ("start", "maybe"),
    "종료 시점 불확실": ("end", "maybe"),
    "시작 시점 미상": ("start", "unknown"),
    "종료 시점 미상": ("end", "unknown"),
    "不确定": ("both", "maybe"),
    "起始时间不确定": ("start", "maybe"),
    "结束时间不确定": ("end", "maybe"),
    "起始时间不详": ("start", "unknown"),
    "结束时间不详": ("end", "unknown"),
}

#: Traditional characters of these words as the simplified ones the tables are written in, and look-alikes.
SAME_CHARACTER = str.maketrans(
    "約從號間後與農陰曆為來開確於舊○零詳時結", "约从号间后与农阴历为来开确于旧〇〇详时结"
)
