"""What staff may do with a subject: submit, send back, approve, take down; and withdraw consent.

Publishing itself is cases/publication/publish.py. Every function checks the permission of the user
it is called with, works in one transaction, and leaves a history row whose reason begins with
"workflow:". Works for the subjects of both wings.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_update_with_history

from cases.choices import Act, ConsentPurpose, Naming, ReviewState, TakedownReason
from cases.editing import WORKFLOW_REASON, save_record
from cases.models import Consent, Involvement
from cases.models.record import Subject
from cases.publication import subjects as publication
from cases.publication.publish import NotAllowed, allow, lock_state, take_down
from cases.publication.traces import public_traces

__all__ = [
    "NotAllowed",
    "approve",
    "approve_child_naming",
    "assign",
    "record_step",
    "retract",
    "send_back",
    "submit",
    "withdraw",
    "withdraw_consent",
    "withdraw_on_server",
]


CHILD_NAMING = WORKFLOW_REASON + "naming of a child approved"


@transaction.atomic
def submit(subjects: Iterable[Subject], *, by) -> None:
    """Hand drafts over for review by a second person. Needs the right to change each of them."""
    subjects = _locked(subjects)
    for subject in subjects:
        allow(by, f"{subject._meta.app_label}.change_{subject._meta.model_name}")
    _expect(subjects, ReviewState.DRAFT, ReviewState.RETURNED)
    for subject in subjects:
        subject.review_state, subject.submitted_by, subject.approved_by = ReviewState.IN_REVIEW, by, None
    record_step(subjects, by, "submitted")


@transaction.atomic
def send_back(subjects: Iterable[Subject], *, by, comment: str) -> None:
    """Return submitted or approved subjects to their author with a comment."""
    allow(by, "cases.review_subject")
    if not comment.strip():
        raise NotAllowed(_("Write what should be changed: the author sees your comment."))
    subjects = _locked(subjects)
    _expect(subjects, ReviewState.IN_REVIEW, ReviewState.APPROVED)
    for subject in subjects:
        subject.review_state, subject.review_comment, subject.approved_by = (
            ReviewState.RETURNED,
            comment,
            None,
        )
    record_step(subjects, by, "returned")


@transaction.atomic
def approve(subjects: Iterable[Subject], *, by) -> None:
    """Approve submitted subjects. Under the four-eyes rule the reviewer changed none of them."""
    allow(by, "cases.review_subject")
    subjects = _locked(subjects)
    _expect(subjects, ReviewState.IN_REVIEW)
    for subject, obstacles in publication.who_not_many(subjects, by).items():
        if obstacles:
            raise NotAllowed(f"{subject.reference}: {obstacles[0].message}")
    for subject in subjects:
        subject.review_state, subject.approved_by, subject.review_comment = ReviewState.APPROVED, by, ""
    record_step(subjects, by, "approved")


@transaction.atomic
def retract(
    subject: Subject, *, by, takedown_reason: TakedownReason, public_note: str = "", internal_reason: str
):
    """Take a published subject down for good reason: a tombstone stays, with date and general reason."""
    allow(by, "cases.take_down")
    return take_down(
        [subject],
        act=Act.RETRACTED,
        by=by,
        takedown_reason=takedown_reason,
        public_note=public_note,
        internal_reason=internal_reason,
    )


@transaction.atomic
def withdraw(subject: Subject, *, by, internal_reason: str):
    """Hide a published subject at once, by one person alone; review comes after."""
    allow(by, "cases.take_down")
    return hide([subject], by=by, internal_reason=internal_reason)


def withdraw_on_server(subject: Subject, *, internal_reason: str):
    """`withdraw` for the command line, by nobody named: who can run commands there needs no right here."""
    return hide([subject], by=None, internal_reason=internal_reason)


def hide(subjects: Iterable[Subject], *, by, internal_reason: str):
    """Withdraw published subjects while they are under review; rights are the caller's business."""
    return take_down(
        subjects,
        act=Act.WITHDRAWN,
        by=by,
        takedown_reason=TakedownReason.UNDER_REVIEW,
        internal_reason=internal_reason,
    )


