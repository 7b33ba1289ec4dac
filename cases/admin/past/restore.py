"""The page of one version: its columns then and now, and the way to put some or all of them back."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import editing, record_history, restoring
from cases.admin.forms import kept_answers
from cases.admin.past.history import HistoryPages, key_of
from cases.admin.past.version_words import change_of, differs, reason_of, shown_value
from cases.word_diff import Piece

LONGEST_REASON = 400


@dataclass(frozen=True)
class Row:
    """One column of the version beside the record as it stands. `name` only where it may be put back."""

    label: str
    then: str
    now: str
    is_different: bool
    pieces: tuple[Piece, ...] = ()
    name: str = ""
    is_ticked: bool = False


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy(
            "For the history, for example “the second date was a misreading”. That something was put back is "
            "noted by itself. Private."
        ),
    )

    def clean_reason(self):
        try:
            return editing.plain_reason(self.cleaned_data["reason"])
        except editing.EditRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class RestorePages(HistoryPages):
    """The page of one version of a record; posting the columns ticked there puts them back."""

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        pk = key_of(object_id)
        row = self.visible_history(request, pk).filter(history_id=key_of(version_id)).first()
        if row is None:
            raise Http404
        past, current = row.instance, self.get_object(request, str(pk))
        if not self.has_view_history_or_change_history_permission(request, past):
            raise PermissionDenied
        record_history.fetch_pointed_to(self.model, [past, *([current] if current else [])])
        shown = self.shown_fields(request, past)
        restorable = self.restorable_fields(request, past, current, shown)
        typed = kept_answers.typed_before(request)
        form = ReasonForm(request.POST if request.method == "POST" else None, initial=typed)
        ticked = {*request.POST.getlist("field"), *typed.getlist("field")}
        if request.method == "POST":
            if not restorable:
                raise PermissionDenied
            if form.is_valid():
                names = restorable if "all" in request.POST else [n for n in restorable if n in ticked]
                if self.put_back_fields(request, row, names, form.cleaned_data["reason"]):
                    return redirect(
                        reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[pk])
                    )
                current = self.get_object(request, str(pk))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Version of %s") % past,
            "opts": self.opts,
            "original": past,
            "version": row,
            "reason": reason_of(record_history.Version(self.model, row, past)),
            "current": current,
            "rows": sorted(
                (self.compared(past, current, name, name in restorable, ticked) for name in shown),
                # What changed first; the order of the form within.
                key=lambda row: not row.is_different,
            ),
            "can_restore": bool(restorable) and current is not None,
            "undelete_url": self.undelete_url(request, row) if current is None else "",
            "form": form,
        }
        return TemplateResponse(request, "admin/record_version.html", context)

    def restorable_fields(self, request, past, current, shown: list[str]) -> list[str]:
        """The columns this user may put back: those that the form of the record lets them write, then and now."""
        if current is None or not self.has_change_permission(request, current):
            return []
        written = self.get_form(request, current, change=True).base_fields
        now = self.shown_fields(request, current)
        return [name for name in shown if name in written and name in now and differs(past, current, name)]

    def compared(self, past, current, name: str, may_restore: bool, ticked: set[str]) -> Row:
        words = label_for_field(name, self.model, self)
        if current is None:
            return Row(words, shown_value(past, name), "", False)
        is_different = differs(past, current, name)
        change = change_of(past, current, name) if is_different else None
        return Row(
            words,
            shown_value(past, name),
            shown_value(current, name),
            is_different,
            change.pieces if change else (),
            name if may_restore else "",
            name in ticked,
        )

    def put_back_fields(self, request, row, names: list[str], reason: str) -> bool:
        """Put columns of a version back and say so; False, with messages, where that is refused."""
        if not names:
            messages.error(request, _("Tick the fields to put back."))
            return False
        seen = request.POST.get("seen_version", "")
        if not seen.isdecimal():
            messages.error(request, _("Open this page again, then put back."))
            return False
        try:
            restoring.restore_fields(row, names, by=request.user, reason=reason, seen_version=int(seen))
        except restoring.CannotRestore as refusal:
            for fault in refusal.faults:
                messages.error(request, fault.message)
            return False
        except (editing.EditRefused, editing.EditConflict) as refusal:
            messages.error(request, str(refusal))
            return False
        messages.success(request, _("Put back. Read the record before you submit it for review."))
        return True
