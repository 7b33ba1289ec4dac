"""What staff do with several rows of a list at once, beside the steps of publication.

Each row is saved by itself through cases/editing.py or the workflow: with version and history, and one that is refused
does not keep the others back.
"""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth import get_user_model
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import editing, workflow
from cases.models import Case
from cases.models.record import Subject

#: So many names of rows stand on the page that asks.
MOST_NAMED = 20


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label=gettext_lazy("Who looks after them"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=gettext_lazy("nobody"),
        help_text=gettext_lazy("They find them on their first page. Never published."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        staff = get_user_model().objects.filter(is_staff=True, is_active=True)
        self.fields["to"].queryset = staff.order_by("username")


def of(model_admin, request) -> dict[str, Callable]:
    """The actions that this user may take in the list of this noun."""
    if not issubclass(model_admin.model, Subject) or not model_admin.has_change_permission(request):
        return {}
    actions = {"assign_selected": assign_selected}
    if model_admin.model is Case:
        actions["checked_selected"] = checked_selected
    return actions


def assign_selected(model_admin, request, queryset):
    """Ask to whom, then say so on each. Neither reopens a review nor counts as an edit."""
    form = AssignForm(request.POST if "confirmed" in request.POST else None)
    if form.is_valid():
        to = form.cleaned_data["to"]
        done = workflow.assign(queryset, to=to, by=request.user)
        words = ngettext("%d record was assigned.", "%d records were assigned.", done) % done
        messages.success(request, words)
        return None
    rows = list(queryset[: MOST_NAMED + 1])
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Assign to …"),
        "opts": model_admin.opts,
        "form": form,
        "action": "assign_selected",
        "rows": rows[:MOST_NAMED],
        "has_more": len(rows) > MOST_NAMED,
        "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        "select_across": request.POST.get("select_across", "0"),
        "checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/change_list_assign.html", context)


assign_selected.short_description = gettext_lazy("Assign to …")


def checked_selected(model_admin, request, queryset):
    """Somebody looked for news of these cases today. An edit like any other: the date is published."""
    today, done = timezone.localdate(), 0
    for case in queryset:
        if case.last_checked_on == today:
            continue
        case.last_checked_on = today
        try:
            editing.save_record(
                case, by=request.user, reason=_("looked for news"), seen_version=case.row_version
            )
        except (editing.EditRefused, editing.EditConflict) as refusal:
            messages.error(request, f"{case.reference}: {refusal}")
        else:
            done += 1
    words = ngettext("%d case was marked as checked today.", "%d cases were marked as checked today.", done)
    messages.success(request, words % done)


checked_selected.short_description = gettext_lazy("Looked for news today")
