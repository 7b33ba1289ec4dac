"""Making an edition: publishing, correcting, retracting, withdrawing, restoring. One transaction each.

The state row is locked first, so that editions become visible in the order of their serials.
"""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from cases.choices import Act, PublicationState, ReviewState, TakedownReason
from cases.editing import WORKFLOW_REASON
from cases.models import Edition, EditionEntry, Merge
from cases.models.record import Subject
from cases.publication import embargoes
from cases.publication import subjects as publication
from cases.publication.changes import fields_changed
from cases.publication.forbidding import (
    CannotPublish,
    NotAllowed,
    NothingToPublish,
    allow,
    published_documents,
    refuse_names,
    refuse_obstacles,
    sources_along,
)
from cases.published import cache, projection
from cases.published.models import (
    PublishedDocument,
    PublishedEdition,
    PublishedEntry,
    PublishedMerge,
    PublishedState,
    PublishedTombstone,
)

__all__ = ["CannotPublish", "NotAllowed", "NothingToPublish", "allow", "publish", "take_down"]


@dataclass(frozen=True)
class Proposal:
    """What one subject would become: its new document, or None where it is taken down.

    `follows_merge`: only references in it change, because a duplicate went.
    """

    subject: Subject
    act: Act
    document: dict | None
    fields_changed: tuple[str, ...] = ()
    follows_merge: bool = False


@transaction.atomic
def publish(subjects: Iterable[Subject], *, by, public_note: str = "", internal_reason: str = "") -> Edition:
    """Make one edition that publishes, corrects or restores `subjects` and the sources cited for them.

    All or nothing. Raises NotAllowed without the right, CannotPublish with everything that is
    missing, NothingToPublish when the public already sees exactly this. A fixed number of queries
    per kind of subject, plus some per thousand rows.
    """
    allow(by, "cases.publish_edition")
    state = lock_state()
    chosen = publication.fetch_relations(locked(subjects))
    along = sources_along(chosen)
    refuse_obstacles(chosen, along, by)
    refuse_names(public_note, internal_reason, [*chosen, *along])
    proposals = propose([*chosen, *along])
    if not proposals:
        raise NothingToPublish(_("The public already sees exactly this."))
    edition = make_edition(state, proposals, by=by, public_note=public_note, internal_reason=internal_reason)
    mark(
        [proposal.subject for proposal in proposals],
        PublicationState.PUBLISHED,
        by=by,
        moment=edition.made_at,
        step=f"published in edition {edition.serial}",
    )
    for kind, group in grouped(proposals).items():
        embargoes.forget_ended(kind, [proposal.subject for proposal in group])
        follow_merges(kind, [proposal.subject for proposal in group])
    return edition


@transaction.atomic
def take_down(
    subjects: Iterable[Subject],
    *,
    act: Act,
    by,
    takedown_reason: TakedownReason,
    public_note: str = "",
    internal_reason: str,
) -> Edition:
    """Take published subjects down at once; a tombstone stays. Permission is the caller's business.

    Their review starts anew: restoring takes an approval and a publication by two people.
    """
    if not internal_reason.strip():
        raise NotAllowed(_("Write the internal reason: the office must know later why this was taken down."))
    state = lock_state()
    subjects = locked(subjects)
    refuse_names(public_note, internal_reason, subjects)
    hidden = [
        subject.reference for subject in subjects if subject.publication_state != PublicationState.PUBLISHED
    ]
    if hidden:
        raise NotAllowed(_("This is not public now: %s") % ", ".join(hidden))
    proposals = [Proposal(subject, act, None) for subject in subjects]
    edition = make_edition(
        state,
        proposals,
        by=by,
        public_note=public_note,
        internal_reason=internal_reason,
        takedown_reason=takedown_reason,
    )
    mark(
        subjects,
        PublicationState.TAKEN_DOWN,
        by=by,
        moment=edition.made_at,
        step=f"{act} in edition {edition.serial}",
    )
    return edition


# --- steps ----------------------------------------------------------------------------------------


def lock_state() -> PublishedState:
    """The one state row, locked until the transaction ends: the first thing every edition does."""
    PublishedState.objects.get_or_create(pk=1)
    return PublishedState.objects.select_for_update().get(pk=1)


