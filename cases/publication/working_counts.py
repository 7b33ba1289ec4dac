"""The one count of a case per measure, as it goes out: made of what is public, of nothing else."""

from cases.choices import EventKind, Measure, Unit
from cases.counts import Count, ReportedFigure, working_count_from_events, working_count_from_figures
from cases.models import Case, Event, Figure


def working_counts(case: Case, events: list[Event], figures: list[Figure]) -> list[dict]:
    """The one count of a case per measure: chosen by an editor, else from its figures, else from its events.

    From what is public only: a choice of another figure is left aside. The last is for cases whose
    sources are cited for a step and its number but for no separate figure
    (docs/decisions/0005-working-counts.md).
    """
    public = {figure.pk: figure for figure in figures}
    chosen = {count.measure: count for count in case.working_counts.all() if count.figure_id in public}
    reported = [as_reported(figure) for figure in figures]
    parts = []
    for measure in Measure.values:
        if measure in chosen:
            figure = public[chosen[measure].figure_id]
            count, basis = Count(figure.count_low, figure.count_high), "chosen"
            reference, reason = figure.reference, chosen[measure].reason
        else:
            reference = reason = ""
            count, basis = derived_count(measure, events, reported)
        if count.known:
            parts.append(
                {
                    "measure": measure,
                    "low": count.low,
                    "high": count.high,
                    "basis": basis,
                    "figure": reference,
                    "reason": reason,
                }
            )
    return parts


def derived_count(measure: str, events: list[Event], reported: list[ReportedFigure]) -> tuple[Count, str]:
    """The count of a case for one measure where nobody chose it, and what it was made of: "figures" or "events"."""
    count = working_count_from_figures(measure, reported)
    if count.known or measure not in (EventKind.FORCIBLY_RETURNED, EventKind.APPREHENDED):
        return count, "figures"
    steps = [
        (event.count_role, Count(event.count_low, event.count_high))
        for event in events
        if event.kind == measure
    ]
    return working_count_from_events(steps), "events"


def as_reported(figure: Figure) -> ReportedFigure:
    return ReportedFigure(
        measure=figure.measure,
        unit=Unit(figure.unit),
        count=Count(figure.count_low, figure.count_high),
        subgroup=figure.subgroup_en,
        label=figure.label_en,
        place=figure.place.reference if figure.place else "",
        event=figure.event.reference if figure.event else "",
    )
