"""From the text somebody typed for a date to tokens that no longer know the language it was typed in; pure.

A token is (kind, value), see cases/typed_date_words.py; numbers become year, month, day, decade, quarter, or "number"
where only its neighbours tell. Errors raised here carry no text: `cases.typed_dates.read` puts in what was typed.
"""

import re

from django.utils.translation import gettext_lazy as _

from cases.dates import DateError
from cases.typed_date_words import MEANINGS, SAME_CHARACTER, WORD

Token = tuple[str, object]

#: What is said of one date; the other kind, "joint", says how two belong together.
OF_ONE = {"year", "month", "day", "season", "decade", "part", "third", "half", "quarter", "weekday", "number"}
OF_ONE |= {"about", "maybe"}
SEASONS = (21, 22, 23, 24)
LAST_MONTH = 12

_HYPHENS = re.compile("[\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}\N{MINUS SIGN}]")
_PART_HYPHEN = re.compile(r"(?<![a-z])(early|mid|late)-(?!early|mid|late)")
_CHINESE_NUMBER = re.compile(r"[〇一二三四五六七八九十]{1,4}(?=\s*(?:年|月|日|号|季度))")
_CHINESE_DIGITS = "〇一二三四五六七八九"
_IS_CJK = re.compile(r"[\u3040-\u9fff\uac00-\ud7a3]")
_MARKS: dict[str, tuple[Token, ...]] = {
    "?": (("maybe", None),),
    "%": (("about", None), ("maybe", None)),
    "~": (("tilde", None),),
    **dict.fromkeys("-–—―〜/", (("joint", "dash"),)),
    **dict.fromkeys(",，、.", ()),
}
_NUMBERS = re.compile(
    # 2012-3, 2012.3.15, "2012. 3. 15."
    r"(?P<y>\d{4})(?P<ys>-|/|\.\s*)(?P<ym>\d{1,2})(?:(?P=ys)(?P<yd>\d{1,2}))?(?!\d)\.?"
    # 9.10.2023, 10/9/2023
    r"|(?P<a>\d{1,2})(?P<as>-|/|\.\s*)(?P<b>\d{1,2})(?P=as)(?P<ay>\d{4})(?!\d)"
    # 3/2012
    r"|(?P<m>\d{1,2})[-/.](?P<my>\d{4})(?!\d)"
    # 20120315
    r"|(?P<c>\d{4})(?P<cm>\d\d)(?P<cd>\d\d)(?!\d)"
    r"|(?P<decade>\d{3})0(?:'?s(?![a-z])|\s*년대|\s*年代)"
    r"|(?P<year>\d{4})\s*(?:년도|년|年)"
    r"|(?P<month>\d{1,2})\s*(?:월|月)"
    r"|(?P<day>\d{1,2})(?:\s*(?:일|日|号)|(?:st|nd|rd|th)(?![a-z]))"
    r"|(?P<quarter>[1-4])\s*(?:분기|季度)"
    r"|(?P<number>\d+)",
    re.ASCII,
)
_UNKNOWN_PART = re.compile(r"[^\W\d_]+|.", re.DOTALL)


def refused(problem, **values: object) -> DateError:
    """The error of a text that is put in later."""
    return DateError("", problem, **values)


def two_readings(first: str, second: str) -> DateError:
    return refused(
        _("“%(text)s” can mean %(first)s or %(second)s: write one of them."),
        first=first,
        second=second,
    )


def fold(text: str) -> str:
    """Small letters, one hyphen and none in "mid-March", simplified characters, Chinese numbers as digits."""
    text = _HYPHENS.sub("-", text.casefold().translate(SAME_CHARACTER))
    text = _PART_HYPHEN.sub(r"\1 ", text)
    return _CHINESE_NUMBER.sub(lambda found: _chinese_number(found[0]), text)


def _chinese_number(text: str) -> str:
    digits = "".join(
        "十" if character == "十" else str(_CHINESE_DIGITS.index(character)) for character in text
    )
    tens, ten, ones = digits.partition("十")
    return f"{tens or 1}{ones or 0}" if ten else digits


def tokens(text: str) -> list[Token]:
    """The tokens of folded text. Raises DateError for a part that no dating is made of."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        number = _NUMBERS.match(text, at)
        word = None if number else WORD.match(text, at)
        if number:
            found += _number(number)
        elif word:
            found.append(MEANINGS[word[0]])
        else:
            found += _sign(text, at)
        at = (number or word).end() if number or word else at + 1
    return _tildes([token for token in found if token[0] != "noise"], text)


def _sign(text: str, at: int) -> tuple[Token, ...]:
    character = text[at]
    if character.isspace():
        return ()
    if character in _MARKS:
        return _MARKS[character]
    part = "".join(shown for shown in _UNKNOWN_PART.match(text, at)[0][:20] if shown.isprintable())
    raise refused(_("“%(part)s” in “%(text)s” is not understood."), part=part or "\N{REPLACEMENT CHARACTER}")


def _number(found: re.Match) -> list[Token]:
    values = {name: int(text) for name, text in found.groupdict().items() if text and text.isdigit()}
    if "y" in values:
        return _year_first(found, values["y"], values["ym"], values.get("yd"))
    if "a" in values:
        return _year_last(values["a"], values["b"], values["ay"])
    if "m" in values:
        return [("month", values["m"]), ("year", values["my"])]
    if "c" in values:
        return [("year", values["c"]), ("month", values["cm"]), ("day", values["cd"])]
    ((name, value),) = values.items()
    if name != "number":
        return [(name, value)]
    if len(found[0]) == len("2012"):
        return [("year", value)]
    if len(found[0]) > len("12"):
        raise refused(_("“%(text)s”: the number %(number)s is not understood."), number=found[0][:10])
    return [("number", value)]


def _year_first(found: re.Match, year: int, month: int, day: int | None) -> list[Token]:
    if day is not None:
        return [("year", year), ("month", month), ("day", day)]
    if month in SEASONS and found["ys"] == "-":
        return [("year", year), ("season", month)]
    if not 1 <= month <= LAST_MONTH:
        raise refused(
            _("“%(text)s” has no month %(month)s. Write two years in full: 2012 to 2013."), month=found["ym"]
        )
    if found["ys"] == "/" and f"{(year + 1) % 100:02}" == found["ym"]:
        raise two_readings(f"{year}-{month:02}", f"{year}/{year + 1}")
    return [("year", year), ("month", month)]


def _year_last(first: int, second: int, year: int) -> list[Token]:
    """Day and month: which is which only a number above 12 tells."""
    if first != second and first <= LAST_MONTH and second <= LAST_MONTH:
        raise two_readings(f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}")
    day, month = (second, first) if second > LAST_MONTH else (first, second)
    return [("day", day), ("month", month), ("year", year)]


def _tildes(found: list[Token], text: str) -> list[Token]:
    """A tilde between two dates is "to"; at the edge of one it is "about", in Korean or Chinese who knows."""
    read: list[Token] = []
    for number, (kind, value) in enumerate(found):
        if kind != "tilde":
            read.append((kind, value))
            continue
        is_before_date = number + 1 < len(found) and found[number + 1][0] in OF_ONE
        if number > 0 and is_before_date:
            read.append(("joint", "dash"))
        elif _IS_CJK.search(text):
            raise refused(_("“%(text)s”: the ~ can mean “about”, “from” or “until”. Write the word."))
        else:
            read.append(("about", None))
    return read
