"""Who must do the next step with a subject: in words, with the names of colleagues who can."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _

from cases.choices import PublicationState, ReviewState
from cases.models.record import Subject
from cases.publication import subjects

#: Names are for finding a colleague, not a list of staff.
MOST_NAMES = 5


def next_step(subject: Subject, user, is_current: bool) -> str:
    """One or two sentences; "" where nothing waits. `is_current`: the public sees it as it stands.

    A fixed number of queries. For those who work on the subject: it names staff.
    """
    state = subject.review_state
    if state in (ReviewState.DRAFT, ReviewState.RETURNED):
        if is_current:
            return ""
        return _("Next: whoever works on it submits it for review.")
    if state == ReviewState.IN_REVIEW:
        return _by_somebody(
            subject,
            user,
            "cases.review_subject",
            you=_("Next: you can review it: approve it or return it."),
            others=_("Next: a second person reviews it. These can: %s."),
            nobody=_("Next: a second person reviews it, but everybody who may review has changed it."),
        )
    if is_current and subject.publication_state == PublicationState.PUBLISHED:
        return ""
    embargo = subjects.embargo_of(subject)
    if embargo and embargo.confirmed_by:
        return _("Next: nothing. It goes out by itself when the embargo ends, confirmed by %s.") % (
            embargo.confirmed_by.get_username()
        )
    return _by_somebody(
        subject,
        user,
        "cases.publish_edition",
        you=_("Next: you can publish it."),
        others=_("Next: somebody publishes it. These can: %s."),
        nobody=_("Next: somebody publishes it, but everybody who may publish has changed it."),
    )


def _by_somebody(subject: Subject, user, permission: str, *, you: str, others: str, nobody: str) -> str:
    able = [colleague for colleague in holders(permission) if colleague.pk not in barred(subject)]
    if any(colleague.pk == user.pk for colleague in able):
        return you
    names = [colleague.get_username() for colleague in able[:MOST_NAMES]]
    if len(able) > MOST_NAMES:
        names.append("…")
    return others % ", ".join(names) if names else nobody


def holders(permission: str) -> list:
    """The active staff who have a permission. Two queries."""
    model = get_user_model()
    found = model.objects.with_perm(permission, backend="django.contrib.auth.backends.ModelBackend")
    return list(found.filter(is_staff=True).order_by("username"))


def barred(subject: Subject) -> set[int]:
    """Those whom the four-eyes rule keeps from the next step. Remembered on the row for this page."""
    if not settings.FOUR_EYES:
        return set()
    if not hasattr(subject, "barred_from_next_step"):
        editors = subjects.editors_of([subject])[subject]
        if subject.publication_state == PublicationState.TAKEN_DOWN and subject.approved_by_id:
            editors = editors | {subject.approved_by_id}
        subject.barred_from_next_step = editors
    return subject.barred_from_next_step
