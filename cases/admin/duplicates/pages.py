"""Possible duplicates in the admin: hinted at while somebody types, asked about at the first save, listed on the page.

Nobody learns of a record that their own list would not show. What is typed travels in the body of a POST alone.
"""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from cases import dates, duplicates, merging, typed_dates
from cases.admin.forms import kept_answers
from cases.admin.forms.beside_form import BesideForm
from cases.models.record import Subject

ASK = gettext_lazy(
    "This may be in the record already. Look at the records named above the form. If it is another one, press “This "
    "is not the same: save” there."
)
LONGEST_REASON = 500
MOST_DECIDED = 20


@dataclass(frozen=True)
class Shown:
    """One possible duplicate as the page shows it. `merge_url` is "" for those who may not merge."""

    pk: int
    label: str
    url: str
    reasons: tuple[str, ...]
    merge_url: str = ""


class Hint(forms.Form):
    """What was typed so far, read leniently: what is no answer yet is left out. Its fields are names of the form's."""

    def record(self, request) -> Subject:
        """A record, never saved, with what was typed."""
        raise NotImplementedError


class DistinctionForm(forms.Form):
    """Why a record is not the same as `other` (its key)."""

    other = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Because"),
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


class DuplicatePages(BesideForm):
    """Of a noun whose records may be entered twice."""

    hint_form: type[Hint]

    def candidates(self, request, record) -> list[duplicates.Candidate]:
        """The records this user may know of that may be the same as `record`, which may be new."""
        raise NotImplementedError

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path("duplicates/", self.admin_site.admin_view(self.hint_view), name=f"{name}_duplicates"),
            path(
                "<path:object_id>/not-the-same/",
                self.admin_site.admin_view(self.distinguish_view),
                name=f"{name}_distinguish",
            ),
        ]
        return own + super().get_urls()

    # --- at the first save ---

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not change and self.has_view_permission(request):

            def question(bound):
                self.ask(request, bound)

            form.question = question
        return form

    def ask(self, request, form) -> None:
        """Raise ValidationError where a new record resembles others that the user has not yet been shown."""
        found = self.candidates(request, form.instance)
        request.possible_duplicates = found
        shown = duplicates.keys_in(form.data.get("not_same", ""))
        if any(candidate.record.pk not in shown for candidate in found):
            raise ValidationError(ASK, code="duplicates")

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        shown = duplicates.keys_in(form.data.get("not_same", "")) if not change else set()
        different = [
            candidate.record
            for candidate in getattr(request, "possible_duplicates", ())
            if candidate.record.pk in shown
        ]
        reason = form.data.get("not_same_reason", "").strip()[:LONGEST_REASON]
        duplicates.distinguish(obj, different, by=request.user, reason=reason)

    # --- beside the form ---

    def beside_form(self, request, record) -> dict:
        context = super().beside_form(request, record)
        if not self.has_view_permission(request, record):
            return context
        if record is None:
            found = getattr(request, "possible_duplicates", [])
            hints = {
                "hint_url": self.own_url("duplicates"),
                "hint_fields": " ".join(self.hint_form.base_fields),
            }
        else:
            found, hints = self.candidates(request, record), {}
        context |= hints | {
            "duplicates": [self.shown(request, candidate, record) for candidate in found],
            "not_same": ",".join(str(candidate.record.pk) for candidate in found),
            "form_id": f"{self.opts.model_name}_form",
        }
        if record is not None:
            context["different"] = self.different(request, record)
            if self.has_change_permission(request, record):
                address = self.own_url("distinguish", record.pk)
                context["distinguish_url"] = address
                context["distinguish_pass"] = kept_answers.pass_for(request, address)
        return context

    def different(self, request, record) -> list[dict]:
        """What somebody decided about this record, as far as the user may know of the other one. Two queries."""
        decided = duplicates.distinctions_of(record).select_related("decided_by")[:MOST_DECIDED]
        by_key = {row.low + row.high - record.pk: row for row in decided}
        rows = self.get_queryset(request).in_bulk(list(by_key))
        return [
            {
                "label": self.choice_label(rows[key]),
                "url": self.own_url("change", key),
                "who": row.decided_by,
                "at": row.decided_at,
                "reason": row.reason,
            }
            for key, row in by_key.items()
            if key in rows
        ]

    def shown(self, request, candidate: duplicates.Candidate, record=None) -> Shown:
        other = candidate.record
        return Shown(
            pk=other.pk,
            label=self.choice_label(other),
            url=self.own_url("change", other.pk),
            reasons=candidate.reasons,
            merge_url=self.merge_url(request, record, other) if record is not None else "",
        )

    def merge_url(self, request, record, other) -> str:
        """Where the two are merged, for those who may (cases/admin/steps/merging.py)."""
        if not request.user.has_perms(merging.rights_to_merge(self.model)):
            return ""
        return f"{self.own_url('merge', record.pk)}?with={other.pk}"

    def own_url(self, what: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{what}", args=args)

    # --- pages ---

    @method_decorator(require_POST)
    def hint_view(self, request):
        """The possible duplicates of what was typed so far, as a part of a page."""
        if not (self.has_view_permission(request) and self.has_add_permission(request)):
            raise PermissionDenied
        form = self.hint_form(request.POST)
        form.is_valid()
        found = self.candidates(request, form.record(request))
        context = {
            "duplicates": [self.shown(request, candidate) for candidate in found],
            "not_same": ",".join(str(candidate.record.pk) for candidate in found),
            "form_id": f"{self.opts.model_name}_form",
        }
        return TemplateResponse(request, "admin/duplicates.html", context)

    @method_decorator(require_http_methods(["GET", "POST"]))
    def distinguish_view(self, request, object_id):
        """Remember, by POST, that two records are not the same. 404 where either does not exist for the user.

        A page of its own only for what was written when the session had ended.
        """
        record, typed = self.get_object(request, unquote(object_id)), kept_answers.typed_before(request)
        if record is not None and not self.has_change_permission(request, record):
            raise PermissionDenied
        if record is not None and request.method == "GET" and not typed:
            return redirect(self.own_url("change", record.pk))
        named = request.POST.get("other", typed.get("other", ""))
        others = self.get_queryset(request).filter(pk__in=duplicates.keys_in(named))
        if record is None or not (other := others.first()):
            raise Http404
        if typed:
            return self.ask_again(request, record, other, typed)
        reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
        duplicates.distinguish(record, [other], by=request.user, reason=reason)
        messages.success(request, _("Remembered: they are not the same. Nobody is asked again."))
        return redirect(self.own_url("change", record.pk))

    def ask_again(self, request, record, other, typed) -> TemplateResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not the same"),
            "opts": self.opts,
            "original": record,
            "step": {"label": _("Not the same")},
            "effects": [self.choice_label(other)],
            "form": DistinctionForm(initial=typed),
        }
        return TemplateResponse(request, "admin/step.html", context)


def edtf(typed: str) -> str:
    """The date typed so far, "" while it is none yet."""
    try:
        return typed_dates.read(typed)
    except dates.DateError:
        return ""
