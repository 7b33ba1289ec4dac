"""Saving and deleting rows of the record: the one way in which staff edits reach the database.

Every edit raises the row's version, is refused over somebody else's newer version, lands in the
history with its author and reason, and reopens the review of the subjects it goes into.
"""

import base64
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db import router, transaction
from django.db.models.deletion import Collector
from django.utils import timezone
from django.utils.translation import gettext as _

from cases import record_search
from cases.choices import ConsentPurpose, PublicationState, ReviewState
from cases.derivation import derives_from_itself
from cases.models import Consent, Involvement, Merge, Source
from cases.models.record import Record, Subject

#: Change reasons that begin so were written by the workflow, which changes states and no content.
#: Reserved: an edit that carried it would hide from the four-eyes rule.
WORKFLOW_REASON = "workflow: "

#: Columns of a subject that only the workflow writes.
WORKFLOW_COLUMNS = (
    "review_state",
    "publication_state",
    "submitted_by_id",
    "approved_by_id",
    "review_comment",
    "first_published_at",
)

#: What the second approval of naming a child speaks about: another value asks for another approval.
CHILD_NAMING_COLUMNS = ("person_id", "naming", "naming_grounds", "naming_reason", "age_at_event")

#: Random references carry 130 bits: nobody guesses one or learns from it how many there are.
RANDOM_REFERENCE_LENGTH = 26


class EditConflict(Exception):
    """Somebody saved a newer version meanwhile. `current` is the row as it stands in the database."""

    def __init__(self, current: Record):
        self.current = current
        super().__init__(_("Somebody else has changed this record since you opened it."))


class EditRefused(Exception):
    """The edit breaks a rule of the record; the message says which, and what to do instead."""


def random_reference(prefix: str = "") -> str:
    """A reference that nobody can guess and that counts nothing, for example for a new case."""
    text = base64.b32encode(secrets.token_bytes(17)).decode("ascii").lower()
    return prefix + text[:RANDOM_REFERENCE_LENGTH]


def next_child_reference(case, letter: str) -> str:
    """The next reference of an event ("e"), figure ("f") or involvement ("p") of `case`.

    Never one that a deleted row had: it may be public, and would name another thing.
    """
    related = {"e": case.events, "f": case.figures, "p": case.involvements}[letter]
    start = f"{case.reference}--{letter}"
    history = related.model.history.filter(reference__startswith=start)
    taken = history.values_list("reference", flat=True).distinct()
    numbers = [int(reference[len(start) :]) for reference in taken if reference[len(start) :].isdigit()]
    return f"{start}{max(numbers, default=0) + 1:02d}"


def plain_reason(reason: str) -> str:
    """`reason` as an edit may carry it. Raises EditRefused for the workflow's reserved beginning."""
    if reason.strip().lower().startswith(WORKFLOW_REASON.strip()):
        raise EditRefused(_("Word the reason differently: it must not begin with “workflow:”."))
    return reason


@transaction.atomic
def save_record(record: Record, *, by, reason: str = "", seen_version: int | None = None) -> None:
    """Save a new or edited row as user `by`; `seen_version` is the version the editor started from.

    Raises EditConflict, and saves nothing, when the stored version is another one, and EditRefused
    when a public reference would change, when the public would go on seeing what must not be
    public any longer, or when a source would in the end derive from itself.
    """
    reason = plain_reason(reason)
    if isinstance(record, Source) and derives_from_itself(record):
        raise EditRefused(
            _("This source would derive from itself, by way of what it derives from. Choose another one.")
        )
    current = None
    if record.pk:
        current = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if seen_version is not None and current.row_version != seen_version:
            raise EditConflict(current)
        record.row_version = current.row_version + 1
    if isinstance(record, Subject) and current:
        if current.first_published_at and current.reference != record.reference:
            raise EditRefused(_("The reference was published and is frozen: %s") % current.reference)
        # The form was read before: states come from the row as it is now.
        for column in WORKFLOW_COLUMNS:
            setattr(record, column, getattr(current, column))
    if isinstance(record, Subject) and (current is None or current.reference != record.reference):
        refuse_merged(record)
    if isinstance(record, Involvement):
        record.child_naming_approved_by = child_naming_approval(record, current)
    reopen_review([record], by=by)
    record._history_user = by
    record._change_reason = reason
    record.save()
    # Found by its new words; an event that moved is a word of its former case no longer.
    record_search.refresh([record, current] if current else [record])


def refuse_merged(record: Subject) -> None:
    """Raise EditRefused where the reference was that of a duplicate: it leads to what the duplicate went into."""
    if Merge.objects.filter(kind=record._meta.model_name, reference=record.reference).exists():
        raise EditRefused(
            _(
                "“%s” was the reference of a duplicate that was merged into another record: choose another one."
            )
            % record.reference
        )


def child_naming_approval(involvement: Involvement, current: Involvement | None):
    """The user whose second approval still holds, or None: it falls with what it was given for."""
    if current is None or any(
        getattr(involvement, column) != getattr(current, column) for column in CHILD_NAMING_COLUMNS
    ):
        return None
    return current.child_naming_approved_by


