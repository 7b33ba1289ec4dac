"""citations.csv: which source supports or disputes what. One file for both wings."""

from django.utils.translation import gettext as _

from cases.importing.cases import CASE
from cases.importing.columns import Column, End, Key, ends
from cases.importing.events import EVENT
from cases.importing.figures import FIGURE
from cases.importing.involvements import INVOLVEMENT
from cases.importing.sources import SOURCE
from cases.importing.table import Table, Unique, table
from cases.models import Citation

#: What citations of this wing cite.
CITED = {
    "case": End(Citation, "case", CASE),
    "event": End(Citation, "event", EVENT),
    "figure": End(Citation, "figure", FIGURE),
    "involvement": End(Citation, "involvement", INVOLVEMENT),
}
RELATED = ("case", "event__case", "figure__case", "involvement__case")


def citations(cited: dict[str, End], related: tuple[str, ...]) -> Table:
    """The table of citations whose rows cite one of `cited`, kept in the models of those ends."""
    return table(
        name="citations",
        one="citation",
        about="A link from a thing to a source that supports or disputes it.",
        models=tuple(dict.fromkeys(end.model for end in cited.values())),
        columns=(
            Column("citation_id", "reference", "Permanent id of the citation."),
            *ends(
                "entity_type", "entity_id", "What kind of thing is cited for.", "The id of that thing.", cited
            ),
            Key("source_id", "source", "The document.", to=SOURCE),
            Column("stance", "stance", "Whether it supports or disputes."),
            Column(
                "credibility", "credibility", "Credibility of this piece of information, 1 (confirmed) to 6."
            ),
            Column("locator", "locator", "Where in the source, such as p. 12."),
            Column("note", "note", "For staff only, never published."),
        ),
        unique=(
            Unique(
                ("source_id", "entity_type", "entity_id", "locator"),
                lambda: _("This source is already cited here at the same place."),
            ),
        ),
        related=related,
    )
