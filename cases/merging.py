"""Merging duplicates: everything that hangs on one case or source goes to another, and its references follow.

The duplicate is deleted with its history kept, its reference never given again (`Merge`). What was public of it is
retracted as a duplicate in the same transaction, and its address leads to the record that was kept. Every row moves
through cases/editing.py, so the review of what it goes into is reopened and whoever merges is one of its editors.

Two rows for the same thing (one event told twice, one person in both cases) become one where staff say so, or where
the record holds only one: a `Twin`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.models import HistoricalChanges

from cases import event_order
from cases.choices import PublicationState, TakedownReason
from cases.editing import delete_record, save_record
from cases.models import (
    Case,
    CorrectionRequest,
    Distinction,
    Embargo,
    Event,
    Involvement,
    Merge,
    Source,
    StartedRecord,
    WorkingCount,
)
from cases.models.record import Record, Subject
from cases.publication import subjects as publication
from cases.publication.forbidding import refuse_names
from cases.publication.publish import NotAllowed, allow, follow_merges, lock_state, locked
from cases.publication.redirecting import redirect
from cases.published.models import PublishedMerge, PublishedTombstone

#: References asked about in one query: databases bound the number of parameters.
PORTION = 500
#: What can be merged.
MERGED = (Case, Source)
#: Texts of which none is lost when two rows become one: they are joined.
JOINED = ("note", "testimony")
#: What a row is, as opposed to what it says: never taken over from its twin.
IDENTITY = frozenset(
    {"id", "reference", "row_version", "created_at", "updated_at", "case", "person", *JOINED}
)


@dataclass(frozen=True)
class Twin:
    """Two rows of one noun that are the same thing: `row` of the duplicate goes into `into`.

    `takes_values`: what `row` says replaces what `into` said.
    """

    row: Record
    into: Record
    takes_values: bool = False


def links_to(model: type[models.Model]) -> list[models.ForeignKey]:
    """The columns of the record, of both wings, that point at rows of `model`; not those of histories."""
    return [
        relation.field
        for relation in model._meta.get_fields(include_hidden=True)
        if relation.auto_created
        and not relation.concrete
        and relation.one_to_many
        and issubclass(relation.related_model, Record)
        and not issubclass(relation.related_model, HistoricalChanges)
    ]


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
    moving = _Moving(by, f"merged {duplicate.reference} into {kept.reference}")
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


class _Moving:
    """Writes the rows of one merge; `reason` stands in the history of each."""

    def __init__(self, by, reason: str):
        self.by, self.reason = by, reason

    def save(self, record: Record) -> None:
        save_record(record, by=self.by, reason=self.reason)

    def unite(self, twin: Twin) -> None:
        """Make two rows one: what hangs on the duplicate's moves, its texts are added, then it is deleted."""
        row, into = (type(twin.row)._base_manager.get(pk=pk) for pk in (twin.row.pk, twin.into.pk))
        if twin.takes_values:
            for field in row._meta.concrete_fields:
                if field.editable and field.name not in IDENTITY and field.name != "sequence":
                    setattr(into, field.attname, getattr(row, field.attname))
        joined = join_texts(row, into)
        if twin.takes_values or joined:
            self.save(into)
        self.move(row, into)
        delete_record(row, by=self.by, reason=self.reason)

    def move(self, old: Record, new: Record) -> None:
        """Point every row of the record that points at `old` at `new`; one that stands there already goes."""
        for field in links_to(type(old)):
            for row in field.model._base_manager.filter(**{field.name: old.pk}).order_by("pk"):
                if row == new:
                    # A source that derived from its own duplicate.
                    setattr(row, field.name, None)
                    self.save(row)
                    continue
                setattr(row, field.name, new)
                if is_loop(row):
                    delete_record(row, by=self.by, reason=self.reason)
                    continue
                same = standing_already(row)
                if same is None:
                    self.save(row)
                    continue
                if join_texts(row, same):
                    self.save(same)
                delete_record(row, by=self.by, reason=self.reason)

    def put_in_order(self, case: Case, own: list[int]) -> None:
        """Put the events that came in among the case's `own` by their dates, the others as they stood."""
        events = Event.objects.filter(case=case).order_by("sequence", "reference").in_bulk()
        coming = [event for pk, event in events.items() if pk not in own]
        if not coming:
            return
        ordered = [events[pk] for pk in own if pk in events]
        for event in coming:
            later = [
                place
                for place, other in enumerate(ordered)
                if event.date_earliest and other.date_earliest and other.date_earliest > event.date_earliest
            ]
            ordered.insert(later[0] if later else len(ordered), event)
        for number, event in enumerate(ordered, start=event_order.FIRST):
            if event.sequence != number:
                event.sequence = number
                self.save(event)

    def take(self, duplicate: Subject, kept: Subject, takes: Iterable[str]) -> None:
        """Save what is kept with the values taken from the duplicate, and both notes."""
        for name in takes:
            field = kept._meta.get_field(name)
            setattr(kept, field.attname, getattr(duplicate, field.attname))
        if join_texts(duplicate, kept) or list(takes):
            kept.full_clean(exclude=["reference"])
        # Saved in any case: the history of what is kept says what came into it.
        self.save(kept)

    def point_at(self, kind: str, duplicate: Subject, kept: Subject) -> None:
        """Let what names records by kind and key, or by kind and reference, name what is kept."""
        started = StartedRecord.objects.filter(kind=kind)
        known = started.filter(record_pk=kept.pk).values("contact_note")
        started.filter(record_pk=duplicate.pk, contact_note__in=known).delete()
        started.filter(record_pk=duplicate.pk).update(record_pk=kept.pk)
        # Whether what is kept is another one than the others is to be asked anew: it says more than it did.
        gone = Q(low=duplicate.pk) | Q(high=duplicate.pk)
        Distinction.objects.filter(gone, kind=kind).delete()
        for request in CorrectionRequest.objects.filter(kind=kind, subject_reference=duplicate.reference):
            request.subject_reference = kept.reference
            self.save(request)
        embargoes = {row.subject_pk: row for row in Embargo.objects.filter(kind=kind)}
        mine, theirs = embargoes.get(kept.pk), embargoes.get(duplicate.pk)
        if theirs is None:
            return
        if mine is None:
            theirs.subject_pk = kept.pk
            mine = theirs
        else:
            mine.until = max(mine.until, theirs.until)
            theirs.delete()
        # Somebody confirmed another record than this one now is.
        mine.confirmed_by = mine.confirmed_at = None
        mine.confirmed_seen = mine.public_note = mine.internal_reason = ""
        mine.save()


def join_texts(row: Record, into: Record) -> bool:
    """Add the private texts of `row` to those of `into` where they are others; whether that changed anything."""
    changed = False
    for name in JOINED:
        theirs, mine = getattr(row, name, ""), getattr(into, name, "")
        if theirs and theirs not in mine:
            setattr(into, name, f"{mine}\n\n{theirs}" if mine else theirs)
            changed = True
    return changed


def is_loop(row: Record) -> bool:
    """Whether it now relates a thing to itself."""
    ends = (("from_case_id", "to_case_id"), ("from_figure_id", "to_figure_id"))
    return any(
        getattr(row, start, None) is not None and getattr(row, start, None) == getattr(row, end, None)
        for start, end in ends
    )


def standing_already(row: Record) -> Record | None:
    """The row that a moved row would repeat: the same under a rule of uniqueness of its noun."""
    for constraint in row._meta.constraints:
        if not isinstance(constraint, models.UniqueConstraint) or "reference" in constraint.fields:
            continue
        values = {name: getattr(row, row._meta.get_field(name).attname) for name in constraint.fields}
        if None in values.values():
            continue
        same = type(row)._base_manager.filter(**values).exclude(pk=row.pk).first()
        if same:
            return same
    return None
