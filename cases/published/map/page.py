"""The page of the map: the map of a filtered list of cases, and its ways to other layers and to the list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.choices import EventKind, Outcome
from cases.published.filters import CaseFilter
from cases.published.filters.changes import changed
from cases.published.filters.form import chips, fields, kept, ways_out
from cases.published.map import drawing

#: The parameters by which the layers differ.
LAYERS = ("event", "outcome")


@dataclass(frozen=True)
class Layer:
    """A selection that the page offers beside the others."""

    title: str
    query: str
    is_current: bool


def context(listed: CaseFilter) -> dict:
    """The template context of the page. Three queries, and one for each place or reference in the filter."""
    drawn = drawing.of(listed.rows(), listed)
    in_force, form = chips(listed), fields(listed)
    return {
        "filter": listed,
        "map": drawn,
        "sentence": sentence(listed, drawn.cases),
        "chips": in_force,
        "fields": form,
        "kept": kept(listed, [field.name for field in form]),
        "ways_out": ways_out(listed, in_force) if not drawn.cases else [],
        "notices": list(listed.errors),
        "layers": layers(listed),
        "query": listed.canonical_query(),
    }


def sentence(listed: CaseFilter, cases: int) -> str:
    """What is on the map; places have no order."""
    comma = pgettext("between the parts of a sentence", ", ")
    return comma.join([listed.subject(cases), *listed.phrases()])


def layers(listed: CaseFilter) -> list[Layer]:
    """All cases of the filter, those with a forced return, and those whose people were last reported held."""
    wanted = (
        (_("All cases"), {"event": "", "outcome": ""}),
        (_("Forced returns"), {"event": str(EventKind.FORCIBLY_RETURNED), "outcome": ""}),
        (_("Last reported held"), {"event": "", "outcome": str(Outcome.DETAINED)}),
    )
    present = {name: listed.values.get(name, "") for name in LAYERS}
    return [
        Layer(
            title,
            changed(
                listed, LAYERS, {name: value for name, value in values.items() if value}
            ).canonical_query(),
            values == present,
        )
        for title, values in wanted
    ]
