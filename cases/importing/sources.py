"""sources.csv: the documents that report. Confidential sources never stand in it."""

from django.utils.translation import gettext as _

from cases.importing.columns import Column, Key, Target
from cases.importing.cycles import circles
from cases.importing.table import Rule, table
from cases.models import Source

SOURCE = Target("sources")


def _derived_from_itself(values):
    return _("A source cannot derive from itself.") if values["derived_from"] == values["source_id"] else ""


def _derived_in_a_circle(proposals, _rights):
    """Faults of sources that in the end derive from themselves. One query, when a bundle says derived_from."""
    proposed = proposals["sources"]
    said = {
        reference: proposal.texts["derived_from"]
        for reference, proposal in proposed.items()
        if proposal.texts
        and "derived_from" in proposal.changed
        and proposal.texts["derived_from"] not in ("", reference)
    }
    if not said:
        return
    recorded = dict(
        Source.objects.filter(derived_from__isnull=False).values_list("reference", "derived_from__reference")
    )
    for circle in circles((recorded | said).items()):
        for link in set(circle) & set(said.items()):
            yield proposed[link[0]].fault(
                "derived_from", _("These sources derive from each other in a circle.")
            )


SOURCES = table(
    name="sources",
    one="source",
    about="A published page or document. Confidential sources are neither exported nor touched by an import.",
    model=Source,
    columns=(
        Column("source_id", "reference", "Permanent id of the source."),
        Column("title", "title", "Title as printed; in brackets when the headline is not known."),
        Column("publisher", "publisher", "The site or body that published it."),
        Column("original_publisher", "original_publisher", "The outlet that this page reproduces."),
        Key("derived_from", "derived_from", "Id of the source that this one reprints or repeats.", to=SOURCE),
        Column("author", "author", "Author as printed."),
        Column("url", "url", "Address of the page."),
        Column("archived_url", "archived_url", "Address of an archived copy."),
        Column("published_edtf", "published_edtf", "When it was published."),
        Column("kind", "kind", "What kind of document it is."),
        Column("language", "language", "Language as an ISO 639-1 code, such as en, ko, zh."),
        Column("note", "note", "For staff only, never published."),
        Column("last_checked_on", "last_checked_on", "When somebody last looked whether the link works."),
        Column(
            "reliability",
            "reliability",
            "Reliability by the Admiralty code. For staff only, never published.",
        ),
        Column(
            "link_broken_on",
            "link_broken_on",
            "When the address was found not to work; empty while it works. Never published.",
        ),
    ),
    rules=(Rule(("derived_from", "source_id"), _derived_from_itself),),
    among_rows=(_derived_in_a_circle,),
    private={"is_confidential": True},
)
