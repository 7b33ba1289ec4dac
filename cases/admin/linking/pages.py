"""One source, many cases; one case, many sources: one page, one form, one transaction.

The page of a source finds the cases it reports or begins new ones; the page of a case finds its sources or begins
new ones. Each that is chosen gets what can be cited and rows for its figures. Every button sends the whole form and
shows it again; nothing is stored before “Save”, and nothing written is lost.
"""

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
from django.utils.translation import gettext_lazy, ngettext

from cases import dates, duplicates, typed_dates
from cases.admin.forms import kept_answers
from cases.admin.linking.reports import CitationForm, Report, cited_things, figure_forms, with_parts
from cases.choices import Stance
from cases.editing import EditRefused
from cases.models import Case, Source

#: So many are found at once; more are asked for with more words.
MOST_FOUND = 20
MOST_CHOSEN = 30
MOST_NEW = 12
COUNTS = {str(number) for number in range(MOST_NEW + 1)}
#: After them the page opens where their work goes on, not at its top.
BUTTONS = ("_search", "_open")
REASON = "entered with its source"


class SearchForm(forms.Form):
    """What to look for. Posted with the form, because it may be the name of a person: it stands in no address."""

    words = forms.CharField(label=gettext_lazy("Search"), required=False, max_length=200)
    when = forms.CharField(
        label=gettext_lazy("Date"),
        required=False,
        max_length=typed_dates.LONGEST,
        help_text=gettext_lazy("For example “March 2012”: whatever may have been then is found."),
    )

    def clean_when(self):
        try:
            return typed_dates.read(self.cleaned_data["when"])
        except dates.DateError as error:
            raise forms.ValidationError(str(error), code="edtf") from error


@dataclass
class Draft:
    """All that the page holds now."""

    search: SearchForm
    found: list[models.Model]
    has_more: bool
    #: What the search came to: "" before one, "below" when all that it found was taken already.
    outcome: str
    reports: list[Report]
    chosen: set[int]

    @property
    def forms(self) -> list[forms.BaseForm]:
        return [form for report in self.reports for form in report.forms]


