"""Steps: what staff do with a record beside editing it, each a button, an address and a function.

A step is taken by POST alone, by those who hold its right, on a record they may see. One that needs words or
that is seen by the public asks on a page of its own first. What the step does is cases/workflow.py's business. Who
comes back from the login finds the page with what they had written there, or the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.admin.forms import kept_answers
from cases.editing import EditConflict, EditRefused
from cases.publication import subjects
from cases.publication.publish import CannotPublish, NotAllowed, lock_state

REFUSALS = (NotAllowed, CannotPublish, EditConflict, EditRefused)


@dataclass(frozen=True)
class Step:
    """One step.

    `allowed(model_admin, request, record)`: whether this user holds the right. `offered(record)`: whether the
    record is in a state for it, which decides about the button alone. `take(record, user, data)` does it and
    raises one of REFUSALS. `form` asks for words first, made with what `form_options(record)` gives; `effect` says on
    that page what will happen, and `effects(record)` lists it. `decides`: the step is a judgement of what the user saw,
    and is refused when somebody has changed that meanwhile.
    """

    name: str
    label: str
    allowed: Callable[[admin.ModelAdmin, HttpRequest, object], bool]
    offered: Callable[[object], bool]
    take: Callable[[object, object, dict], object]
    done: str
    form: type[forms.Form] | None = None
    form_options: Callable[[object], dict] = lambda record: {}
    effect: str = ""
    effects: Callable[[object], list[str]] = lambda record: []
    is_grave: bool = False
    decides: bool = False


def holder_of(permission: str) -> Callable[[admin.ModelAdmin, HttpRequest, object], bool]:
    """The right to a step that one permission gives, for example "cases.review_subject"."""
    return lambda model_admin, request, record: request.user.has_perm(permission)


def seen_of(step: Step, record) -> str:
    """What the user sees of the record now, for a step that judges it; "" for the others."""
    return seen_now(record) if step.decides else ""


def seen_now(record) -> str:
    """What the user sees of the record now."""
    return subjects.fingerprint(fresh(record))


def fresh(record):
    """The record as it is stored, with all that its public form needs: the form keeps its own row."""
    return subjects.fetch_relations([type(record)._base_manager.get(pk=record.pk)])[0]


@transaction.atomic
def take(step: Step, record, request: HttpRequest, data: dict) -> None:
    """Take a step; one that judges the record only if it is still what the page showed. Raises REFUSALS."""
    if step.decides:
        seen = request.POST.get("seen")
        if not seen:
            raise NotAllowed(
                _(
                    "It is not known what you saw of it: open the record, look at it, then decide with the buttons there."
                )
            )
        # The order of every edition: the state, then the subject. Edits of its parts wait for the subject.
        lock_state()
        type(record)._base_manager.select_for_update().get(pk=record.pk)
        if seen != seen_of(step, record):
            raise NotAllowed(_("It has changed since you opened this page. Look at it again, then decide."))
    step.take(record, request.user, data)


class StepPages(admin.ModelAdmin):
    """Buttons, addresses and pages of the steps in `steps`."""

    steps: tuple[Step, ...] = ()

    def get_urls(self):
        own = [
            path(
                f"<path:object_id>/{step.name}/",
                self.admin_site.admin_view(
                    require_http_methods(["GET", "POST"])(partial(self.step_view, step=step))
                ),
                name=self.step_url_name(step),
            )
            for step in self.steps
        ]
        return own + super().get_urls()

    def step_url_name(self, step: Step) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{step.name}"

    def step_buttons(self, request, record) -> list[dict]:
        """The steps this user may take with this record now, with their addresses."""
        steps = [step for step in self.steps if step.offered(record) and step.allowed(self, request, record)]
        seen = seen_now(record) if any(step.decides for step in steps) else ""
        return [
            {
                "step": step,
                "url": reverse(f"admin:{self.step_url_name(step)}", args=[record.pk]),
                "seen": seen if step.decides else "",
            }
            for step in steps
        ]

    def step_view(self, request, object_id, step: Step):
        """Take a step, or ask for what it needs. 404 where the record does not exist for the user."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not (self.has_view_permission(request, record) and step.allowed(self, request, record)):
            raise PermissionDenied
        data, typed = {}, kept_answers.typed_before(request)
        if request.method == "GET" and not typed:
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        if step.form:
            given = request.POST if "confirmed" in request.POST else None
            form = step.form(given, initial=typed, **step.form_options(record))
            if not form.is_valid():
                return self.ask_first(request, record, step, form)
            data = form.cleaned_data
        try:
            take(step, record, request, data)
        except REFUSALS as refusal:
            if step.form:
                # On the page that asked: what was written there is not lost.
                form.add_error(None, str(refusal).splitlines())
                return self.ask_first(request, record, step, form)
            for line in str(refusal).splitlines():
                messages.error(request, line)
        else:
            messages.success(request, step.done)
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)

    def ask_first(self, request, record, step: Step, form: forms.Form) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "opts": self.opts,
            "original": record,
            "step": step,
            "effects": step.effects(record),
            "form": form,
            "seen": seen_of(step, record),
        }
        return TemplateResponse(request, "admin/step.html", context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The form, with the buttons above it."""
        context = extra_context or {}
        if self.steps and request.method == "GET":
            record = self.get_object(request, unquote(object_id))
            if record is not None and self.has_view_or_change_permission(request, record):
                context |= self.step_context(request, record)
        return super().change_view(request, object_id, form_url, context)

    def step_context(self, request, record) -> dict:
        """What the part of the page above the form needs."""
        return {"step_buttons": self.step_buttons(request, record)}
