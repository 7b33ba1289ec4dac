"""What waits for the user who looks at the first page: numbers that lead to the lists behind them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.models import Action
from cases import waiting
from cases.models import Case, Consent, ContactNote, CorrectionRequest, ImportRun, RiskReview, Source
from cases.publication import subjects

#: Counting stops here: "99+" says as much, and a list of many costs no more than one of a hundred.
MOST = 99


@dataclass(frozen=True)
class Task:
    """One kind of work: its heading, what to do, and the code of cases/waiting.py.

    `model`: the one noun it is about; None: every subject of publication.
    """

    heading: str
    advice: str
    code: str
    model: type[models.Model] | None = None
    is_urgent: bool = False

    def nouns(self) -> Iterable[type[models.Model]]:
        return (self.model,) if self.model else subjects.POLICIES


@dataclass(frozen=True)
class Number:
    """How many rows of one noun wait ("99+" for more), and their list."""

    noun: str
    count: str
    url: str


@dataclass(frozen=True)
class Pile:
    """A task with at least one row that waits."""

    task: Task
    numbers: list[Number]


SECTIONS = (
    (
        _("Mine"),
        (
            Task(
                _("Returned to me"),
                _(
                    "The reviewer wrote what to change: it stands above the form. Mend it and submit it again."
                ),
                "returned",
                is_urgent=True,
            ),
            Task(
                _("Next steps of contact notes"),
                _("Due this week or earlier, mine or nobody’s."),
                "due",
                ContactNote,
                is_urgent=True,
            ),
            Task(
                _("Corrections asked for"),
                _("Open, mine or nobody’s. Check, mend the record if needed, and answer."),
                "unanswered",
                CorrectionRequest,
                is_urgent=True,
            ),
            Task(
                _("Drafts"),
                _("Assigned to me, or to nobody while I edited them last. Submit them when they are ready."),
                "draft",
            ),
            Task(
                _("Imports waiting"),
                _("Uploaded by me and not imported yet. A day after the upload the file is thrown away."),
                "import",
                ImportRun,
                is_urgent=True,
            ),
        ),
    ),
    (
        _("Review and publication"),
        (
            Task(_("To review"), _("Submitted by others, and not edited by me."), "review"),
            Task(_("To publish"), _("Approved, not edited by me, and under no embargo."), "publish"),
            Task(
                _("Embargoes to confirm"),
                _("The embargo ends within a day. Look once more, then confirm or publish by hand."),
                "embargo",
                is_urgent=True,
            ),
            Task(
                _("Changed since published"),
                _("The public still sees the earlier state. Even a changed note counts here."),
                "pending",
            ),
        ),
    ),
    (
        _("To look after"),
        (
            Task(
                _("Consents that ended"),
                _("Withdrawn, run out or about to, while something still rests on them."),
                "withdrawn",
                Consent,
                is_urgent=True,
            ),
            Task(
                _("Risk reviews to repeat"),
                _("Due within a month or overdue. An overdue one blocks the next edition of its case."),
                "due",
                RiskReview,
                is_urgent=True,
            ),
            Task(
                _("Replies overdue"),
                _("Nothing came by the day expected. Enter the response, or “no reply”, and remind them."),
                "overdue",
                Action,
                is_urgent=True,
            ),
            Task(_("Replies due this week"), _("An answer is expected within seven days."), "due", Action),
            Task(
                _("Broken links"),
                _("Somebody found the address of the source broken. Look for an archived copy."),
                "broken_link",
                Source,
            ),
            Task(
                _("Cases to check"),
                _("Nobody looked for news of them for long. Look, then set “last checked on”."),
                "stale",
                Case,
            ),
        ),
    ),
)


def of(request: HttpRequest, site: admin.AdminSite) -> list[tuple[str, list[Pile]]]:
    """The piles of each section that has any, as far as the user may see the rows.

    One query for each noun and task that concern the user, however many rows there are.
    """
    sections = []
    for heading, tasks in SECTIONS:
        piles = [Pile(task, numbers) for task in tasks if (numbers := numbers_of(task, request, site))]
        if piles:
            sections.append((heading, piles))
    return sections


def numbers_of(task: Task, request: HttpRequest, site: admin.AdminSite) -> list[Number]:
    """How much of each noun waits for the user. Counts what the user's own list would show, and nothing else."""
    numbers = []
    for model in task.nouns():
        model_admin = site.get_model_admin(model)
        thing = next((thing for thing in waiting.of(model, request.user) if thing.code == task.code), None)
        if thing is None or not model_admin.has_view_permission(request):
            continue
        rows = model_admin.get_queryset(request).filter(thing.condition(request.user)).order_by()
        count = rows[: MOST + 1].count()
        if count:
            opts = model._meta
            address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            numbers.append(
                Number(
                    opts.verbose_name if count == 1 else opts.verbose_name_plural,
                    f"{MOST}+" if count > MOST else str(count),
                    f"{address}?work={task.code}",
                )
            )
    return numbers
