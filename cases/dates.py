"""Uncertain dates: EDTF text (ISO 8601-2, levels 0 and 1) and the days it can mean.

A date in a record is kept as the text somebody wrote, ``2012-03~`` or ``2017-07/2017-08``, never as a day that
nobody reported. From the text follow the earliest and the latest possible day, which filters compare. Both are
strict calendar bounds: "about March 2012" spans 1 to 31 March, however loosely "about" was meant.

Accepted: years 1000 to 9999, ``2012``, ``2012-03``, ``2012-03-15``; seasons ``2013-21`` to ``2013-24`` (spring,
summer, autumn, winter); trailing ``X`` for digits not stated (``201X``, ``20XX``, ``2012-XX``, ``2012-03-XX``,
``2012-XX-XX``); one qualifier at the end, ``~`` approximate, ``?`` uncertain, ``%`` both; intervals ``a/b`` whose
ends may be open (``..``) or not known (left empty), but not both, and hold no ``X``. Everything else is refused.

Source: https://www.loc.gov/standards/datetime/
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

_LONGEST = 40
_POINT = re.compile(
    r"(?P<year>[1-9][0-9](?:[0-9][0-9X]|XX))(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?"
)
_QUALIFIERS = {"": (False, False), "~": (True, False), "?": (False, True), "%": (True, True)}
_MARKS = {flags: mark for mark, flags in _QUALIFIERS.items()}
_SEASONS = {
    # (first month, day), (last month, day) of the year named: the meteorological and the astronomical season of
    # the northern hemisphere together. Winter lies at both ends of its year, so it can be any day of it; a winter
    # that runs over New Year is written as an interval of months, 2012-12/2013-02.
    21: ((3, 1), (6, 21)),
    22: ((6, 1), (9, 23)),
    23: ((9, 1), (12, 22)),
    24: ((1, 1), (12, 31)),
}
_FINENESS = {"day": 0, "month": 1, "season": 2, "year": 3, "decade": 4, "century": 5, "open": 6, "unknown": 6}


class DateError(ValueError):
    """The text is no date of the accepted kind. ``str()`` says what is wrong and shows valid examples, in the
    language active at that moment."""

    def __init__(self, text: str, problem, **values: object):
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:_LONGEST])
        self.text = shown + ("…" if len(text) > _LONGEST else "")
        self.problem = problem
        self.values = values
        super().__init__(self.text, problem)

    def __str__(self) -> str:
        wrong = str(self.problem) % {"text": self.text, **self.values}
        example = _("Write for example 2012-03, 2012-03-15 or 2017-07/2017-08.")
        return f"{wrong} {example}"


@dataclass(frozen=True)
class Dating:
    """One date as stated.

    ``text`` is the EDTF text without surrounding blanks. ``earliest`` and ``latest`` are the first and last possible
    day; None means open or not known on that side. ``precision`` is day, month, season, year, decade (201X), century
    (20XX) or interval; the ends of an interval may also be open or unknown. An interval is approximate or uncertain
    when either end is. ``year`` (the first year of a decade or century), ``month`` (21 to 24 for a season) and
    ``day`` are None where not stated. ``start`` and ``end`` are set for an interval only.
    """

    text: str
    earliest: date | None
    latest: date | None
    precision: str
    approximate: bool = False
    uncertain: bool = False
    year: int | None = None
    month: int | None = None
    day: int | None = None
    start: "Dating | None" = None
    end: "Dating | None" = None


_OPEN = Dating("..", None, None, "open")
_UNKNOWN = Dating("", None, None, "unknown")


def parse(text: str) -> Dating:
    """The date that the EDTF text states. Raises DateError, for empty text too: callers treat empty as "not
    stated" and do not ask."""
    stripped = text.strip()
    if not stripped:
        raise DateError(text, _("The date is empty."))
    if len(stripped) > _LONGEST:
        raise DateError(stripped, _("“%(text)s” is too long for a date."))
    if "/" in stripped:
        return _parse_interval(stripped)
    return _parse_point(stripped, stripped)


def bounds(text: str) -> tuple[date | None, date | None]:
    """Earliest and latest possible day; (None, None) for empty text. Raises DateError."""
    if not text.strip():
        return None, None
    dating = parse(text)
    return dating.earliest, dating.latest


def possibly_in(earliest: date | None, latest: date | None, start: date | None, end: date | None) -> bool:
    """Whether a date with these bounds may fall within start to end, both days included: they overlap.

    None is open, for the date as for the range. A date with neither bound is not stated and in no range.
    """
    if earliest is None and latest is None:
        return False
    begins_in_time = earliest is None or end is None or earliest <= end
    ends_in_time = latest is None or start is None or latest >= start
    return begins_in_time and ends_in_time


