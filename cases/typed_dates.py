"""What people type for a date, as EDTF text; pure.

"mid March 2012", "July–August 2017", "2012년 3월", "2012年3月", "before 5 May 2023", "2012-3": in English, Korean or
Chinese whatever the language of the page, because people copy dates from what they read. The rules as a table, with
the reasons: docs/typed-dates.md. Three of them matter more than understanding much:

- Text that is EDTF already is never changed.
- Nothing becomes more precise than it was said: "mid March" is a span of days with loose ends, never a day.
- What can be read in two ways is refused, and both readings are named: 10/9/2023.

The days that the result can mean contain every day that the words can mean; where EDTF cannot say it exactly, the
result is wider. cases/typed_date_tokens.py makes tokens of the text, cases/typed_date_words.py holds the words.
"""

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from cases import dates
from cases.dates import DateError
from cases.typed_date_tokens import Token, fold, refused, tokens, two_readings
from cases.typed_date_words import OTHER_CALENDAR, REMARKS

LONGEST = 100

# First and last day of a month, month of a year, year of a decade.
_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_MONTHS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_YEARS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_REMARKS = re.compile(r"\(([^()]*)\)\s*$")
_WINTER = re.compile(r"(?:the )?winter (?:of )?(\d{4})\s*[-–—/]\s*(\d{4}|\d\d)", re.ASCII)

#: The shape of a text: "d" for each date, and a letter for what joins them.
_LETTERS = {
    "before": "<",
    "by": "≤",
    "after": ">",
    "onward": "≥",
    "until": "u",
    "from": "f",
    "to": "t",
    "dash": "-",
    "or": "o",
    "and": "&",
    "between": "b",
}
_RANGE = re.compile(r"bd&d|d&db|f?d[-tou]d|f?d[-tuf]d[ub]|fdfdb")


