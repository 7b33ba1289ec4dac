"""The public history of a subject: which editions changed it, and which of its fields."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from cases.choices import Act
from cases.published.models import PublishedEntry

#: The top-level fields of all documents, in words.
FIELDS = {
    "title": _("title"),
    "summary": _("summary"),
    "date": _("date"),
    "first_reported": _("date of the first report"),
    "last_checked": _("date of the last check"),
    "countries": _("countries"),
    "place": _("place"),
    "affected": _("number of people affected"),
    "person_kind": _("who the people are"),
    "outcome": _("outcome"),
    "outcome_as_of": _("date of the outcome"),
    "verification": _("verification"),
    "verification_of": _("what is verified"),
    "working_counts": _("working counts"),
    "events": _("events"),
    "figures": _("reported counts"),
    "people": _("people"),
    "citations": _("sources cited"),
    "relations": _("relations"),
    "publisher": _("publisher"),
    "original_publisher": _("original publisher"),
    "derived_from": _("origin"),
    "author": _("author"),
    "url": _("address"),
    "archived_url": _("archived copy"),
    "published": _("date of publication"),
    "source_kind": _("kind"),
    "language": _("language"),
    "measure": _("what is counted"),
    "label": _("finer measure"),
    "unit": _("unit"),
    "low": _("number"),
    "high": _("number"),
    "qualifier": _("wording"),
    "subgroup": _("subgroup"),
    "period": _("period"),
    "source": _("source"),
    "attributed_to": _("attribution"),
    "topic": _("topic"),
    "text": _("text"),
    "action_kind": _("kind"),
    "actor": _("who acts"),
    "actor_kind": _("who acts"),
    "addressees": _("addressees"),
    "cases": _("cases"),
    "responses": _("responses"),
    "response_kind": _("kind of response"),
    "responder": _("who answers"),
    "case": _("case"),
    "schema": _("form of the record"),
}


@dataclass(frozen=True)
class Change:
    """What one edition did to the subject. `fields` is empty where naming them says nothing: at first."""

    edition: int
    made_at: datetime
    act: Act
    fields: list[str]
    public_note: str


def of(kind: str, reference: str) -> list[Change]:
    """The changes of one subject, newest first. One query."""
    entries = PublishedEntry.objects.filter(kind=kind, reference=reference)
    return [
        Change(
            entry.edition_id,
            entry.edition.made_at,
            Act(entry.act),
            _words(entry.fields_changed) if entry.act == Act.CORRECTED else [],
            entry.edition.public_note,
        )
        for entry in entries.select_related("edition").order_by("-edition_id")
    ]


def _words(names: list[str]) -> list[str]:
    return list(dict.fromkeys(str(FIELDS[name]) for name in names if name in FIELDS))
