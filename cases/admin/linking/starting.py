"""Starting a record from a contact note: one page each, and back to the note, which lists what was started.

The text of the note is shown beside the form to read from; nothing of it is copied into what others may see.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from cases.admin.forms import kept_answers
from cases.choices import SubjectKind
from cases.editing import EditRefused
from cases.models import ContactNote, StartedRecord
from cases.publication import subjects

#: The reason in the history of what a note led to. It names no note: histories have other readers.
REASON = "started from a contact note"


@dataclass(frozen=True)
class Start:
    """One kind of record that a note can lead to.

    `form(request, note, data)` is the form, filled in as far as the note allows when `data` is None; `save(form,
    note, user)` saves the record, with its history. `explanation(request)` says above the form who will see it.
    """

    kind: SubjectKind
    label: str
    form: Callable[[object, ContactNote, dict | None], forms.ModelForm]
    save: Callable[[forms.ModelForm, ContactNote, object], models.Model]
    explanation: Callable[[object], str]

    @property
    def model(self) -> type[models.Model]:
        return subjects.model_of(self.kind)


class StartPages(admin.ModelAdmin):
    """Of the contact note. The other wing adds its own start (`add_start`)."""

    starts: tuple[Start, ...] = ()

    @classmethod
    def add_start(cls, start: Start) -> None:
        cls.starts = (*cls.starts, start)

    def get_urls(self):
        own = [
            path(
                f"<path:object_id>/start/{start.kind}/",
                self.admin_site.admin_view(self.start_view),
                {"kind": start.kind},
                name=f"{self.opts.app_label}_{self.opts.model_name}_start-{start.kind}",
            )
            for start in self.starts
        ]
        return own + super().get_urls()

    def start_url(self, start: Start, note: ContactNote) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_start-{start.kind}", args=[note.pk]
        )

    def may_start(self, request, start: Start, note: ContactNote) -> bool:
        """Only who may change the note, and enter and see records of the kind."""
        record_admin = self.admin_site.get_model_admin(start.model)
        return (
            self.has_change_permission(request, note)
            and record_admin.has_view_permission(request)
            and record_admin.has_add_permission(request)
        )

    def started_shown(self, request, note: ContactNote) -> list[dict]:
        """What was started from a note, as far as the user may know of it. One query for each kind."""
        by_kind: dict[str, list[int]] = {}
        for started in note.started.all():
            by_kind.setdefault(started.kind, []).append(started.record_pk)
        shown = []
        for kind, keys in by_kind.items():
            record_admin = self.admin_site.get_model_admin(subjects.model_of(kind))
            if not record_admin.has_view_permission(request):
                continue
            opts = record_admin.opts
            for record in record_admin.get_queryset(request).filter(pk__in=keys).order_by("pk"):
                url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
                label = record_admin.choice_label(record)
                shown.append({"kind": opts.verbose_name, "label": label, "url": url})
        return shown

    def start_view(self, request, object_id, kind):
        """Ask for the first lines of a record and save them. 404 where the note does not exist for the user."""
        note = self.get_object(request, unquote(object_id))
        if note is None:
            raise Http404
        start = next(start for start in self.starts if start.kind == kind)
        if not self.may_start(request, start, note):
            raise PermissionDenied
        typed = request.POST if request.method == "POST" else kept_answers.typed_before(request)
        form = start.form(request, note, typed or None)
        if request.method == "POST" and form.is_valid():
            try:
                record = self.start(form, start, note, request.user)
            except EditRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                return self.started(request, note, record)
        context = {
            **self.admin_site.each_context(request),
            "title": start.label,
            "opts": self.opts,
            "original": note,
            "note": note,
            "form": form,
            "media": self.media + form.media,
            "explanation": start.explanation(request),
            "duplicates": shown_candidates(self, request, form),
        }
        return TemplateResponse(request, "admin/contact_note_start.html", context)

    @transaction.atomic
    def start(self, form, start: Start, note: ContactNote, user) -> models.Model:
        record = start.save(form, note, user)
        StartedRecord.objects.get_or_create(contact_note=note, kind=start.kind, record_pk=record.pk)
        return record

    def started(self, request, note, record):
        opts = record._meta
        messages.success(
            request, _("Started: %(kind)s %(record)s.") % {"kind": opts.verbose_name, "record": record}
        )
        if "_open" in request.POST:
            return redirect(f"admin:{opts.app_label}_{opts.model_name}_change", record.pk)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", note.pk)


def shown_candidates(model_admin, request, form) -> list:
    """The possible duplicates of a form that has some, as the page shows them."""
    candidates = getattr(form, "candidates", ())
    if not candidates:
        return []
    record_admin = model_admin.admin_site.get_model_admin(type(form.instance))
    return [record_admin.shown(request, candidate) for candidate in candidates]