class LinkingPages(admin.ModelAdmin):
    """The page on which one record gets many of the other noun. What differs is said by the noun's own admin."""

    #: The noun that is chosen, and the name of the page in addresses.
    linked: type[models.Model]
    linking_name = ""
    linking_title = ""
    linking_template = "admin/linking.html"

    def found_linked(self, request, words: str, edtf: str, among) -> models.QuerySet:
        """Those of `among` that the user looked for, the best first."""
        raise NotImplementedError

    def new_linked(self, request, data, prefix: str) -> forms.ModelForm:
        """The first lines of a new one, with `candidates` and `save_as(user, reason)`."""
        raise NotImplementedError

    def pair(self, record, other) -> tuple[Source, Case]:
        """The two as source and case."""
        raise NotImplementedError

    def get_urls(self):
        own = path(
            f"<path:object_id>/{self.linking_name}/",
            self.admin_site.admin_view(self.linking_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_{self.linking_name}",
        )
        return [own, *super().get_urls()]

    def linking_url(self, record) -> str:
        return reverse(
            f"admin:{self.opts.app_label}_{self.opts.model_name}_{self.linking_name}", args=[record.pk]
        )

    @property
    def linked_admin(self):
        return self.admin_site.get_model_admin(self.linked)

    def may_link(self, request) -> bool:
        """Who may see both nouns and cite."""
        return (
            self.has_view_permission(request)
            and self.linked_admin.has_view_permission(request)
            and request.user.has_perm("cases.add_citation")
        )

    def linking_view(self, request, object_id):
        """404 where the record does not exist for the user, 403 where they may not cite."""
        record = self.get_object(request, unquote(object_id))
        if record is None:
            raise Http404
        if not self.may_link(request):
            raise PermissionDenied
        # A text that was kept holds no button: it is shown, never saved.
        data = request.POST if request.method == "POST" else kept_answers.typed_before(request) or None
        draft = self.draft(request, record, data)
        error = ""
        if data is not None and "_save" in data:
            error = self.try_saving(request, record, draft)
            if not error:
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        return self.show(request, record, draft, error)

    # --- what was typed ---

    def draft(self, request, record, data) -> Draft:
        among = self.linked_admin.get_queryset(request)
        chosen = self.chosen(among, data)
        search = SearchForm(data)
        found, outcome = [], ""
        if data is not None and search.is_valid():
            words, when = search.cleaned_data["words"], search.cleaned_data["when"]
            if words or when:
                rows = self.found_linked(request, words, when, among)
                keys = [other.pk for other in chosen]
                found = list(rows.exclude(pk__in=keys)[: MOST_FOUND + 1])
                is_below = not found and chosen and rows.filter(pk__in=keys).exists()
                outcome = "found" if found else "below" if is_below else "nothing"
        return Draft(
            search=search,
            found=found[:MOST_FOUND],
            has_more=len(found) > MOST_FOUND,
            outcome=outcome,
            reports=[*self.reports(request, record, chosen, data), *self.new_reports(request, data)],
            chosen={other.pk for other in chosen},
        )

    def chosen(self, among, data) -> list[models.Model]:
        """What was ticked, in the order in which it was found. Nothing the user may not know of."""
        if data is None:
            return []
        keys = [key for text in data.getlist("chosen") for key in duplicates.keys_in(text)][:MOST_CHOSEN]
        rows = among.in_bulk(keys)
        return [rows[key] for key in dict.fromkeys(keys) if key in rows]

    def reports(self, request, record, chosen, data) -> list[Report]:
        """The part of the page for each that is chosen."""
        pairs = [self.pair(record, other) for other in chosen]
        sources = {source.pk: source for source, _case in pairs}
        keys = {case.pk for _source, case in pairs}
        cases = with_parts(Case.objects.filter(pk__in=keys), request.user).in_bulk()
        cited = cited_things(sources.values(), cases.values()) if pairs else {}
        found = []
        for (source, case), other in zip(pairs, chosen, strict=True):
            prefix = f"{self.linked._meta.model_name}-{other.pk}"
            # Ticked just now: its part of the form was not on the page yet.
            typed = data if f"{prefix}-stance" in data else None
            numbers = self.figure_forms(request, typed, prefix)
            if typed is None and "_save" in data:
                # Saved at once: it is cited for the case, as the page would have proposed.
                typed, numbers = {f"{prefix}-cites_case": "on", f"{prefix}-stance": Stance.SUPPORTS}, []
            already = cited[source.pk, case.pk]
            found.append(
                Report(
                    title=self.linked_admin.choice_label(other),
                    key=other.pk,
                    citing=CitationForm(typed, case=cases[case.pk], cited=already, prefix=prefix),
                    numbers=numbers,
                )
            )
        return found

    def new_reports(self, request, data) -> list[Report]:
        """Rows for new records: one, and one more each time somebody asks."""
        if not self.linked_admin.has_add_permission(request):
            return []
        total = int(data["new_total"]) if data is not None and data.get("new_total", "") in COUNTS else 1
        found = []
        for number in range(total + (data is not None and "_more" in data and total < MOST_NEW)):
            prefix = f"new-{number}"
            typed = data if number < total else None
            form = self.new_linked(request, typed, prefix)
            if number == total and data is not None:
                # The button for one more stood below all of them: go on where there is something to write.
                next(iter(form.fields.values())).widget.attrs["autofocus"] = True
            found.append(
                Report(
                    title=_("New: %s") % self.linked._meta.verbose_name,
                    key=None,
                    new=form,
                    citing=CitationForm(typed, case=None, cited=set(), prefix=prefix),
                    numbers=self.figure_forms(request, typed, prefix),
                )
            )
        return found

    def figure_forms(self, request, data, prefix) -> list[forms.ModelForm]:
        return figure_forms(data, prefix) if request.user.has_perm("cases.add_figure") else []

    # --- saving ---

    def try_saving(self, request, record, draft: Draft) -> str:
        """Save everything or nothing; the message of what stands in the way, "" when it is done."""
        reports = [report for report in draft.reports if not report.is_empty]
        valid = [report.is_valid() for report in reports]
        for report in reports:
            candidates = getattr(report.new, "candidates", ())
            report.duplicates = [self.linked_admin.shown(request, candidate) for candidate in candidates]
        if not reports:
            return _("Nothing was chosen or written yet.")
        if not all(valid):
            return _("Please correct what is marked below. Nothing was saved, and nothing you wrote is lost.")
        try:
            with transaction.atomic():
                made = [self.save_report(request, record, report) for report in reports]
        except EditRefused as refusal:
            return str(refusal)
        citations, figures = sum(pair[0] for pair in made), sum(pair[1] for pair in made)
        new = sum(report.new is not None for report in reports)
        said = [
            ngettext("%d citation recorded.", "%d citations recorded.", citations) % citations,
            ngettext("%d figure recorded.", "%d figures recorded.", figures) % figures,
        ]
        if new:
            said.append(ngettext("%d new record started.", "%d new records started.", new) % new)
        messages.success(request, " ".join(said))
        return ""

    def save_report(self, request, record, report: Report) -> tuple[int, int]:
        if report.new is not None:
            other = report.new.save_as(request.user, REASON)
        else:
            other = self.linked_admin.get_queryset(request).get(pk=report.key)
        source, case = self.pair(record, other)
        return report.save(source, case, request.user, REASON)

    # --- showing ---

    def show(self, request, record, draft: Draft, error: str) -> TemplateResponse:
        media = self.media
        for form in draft.forms:
            media += form.media
        context = {
            **self.admin_site.each_context(request),
            "title": self.linking_title,
            "opts": self.opts,
            "original": record,
            "linked": self.linked._meta,
            "search": draft.search,
            "outcome": draft.outcome,
            "pressed": next((name for name in BUTTONS if name in request.POST), ""),
            "found": [(other.pk, self.linked_admin.choice_label(other)) for other in draft.found],
            "has_more": draft.has_more,
            "chosen": [report for report in draft.reports if report.new is None],
            "new": [report for report in draft.reports if report.new is not None],
            "new_total": sum(report.new is not None for report in draft.reports),
            "can_add_more": 0 < sum(report.new is not None for report in draft.reports) < MOST_NEW,
            "error": error,
            "media": media,
        }
        return TemplateResponse(request, self.linking_template, context)
