"""What a merge changes in public: the duplicate goes, and what named it names the record it went into.

Only references change, by a rule; nothing else of the record comes along. So such an entry of an edition does not
count as one for the four-eyes rule: edits that wait still wait (`EditionEntry.follows_merge`).
"""

from copy import deepcopy

from cases.choices import Act, PublicationState, SubjectKind, TakedownReason
from cases.models import Edition
from cases.models.record import Subject
from cases.publication import publish
from cases.publication import subjects as publication
from cases.publication.changes import fields_changed
from cases.published.models import PublishedDocument, PublishedReference


def redirect(
    duplicate: Subject, kept: Subject, *, by, public_note: str, internal_reason: str
) -> Edition | None:
    """Retract a published duplicate and follow its reference in what is public, in one edition; None if it was not
    public. The state is locked. What is kept must be public for others to name it."""
    if duplicate.publication_state != PublicationState.PUBLISHED:
        return None
    proposals = [publish.Proposal(duplicate, Act.RETRACTED, None)]
    if kept.publication_state == PublicationState.PUBLISHED:
        proposals += followers(publication.kind_of(duplicate), duplicate.reference, kept.reference)
    edition = publish.make_edition(
        publish.lock_state(),
        proposals,
        by=by,
        public_note=public_note,
        internal_reason=internal_reason,
        takedown_reason=TakedownReason.DUPLICATE,
    )
    publish.mark(
        [duplicate],
        PublicationState.TAKEN_DOWN,
        by=by,
        moment=edition.made_at,
        step=f"{Act.RETRACTED} in edition {edition.serial}",
    )
    return edition


def followers(kind: SubjectKind, old: str, new: str) -> list[publish.Proposal]:
    """A proposal for every published document that names `old`, with `new` in its place."""
    naming = PublishedReference.objects.filter(to_kind=kind, to_reference=old).values("subject")
    rows = PublishedDocument.objects.filter(pk__in=naming).exclude(kind=kind, reference=old)
    proposals = []
    for row in rows.order_by("kind", "reference"):
        subject = publication.model_of(row.kind).objects.filter(reference=row.reference).first()
        document = redirected(row.document, kind, old, new)
        names = tuple(fields_changed(row.document, document))
        if subject and names:
            proposals.append(publish.Proposal(subject, Act.CORRECTED, document, names, follows_merge=True))
    return proposals


def redirected(document: dict, kind: str, old: str, new: str) -> dict:
    """A copy of the document that says `new` wherever it says `old` of this kind. Pure.

    What would then stand there twice stands once; a relation of a thing to itself goes.
    """
    document = deepcopy(document)
    if kind == SubjectKind.SOURCE:
        rename_source(document, old, new)
    else:
        rename_case(document, kind, old, new)
    return document


def rename_source(document: dict, old: str, new: str) -> None:
    for thing in (document, *document.get("figures", []), *document.get("citations", [])):
        if thing.get("source") == old:
            thing["source"] = new
    if document.get("derived_from") == old:
        document["derived_from"] = "" if document["reference"] == new else new
    if "citations" in document:
        document["citations"] = once(
            document["citations"], ("cited_kind", "cited_reference", "source", "locator")
        )


def rename_case(document: dict, kind: str, old: str, new: str) -> None:
    if "cases" in document:
        document["cases"] = sorted(
            {new if reference == old else reference for reference in document["cases"]}
        )
    for response in (document, *document.get("responses", [])):
        if response.get("case") == old:
            response["case"] = new
    for relation in document.get("relations", []):
        for end in ("from", "to"):
            if (relation[f"{end}_kind"], relation[f"{end}_reference"]) == (kind, old):
                relation[f"{end}_reference"] = new
    if "relations" in document:
        document["relations"] = once(
            [relation for relation in document["relations"] if not is_loop(relation)],
            ("kind", "from_kind", "from_reference", "to_kind", "to_reference"),
        )


def is_loop(relation: dict) -> bool:
    return (relation["from_kind"], relation["from_reference"]) == (
        relation["to_kind"],
        relation["to_reference"],
    )


def once(parts: list[dict], names: tuple[str, ...]) -> list[dict]:
    """The parts without those that equal an earlier one in these fields."""
    return list({tuple(part[name] for name in names): part for part in reversed(parts)}.values())[::-1]
