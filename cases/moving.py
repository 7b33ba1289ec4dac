"""Moving what hangs on one row of the record to another that is the same thing (cases/merging.py).

Every row moves through cases/editing.py. Two rows for the same thing (one event told twice, one person in both cases)
become one where staff say so, or where the record holds only one: a `Twin`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalChanges

from cases import event_order
from cases.editing import delete_record, save_record
from cases.models import Case, CorrectionRequest, Distinction, Embargo, Event, StartedRecord
from cases.models.record import Record, Subject

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


class Moving:
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
                    # A source that derived from its own duplicate: they go back to the same.
                    setattr(row, field.attname, getattr(old, field.attname))
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