@dataclass
class _Said:
    """One date as its words state it. `bare` is a number that only the other end of a range explains."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    season: int | None = None
    decade: int | None = None
    part: str = ""
    third: str = ""
    half: int | None = None
    quarter: int | None = None
    weekday: int | None = None
    bare: int | None = None
    about: bool = False
    maybe: bool = False


@dataclass(frozen=True)
class _End:
    """One end of a span: EDTF text and its qualifier."""

    text: str
    about: bool = False
    maybe: bool = False

    def __str__(self):
        return self.text + {(True, True): "%", (True, False): "~", (False, True): "?"}.get(
            (self.about, self.maybe), ""
        )


def read(typed: str) -> str:
    """The EDTF text that `typed` means; "" for blank. Raises DateError, whose text says what to write instead."""
    text = typed.strip()
    if not text:
        return ""
    if len(text) > LONGEST:
        raise DateError(text, _("“%(text)s” is too long for a date."))
    plain = unicodedata.normalize("NFKC", text)
    for candidate in (text, plain.strip(), plain.strip().upper()):
        if is_edtf(candidate):
            return candidate
    try:
        result = _read(fold(plain))
        dates.parse(result)
    except DateError as error:
        # Of the text people typed, not of what was made of it.
        raise DateError(text, error.problem, **error.values) from error
    return result


def is_edtf(text: str) -> bool:
    """Whether the text may be stored as it stands."""
    try:
        dates.parse(text)
    except DateError:
        return False
    return True


def _read(text: str) -> str:
    if OTHER_CALENDAR.search(text):
        raise refused(_("“%(text)s” is of another calendar. Write the date of the common calendar."))
    winter = _WINTER.fullmatch(text)
    if winter:
        return _winter(int(winter[1]), winter[2])
    text, remarks = _remarks(text)
    shape, groups = _grouped(tokens(text))
    said = [_said(group) for group in groups]
    for words in said:
        words.maybe = words.maybe or ("both", "maybe") in remarks
    if said:
        said[0].maybe = said[0].maybe or ("start", "maybe") in remarks
        said[-1].maybe = said[-1].maybe or ("end", "maybe") in remarks
    if len(said) == 1:
        return _one(shape, said[0])
    if shape == "d&d":
        raise refused(_("“%(text)s” names two dates: enter each by itself, or a range with “to”."))
    if not _RANGE.fullmatch(shape):
        raise _not_understood()
    return _range(shape, groups, *said)


def _not_understood() -> DateError:
    return refused(_("“%(text)s” is not understood as a date."))


def _winter(first: int, second: str) -> str:
    if not str(first + 1).endswith(second):
        raise _not_understood()
    return f"{first}-12/{first + 1}-02"


def _remarks(text: str) -> tuple[str, set[tuple[str, str]]]:
    """The text without the remark in brackets that published pages put behind a date, and what it says."""
    found = _REMARKS.search(text)
    words = [word.strip() for word in re.split("[,，]", found[1])] if found else []
    if not words or any(word not in REMARKS for word in words):
        return text, set()
    return text[: found.start()], {REMARKS[word] for word in words}


def _grouped(found: list[Token]) -> tuple[str, list[list[Token]]]:
    """The shape of the text, and the tokens of each of its dates."""
    groups, shape = [], ""
    for kind, value in found:
        if kind == "joint":
            shape += _LETTERS[value]
        elif shape.endswith("d"):
            groups[-1].append((kind, value))
        else:
            groups.append([(kind, value)])
            shape += "d"
    return shape, groups


def _said(group: list[Token]) -> _Said:
    said = _Said()
    kinds = {kind for kind, _value in group}
    for kind, value in group:
        if kind in ("about", "maybe"):
            setattr(said, kind, True)
            continue
        name = kind if kind != "number" else "day" if "month" in kinds else "bare"
        if getattr(said, name) not in (None, ""):
            # "3 May 12"
            raise _four_digits() if name == "day" and "year" not in kinds else _not_understood()
        setattr(said, name, value)
    return said


def _four_digits() -> DateError:
    return refused(_("“%(text)s”: write the year with four digits."))


# --- a date by itself, before it, after it ---


def _one(shape: str, said: _Said) -> str:
    start, end = _span(said)
    if shape in ("d", "db"):
        if said.decade is not None and not said.part:
            # Has a form of its own, which says that it is a decade.
            return str(_End(f"{said.decade}X", said.about, said.maybe))
        return str(start) if start == end else f"{start}/{end}"
    if shape in ("<d", "d<"):
        return f"../{_beside(said, start, end, -1)}"
    if shape in (">d", "d>"):
        return f"{_beside(said, end, start, 1)}/.."
    if shape in ("≤d", "d≤"):
        return f"../{end}"
    if shape in ("≥d", "d≥"):
        return f"{start}/.."
    if shape in ("ud", "du", "tdu"):
        return f"/{end}"
    if shape in ("fd", "df", "fdf"):
        return f"{start}/"
    raise _not_understood()


def _beside(said: _Said, near: _End, far: _End, step: int) -> _End:
    """The end of what lies before (-1) or after (1) a date.

    The day beside a day; the near year of a decade; a month, season or year itself, because "before May 2023" is how
    readers see ``../2023-05`` (cases/date_words.py): its days stay possible.
    """
    if said.decade is not None:
        return near
    if said.day is None or said.about:
        return far
    if not is_edtf(far.text):
        return far
    try:
        day = date.fromisoformat(far.text) + timedelta(days=step)
    except OverflowError:
        raise _not_understood() from None
    return _End(day.isoformat(), far.about, far.maybe)


# --- a range ---


def _range(shape: str, groups: list[list[Token]], first: _Said, last: _Said) -> str:
    if "b" not in shape:
        # "About 3 to 5 May", "3–5 May?": what stands at the outer edge is said of both.
        for kind, _value in (groups[0][0], groups[-1][-1]):
            if kind in ("about", "maybe"):
                setattr(first, kind, True)
                setattr(last, kind, True)
    _refuse_short_years(groups)
    _complete(first, last)
    _complete(last, first)
    return f"{_span(first)[0]}/{_span(last)[1]}"


def _refuse_short_years(groups: list[list[Token]]) -> None:
    """2004–05: May 2004, or 2004 to 2005?"""
    if [kind for group in groups for kind, _value in group] != ["year", "number"]:
        return
    (_kind, year), (_kind, short) = groups[0][0], groups[1][0]
    if short == (year + 1) % 100 and is_edtf(f"{year}-{short:02}"):
        raise two_readings(f"{year}-{short:02}", f"{year}/{year + 1}")
    raise _four_digits()


def _complete(said: _Said, other: _Said) -> None:
    """Take from the other end of a range what this one leaves out: "July–August 2017", "3–5월"."""
    if said.bare is not None and other.day is not None:
        said.day, said.bare = said.bare, None
    elif said.bare is not None and other.month is not None:
        said.month, said.bare = said.bare, None
    has_year = said.year is not None or said.decade is not None
    needs_month = said.day is not None or said.third or (said.part and not has_year)
    if said.month is None and needs_month:
        said.month = other.month
    if not has_year:
        said.year = other.year
    if said.part and said.year is None:
        said.decade = other.decade


# --- what one date spans ---


def _span(said: _Said) -> tuple[_End, _End]:
    """First and last of what is said; the same twice for a date that EDTF says in one."""
    if said.bare is not None:
        raise refused(_("“%(text)s”: is %(number)s a day, a month or a year?"), number=said.bare)
    if said.decade is not None:
        first, last = _of_decade(said)
    elif said.year is None:
        raise refused(_("“%(text)s” names no year."))
    else:
        first, last = _of_year(said)
    # Nobody says where "early" ends or "late" begins; that both lie in their month, they do say.
    loose_start, loose_end = said.part in ("mid", "late"), said.part in ("early", "mid")
    is_span = first != last
    return (
        _End(first, said.about or (loose_start and is_span), said.maybe),
        _End(last, said.about or (loose_end and is_span), said.maybe),
    )


def _of_decade(said: _Said) -> tuple[str, str]:
    if any((said.year, said.month, said.day, said.season, said.third, said.half, said.quarter)):
        raise _not_understood()
    low, high = _YEARS[said.part] if said.part else (0, 9)
    return f"{said.decade}{low}", f"{said.decade}{high}"


def _of_year(said: _Said) -> tuple[str, str]:
    if said.day is not None:
        return _day(said), _day(said)
    if [said.month, said.season, said.half, said.quarter].count(None) < 3 or (said.part and said.third):
        raise _not_understood()
    year = f"{said.year:04}"
    if said.month is not None:
        return _of_month(f"{year}-{said.month:02}", said)
    if said.third or said.weekday is not None:
        raise _not_understood()
    if said.season is not None:
        # "Late summer" has no form of its own: the whole summer contains it.
        return (f"{year}-{said.season}",) * 2
    if said.half is not None or said.quarter is not None:
        length = 6 if said.half else 3
        last = (said.half or said.quarter) * length
        return f"{year}-{last - length + 1:02}", f"{year}-{last:02}"
    if said.part:
        first, last = _MONTHS[said.part]
        return f"{year}-{first:02}", f"{year}-{last:02}"
    return year, year


def _day(said: _Said) -> str:
    if said.month is None or said.part or said.third:
        raise refused(_("“%(text)s” names a day without its month."))
    if said.season or said.half or said.quarter:
        raise _not_understood()
    text = f"{said.year:04}-{said.month:02}-{said.day:02}"
    if said.weekday is not None and is_edtf(text) and date.fromisoformat(text).weekday() != said.weekday:
        raise refused(_("“%(text)s” names a weekday that the date does not fall on. Which is right?"))
    return text


def _of_month(text: str, said: _Said) -> tuple[str, str]:
    part = said.part or said.third
    if not part or not is_edtf(text):
        # Where there is no such month, the parser of EDTF says so.
        return text, text
    first, last = _DAYS[part]
    return f"{text}-{first:02}", f"{text}-{min(last, monthrange(said.year, said.month)[1]):02}"
