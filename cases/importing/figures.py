"""figures.csv: counts as one source reports them."""

from django.utils.translation import gettext as _

from cases.importing.cases import CASE
from cases.importing.columns import Column, Key, Target
from cases.importing.events import EVENT
from cases.importing.places import PLACE
from cases.importing.rules import not_above
from cases.importing.sources import SOURCE
from cases.importing.table import Rule, chunks, table
from cases.models import Event, Figure

FIGURE = Target("figures")


def _event_needs_case(values):
    if not values["event_id"] or values["reference"]:
        return ""
    return _("A figure of an event also names its case.")


def _event_of_another_case(proposals, _rights):
    """Faults of figures whose event belongs to another case. One query for each 500 events that are named."""
    asking = [
        proposal
        for proposal in proposals["figures"].values()
        if proposal.texts
        and proposal.wrong.isdisjoint(("event_id", "reference"))
        and proposal.texts["event_id"]
        and not proposal.changed.isdisjoint(("event_id", "reference"))
    ]
    cases = {}
    for chunk in chunks({proposal.texts["event_id"] for proposal in asking}):
        cases |= dict(Event.objects.filter(reference__in=chunk).values_list("reference", "case__reference"))
    cases |= {
        reference: row.texts["reference"] for reference, row in proposals["events"].items() if row.texts
    }
    for proposal in asking:
        case = cases.get(proposal.texts["event_id"])
        if case and proposal.texts["reference"] and case != proposal.texts["reference"]:
            yield proposal.fault(
                "event_id", _("This event belongs to another case, %(case)s.") % {"case": case}
            )


def _figures_left_behind(proposals, rights):
    """Faults of events that move to another case without their figures; one that the user may not know of is not
    named. Two queries for each 500 moved events."""
    moved = {
        reference: proposal
        for reference, proposal in proposals["events"].items()
        if "reference" in proposal.changed - proposal.wrong and not proposal.is_new
    }
    for chunk in chunks(moved):
        figures = Figure.objects.filter(event__reference__in=chunk).order_by("reference")
        hidden = {pk for _model, pk in rights.hidden(figures)}
        for pk, figure, event in figures.values_list("pk", "reference", "event__reference"):
            proposed = proposals["figures"].get(figure)
            texts = proposed.texts if proposed and proposed.texts else {"event_id": event, "reference": ""}
            if texts["event_id"] == event and texts["reference"] != moved[event].texts["reference"]:
                message = _("The figure %(figure)s of this event would stay with the old case: move it too.")
                if pk in hidden:
                    message = _("Other records depend on this one. Ask a source keeper.")
                yield moved[event].fault("reference", message % {"figure": figure})


FIGURES = table(
    name="figures",
    one="figure",
    about="A count as one source reports it. Counts that disagree are separate rows.",
    model=Figure,
    columns=(
        Column(
            "figure_id", "reference", "Id of the count: that of the case with --f01 …, or agg-- and words."
        ),
        Key("reference", "case", "The case; empty for a count that belongs to no single case.", to=CASE),
        Column("measure", "measure", "What is counted."),
        Column("label", "label_en", "A finer or other measure in words.", translated=True),
        Column("unit", "unit", "What the number is a number of. Only people enter totals."),
        Column("count_low", "count_low", "Lowest number; empty for “up to”."),
        Column("count_high", "count_high", "Highest number; empty for “at least”."),
        Column("qualifier", "qualifier", "How the source words the number."),
        Column(
            "subgroup", "subgroup_en", "women, children, infants, elderly, men, or words.", translated=True
        ),
        Column("period_edtf", "period_edtf", "The time that the count covers."),
        Key("place_id", "place", "Only when the count is about one place of several.", to=PLACE),
        Key("source_id", "source", "The document that prints the number.", to=SOURCE),
        Column("attributed_to", "attributed_to", "Whom the source names for the number."),
        Column("note", "note", "For staff only, never published."),
        Key("event_id", "event", "Only when the count is about one step of the case.", to=EVENT),
    ),
    rules=(not_above("count_low", "count_high"), Rule(("event_id", "reference"), _event_needs_case)),
    among_rows=(_event_of_another_case, _figures_left_behind),
    related=("case",),
)
