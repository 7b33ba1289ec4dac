"""When something is due: a rule of so many days or months, counted from a date that may be uncertain. Pure.

The rules themselves are data of the office (advocacy/models/deadline_rule.py), because what a body asks changes.
"Today" is always the day in the time zone of the office and is passed in: `django.utils.timezone.localdate()`.
"""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from cases import dates
from cases.choices import DeadlineUnit, Timing


class Length(Protocol):
    """What a rule says about time: `length` calendar days or months, according to `unit`."""

    length: int
    unit: str


def due_on(rule: Length, day: date) -> date:
    """The last day that is still in time when the rule counts from `day`.

    Months are those of the calendar: one month from 31 January is 28 or 29 February. What would lie beyond the year
    9999 is its last day.
    """
    if rule.unit == DeadlineUnit.MONTHS:
        return months_after(day, rule.length)
    try:
        return day + timedelta(days=rule.length)
    except OverflowError:
        return date.max


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True)
class Window:
    """The time in which something counted from an uncertain date must be done.

    `safe`: until then it is in time whichever day it was; counted from the earliest possible day. `hard`: afterwards it
    is late whichever day it was; counted from the latest possible day. None where the date is open or not known on that
    side. Both are the last day that still counts.
    """

    safe: date | None
    hard: date | None

    def timing(self, today: date) -> Timing:
        """How `today` stands to it: nothing known is said to be not known, never in time."""
        if self.safe is None and self.hard is None:
            return Timing.NOT_KNOWN
        if self.safe is not None and today <= self.safe:
            return Timing.IN_TIME
        if self.hard is None or today <= self.hard:
            return Timing.AT_RISK
        return Timing.OUT_OF_TIME


def window(rule: Length, edtf: str) -> Window:
    """The window of a rule that counts from the date stated as EDTF text. Raises DateError; "" is not known."""
    earliest, latest = dates.bounds(edtf)
    return Window(
        safe=due_on(rule, earliest) if earliest else None,
        hard=due_on(rule, latest) if latest else None,
    )
