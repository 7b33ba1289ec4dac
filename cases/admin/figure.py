"""Figures: counts as one source reports them."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.admin.citation import CitationInline
from cases.admin.forms.cited_rows import CitedInline, CitedRowForm
from cases.admin.forms.form import RecordForm
from cases.admin.lists.filters import HasCaseFilter
from cases.admin.relation import RelationOfFigureInline
from cases.admin.steps.subject import SubjectAdmin
from cases.models import Figure


def refuse_event_of_another_case(cleaned: dict, case) -> None:
    """A figure about one step names the case of that step."""
    event = cleaned.get("event")
    if event and (case is None or event.case_id != case.pk):
        raise ValidationError({"event": _("This event does not belong to the case.")})


class FigureForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        refuse_event_of_another_case(self.cleaned_data, self.cleaned_data.get("case"))
        return cleaned


class FigureRowForm(CitedRowForm):
    def clean(self):
        cleaned = super().clean()
        refuse_event_of_another_case(self.cleaned_data, self.instance.case)
        return cleaned


class FigureOfEventForm(CitedRowForm):
    """On the page of an event the case goes without saying."""

    def clean(self):
        cleaned = super().clean()
        self.instance.case_id = self.instance.event.case_id
        return cleaned


COLUMNS = ("measure", "count_low", "count_high", "qualifier", "subgroup_en", "source")


class FigureInline(CitedInline):
    """The numbers of a case as its sources print them, one source a row."""

    model = Figure
    form = FigureRowForm
    cites = "figure"
    stands_after = "affected_low"
    adds_quickly = True
    fieldsets = (
        (None, {"fields": COLUMNS}),
        (
            _("More about this number"),
            {
                "fields": (
                    ("unit", "attributed_to", "period_edtf", "event"),
                    ("cite_source", "cite_locator", "cite_stance"),
                )
            },
        ),
    )
    related = ("source", "event", "case")


class FigureOfEventInline(FigureInline):
    form = FigureOfEventForm
    stands_after = "count_low"
    fieldsets = (
        (None, {"fields": COLUMNS}),
        (
            _("More about this number"),
            {
                "fields": (
                    ("unit", "attributed_to", "period_edtf"),
                    ("cite_source", "cite_locator", "cite_stance"),
                )
            },
        ),
    )


@admin.register(Figure)
class FigureAdmin(SubjectAdmin):
    form = FigureForm
    list_display = (
        "reference",
        "measure",
        "count_low",
        "count_high",
        "qualifier",
        "unit",
        "period_edtf",
        "case",
        "source",
        "review_state",
        "publication_state",
    )
    list_filter = (
        HasCaseFilter,
        "measure",
        "review_state",
        "publication_state",
        "unit",
    )
    search_through = ("case", "source")
    date_hierarchy = "period_earliest"
    related = ("case", "event", "source", "place", "assigned_to")
    inlines = (CitationInline, RelationOfFigureInline)
    fieldsets = (
        (
            _("What is counted"),
            {
                "fields": (("case", "event"), ("measure", "unit"), "label_en", "subgroup_en"),
                "description": _(
                    "One number as one source prints it. Another source with another number is another figure."
                ),
            },
        ),
        (_("How many"), {"fields": (("count_low", "count_high", "qualifier"),)}),
        (_("Where and when"), {"fields": ("place", "period_edtf")}),
        (_("Who says so"), {"fields": ("source", "attributed_to")}),
        (
            _("In Korean and Chinese"),
            {
                "fields": (("label_ko", "subgroup_ko"), ("label_zh_hans", "subgroup_zh_hans")),
                "classes": ("collapse",),
            },
        ),
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )

    def choice_label(self, figure):
        numbers = "–".join(
            str(number) for number in (figure.count_low, figure.count_high) if number is not None
        )
        return f"{figure.get_measure_display()} {numbers} ({figure.reference})"
