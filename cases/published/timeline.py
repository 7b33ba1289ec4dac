"""The events of a case as a drawing in which an uncertain date looks uncertain; pure.

One row for one event, or for several of one kind that bear the same date. A reported day is a point. A month, a year or
an interval is a bar over all the days it can mean. Ends that are only about right fray, uncertain ones are hatched, an
open end is an arrow, an end nobody knows breaks off, what lies beyond the drawing a double arrow. The list of events below the drawing says the same in words.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import date_words
from cases.choices import EventKind
from cases.dates import parse
from cases.published import timeline_marks as marks
from cases.published.time_scale import TEXT_SIZE, Scale, Tick, days_shown, scale, text_width, ticks
from cases.published.timeline_marks import MARGIN, Mark, Shape, Span

#: More rows than this are not taken in at a glance; the closest neighbours then share a row.
MOST_ROWS = 16
#: A drawing of fewer rows shows nothing that the list does not.
LEAST_ROWS = 2
_TOP, _BOTTOM = 30, 8
#: Room beside the days for an arrow or for an end that breaks off.
_BEYOND = 40
#: Between the number of a row and its words.
_GAP = 10

#: The words of a wide drawing stand in a column at its left; the days begin where it ends.
WIDE = Shape("wide", width=720, left=0, row=30, words_above=False)
NARROW = Shape("narrow", width=340, left=0, row=46, words_above=True)


@dataclass(frozen=True)
class Row:
    """One row of a drawing: a link to the event, or to the first of those that share it. `beside` is the date in
    words next to the mark ("" where there is no room), `beside_x` where it stands and `beside_anchor` which of its
    ends. Numbers end at `number_x`, labels begin at `label_x`."""

    numbers: str
    reference: str
    kind: str
    number_x: float
    label: str
    label_x: float
    name: str
    top: float
    text_y: float
    mark: Mark
    beside: str
    beside_x: float
    beside_anchor: str


@dataclass(frozen=True)
class Drawing:
    """One drawing: its size, the lines of its axis and its rows."""

    shape: Shape
    height: float
    ticks: list[Tick]
    rows: list[Row]


@dataclass(frozen=True)
class Timeline:
    """The drawings of a case, none where they would show nothing; the events without a date as (number, event);
    which signs the drawings use; in words, how many events lie between which dates."""

    drawings: list[Drawing]
    undated: list[tuple[int, Mapping]]
    signs: list[str]
    words: str


@dataclass(frozen=True)
class Group:
    """Events that share a row, as (number in the list, event), with the days all of them can mean."""

    members: tuple[tuple[int, Mapping], ...]
    span: Span


def timeline(events: Sequence[Mapping], language: str) -> Timeline:
    """The timeline of events in the order of their list, numbered from 1."""
    numbered = list(enumerate(events, start=1))
    undated = [(number, event) for number, event in numbered if not event["date"]]
    groups = grouped([(number, event) for number, event in numbered if event["date"]])
    if len(groups) < LEAST_ROWS:
        return Timeline([], undated, [], "")
    drawings = [_drawing(groups, shape, language) for shape in (WIDE, NARROW)]
    return Timeline(drawings, undated, _signs(drawings[0]), _words(groups, language))


def grouped(numbered: Iterable[tuple[int, Mapping]], most: int = MOST_ROWS) -> list[Group]:
    """Neighbours of one kind and date in one row; then, while there are more than `most` rows, those two neighbours
    that together span the fewest days."""
    groups: list[Group] = []
    for number, event in numbered:
        member = ((number, event),)
        same = groups and _key(groups[-1].members[0][1]) == _key(event)
        follows = groups and groups[-1].members[-1][0] == number - 1
        if same and follows:
            groups[-1] = Group(groups[-1].members + member, groups[-1].span)
        else:
            groups.append(Group(member, marks.span(parse(event["date"]))))
    while len(groups) > most:
        pairs = [_together(first, second) for first, second in pairwise(groups)]
        closest = min(
            range(len(pairs)), key=lambda at: (marks.length(pairs[at].span), len(pairs[at].members))
        )
        groups[closest : closest + 2] = [pairs[closest]]
    return groups


def _key(event: Mapping) -> tuple[str, str]:
    return event["kind"], event["date"]


def _together(first: Group, second: Group) -> Group:
    return Group(first.members + second.members, marks.together(first.span, second.span))


def _drawing(groups: list[Group], shape: Shape, language: str) -> Drawing:
    spans = [group.span for group in groups]
    number_x = ceil(max(text_width(_numbers(group)) for group in groups))
    if not shape.words_above:
        words = max(text_width(_label(group)) for group in groups)
        shape = replace(shape, left=number_x + _GAP + ceil(words) + 1)
    days = days_shown(found.days for found in spans)
    first, last = min(days), max(days)
    ends = [found.days for found in spans]
    left = (
        shape.left + MARGIN + (_BEYOND if any(start is None or start < first for start, _end in ends) else 0)
    )
    right = shape.width - MARGIN - (_BEYOND if any(end is None or end > last for _start, end in ends) else 0)
    axis = scale(days, left, right)
    rows = [
        _row(group, axis, shape, number_x, _TOP + place * shape.row, language)
        for place, group in enumerate(groups)
    ]
    return Drawing(shape, _TOP + len(rows) * shape.row + _BOTTOM, ticks(axis, language), rows)


def _row(group: Group, axis: Scale, shape: Shape, number_x: float, top: float, language: str) -> Row:
    words, label, numbers = _dates(group, language), _label(group), _numbers(group)
    label_x = number_x + _GAP
    text_y = top + (15 if shape.words_above else shape.row / 2 + 5)
    mark = marks.mark(group.span, axis, shape, top + (shape.row - 13 if shape.words_above else shape.row / 2))
    beside = _beside(mark, words, shape, label_x + text_width(label))
    return Row(
        numbers=numbers,
        number_x=number_x,
        reference=group.members[0][1]["reference"],
        kind=group.members[0][1]["kind"] if len({event["kind"] for _n, event in group.members}) == 1 else "",
        label=label,
        label_x=label_x,
        name=_("%(number)s: %(event)s, %(date)s") % {"number": numbers, "event": label, "date": words},
        top=top,
        text_y=text_y,
        mark=mark,
        beside=words if beside else "",
        beside_x=beside[0] if beside else 0,
        beside_anchor=beside[1] if beside else "start",
    )


def _numbers(group: Group) -> str:
    """ "3", or "1–6" of a row that several share."""
    return "–".join(dict.fromkeys(str(number) for number, _event in (group.members[0], group.members[-1])))


def _label(group: Group) -> str:
    """ "Apprehended", "Forcibly returned × 6", or how many events when they are of several kinds."""
    kinds = {event["kind"] for _number, event in group.members}
    count = len(group.members)
    if len(kinds) > 1:
        return ngettext("%(count)s event", "%(count)s events", count) % {"count": count}
    kind = str(EventKind(kinds.pop()).label)
    return kind if count == 1 else f"{kind} × {count}"


def _dates(group: Group, language: str) -> str:
    """The date of the row in words; of several dates the first and the last."""
    texts = dict.fromkeys(event["date"] for _number, event in group.members)
    shown = list(dict.fromkeys(date_words.words(text, language) for text in texts))
    return shown[0] if len(shown) == 1 else f"{shown[0]} – {shown[-1]}"


def _beside(mark: Mark, words: str, shape: Shape, taken: float) -> tuple[float, str] | None:
    """Where the date stands: behind the label on a phone, else right or left of the mark; None without room."""
    width = text_width(words, TEXT_SIZE)
    if shape.words_above:
        return (shape.width, "end") if taken + 12 + width <= shape.width else None
    if mark.right + 20 + width <= shape.width:
        return round(mark.right + 20, 1), "start"
    if mark.left - 20 - width >= shape.left:
        return round(mark.left - 20, 1), "end"
    return None


def _signs(drawing: Drawing) -> list[str]:
    """The signs that need an explanation, in a fixed order."""
    drawn = [row.mark for row in drawing.rows]
    used = {
        "point": any(mark.is_point for mark in drawn),
        "bar": any(not mark.is_point for mark in drawn),
        "about": any(mark.frays for mark in drawn),
        "unsure": any(mark.is_unsure for mark in drawn),
        "open": any(mark.arrow_left or mark.arrow_right for mark in drawn),
        "lost": any(mark.lost_left or mark.lost_right for mark in drawn),
        "beyond": any(mark.beyond_left or mark.beyond_right for mark in drawn),
    }
    return [sign for sign, is_used in used.items() if is_used]


def _words(groups: list[Group], language: str) -> str:
    count = sum(len(group.members) for group in groups)
    texts = [event["date"] for group in groups for _number, event in group.members]
    values = {
        "count": count,
        "first": date_words.words(texts[0], language),
        "last": date_words.words(texts[-1], language),
    }
    return (
        ngettext(
            "%(count)s dated event, from the first (%(first)s) to the last (%(last)s).",
            "%(count)s dated events, from the first (%(first)s) to the last (%(last)s).",
            count,
        )
        % values
    )