@transaction.atomic
def delete_record(record: Record, *, by, reason: str, is_merged: bool = False) -> None:
    """Delete a row, and the rows that hang on it, as user `by`.

    Raises EditRefused for a subject that was ever public (it is taken down instead; `is_merged`: it went
    into another one, and its address leads there, cases/merging.py) and for consent to publication in
    force (it is withdrawn, which takes down what rests on it). Django's ProtectedError where other rows
    need this one.
    """
    reason = plain_reason(reason)
    collector = Collector(using=router.db_for_write(type(record)), origin=record)
    collector.collect([record])
    going = [row for rows in collector.data.values() for row in rows if isinstance(row, Record)]
    for row in going:
        was_public = isinstance(row, Subject) and row.publication_state != PublicationState.UNPUBLISHED
        if was_public and not (is_merged and row is record):
            raise EditRefused(_("This record was published: retract it instead of deleting it."))
        if isinstance(row, Consent) and row.purpose == ConsentPurpose.PUBLICATION and not row.withdrawn_on:
            raise EditRefused(_("Record that the consent was withdrawn instead of deleting it."))
    reopen_review(going, by=by)
    # One moment for all of it: by this, what went together comes back together (cases/restoring.py).
    moment = timezone.now()
    for row in going:
        row._history_user = by
        row._change_reason = reason
        row._history_date = moment
    words = record_search.keys_of(going)
    collector.delete()
    record_search.refresh_keys(words)


@transaction.atomic
def put_back(record: Record, *, by, reason: str) -> None:
    """Write a deleted row again, as it was and under its old key, as user `by`; a subject comes back as a draft.

    What it hangs on must be there. Raises EditRefused for a row that was public when it went, and what
    saving raises. cases/restoring.py checks it first and says in words what is in the way.
    """
    reason = plain_reason(reason)
    if isinstance(record, Subject):
        if record.publication_state != PublicationState.UNPUBLISHED:
            raise EditRefused(_("This record was published: it cannot be put back as it was."))
        refuse_merged(record)
        record.review_state, record.submitted_by, record.approved_by = ReviewState.DRAFT, None, None
    if isinstance(record, Involvement):
        record.child_naming_approved_by = None
    entered = record.created_at
    record.row_version += 1
    reopen_review([record], by=by)
    record.skip_history_when_saving = True
    record.save(force_insert=True)
    # Inserting stamps the present moment; the four-eyes rule asks since when the row was there.
    record.created_at = entered
    record.save(update_fields=["created_at"])
    del record.skip_history_when_saving
    type(record).history.bulk_history_create([record], default_user=by, default_change_reason=reason)
    record_search.refresh([record])


def reopen_review(records: Iterable[Record], *, by) -> None:
    """Put back to draft every submitted or approved subject that `records` go into, or leave.

    To be called before the rows are written. A subject among `records` is only changed in memory
    (its caller saves it); others are saved. Locks the rows it changes, always in the same order, so
    an edit and an edition of the same subject wait for each other. Raises EditRefused for a row that
    would leave a published subject, and for a published one that must not be public any longer. One
    query per model of `records`, some for each subject.
    """
    records = list(records)
    refuse_withheld(records)
    edited = {(type(record), record.pk): record for record in records if record.pk}
    others = {(type(subject), subject.pk) for subject in subjects_left(records)}
    for record in records:
        for subject in record.publication_subjects():
            if subject is record:
                to_draft(record)
            elif subject.pk:
                others.add((type(subject), subject.pk))
    for key in others & edited.keys():
        to_draft(edited[key])
    for model, pk in sorted(others - edited.keys(), key=lambda key: (key[0]._meta.label, key[1])):
        subject = model._base_manager.select_for_update().get(pk=pk)
        if to_draft(subject):
            subject._history_user = by
            subject._change_reason = WORKFLOW_REASON + "reopened by an edit"
            subject.save(update_fields=["review_state", "submitted_by", "approved_by", "updated_at"])


def refuse_withheld(records: Iterable[Record]) -> None:
    """Raise EditRefused where the public would go on seeing what must not be public any longer."""
    for record in records:
        is_public = getattr(record, "publication_state", "") == PublicationState.PUBLISHED
        if is_public and record.is_withheld:
            raise EditRefused(_("%s is public now: take it down first.") % record.reference)


def subjects_left(records: Iterable[Record]) -> Iterator[Subject]:
    """The subjects that rows moved elsewhere belong to until now.

    Raises EditRefused when the public sees the row there: its address would name another thing.
    """
    by_model = defaultdict(dict)
    for record in records:
        if record.pk:
            by_model[type(record)][record.pk] = record
    for model, rows in by_model.items():
        for stored in model._base_manager.in_bulk(list(rows)).values():
            record = rows[stored.pk]
            if foreign_keys(stored) == foreign_keys(record):
                continue
            for subject in stored.publication_subjects():
                if subject in record.publication_subjects():
                    continue
                if subject.publication_state == PublicationState.PUBLISHED:
                    raise EditRefused(
                        _("This is published as part of %s: enter it anew where it belongs.")
                        % subject.reference
                    )
                yield subject


def foreign_keys(record: Record) -> list:
    return [getattr(record, field.attname) for field in record._meta.concrete_fields if field.is_relation]


def to_draft(subject: Subject) -> bool:
    """Reopen one subject in memory; whether that changed anything."""
    if subject.review_state not in (ReviewState.IN_REVIEW, ReviewState.APPROVED):
        return False
    subject.review_state = ReviewState.DRAFT
    subject.submitted_by = subject.approved_by = None
    return True
