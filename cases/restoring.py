"""Putting back what the history has: columns of an older version, and deleted rows with what went with them.

Nothing becomes public by it: what is put back is an edit like others, of the person who does it, and reopens
the review. Columns of the workflow never come back, nor does a reference that was published. Rights and
visibility are the caller's business (cases/admin/past/restore.py, cases/admin/past/deleted.py).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases import record_history
from cases.editing import EditRefused, put_back, save_record
from cases.models import Figure, Merge, WorkingCount
from cases.models.record import Record, Subject
from cases.publication import subjects

Seen = TypeVar("Seen")


@dataclass(frozen=True)
class Fault:
    """Why one row cannot be put back, in a sentence; `parents` are deletions of rows to put back before."""

    record: Record
    message: str
    parents: tuple[models.Model, ...] = ()


class CannotRestore(Exception):
    """What is in the way of putting back. Each fault names its row: not everybody may know of every row."""

    def __init__(self, faults: list[Fault]):
        self.faults = faults
        super().__init__("\n".join(fault.message for fault in faults))


@contextmanager
def alone(record: Record) -> Iterator[None]:
    """A transaction in which what somebody else writes at the same moment is in the way: CannotRestore, not an error.

    What was checked can be so no longer when it is written: the same row put back by another, its reference given to
    a new one, what it hangs on deleted.
    """
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, ObjectDoesNotExist) as error:
        message = _("Somebody else has changed the same at this very moment. Open the page again.")
        raise CannotRestore([Fault(record, message)]) from error


# --- columns of an older version ------------------------------------------------------------------


def restore_fields(
    version: models.Model, names: Iterable[str], *, by, reason: str = "", seen_version: int | None
) -> None:
    """Give a record back the columns `names` as they were in the history row `version`.

    Raises EditConflict when the record is no longer the version that was seen, EditRefused and CannotRestore
    when the record cannot be so any more, and saves nothing then. What is the same already is no edit.
    """
    with alone(version.instance):
        _restore_fields(version, names, by=by, reason=reason, seen_version=seen_version)


def _restore_fields(version, names, *, by, reason, seen_version) -> None:
    model = version.instance_type
    current = model._base_manager.select_for_update().filter(pk=version.id).first()
    if current is None:
        raise CannotRestore(
            [Fault(version.instance, _("This record was deleted: put it back as a whole first."))]
        )
    past, changed = version.instance, False
    for name in names:
        column = model._meta.get_field(name).attname
        if getattr(current, column) != getattr(past, column):
            setattr(current, column, getattr(past, column))
            changed = True
    if not changed:
        raise CannotRestore([Fault(current, _("Nothing is put back: the record has these values already."))])
    in_the_way = faults(current)
    if in_the_way:
        raise CannotRestore(in_the_way)
    moment = date_format(localtime(version.history_date), "DATETIME_FORMAT")
    words = _("restored from the version of %s") % moment
    save_record(current, by=by, reason=f"{words}: {reason}" if reason else words, seen_version=seen_version)


# --- deleted rows ---------------------------------------------------------------------------------


def deleted(model: type[Record]) -> QuerySet:
    """The deletions of rows of a noun that are still deleted, newest first; those that went with others too."""
    there = model._base_manager.filter(pk=OuterRef("id"))
    later = model.history.filter(id=OuterRef("id"), history_id__gt=OuterRef("history_id"))
    rows = model.history.filter(~Exists(there), ~Exists(later), history_type="-")
    return rows.order_by("-history_date", "-history_id")


def went_with(version: models.Model) -> list[models.Model]:
    """The deletions of one row and of what was deleted along with it, those that hang on others after these.

    Two queries for each noun that can hang on it.
    """
    model = version.instance_type
    together = Q(history_date=version.history_date, history_user=version.history_user_id)
    found = {}
    for part, condition in record_history.whole(model, version.id).items():
        only = Q(history_id=version.history_id) if part is model else together & condition
        found[part] = list(deleted(part).filter(only))
    return [row for part in in_order(found) for row in found[part]]


def in_order(models_found: Iterable[type[Record]]) -> list[type[Record]]:
    """The nouns so that each stands behind those its rows point to."""
    waiting, ordered = list(models_found), []
    while waiting:
        for model in waiting:
            targets = {column.related_model for column in model._meta.concrete_fields if column.is_relation}
            if not targets & (set(waiting) - {model}):
                break
        waiting.remove(model)
        ordered.append(model)
    return ordered


def undelete(version: models.Model, *, by, reason: str = "") -> list[Record]:
    """Put back a deleted row and what was deleted with it, under their old keys and references; returns the rows.

    Raises CannotRestore with everything that is in the way, and puts back nothing then.
    """
    with alone(version.instance):
        return _undelete(version, by=by, reason=reason)


def _undelete(version, *, by, reason) -> list[Record]:
    rows = went_with(version)
    if not rows:
        raise CannotRestore([Fault(version.instance, _("This record is no longer deleted."))])
    moment = date_format(localtime(version.history_date), "DATETIME_FORMAT")
    words = _("put back after it was deleted on %s") % moment
    done, found = [], []
    for row in rows:
        record = row.instance
        record._state.adding = True
        in_the_way = faults(record)
        if not in_the_way:
            try:
                put_back(record, by=by, reason=f"{words}: {reason}" if reason else words)
            except EditRefused as refusal:
                in_the_way = [Fault(record, f"{name_of(record)}: {refusal}")]
        if in_the_way and row is rows[0]:
            # Of what hangs on it nothing can be judged.
            raise CannotRestore(in_the_way)
        found += in_the_way
        done.append(record)
    if found:
        raise CannotRestore(found)
    return done


class _Rehearsed(Exception):
    """Ends a rehearsal, so that its transaction leaves nothing behind."""


def rehearse(version: models.Model, *, by, look: Callable[[list[Record]], Seen]) -> Seen:
    """What `look` makes of the rows that `undelete` would put back, called while they are there.

    Nothing is left of it. Raises CannotRestore as `undelete` would.
    """
    try:
        with transaction.atomic():
            seen = look(undelete(version, by=by))
            raise _Rehearsed
    except _Rehearsed:
        return seen


# --- what is in the way ---------------------------------------------------------------------------


def faults(record: Record) -> list[Fault]:
    """Why a row cannot be as it is in memory. Some queries for what it points to and for what must be unique."""
    if isinstance(record, Subject) and record._state.adding and was_merged(record):
        return [
            Fault(record, _("%s was merged into another record: it cannot be put back.") % record.reference)
        ]
    found, gone = [], []
    for column in record._meta.concrete_fields:
        key = getattr(record, column.attname) if column.is_relation else None
        if key is None or column.related_model._base_manager.filter(pk=key).exists():
            continue
        gone.append(column.name)
        message = _("%(record)s: “%(field)s” points to what was deleted too. Put that back first.") % {
            "record": name_of(record),
            "field": column.verbose_name,
        }
        target = column.related_model
        parents = deleted(target).filter(id=key) if issubclass(target, Record) else ()
        found.append(Fault(record, message, tuple(parents)))
    try:
        record.full_clean(exclude=gone)
        if not gone:
            belongs_together(record)
    except ValidationError as error:
        found += [Fault(record, f"{name_of(record)}: {message}") for message in error.messages]
    return found


def was_merged(record: Subject) -> bool:
    """Whether this duplicate went into another record, which has its rows and its reference now."""
    same = Q(removed_pk=record.pk) | Q(reference=record.reference)
    return Merge.objects.filter(same, kind=subjects.kind_of(record)).exists()


def belongs_together(record: Record) -> None:
    """Raise ValidationError where a row names an event or a figure of another case than its own."""
    if isinstance(record, Figure) and record.event and record.event.case_id != record.case_id:
        raise ValidationError(_("This event does not belong to the case."))
    if isinstance(record, WorkingCount) and record.figure.case_id != record.case_id:
        raise ValidationError(_("This figure does not belong to the case."))


def name_of(record: Record) -> str:
    """A row in few words that ask for no other row: its reference, or its noun."""
    return getattr(record, "reference", "") or str(record._meta.verbose_name)
