"""Saving and deleting rows of the record: the one way in which staff edits reach the database.

Every edit raises the row's version, is refused over somebody else's newer version, lands in the
history with its author and reason, and reopens the review of the subjects it goes into.
"""

import base64
import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from cases.choices import PublicationState, ReviewState
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
    """The next free reference of an event ("e"), figure ("f") or involvement ("p") of `case`."""
    related = {"e": case.events, "f": case.figures, "p": case.involvements}[letter]
    start = f"{case.reference}--{letter}"
    taken = related.filter(reference__startswith=start).values_list("reference", flat=True)
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
    when the reference of a subject that was public would change.
    """
    reason = plain_reason(reason)
    if record.pk:
        current = type(record)._base_manager.select_for_update().get(pk=record.pk)
        if seen_version is not None and current.row_version != seen_version:
            raise EditConflict(current)
        if isinstance(record, Subject):
            if current.first_published_at and current.reference != record.reference:
                raise EditRefused(_("The reference was published and is frozen: %s") % current.reference)
            # The form was read before: states come from the row as it is now.
            for column in WORKFLOW_COLUMNS:
                setattr(record, column, getattr(current, column))
        record.row_version = current.row_version + 1
    reopen_review([record], by=by)
    record._history_user = by
    record._change_reason = reason
    record.save()


@transaction.atomic
def delete_record(record: Record, *, by, reason: str) -> None:
    """Delete a row as user `by`. A subject that was ever public is taken down instead: EditRefused."""
    reason = plain_reason(reason)
    if isinstance(record, Subject) and record.publication_state != PublicationState.UNPUBLISHED:
        raise EditRefused(_("This record was published: retract it instead of deleting it."))
    reopen_review([record], by=by)
    record._history_user = by
    record._change_reason = reason
    record.delete()


def reopen_review(records, *, by) -> None:
    """Put back to draft every submitted or approved subject that one of `records` goes into.

    A subject among `records` is only changed in memory (its caller saves it); others are saved.
    Locks the rows it changes, so an edit and an edition of the same subject wait for each other.
    """
    edited = {id(record) for record in records}
    others: dict[tuple[type, int], Subject] = {}
    for record in records:
        for subject in record.publication_subjects():
            if id(subject) in edited:
                to_draft(subject)
            elif subject.pk:
                others[type(subject), subject.pk] = subject
    for model, pk in others:
        subject = model._base_manager.select_for_update().get(pk=pk)
        if to_draft(subject):
            subject._history_user = by
            subject._change_reason = WORKFLOW_REASON + "reopened by an edit"
            subject.save(update_fields=["review_state", "submitted_by", "approved_by", "updated_at"])


def to_draft(subject: Subject) -> bool:
    """Reopen one subject in memory; whether that changed anything."""
    if subject.review_state not in (ReviewState.IN_REVIEW, ReviewState.APPROVED):
        return False
    subject.review_state = ReviewState.DRAFT
    subject.submitted_by = subject.approved_by = None
    return True
