"""Returns and apprehensions by year (docs/methodology.md, "Years").

The low end of a year is who was certainly returned in it, the high end who possibly was. A case all of whose returns lie
in the year adds its working count. Of a case with returns in several years only the numbers given
with the returns of this year are taken, and never more than the case has.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases import dates
from cases.choices import EventKind
from cases.counts import Count, working_count_from_events
from cases.published.charts import COLUMNS, Chart, Measure, Row, Value
from cases.published.filters.parameters import NONE
from cases.published.statistics import links
from cases.published.statistics.record import Dated, Record

#: A date that spans more years than this, as a decade or "before 2004" does, does not lengthen a chart.
VAGUE = 5
#: More years than this in a row that no date names are left out of a chart.
LONGEST_GAP = 15

Bounds = tuple[date | None, date | None]


def returns(record: Record) -> Chart:
    kind = EventKind.FORCIBLY_RETURNED
    own = {
        reference: case.returned
        for reference, case in record.cases.items()
        if reference in record.refugees and case.reports_return
    }
    rows = _rows(record, kind, own)
    total = links.of_total(record.total(own), links.cases(group="refugees"))
    return Chart(
        slug="returns-per-year",
        title=_("People reported forcibly returned, by year"),
        description=_(
            "How many people published cases report forcibly returned in each year. The solid part is certainly of "
            "that year, the hatched part possibly."
        ),
        caution=_(
            "It shows what is documented, not how many were returned: more reports in one year do not mean more "
            "returns."
        ),
        measures=_measures(_("Forcibly returned")),
        rows=rows,
        form=COLUMNS,
        rows_are=_("Year"),
        total=Row("all", _("All years together"), (total, links.of_number(len(own))), _differs()),
        certain=_("certainly in that year"),
        possible=_("possibly in that year, or the highest number"),
        notes=(_helpers_apart(), *_gaps_of(rows)),
    )


def apprehensions(record: Record) -> Chart:
    kind = EventKind.APPREHENDED
    with_event = record.facets["event"].get(kind, set()) & record.refugees
    own = {reference: record.cases[reference].affected for reference in sorted(with_event)}
    rows = _rows(record, kind, own)
    link = links.cases(event=kind.value, group="refugees")
    total = links.of_total(record.total(own), link)
    return Chart(
        slug="apprehensions-per-year",
        title=_("People of cases with a reported apprehension, by year"),
        description=_(
            "How many people are affected in the cases that report an apprehension in each year. The solid part is "
            "certainly of that year, the hatched part possibly."
        ),
        caution=_(
            "In some of these cases not everybody affected was apprehended. It shows what is documented, not how many "
            "were apprehended."
        ),
        measures=_measures(pgettext("how many", "Affected people")),
        rows=rows,
        form=COLUMNS,
        rows_are=_("Year"),
        total=Row("all", _("All years together"), (total, links.of_number(len(own), link)), _differs()),
        certain=_("certainly in that year"),
        possible=_("possibly in that year, or the highest number"),
        notes=(_helpers_apart(), *_gaps_of(rows)),
    )


def _measures(people: str) -> tuple[Measure, ...]:
    ends = (_("certainly"), _("possibly"))
    return Measure("people", people, ends=ends), Measure("cases", _("Cases"), is_people=False, ends=ends)


def _gaps_of(rows: tuple[Row, ...]) -> tuple[str, ...]:
    return gaps([int(row.key) for row in rows if not row.is_apart])


def _differs() -> str:
    return _(
        "The years need not add up to this: what may lie in two years is in the possible number of both, and certain "
        "in neither."
    )


def _helpers_apart() -> str:
    return _("Helpers of refugees are not in these numbers.")


def _rows(record: Record, kind: EventKind, own: Mapping[str, Count]) -> tuple[Row, ...]:
    """A row for every year from the first to the last, and one for the cases without any date."""
    steps = {case: found for case, found in record.events[kind].items() if case in own}
    years = span((step.earliest, step.latest) for found in steps.values() for step in found)
    by_year: dict[int, dict[str, list[Dated]]] = {year: {} for year in years}
    dated = set()
    for case, found in steps.items():
        for step in found:
            if step.is_dated:
                dated.add(case)
                for year in _years_of(step, years):
                    by_year[year].setdefault(case, []).append(step)
    rows = [_year(record, kind, year, own, steps, by_year[year]) for year in years]
    undated = {case: count for case, count in own.items() if case not in dated}
    if rows or undated:
        rows.append(_undated(record, kind, undated, steps))
    return tuple(rows)


def _undated(record: Record, kind: EventKind, undated: Mapping[str, Count], steps: Mapping) -> Row:
    """The cases without a date. A case can report a return without an event of it: a list by events would leave it
    out, so then there is no link."""
    without_event = len(undated.keys() - steps.keys())
    link, note = links.cases(event=kind.value, event_year=NONE, group="refugees"), ""
    if without_event:
        link = ""
        note = ngettext(
            "%(cases)s case reports it without an event of its own, and so is in no list of events.",
            "%(cases)s cases report it without an event of its own, and so are in no list of events.",
            without_event,
        ) % {"cases": f"{without_event:,}"}
    people = links.of_total(record.total(undated), link)
    return Row("none", _("Not stated"), (people, links.of_number(len(undated), link)), note, is_apart=True)


def _years_of(step: Dated, years: Sequence[int]) -> list[int]:
    """The years of the chart in which a step possibly lies."""
    first = step.earliest.year if step.earliest else years[0]
    last = step.latest.year if step.latest else years[-1]
    return [year for year in years if first <= year <= last]


def _year(
    record: Record,
    kind: EventKind,
    year: int,
    own: Mapping[str, Count],
    steps: Mapping[str, list[Dated]],
    in_year: Mapping[str, list[Dated]],
) -> Row:
    possible, certain, in_part = {}, {}, 0
    for case, maybe in in_year.items():
        all_steps = len(steps[case])
        surely = [step for step in maybe if dates.certainly_in(step.earliest, step.latest, *_days(year))]
        possible[case] = share(own[case], maybe, len(maybe) == all_steps)
        if surely:
            certain[case] = share(own[case], surely, len(surely) == all_steps)
        in_part += len(maybe) < all_steps
    link = links.cases(event=kind.value, event_year=year, group="refugees")
    low_link = links.cases(event=kind.value, event_year=year, dates="certainly", group="refugees")
    note = ""
    if in_part:
        note = ngettext(
            "%(cases)s case has more of these in other years: here only those of this year count, in its list the "
            "whole case.",
            "%(cases)s cases have more of these in other years: here only those of this year count, in their list "
            "the whole cases.",
            in_part,
        ) % {"cases": f"{in_part:,}"}
    people = _people(record.total(certain), record.total(possible), link, low_link)
    return Row(str(year), str(year), (people, Value(len(certain), len(possible), link, low_link)), note)


def _people(certain, possible, link: str, low_link: str) -> Value:
    """From who certainly was to who possibly was. No number where the cases give none."""
    if possible.without_number and not possible.counted:
        return Value(None, None, link, low_link, possible.without_number)
    high = None if possible.high is None else max(possible.high, certain.low)
    return Value(certain.low, high, link, low_link, possible.without_number, max(possible.low, certain.low))


def share(own: Count, steps: Iterable[Dated], is_all: bool) -> Count:
    """What a case adds to a year: its own count where all its steps lie in it, else what those of the year say,
    within its own count."""
    if is_all or not own.known:
        return own
    said = working_count_from_events((step.role, step.count) for step in steps)
    lows = [number for number in (said.low, own.low) if number is not None]
    highs = [number for number in (said.high, own.high) if number is not None]
    high = min(highs) if highs else None
    low = min(lows) if said.low is not None else None
    if low is None and high is None:
        return Count(0, None)
    return Count(low if high is None or low is None else min(low, high), high)


def span(bounds: Iterable[Bounds]) -> tuple[int, ...]:
    """The years of a chart: from the first to the last that a date names. Long gaps are left out, so that one mistyped
    year cannot stretch a chart over centuries; `gaps` says which.

    Vague dates lengthen it only as far as needed for each to lie in one of its years.
    """
    known = sorted(
        ((earliest, latest) for earliest, latest in bounds if earliest or latest),
        key=lambda pair: (pair[1] or date.max, pair[0] or date.min),
    )
    kept: set[int] = set()
    vague = []
    for earliest, latest in known:
        if earliest and latest and latest.year - earliest.year <= VAGUE:
            kept.update(range(earliest.year, latest.year + 1))
        else:
            vague.append((earliest, latest))
    for earliest, latest in vague:
        if not any(
            (not earliest or earliest.year <= year) and (not latest or year <= latest.year) for year in kept
        ):
            after_all = earliest and kept and earliest.year > max(kept)
            kept.add(earliest.year if after_all or not latest else latest.year)
    for before, after in pairwise(sorted(kept)):
        if after - before - 1 <= LONGEST_GAP:
            kept.update(range(before, after))
    return tuple(sorted(kept))


def gaps(years: Sequence[int]) -> tuple[str, ...]:
    """The years that a chart leaves out, in words for its notes; () for none."""
    left_out = [
        f"{before + 1}–{after - 1}" if after - before > 2 else str(before + 1)
        for before, after in pairwise(years)
        if after - before > 1
    ]
    if not left_out:
        return ()
    comma = pgettext("between list items", ", ")
    return (
        _("Left out, because no date names them: the years %(years)s.") % {"years": comma.join(left_out)},
    )


def _days(year: int) -> tuple[date, date]:
    return date(year, 1, 1), date(year, 12, 31)
