"""Embargoes: what staff do with one, from setting it to the edition that ends it.

Nothing new of a subject is published before its embargo ends (cases/publication/embargoes.py), by whatever way. In the
last day before it ends a publisher looks at what would go out and confirms it; then `manage.py publish_embargoed`
publishes exactly that in their name. Unconfirmed, changed since, or too long ago, it stays for a publisher to publish
by hand. Actions have a date of embargo of their own and are always published by hand.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.choices import SubjectKind
from cases.models import Edition, Embargo
from cases.models.record import Subject
from cases.publication import subjects as publication
from cases.publication.embargoes import moment_in_words
from cases.publication.forbidding import refuse_names, what_forbids
from cases.publication.publish import (
    CannotPublish,
    NotAllowed,
    NothingToPublish,
    allow,
    lock_state,
    locked,
    publish,
)
from cases.workflow import record_step

#: How long before its end an embargo is confirmed, and how long after it the confirmation still holds.
CONFIRM_WITHIN = PUBLISH_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Release:
    """What came of one confirmed embargo that has ended: the edition, or why there is none."""

    reference: str
    edition: Edition | None
    refusal: str = ""


def may_be_embargoed(subject: Subject) -> bool:
    """Whether it is published as a document of its own and has no date of embargo in its own form."""
    part = getattr(subject, "case_id", None) if publication.kind_of(subject) == SubjectKind.FIGURE else None
    part = part or getattr(subject, "action_id", None)
    return not (
        part
        or getattr(subject, "is_confidential", False)
        or publication.POLICIES[type(subject)].has_own_embargo
    )


@transaction.atomic
def set_embargo(subject: Subject, *, by, until: datetime, reason: str) -> Embargo:
    """Forbid publishing anything new of a subject before `until`, or move an embargo; its confirmation falls.

    Needs the right to change the subject or to publish; to shorten one, to publish.
    """
    if not by.has_perm(f"{subject._meta.app_label}.change_{subject._meta.model_name}"):
        allow(by, "cases.publish_edition")
    lock_state()
    (subject,) = locked([subject])
    if not may_be_embargoed(subject):
        raise NotAllowed(_("This record is not published by itself: set the embargo on what it belongs to."))
    if until <= timezone.now():
        raise NotAllowed(_("The embargo must end in the future."))
    if not reason.strip():
        raise NotAllowed(_("Write why it must wait: a colleague decides later whether it still must."))
    present = publication.embargo_of(subject)
    if present and until < present.until:
        allow(by, "cases.publish_edition")
    embargo = present or Embargo(kind=publication.kind_of(subject), subject_pk=subject.pk)
    embargo.until, embargo.reason, embargo.set_by, embargo.set_at = until, reason, by, timezone.now()
    unconfirm(embargo)
    record_step([subject], by, f"embargoed until {until.isoformat(timespec='minutes')}")
    return embargo


@transaction.atomic
def lift(subject: Subject, *, by) -> None:
    """End an embargo before its time. Publishes nothing."""
    allow(by, "cases.publish_edition")
    lock_state()
    (subject,) = locked([subject])
    embargo = publication.embargo_of(subject)
    if embargo is None:
        raise NotAllowed(_("There is no embargo."))
    embargo.delete()
    record_step([subject], by, "embargo lifted")


@transaction.atomic
def confirm(subject: Subject, *, by, public_note: str = "", internal_reason: str = "") -> Embargo:
    """Confirm, in the last day before an embargo ends, that the subject goes out then as it stands, in one's name.

    Raises NotAllowed outside that day or for words that name somebody, CannotPublish with all else that forbids it.
    """
    allow(by, "cases.publish_edition")
    lock_state()
    (subject,) = publication.fetch_relations(locked([subject]))
    embargo = publication.embargo_of(subject)
    if embargo is None or not may_be_confirmed(embargo):
        raise NotAllowed(_("An embargo is confirmed within the last 24 hours before it ends."))
    obstacles = [
        obstacle
        for obstacle in what_forbids([subject], by)[subject]
        if not (obstacle.code == "embargo" and not obstacle.field)
    ]
    if obstacles:
        raise CannotPublish({subject: obstacles})
    refuse_names(public_note, internal_reason, [subject])
    embargo.confirmed_by, embargo.confirmed_at = by, timezone.now()
    embargo.confirmed_seen = publication.fingerprint(subject)
    embargo.public_note, embargo.internal_reason = public_note, internal_reason
    embargo.save()
    record_step([subject], by, "end of embargo confirmed")
    return embargo


def may_be_confirmed(embargo: Embargo) -> bool:
    """Whether this is the last day before it ends."""
    now = timezone.now()
    return embargo.until - CONFIRM_WITHIN <= now < embargo.until


def to_confirm(kind: str | None = None):
    """The embargoes that end within a day, or have ended, and are not confirmed; of one kind or of all. One query."""
    found = Embargo.objects.filter(until__lte=timezone.now() + CONFIRM_WITHIN, confirmed_at__isnull=True)
    return found.filter(kind=kind) if kind else found


def release_all() -> list[Release]:
    """Publish what was confirmed and whose embargo has ended, each in an edition of its own; run it as often as liked.

    What cannot be published loses its confirmation, so that it is said once and then waits for a publisher.
    """
    due = Embargo.objects.filter(until__lte=timezone.now(), confirmed_at__isnull=False)
    return [
        found for pk in due.order_by("until", "pk").values_list("pk", flat=True) if (found := release(pk))
    ]


@transaction.atomic
def release(pk: int) -> Release | None:
    """Publish one of them; None where another process was faster, or the record is gone."""
    lock_state()
    embargo = (
        Embargo.objects.select_for_update(of=("self",)).filter(pk=pk, confirmed_at__isnull=False).first()
    )
    if embargo is None or embargo.until > timezone.now():
        return None
    model = publication.model_of(embargo.kind)
    subject = model._base_manager.select_for_update().filter(pk=embargo.subject_pk).first()
    if subject is None:
        embargo.delete()
        return None
    by = embargo.confirmed_by
    try:
        with transaction.atomic():
            edition = publish_confirmed(embargo, subject)
    except NothingToPublish:
        embargo.delete()
        return None
    except (NotAllowed, CannotPublish) as refused:
        unconfirm(embargo)
        record_step([subject], by, "confirmed embargo ended without publication")
        return Release(subject.reference, None, str(refused))
    return Release(subject.reference, edition)


def publish_confirmed(embargo: Embargo, subject: Subject) -> Edition:
    """The edition, if nothing has changed since somebody confirmed it and that is not long ago."""
    if timezone.now() > embargo.until + PUBLISH_WITHIN:
        raise NotAllowed(
            _("Its embargo ended %s, too long ago for the confirmation to hold: publish it by hand.")
            % moment_in_words(embargo.until)
        )
    (fetched,) = publication.fetch_relations([subject])
    if publication.fingerprint(fetched) != embargo.confirmed_seen:
        raise NotAllowed(_("It has changed since it was confirmed: look at it again and publish it by hand."))
    return publish(
        [subject],
        by=embargo.confirmed_by,
        public_note=embargo.public_note,
        internal_reason=embargo.internal_reason,
    )


def unconfirm(embargo: Embargo) -> None:
    """Save the embargo without a confirmation."""
    embargo.confirmed_by = embargo.confirmed_at = None
    embargo.confirmed_seen = embargo.public_note = embargo.internal_reason = ""
    embargo.save()
