"""What was corrected or taken down since it was first published: the public list of /corrections/.

Names nothing that is gone. A reference may be made of words that help to find a person; whoever holds the address of
a record that was taken down reads there what became of it, and nobody else is led to it.
"""

from dataclasses import dataclass
from datetime import datetime

from cases.choices import Act, SubjectKind, TakedownReason
from cases.published import history, resolve
from cases.published.models import PublishedEntry, PublishedTombstone

#: Rows shown of each list, newest first. Each record's own page has its whole history.
MOST = 200


@dataclass(frozen=True)
class Correction:
    """One change that an edition made to a record which is still public."""

    edition: int
    made_at: datetime
    public_note: str
    kind: SubjectKind
    link: resolve.Link
    fields: list[str]


@dataclass(frozen=True)
class Takedown:
    """One record that is gone: its kind, when, how and for what general reason."""

    edition: int
    taken_down_at: datetime
    public_note: str
    kind: SubjectKind
    act: Act
    reason: TakedownReason


def context() -> dict:
    """The template context of the corrections page, apart from names and contacts of the site. Six queries at
    most."""
    entries = PublishedEntry.objects.filter(act=Act.CORRECTED).order_by("-edition_id", "kind", "reference")
    tombstones = PublishedTombstone.objects.order_by("-taken_down_at", "kind", "reference")
    return {
        "most": MOST,
        "corrections": corrections(entries.select_related("edition")[:MOST]),
        "corrections_count": entries.count(),
        "takedowns": takedowns(tombstones.select_related("edition")[:MOST]),
        "takedowns_count": tombstones.count(),
    }


def corrections(entries) -> list[Correction]:
    """Those of the entries whose subject is still public. Three queries at most."""
    entries = list(entries)
    links = resolve.links((entry.kind, entry.reference) for entry in entries)
    return [
        Correction(
            entry.edition_id,
            entry.edition.made_at,
            entry.edition.public_note,
            SubjectKind(entry.kind),
            links[entry.kind, entry.reference],
            _words(entry.fields_changed),
        )
        for entry in entries
        if (entry.kind, entry.reference) in links
    ]


def takedowns(tombstones) -> list[Takedown]:
    """One query."""
    return [
        Takedown(
            tombstone.edition_id,
            tombstone.taken_down_at,
            tombstone.edition.public_note,
            SubjectKind(tombstone.kind),
            Act(tombstone.act),
            TakedownReason(tombstone.reason),
        )
        for tombstone in tombstones
    ]


def _words(names: list[str]) -> list[str]:
    return list(dict.fromkeys(str(history.FIELDS[name]) for name in names if name in history.FIELDS))