def certainly_in(earliest: date | None, latest: date | None, start: date | None, end: date | None) -> bool:
    """Whether every day that the bounds allow lies within start to end, both days included. None as above."""
    if earliest is None and latest is None:
        return False
    begins_inside = start is None or (earliest is not None and earliest >= start)
    ends_inside = end is None or (latest is not None and latest <= end)
    return begins_inside and ends_inside


def coarsen(text: str, precision: str) -> str:
    """EDTF text no finer than ``precision`` (day, month or year), with its qualifiers; "" stays "".

    A date that is coarse enough stays as written; an interval is coarsened at each end, and one whose ends become
    the same date becomes that date. The bounds of the result always contain those of the text: publishing relies on
    it. Raises DateError, and KeyError for another precision.
    """
    finest = {"day": _FINENESS["day"], "month": _FINENESS["month"], "year": _FINENESS["year"]}[precision]
    if not text.strip():
        return ""
    dating = parse(text)
    if dating.precision != "interval":
        return _coarse_date(dating, finest) + _mark(dating)
    start, end = _coarse_date(dating.start, finest), _coarse_date(dating.end, finest)
    if start == end:
        return start + _mark(dating)
    return f"{start}{_mark(dating.start)}/{end}{_mark(dating.end)}"


def sort_key(text: str) -> tuple[date, date]:
    """Orders the events of a case: an imprecise date stands at its last possible day, so that "March" follows
    "12 March"; dates without a last day, and dates not stated, come last. Raises DateError."""
    earliest, latest = bounds(text)
    if earliest is None and latest is None:
        return date.max, date.max
    return latest or date.max, earliest or date.min


def _parse_interval(text: str) -> Dating:
    if text.count("/") > 1:
        raise DateError(text, _("“%(text)s” has more than one “/”."))
    start, end = (_parse_end(part, text) for part in text.split("/"))
    if start.year is None and end.year is None:
        raise DateError(text, _("“%(text)s” states neither a start nor an end."))
    if start.earliest and end.latest and start.earliest > end.latest:
        raise DateError(text, _("“%(text)s” starts after it ends."))
    return Dating(
        text,
        start.earliest,
        end.latest,
        "interval",
        approximate=start.approximate or end.approximate,
        uncertain=start.uncertain or end.uncertain,
        start=start,
        end=end,
    )


def _parse_end(part: str, whole: str) -> Dating:
    if part == "..":
        return _OPEN
    if part == "":
        return _UNKNOWN
    if "X" in part:
        raise DateError(whole, _("“%(text)s” has an X inside an interval, whose ends need plain digits."))
    return _parse_point(part, whole)


def _parse_point(text: str, whole: str) -> Dating:
    qualifier = text[-1] if text[-1] in "~?%" else ""
    found = _POINT.fullmatch(text.removesuffix(qualifier))
    if not found:
        raise DateError(whole, _("“%(text)s” is not a date that can be stored."))
    year, month, day = found["year"], found["month"], found["day"]
    if ("X" in year and month) or (month == "XX" and day not in (None, "XX")):
        raise DateError(whole, _("“%(text)s” states something after an X."))
    approximate, uncertain = _QUALIFIERS[qualifier]
    first_year = int(year.replace("X", "0"))
    month_number = int(month) if month and month != "XX" else None
    day_number = int(day) if day and day != "XX" else None
    earliest, latest, precision = _span(whole, year, first_year, month_number, day_number, day is not None)
    return Dating(
        text, earliest, latest, precision, approximate, uncertain, first_year, month_number, day_number
    )


def _span(
    whole: str, year: str, first_year: int, month: int | None, day: int | None, has_day: bool
) -> tuple[date, date, str]:
    unstated = year.count("X")
    if unstated:
        last_year = first_year + 10**unstated - 1
        return date(first_year, 1, 1), date(last_year, 12, 31), "decade" if unstated == 1 else "century"
    if month is None:
        return date(first_year, 1, 1), date(first_year, 12, 31), "year"
    if month in _SEASONS and not has_day:
        first, last = _SEASONS[month]
        return date(first_year, *first), date(first_year, *last), "season"
    if not 1 <= month <= 12:
        raise DateError(whole, _("“%(text)s” has no month %(month)s."), month=f"{month:02}")
    last_day = calendar.monthrange(first_year, month)[1]
    if day is None:
        return date(first_year, month, 1), date(first_year, month, last_day), "month"
    if not 1 <= day <= last_day:
        raise DateError(whole, _("“%(text)s” has no day %(day)s."), day=f"{day:02}")
    return date(first_year, month, day), date(first_year, month, day), "day"


def _coarse_date(dating: Dating, finest: int) -> str:
    if _FINENESS[dating.precision] >= finest:
        return dating.text.rstrip("~?%")
    if finest == _FINENESS["month"]:
        return f"{dating.year}-{dating.month:02}"
    return str(dating.year)


def _mark(dating: Dating) -> str:
    return _MARKS[dating.approximate, dating.uncertain]
