"""What the office did lately: who did what to which record, for those who may see the record."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cases.admin import visibility
from cases.editing import WORKFLOW_REASON
from cases.models import Edition
from cases.models.record import Record

LATEST = 20
#: What one person does in one go to rows of one noun is one line.
ONE_GO = timedelta(minutes=10)
#: References that one line names; of more it says how many.
NAMED = 3

DONE = {"+": _("entered"), "~": _("changed"), "-": _("deleted")}
STEPS = {
    WORKFLOW_REASON + "submitted": _("submitted for review"),
    WORKFLOW_REASON + "returned": _("returned with a comment"),
    WORKFLOW_REASON + "approved": _("approved"),
}


@dataclass
class Line:
    """One person's work on rows of one noun. `records` are (reference, address or "" for a deleted one)."""

    moment: datetime
    who: str
    done: str
    noun: str
    records: list[tuple[str, str]] = field(default_factory=list)
    others: int = 0


def latest(request: HttpRequest, site: admin.AdminSite) -> list[Line]:
    """The newest lines. No titles and no reasons: staff may write a name into either.

    At most three queries for each noun the user may see, one for editions, however long the history is.
    """
    events = []
    for model, model_admin in site._registry.items():
        if issubclass(model, Record) and model_admin.has_view_permission(request):
            events += changes(request, model_admin)
    events += editions(request, site)
    events.sort(key=lambda event: event[0], reverse=True)
    return gathered(events)[:LATEST]


def changes(request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple]:
    """(moment, who, done, opts, reference, address) of the latest changes of one noun."""
    opts = model_admin.opts
    named = hasattr(model_admin.model, "reference")
    rows = (
        opts.model.history.filter(visibility.visible_to(request.user, opts.model))
        # Of the workflow only what a person decided about this record; editions have lines of their own.
        .filter(
            Q(history_change_reason__isnull=True)
            | ~Q(history_change_reason__startswith=WORKFLOW_REASON)
            | Q(history_change_reason__in=list(STEPS))
        )
        .order_by("-history_date", "-history_id")
        .values_list(
            "id",
            "history_date",
            "history_user__username",
            "history_type",
            "history_change_reason",
            "reference" if named else "id",
        )
    )
    rows = list(rows[:LATEST])
    # The record as it is now: one that has become confidential since does not exist for others, past included.
    there = primary_keys(model_admin.get_queryset(request), {row[0] for row in rows})
    deleted = {row[0] for row in rows if row[3] == "-"} - there
    deleted -= primary_keys(opts.model._base_manager.all(), deleted)
    return [
        (
            moment,
            who or "–",
            STEPS.get(reason, DONE[kind]),
            opts,
            str(reference),
            reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk]) if pk in there else "",
        )
        for pk, moment, who, kind, reason, reference in rows
        if pk in there or pk in deleted
    ]


def primary_keys(rows, wanted: set[int]) -> set[int]:
    """Which of `wanted` are among the rows; no query for none."""
    return set(rows.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def editions(request: HttpRequest, site: admin.AdminSite) -> list[tuple]:
    """The latest editions, as `changes` gives changes."""
    if not site.get_model_admin(Edition).has_view_permission(request):
        return []
    rows = Edition.objects.order_by("-serial").values_list("pk", "serial", "made_at", "made_by__username")
    return [
        (
            moment,
            who or "–",
            _("made"),
            Edition._meta,
            str(serial),
            reverse("admin:cases_edition_change", args=[pk]),
        )
        for pk, serial, moment, who in rows[:LATEST]
    ]


def gathered(events: list[tuple]) -> list[Line]:
    """Events, the newest first, as lines: the same work of the same person within ten minutes is one."""
    lines, going, seen = [], {}, defaultdict(set)
    for moment, who, done, opts, reference, address in events:
        key = (who, str(done), opts)
        line = going.get(key)
        if line is None or line.moment - moment > ONE_GO:
            line = going[key] = Line(moment, who, done, opts.verbose_name)
            lines.append(line)
            seen[key] = set()
        if reference in seen[key]:
            continue
        seen[key].add(reference)
        if len(line.records) < NAMED:
            line.records.append((reference, address))
        else:
            line.others += 1
        if len(seen[key]) > 1:
            line.noun = opts.verbose_name_plural
    return lines