def locked(subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects as they stand now, locked, in a defined order. An edit of them waits for the edition."""
    wanted = defaultdict(list)
    for subject in subjects:
        wanted[type(subject)].append(subject.pk)
    return [
        subject
        for model in sorted(wanted, key=lambda model: model._meta.label)
        for subject in model._base_manager.select_for_update()
        .filter(pk__in=wanted[model])
        .order_by("reference")
    ]


def propose(subjects: list[Subject]) -> list[Proposal]:
    """A proposal for every subject whose document differs from what the public sees."""
    by_kind = defaultdict(list)
    for subject in subjects:
        by_kind[publication.kind_of(subject)].append(subject)
    proposals = []
    for kind, rows in by_kind.items():
        published = published_documents(kind, rows)
        for subject in rows:
            old, new = published.get(subject.reference), publication.document(subject)
            if old == new:
                continue
            restored = subject.publication_state == PublicationState.TAKEN_DOWN
            act = Act.CORRECTED if old else Act.RESTORED if restored else Act.PUBLISHED
            proposals.append(Proposal(subject, act, new, tuple(fields_changed(old, new)) if old else ()))
    return proposals


def make_edition(
    state: PublishedState,
    proposals: list[Proposal],
    *,
    by,
    public_note: str,
    internal_reason: str,
    takedown_reason: TakedownReason | None = None,
) -> Edition:
    """Write the edition, both sides of it, and everything that follows from it. `state` is locked."""
    moment = timezone.now()
    state.serial, state.token, state.changed_at = state.serial + 1, secrets.token_hex(16), moment
    state.save()
    public = PublishedEdition.objects.create(
        serial=state.serial, token=state.token, made_at=moment, public_note=public_note
    )
    edition = Edition.objects.create(
        serial=state.serial,
        made_at=moment,
        made_by=by,
        public_note=public_note,
        internal_reason=internal_reason,
    )
    rows = [
        {
            "kind": publication.kind_of(proposal.subject),
            "reference": proposal.subject.reference,
            "act": proposal.act,
            "fields_changed": list(proposal.fields_changed),
            "takedown_reason": "" if proposal.document else takedown_reason,
        }
        for proposal in proposals
    ]
    PublishedEntry.objects.bulk_create(
        [PublishedEntry(edition=public, **row) for row in rows], batch_size=500
    )
    EditionEntry.objects.bulk_create(
        [
            EditionEntry(
                edition=edition,
                document=proposal.document,
                follows_merge=proposal.follows_merge,
                **row,
            )
            for proposal, row in zip(proposals, rows, strict=True)
        ],
        batch_size=200,
    )
    changed = touched(proposals)
    write_documents(public, proposals)
    write_tombstones(public, proposals, takedown_reason)
    projection.follow(state.serial, changed)
    transaction.on_commit(cache.clear)
    return edition


def touched(proposals: list[Proposal]) -> set[tuple[str, str]]:
    """(kind, reference) of the subjects and of the figures inside them, before and after: others refer to both."""
    pairs = set()
    for kind, group in grouped(proposals).items():
        old = published_documents(kind, [proposal.subject for proposal in group])
        for proposal in group:
            pairs.add((str(kind), proposal.subject.reference))
            for document in (old.get(proposal.subject.reference), proposal.document):
                pairs |= {("figure", figure["reference"]) for figure in (document or {}).get("figures", [])}
    return pairs


def write_documents(edition: PublishedEdition, proposals: list[Proposal]) -> None:
    """Put the new documents in place of the old ones; remove those taken down, their rows with them."""
    for kind, group in grouped(proposals).items():
        references = [proposal.subject.reference for proposal in group]
        existing = PublishedDocument.objects.in_bulk(
            PublishedDocument.objects.filter(kind=kind, reference__in=references).values_list("pk", flat=True)
        )
        by_reference = {row.reference: row for row in existing.values()}
        first = first_editions(kind, references)
        created, updated, removed = [], [], []
        for proposal in group:
            row = by_reference.get(proposal.subject.reference)
            if proposal.document is None:
                removed += [row.pk] if row else []
                continue
            if row is None:
                row = PublishedDocument(
                    kind=kind,
                    reference=proposal.subject.reference,
                    first_edition=first[proposal.subject.reference],
                    first_published_at=proposal.subject.first_published_at or edition.made_at,
                )
                created.append(row)
            else:
                updated.append(row)
            row.schema, row.document = proposal.document["schema"], proposal.document
            row.edition, row.changed_at = edition.serial, edition.made_at
        PublishedDocument.objects.bulk_create(created, batch_size=200)
        PublishedDocument.objects.bulk_update(
            updated, ["schema", "document", "edition", "changed_at"], batch_size=100
        )
        PublishedDocument.objects.filter(pk__in=removed).delete()


def first_editions(kind: str, references: list[str]) -> dict[str, int]:
    """The serial of the edition that first published each subject, the present one included."""
    entries = PublishedEntry.objects.filter(kind=kind, reference__in=references).order_by()
    return dict(entries.values_list("reference").annotate(Min("edition")))


def write_tombstones(
    edition: PublishedEdition, proposals: list[Proposal], reason: TakedownReason | None
) -> None:
    """A tombstone for every subject taken down; none for what came back."""
    for kind, group in grouped(proposals).items():
        back = [proposal.subject.reference for proposal in group if proposal.document is not None]
        PublishedTombstone.objects.filter(kind=kind, reference__in=back).delete()
        PublishedTombstone.objects.bulk_create(
            [
                PublishedTombstone(
                    kind=kind,
                    reference=proposal.subject.reference,
                    act=proposal.act,
                    reason=reason,
                    edition=edition,
                    taken_down_at=edition.made_at,
                )
                for proposal in group
                if proposal.document is None
            ]
        )


def follow_merges(kind: str, subjects: Iterable[Subject]) -> None:
    """Let the addresses of public duplicates lead to these subjects, which are public. One query where there are none."""
    references = {subject.pk: subject.reference for subject in subjects}
    for merge in Merge.objects.filter(kind=kind, kept_pk__in=references, was_public=True):
        PublishedMerge.objects.update_or_create(
            kind=kind,
            reference=merge.reference,
            defaults={"into_reference": references[merge.kept_pk]},
        )


def grouped(proposals: list[Proposal]) -> dict[str, list[Proposal]]:
    by_kind = defaultdict(list)
    for proposal in proposals:
        by_kind[publication.kind_of(proposal.subject)].append(proposal)
    return by_kind


def mark(subjects: list[Subject], state: PublicationState, *, by, moment, step: str) -> None:
    """Record on the subjects what the public sees now; taken down, their review starts anew."""
    by_model = defaultdict(list)
    for subject in subjects:
        subject.publication_state = state
        subject.first_published_at = subject.first_published_at or moment
        if state == PublicationState.TAKEN_DOWN:
            subject.review_state, subject.submitted_by, subject.approved_by = ReviewState.DRAFT, None, None
        by_model[type(subject)].append(subject)
    for model, rows in by_model.items():
        bulk_update_with_history(
            rows,
            model,
            ["publication_state", "first_published_at", "review_state", "submitted_by", "approved_by"],
            default_user=by,
            default_change_reason=WORKFLOW_REASON + step,
            batch_size=200,
        )
