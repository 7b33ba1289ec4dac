"""How long people were held before they were forcibly returned, as far as the reported dates tell; pure.

A case counts from the first reported apprehension or detention to the first reported forced return. Dates are uncertain,
so a wait has a shortest and a longest length. Events without a date have no say. It says nothing about
single persons: those returned first may not be those apprehended first.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from cases import dates
from cases.choices import EventKind, Measure, Outcome, Wait

HELD = frozenset({EventKind.APPREHENDED, EventKind.DETAINED})

#: The longest number of days of each band that has one, shortest band first.
LONGEST = ((7, Wait.WITHIN_WEEK), (31, Wait.WITHIN_MONTH), (365, Wait.WITHIN_YEAR))


def reports_return(document: Mapping) -> bool:
    """Whether a case reports a forced return: an event, a working count or its outcome says so."""
    return (
        document["outcome"] == Outcome.FORCIBLY_RETURNED
        or any(event["kind"] == EventKind.FORCIBLY_RETURNED for event in document["events"])
        or any(
            count["measure"] == Measure.FORCIBLY_RETURNED
            and (count["low"] is not None or count["high"] is not None)
            for count in document["working_counts"]
        )
    )


def wait(document: Mapping) -> tuple[int | None, int | None] | None:
    """Fewest and most days from the first detention to the first forced return of a case document.

    None where one of the two is not reported with a date, or where the return lies before every
    detention and so ended none. The most is None where the dates are open. The fewest is never
    below 0, and None only where nothing at all bounds the length.
    """
    held = _first(event["date"] for event in document["events"] if event["kind"] in HELD)
    returned = _first(
        event["date"] for event in document["events"] if event["kind"] == EventKind.FORCIBLY_RETURNED
    )
    if held is None or returned is None:
        return None
    longest = _days(held[0], returned[1])
    if longest is not None and longest < 0:
        return None
    shortest = _days(held[1], returned[0])
    if shortest is None and longest is None:
        return None, None
    return max(0, shortest or 0), longest


def band(document: Mapping) -> str:
    """The Wait code of a case document that reports a forced return, "" for one that reports none."""
    if not reports_return(document):
        return ""
    length = wait(document)
    if length is None:
        return Wait.NOT_STATED
    shortest, longest = length
    if longest is None:
        return Wait.LONGER if shortest is not None and _band(shortest) == Wait.LONGER else Wait.UNCERTAIN
    return _band(shortest) if _band(shortest) == _band(longest) else Wait.UNCERTAIN


def _band(days: int) -> Wait:
    return next((code for longest, code in LONGEST if days <= longest), Wait.LONGER)


def _first(texts: Iterable[str]) -> tuple[date | None, date | None] | None:
    """First and last day on which the first of several dated events can have happened. None without a date."""
    bounds = [dates.bounds(text) for text in texts if text.strip()]
    if not bounds:
        return None
    earliest = [first for first, _last in bounds]
    latest = [last for _first_day, last in bounds if last is not None]
    return None if None in earliest else min(earliest), min(latest, default=None)


def _days(start: date | None, end: date | None) -> int | None:
    return None if start is None or end is None else (end - start).days
