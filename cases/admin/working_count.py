"""Choosing the working count of a case for one measure: one small page, one sentence of reason."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import editing
from cases.admin.forms import kept_answers
from cases.admin.forms.figure_comparison import Comparison, comparisons
from cases.admin.forms.form import TextArea
from cases.choices import Unit
from cases.models import WorkingCount

#: Instead of a figure: nothing is chosen, the range is derived.
DERIVED = ""
RIGHTS = ("cases.view_figure", "cases.view_workingcount")


class WorkingCountChoiceForm(forms.Form):
    """Which of the figures of one measure is the count of the case, and why; or none."""

    figure = forms.ChoiceField(
        label=gettext_lazy("The count the public will read once this is published"),
        widget=forms.RadioSelect,
        required=False,
    )
    because = forms.CharField(
        label=gettext_lazy("because"),
        required=False,
        widget=TextArea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Why this figure is the best of those reported, in one sentence, for example “the only source that lists "
            "the people one by one”. Published. Leave empty for the derived range."
        ),
    )
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data, comparison: Comparison, typed: QueryDict | None = None):
        chosen = comparison.chosen
        super().__init__(
            data,
            initial={
                "figure": str(chosen.figure_id) if chosen else DERIVED,
                "because": chosen.reason if chosen else "",
                **(typed or QueryDict()).dict(),
                "seen_version": chosen.row_version if chosen else None,
            },
        )
        derived = comparison.derived or _("no number")
        self.fields["figure"].choices = [
            (DERIVED, _("%(range)s – derived: from the lowest to the highest") % {"range": derived}),
            *((str(item.figure.pk), described(item)) for item in comparison.numbers),
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("figure") and not cleaned.get("because", "").strip() and "because" not in self.errors:
            self.add_error("because", _("Say in one sentence why this figure is the best of those reported."))
        return cleaned


def described(item) -> str:
    """One figure in the words of a choice: the number, what of, who says so."""
    figure = item.figure
    parts = [item.words, figure.subgroup_en, figure.label_en]
    parts.append(figure.place.name_en if figure.place else "")
    parts.append(figure.event.get_kind_display() if figure.event else "")
    parts.append(figure.get_unit_display() if figure.unit != Unit.PEOPLE else "")
    parts += [figure.source.title, figure.attributed_to]
    if item.is_confidential:
        parts.append(_("confidential source, never published"))
    return " · ".join(part for part in [*parts, figure.reference] if part)


def choose(case, comparison: Comparison, data: dict, *, by) -> None:
    """Store the choice, or its absence. Raises editing.EditConflict when somebody chose meanwhile.

    A choice that rests on a source the user may not know of is replaced: it never reached the public, and an error
    would tell that it exists. Its history stays.
    """
    stored = WorkingCount.objects.filter(case=case, measure=comparison.measure).first()
    is_hidden = stored is not None and comparison.chosen is None and data["seen_version"] is None
    if data["figure"] == DERIVED:
        if comparison.chosen is not None:
            if data["seen_version"] != comparison.chosen.row_version:
                raise editing.EditConflict(comparison.chosen)
            editing.delete_record(comparison.chosen, by=by, reason=data["because"])
        return
    record = stored or WorkingCount(case=case, measure=comparison.measure)
    seen = record.row_version if is_hidden else data["seen_version"]
    if stored is not None and seen != stored.row_version:
        raise editing.EditConflict(stored)
    record.figure_id, record.reason = int(data["figure"]), data["because"].strip()
    editing.save_record(record, by=by, reason="", seen_version=seen)


class WorkingCountPages(admin.ModelAdmin):
    """The page of a case on which its working count is chosen. `?measure=` names the measure."""

    def get_urls(self):
        own = path(
            "<path:object_id>/working-count/",
            self.admin_site.admin_view(self.working_count_view),
            name="cases_case_working_count",
        )
        return [own, *super().get_urls()]

    def working_count_view(self, request, object_id):
        """404 where the case does not exist for the user or has no figure the user may know of."""
        case = self.get_object(request, unquote(object_id))
        if case is None:
            raise Http404
        if not (self.has_view_permission(request, case) and request.user.has_perms(RIGHTS)):
            raise PermissionDenied
        found = comparisons(request.user, case)
        wanted = request.GET.get("measure", found[0].measure if found else "")
        comparison = next((item for item in found if item.measure == wanted), None)
        if comparison is None:
            raise Http404
        may_choose = self.may_choose(request, case)
        if request.method == "POST" and not may_choose:
            raise PermissionDenied
        given = request.POST if request.method == "POST" else None
        form = WorkingCountChoiceForm(given, comparison, kept_answers.typed_before(request))
        if form.is_bound and form.is_valid():
            try:
                choose(case, comparison, form.cleaned_data, by=request.user)
            except editing.EditConflict:
                comparison, form = self.chosen_meanwhile(request, case, comparison)
            except editing.EditRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Saved: the working count for “%s”.") % comparison.label)
                return redirect(reverse("admin:cases_case_change", args=[case.pk]) + "#comparisons")
        context = {
            **self.admin_site.each_context(request),
            "title": _("Working count: %s") % comparison.label,
            "opts": self.opts,
            "original": case,
            "comparison": comparison,
            "others": [item for item in found if item is not comparison],
            "form": form,
            "may_choose": may_choose,
        }
        return TemplateResponse(request, "admin/case_working_count.html", context)

    def chosen_meanwhile(self, request, case, comparison):
        """The form with what was written, and what somebody else chose meanwhile; saving again replaces that."""
        found = comparisons(request.user, case)
        comparison = next((item for item in found if item.measure == comparison.measure), comparison)
        data = request.POST.copy()
        data["seen_version"] = comparison.chosen.row_version if comparison.chosen else ""
        form = WorkingCountChoiceForm(data, comparison)
        if comparison.chosen:
            message = _(
                "Somebody chose %(count)s meanwhile, with this reason: “%(reason)s” Nothing was saved now: compare, then save again."
            ) % {"count": comparison.chosen_words, "reason": comparison.chosen.reason}
        else:
            message = _(
                "Somebody changed this choice meanwhile. Nothing was saved now: compare, then save again."
            )
        form.add_error(None, message)
        return comparison, form

    def may_choose(self, request, case) -> bool:
        """Choosing takes every right to working counts: choosing another is changing, choosing none deleting."""
        rights = ("cases.add_workingcount", "cases.change_workingcount", "cases.delete_workingcount")
        return self.has_change_permission(request, case) and request.user.has_perms(rights)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the figures of the case side by side."""
        if obj is not None and request.user.has_perms(RIGHTS):
            context["comparisons"] = comparisons(request.user, obj)
            context["may_choose_count"] = self.may_choose(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