@transaction.atomic
def withdraw_consent(consent: Consent, *, by, on: date | None = None):
    """Record that a person withdrew consent, and take down at once what rested on it.

    Withdrawn consent for publication ends naming and withdraws everything published that shows or
    names the person, whoever records it: it needs the right to change consents, no other.
    Returns the edition that took subjects down, or None.
    """
    allow(by, "cases.change_consent")
    # First, as every edition does: an edition made meanwhile waits, instead of each waiting for the other.
    lock_state()
    consent.withdrawn_on = on or timezone.localdate()
    save_record(consent, by=by, reason="consent withdrawn")
    if consent.purpose != ConsentPurpose.PUBLICATION:
        return None
    published = public_traces(consent.person)
    for involvement in consent.person.involvements.filter(naming=Naming.NAMED):
        involvement.naming, involvement.naming_grounds = Naming.ANONYMOUS, ""
        save_record(involvement, by=by, reason="consent withdrawn")
    if not published:
        return None
    return hide(published, by=by, internal_reason="consent withdrawn")


@transaction.atomic
def approve_child_naming(involvement: Involvement, *, by) -> None:
    """The second approval without which no child is named. Not by anybody who ever changed the row."""
    allow(by, "cases.review_subject")
    involvement = Involvement.objects.select_for_update().get(pk=involvement.pk)
    if involvement.versions.filter(history_user=by).exclude(history_change_reason=CHILD_NAMING).exists():
        raise NotAllowed(
            _("Somebody else than the person who asked for it must approve the naming of a child.")
        )
    involvement.child_naming_approved_by = by
    involvement._history_user = by
    involvement._change_reason = CHILD_NAMING
    involvement.save(update_fields=["child_naming_approved_by", "updated_at"])


@transaction.atomic
def assign(subjects: Iterable[Subject], *, to, by) -> int:
    """Say who looks after subjects (None: nobody); how many that changed. Needs the right to change each.

    Nothing the public sees: it reopens no review and is no edit for the four-eyes rule. Raises the version, so that a
    form opened before does not quietly undo it.
    """
    changed = defaultdict(list)
    for subject in _locked(subjects):
        allow(by, f"{subject._meta.app_label}.change_{subject._meta.model_name}")
        if subject.assigned_to_id != (to.pk if to else None):
            subject.assigned_to = to
            subject.row_version += 1
            changed[type(subject)].append(subject)
    for model, rows in changed.items():
        bulk_update_with_history(
            rows,
            model,
            ["assigned_to", "row_version"],
            default_user=by,
            default_change_reason=WORKFLOW_REASON + "assigned",
            batch_size=200,
        )
    return sum(map(len, changed.values()))


def _locked(subjects: Iterable[Subject]) -> list[Subject]:
    """The subjects as they stand now, locked until the transaction ends."""
    wanted = defaultdict(list)
    for subject in subjects:
        wanted[type(subject)].append(subject.pk)
    return [
        subject
        for model, pks in wanted.items()
        for subject in model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk")
    ]


def _expect(subjects: list[Subject], *states: ReviewState) -> None:
    for subject in subjects:
        if subject.review_state not in states:
            raise NotAllowed(
                _("%(reference)s is “%(state)s” and cannot take this step.")
                % {"reference": subject.reference, "state": subject.get_review_state_display()}
            )


def record_step(subjects: list[Subject], by, step: str) -> None:
    """Save the review columns of the subjects, with a history row that names the step."""
    by_model = defaultdict(list)
    for subject in subjects:
        by_model[type(subject)].append(subject)
    for model, rows in by_model.items():
        bulk_update_with_history(
            rows,
            model,
            ["review_state", "submitted_by", "approved_by", "review_comment"],
            default_user=by,
            default_change_reason=WORKFLOW_REASON + step,
            batch_size=200,
        )
