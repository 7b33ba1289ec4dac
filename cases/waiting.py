"""What waits for a member of staff: the conditions behind the numbers of the first page and the lists they lead to.

One table for both wings; the advocacy wing adds its nouns (advocacy/desk/ledger.py). A list narrows itself by the
same condition with `?work=CODE`, so that a number and its list agree. Every condition is one SQL expression over
indexed columns; rows the user may not know of are left out by whoever asks (cases/admin/visibility.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.choices import Act, ConsentPurpose, CorrectionOutcome, PublicationState, ReviewState, SubjectKind
from cases.editing import WORKFLOW_REASON
from cases.models import (
    Case,
    Citation,
    Consent,
    ContactNote,
    CorrectionRequest,
    EditionEntry,
    Embargo,
    Event,
    Figure,
    Involvement,
    Relation,
    RiskReview,
    Source,
    Statement,
    WorkingCount,
)
from cases.models.record import Subject

#: Days ahead in which something counts as due.
SOON = timedelta(days=7)
#: Days before the end of a consent or a risk review: getting another one takes time.
EARLY = timedelta(days=30)
#: Hours before the end of an embargo in which somebody confirms it (cases/embargo.py).
CONFIRMED_WITHIN = timedelta(hours=24)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

#: (model with history, its path to the subject): whose edits bar from judging the subject.
Trail = Iterable[tuple[type[models.Model], str]]


@dataclass(frozen=True)
class Waiting:
    """One thing that waits in the list of one noun.

    `code` is the value of `?work=`, `label` its words in the filter. `condition(user)` holds for the rows that
    wait for this user; `concerns(user)`: whether the user can do anything about them.
    """

    code: str
    label: str
    condition: Callable[[models.Model], Q]
    concerns: Callable[[models.Model], bool] = lambda user: True


#: What waits in the list of each noun, in the order of the filter.
WAITING: dict[type[models.Model], tuple[Waiting, ...]] = {}


def register(model: type[models.Model], *things: Waiting) -> None:
    """Add what can wait in the list of `model`."""
    WAITING[model] = (*WAITING.get(model, ()), *things)


def of(model: type[models.Model], user) -> list[Waiting]:
    """What can wait for this user in the list of `model`."""
    return [thing for thing in WAITING.get(model, ()) if thing.concerns(user)]


# --- subjects of publication ------------------------------------------------------------------------


def register_subject(
    model: type[Subject], kind: SubjectKind, trail: Trail, *, own: Q | None = None, goes_along: bool = False
) -> None:
    """Add the steps of review and publication of one kind of subject.

    `own` leaves out rows that go out inside another subject; `goes_along`: drafts of it need no submission,
    because they are published with what cites them.
    """
    own = own or Q()

    def may_change(user) -> bool:
        return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")

    def may_review(user) -> bool:
        return user.has_perm("cases.review_subject")

    def may_publish(user) -> bool:
        return user.has_perm("cases.publish_edition")

    def to_publish(user) -> Q:
        approved = Q(review_state=ReviewState.APPROVED)
        unpublished = ~Q(publication_state=PublicationState.PUBLISHED)
        # Restoring takes two: not who approved it.
        back = Q(publication_state=PublicationState.TAKEN_DOWN, approved_by=user)
        other = ~back if settings.FOUR_EYES else Q()
        ready = own & approved & (unpublished | behind(kind)) & ~embargoed(kind)
        return ready & other & untouched(user, kind, trail)

    draft = Waiting(
        "draft",
        _("my drafts"),
        lambda user: (
            own
            & Q(review_state=ReviewState.DRAFT)
            & ~Q(publication_state=PublicationState.PUBLISHED)
            & mine(user, model)
        ),
        may_change,
    )
    register(
        model,
        *([] if goes_along else [draft]),
        Waiting(
            "returned",
            _("returned to me"),
            lambda user: (
                own & Q(review_state=ReviewState.RETURNED) & (mine(user, model) | Q(submitted_by=user))
            ),
            may_change,
        ),
        Waiting(
            "review",
            _("for me to review"),
            lambda user: own & Q(review_state=ReviewState.IN_REVIEW) & untouched(user, kind, trail),
            may_review,
        ),
        Waiting("publish", _("for me to publish"), to_publish, may_publish),
        Waiting("embargo", _("embargo to confirm"), lambda user: to_confirm(kind), may_publish),
        Waiting(
            "pending",
            _("changed since it was published"),
            lambda user: own & behind(kind),
            lambda user: may_change(user) or may_review(user) or may_publish(user),
        ),
    )


def mine(user, model: type[Subject]) -> Q:
    """Assigned to the user, or to nobody while the user made its latest edit."""
    edits = model.history.filter(id=OuterRef("pk")).exclude(history_change_reason__startswith=WORKFLOW_REASON)
    editor = Subquery(edits.order_by("-history_id").values("history_user")[:1])
    return Q(assigned_to=user) | (Q(assigned_to__isnull=True) & Q(Exact(editor, Value(user.pk))))


def behind(kind: SubjectKind) -> Q:
    """Published, and edited since its latest edition.

    Cheap on purpose: it asks for an edit, not whether the edit shows in public, so a changed note counts too. The
    page of the subject says exactly what differs.
    """
    since = EditionEntry.objects.filter(
        kind=kind, reference=OuterRef("reference"), edition__made_at__gte=OuterRef("updated_at")
    )
    # The first comparison spares the second one for all that nobody touched after its first edition.
    return Q(publication_state=PublicationState.PUBLISHED, updated_at__gt=F("first_published_at")) & ~Q(
        Exists(since)
    )


def embargoed(kind: SubjectKind) -> Q:
    """Must not be published yet."""
    embargoes = Embargo.objects.filter(kind=kind, subject_pk=OuterRef("pk"), until__gt=timezone.now())
    return Q(Exists(embargoes))


def to_confirm(kind: SubjectKind) -> Q:
    """The embargo ends within a day, or has ended, and nobody has confirmed that it goes out."""
    ending = Embargo.objects.filter(
        kind=kind, subject_pk=OuterRef("pk"), until__lte=timezone.now() + CONFIRMED_WITHIN, confirmed_at=None
    )
    return Q(Exists(ending))


def untouched(user, kind: SubjectKind, trail: Trail) -> Q:
    """The four-eyes rule as a condition: the user edited neither the subject nor its rows since its last edition.

    Without edits of people, consents and places, which the step itself asks about too.
    """
    if not settings.FOUR_EYES:
        return Q()
    editions = EditionEntry.objects.filter(
        kind=kind,
        reference=OuterRef(OuterRef("reference")),
        act__in=(Act.PUBLISHED, Act.CORRECTED, Act.RESTORED),
    )
    last = Subquery(editions.order_by("-edition__serial").values("edition__made_at")[:1])
    condition = Q()
    for model, path in trail:
        edits = model.history.filter(**{path: OuterRef("pk")}, history_user=user)
        edits = edits.exclude(history_change_reason__startswith=WORKFLOW_REASON)
        condition &= ~Q(Exists(edits.filter(history_date__gt=Coalesce(last, Value(NEVER)))))
    return condition


register_subject(
    Case,
    SubjectKind.CASE,
    (
        (Case, "id"),
        (Event, "case"),
        (Figure, "case"),
        (Involvement, "case"),
        (WorkingCount, "case"),
        (Relation, "from_case"),
        (Citation, "case"),
        (Citation, "event__case"),
        (Citation, "figure__case"),
        (Citation, "involvement__case"),
    ),
)
register_subject(Source, SubjectKind.SOURCE, ((Source, "id"),), goes_along=True)
register_subject(
    Figure,
    SubjectKind.FIGURE,
    ((Figure, "id"), (Citation, "figure"), (Relation, "from_figure")),
    own=Q(case__isnull=True),
)
register_subject(Statement, SubjectKind.STATEMENT, ((Statement, "id"),))


# --- what falls due ---------------------------------------------------------------------------------


def months_ago(months: int) -> date:
    """The day this many calendar months before today; the last of the month where that day does not exist."""
    today = timezone.localdate()
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    next_month = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=today.day - 1), next_month - timedelta(days=1))


def stale(user) -> Q:
    """Cases for which nobody looked for news in STALE_MONTHS; since they were entered, if never."""
    before = months_ago(settings.STALE_MONTHS)
    entered = timezone.make_aware(datetime.combine(before, datetime.min.time()))
    return Q(last_checked_on__lt=before) | Q(last_checked_on__isnull=True, created_at__lt=entered)


def next_step_due(user) -> Q:
    """Contact notes whose next step is due this week or earlier, and is the user's or nobody's."""
    due = Q(next_step_done_on__isnull=True, next_step_on__lte=timezone.localdate() + SOON)
    return due & (Q(owner=user) | Q(owner__isnull=True))


def link_broken(user) -> Q:
    """Sources whose address somebody found broken."""
    return Q(link_broken_on__isnull=False)


def review_due(user) -> Q:
    """The latest risk review of a case, when it is to be repeated within a month or earlier."""
    later = RiskReview.objects.filter(case=OuterRef("case"), review_again_on__gt=OuterRef("review_again_on"))
    return Q(review_again_on__lte=timezone.localdate() + EARLY) & ~Q(Exists(later))


def consent_ends(user) -> Q:
    """Consents withdrawn, run out or about to, on which something still rests.

    For publication: a published case that shows the person. For keeping the data at all: that the person is still
    in a case. What governments and the UN were given cannot be taken back here. A later consent for the same
    purpose replaces the old one.
    """
    today = timezone.localdate()
    lasting = Q(withdrawn_on__isnull=True) & (Q(expires_on__isnull=True) | Q(expires_on__gt=today + EARLY))
    other = Consent.objects.filter(lasting, person=OuterRef("person"), purpose=OuterRef("purpose"))
    parts = Involvement.objects.filter(person=OuterRef("person"))
    shown = parts.filter(shown=True, case__publication_state=PublicationState.PUBLISHED)
    rests = Q(purpose=ConsentPurpose.PUBLICATION) & Q(Exists(shown))
    rests |= Q(purpose=ConsentPurpose.INTERNAL) & Q(Exists(parts))
    ends = Q(withdrawn_on__isnull=False) | Q(expires_on__lte=today + EARLY)
    return ends & rests & ~Q(Exists(other))


def answer_due(user) -> Q:
    """Requests for correction that are open, and are the user's or nobody's."""
    return Q(outcome=CorrectionOutcome.OPEN) & (Q(owner=user) | Q(owner__isnull=True))


def changes(label: str) -> Callable[[models.Model], bool]:
    """Whether a user may change the noun, for example "cases.case"."""
    app, _dot, model = label.partition(".")
    return lambda user: user.has_perm(f"{app}.change_{model}")


register(Case, Waiting("stale", _("not checked for long"), stale, changes("cases.case")))
register(Source, Waiting("broken_link", _("link broken"), link_broken, changes("cases.source")))
register(ContactNote, Waiting("due", _("next step due"), next_step_due, changes("cases.contactnote")))
register(RiskReview, Waiting("due", _("to be reviewed again"), review_due, changes("cases.riskreview")))
register(
    Consent,
    Waiting("withdrawn", _("ended, and something rests on it"), consent_ends, changes("cases.consent")),
)
register(
    CorrectionRequest,
    Waiting("unanswered", _("for me to answer"), answer_due, changes("cases.correctionrequest")),
)
