"""What waits in the lists of the advocacy ledger and of the imports, beside what waits in those of the record
(cases/waiting.py)."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advocacy.importing.uploads import WAITING, WAITS
from advocacy.models import Action, ActionAddressee, ActionCase, AdvocacyCitation, Response
from cases.choices import SubjectKind
from cases.models import ImportRun
from cases.waiting import SOON, Waiting, changes, register, register_subject


def no_answer() -> Q:
    """Actions for which a reply was expected and no response is entered: also “no reply” is one."""
    return Q(reply_due_on__isnull=False, responses__isnull=True)


def reply_overdue(user) -> Q:
    """Actions whose reply should have come before today."""
    return no_answer() & Q(reply_due_on__lt=timezone.localdate())


def reply_due(user) -> Q:
    """Actions whose reply should come within the coming days."""
    today = timezone.localdate()
    return no_answer() & Q(reply_due_on__gte=today, reply_due_on__lte=today + SOON)


def not_imported(user) -> Q:
    """What the user uploaded and did not import yet, while its file is kept."""
    return Q(state__in=WAITING, made_by=user, uploaded_at__gte=timezone.now() - WAITS)


def register_ledger() -> None:
    """Add the nouns of the ledger, and the imports, to the table of what waits; called once when the app is ready."""
    register_subject(
        Action,
        SubjectKind.ACTION,
        (
            (Action, "id"),
            (ActionAddressee, "action"),
            (ActionCase, "action"),
            (Response, "action"),
            (AdvocacyCitation, "action"),
            (AdvocacyCitation, "response__action"),
        ),
    )
    register_subject(
        Response,
        SubjectKind.RESPONSE,
        ((Response, "id"), (AdvocacyCitation, "response")),
        own=Q(action__isnull=True),
    )
    may_change = changes("advocacy.action")
    register(
        Action,
        Waiting("overdue", _("reply overdue"), reply_overdue, may_change),
        Waiting("due", _("reply due this week"), reply_due, may_change),
    )
    may_import = Waiting(
        "import", _("for me to import"), not_imported, lambda user: user.has_perm("cases.import_records")
    )
    register(ImportRun, may_import)
