"""Merging duplicates: everything that hangs on one case or source goes to another, and its references follow.

The duplicate is deleted with its history kept, its reference never given again (`Merge`). What was public of it is
retracted as a duplicate in the same transaction, and its address leads to the record that was kept. Rows move as edits
(cases/moving.py), so the review of what they go into is reopened and whoever merges is one of its editors.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import PublicationState, TakedownReason
from cases.derivation import origins
from cases.editing import delete_record
from cases.models import Case, Event, Involvement, Merge, Source, WorkingCount
from cases.models.record import Record, Subject
from cases.moving import Moving, Twin, links_to
from cases.publication import subjects as publication
from cases.publication.forbidding import refuse_names
from cases.publication.publish import NotAllowed, allow, follow_merges, lock_state, locked
from cases.publication.redirecting import redirect
from cases.published.models import PublishedMerge, PublishedTombstone

#: References asked about in one query: databases bound the number of parameters.
PORTION = 500
#: What can be merged.
MERGED = (Case, Source)


def rights_to_merge(model: type[Subject]) -> list[str]:
    """The permissions it takes to merge rows of `model`: the step itself, and to change all that may move."""
    nouns = {model, *(field.model for field in links_to(model))}
    changing = sorted(f"{noun._meta.app_label}.change_{noun._meta.model_name}" for noun in nouns)
    return ["cases.merge_records", *changing]


def merged_into(kind: str, references: Iterable[str]) -> dict[str, str]:
    """The reference of the record that each of these duplicates went into. Two queries at most."""
    merges = dict(
        Merge.objects.filter(kind=kind, reference__in=references).values_list("reference", "kept_pk")
    )
    if not merges:
        return {}
    kept = publication.model_of(kind)._base_manager.filter(pk__in=set(merges.values()))
    names = dict(kept.values_list("pk", "reference"))
    return {reference: names[pk] for reference, pk in merges.items()}


def merged_references(model: type[Record], references: Iterable[str]) -> set[str]:
    """Those of the references that were those of duplicates. A query for each portion; none for nouns never merged."""
    if model not in MERGED:
        return set()
    merges = Merge.objects.filter(kind=model._meta.model_name)
    return {
        reference
        for portion in batched(references, PORTION)
        for reference in merges.filter(reference__in=portion).values_list("reference", flat=True)
    }


def batched(references: Iterable[str], size: int) -> Iterator[list[str]]:
    rest = iter(references)
    while portion := list(islice(rest, size)):
        yield portion


@transaction.atomic
def merge(
    duplicate: Subject,
    kept: Subject,
    *,
    by,
    reason: str,
    public_note: str = "",
    takes: Iterable[str] = (),
    twins: Iterable[Twin] = (),
) -> Merge:
    """Merge `duplicate` into `kept` as user `by`, all or nothing.

    `takes` are the fields in which what the duplicate says replaces what is kept. Raises NotAllowed where it may
    not be done, EditRefused by the rules of the record, ValidationError where the values do not go together.
    """
    for right in rights_to_merge(type(kept)):
        allow(by, right)
    lock_state()
    by_pk = {subject.pk: subject for subject in locked([duplicate, kept])}
    if len(by_pk) != 2 or type(duplicate) is not type(kept):
        raise NotAllowed(_("Choose two different records that both exist."))
    duplicate, kept = by_pk[duplicate.pk], by_pk[kept.pk]
    if not reason.strip():
        raise NotAllowed(_("Write why the two are the same: the history of both keeps it."))
    if duplicate.publication_state == PublicationState.PUBLISHED:
        allow(by, "cases.take_down")
    refuse_unequal(duplicate, kept)
    refuse_names(public_note, reason, publication.fetch_relations([duplicate, kept]))
    kind = publication.kind_of(kept)
    was_public = is_public_duplicate(kind, duplicate)
    redirect(duplicate, kept, by=by, public_note=public_note, internal_reason=reason)
    moving = Moving(by, f"merged {duplicate.reference} into {kept.reference}")
    own = Event.objects.filter(case=kept.pk) if isinstance(kept, Case) else Event.objects.none()
    own = list(own.order_by("sequence", "reference").values_list("pk", flat=True))
    for twin in [*twins, *forced_twins(duplicate, kept, twins)]:
        moving.unite(twin)
    moving.move(duplicate, kept)
    if isinstance(kept, Case):
        moving.put_in_order(kept, own)
    # Moving rows has reopened its review, or taken a loop out of it.
    kept.refresh_from_db()
    moving.take(duplicate, kept, takes)
    moving.point_at(kind, duplicate, kept)
    done = Merge.objects.create(
        kind=kind,
        reference=duplicate.reference,
        removed_pk=duplicate.pk,
        kept_pk=kept.pk,
        was_public=was_public,
        reason=reason,
        merged_by=by,
        merged_at=timezone.now(),
    )
    Merge.objects.filter(kind=kind, kept_pk=duplicate.pk).update(kept_pk=kept.pk)
    delete_record(duplicate, by=by, reason=moving.reason, is_merged=True)
    if kept.publication_state == PublicationState.PUBLISHED:
        PublishedMerge.objects.filter(kind=kind, into_reference=done.reference).update(
            into_reference=kept.reference
        )
        follow_merges(kind, [kept])
    return done


def refuse_unequal(duplicate: Subject, kept: Subject) -> None:
    """Raise NotAllowed where one record cannot stand for the other."""
    if not isinstance(kept, Source):
        return
    # What lies between them would derive from what is kept, which derives from it.
    if duplicate.pk in origins(kept)[1:]:
        raise NotAllowed(
            _(
                "%(kept)s goes back to %(duplicate)s by way of another source: as one they would derive from each other in "
                "a circle. Change first what they derive from."
            )
            % {"kept": kept.reference, "duplicate": duplicate.reference}
        )
    if duplicate.is_confidential != kept.is_confidential:
        raise NotAllowed(_("One of the two is confidential and the other is not: they cannot become one."))
    public = PublicationState.PUBLISHED
    if duplicate.publication_state == public and kept.publication_state != public:
        raise NotAllowed(
            _("What is public rests on %s. Keep that one, or publish the other first.") % duplicate.reference
        )


def is_public_duplicate(kind: str, duplicate: Subject) -> bool:
    """Whether the address of the duplicate may lead on: it is public now, or was taken down as a duplicate.

    One that was taken down for another reason stays taken down: nobody is led from it to anything.
    """
    if duplicate.publication_state == PublicationState.PUBLISHED:
        return True
    tombstones = PublishedTombstone.objects.filter(kind=kind, reference=duplicate.reference)
    return tombstones.filter(reason=TakedownReason.DUPLICATE).exists()


def forced_twins(duplicate: Subject, kept: Subject, decided: Iterable[Twin]) -> Iterator[Twin]:
    """Rows of which a case holds only one, where staff decided nothing: what is kept stands.

    But a working count chosen from an open source goes before one from a confidential source, which the public
    and most staff never see.
    """
    if not isinstance(kept, Case):
        return
    done = {(type(twin.row), twin.row.pk) for twin in decided}
    people = {row.person_id: row for row in Involvement.objects.filter(case=kept)}
    for row in Involvement.objects.filter(case=duplicate, person__in=people):
        if (Involvement, row.pk) not in done:
            yield Twin(row, people[row.person_id])
    counts = {
        row.measure: row for row in WorkingCount.objects.filter(case=kept).select_related("figure__source")
    }
    for row in WorkingCount.objects.filter(case=duplicate, measure__in=counts).select_related(
        "figure__source"
    ):
        if (WorkingCount, row.pk) not in done:
            into = counts[row.measure]
            hides = into.figure.source.is_confidential and not row.figure.source.is_confidential
            yield Twin(row, into, takes_values=hides)
