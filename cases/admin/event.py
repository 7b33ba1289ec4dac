"""Events: the dated steps of cases."""

from datetime import date

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases import dates, event_order
from cases.admin.citation import CitationInline
from cases.admin.figure import FigureOfEventInline
from cases.admin.forms.cited_rows import CitedInline, CitedRowForm, CitedRowFormSet
from cases.admin.forms.form import RecordForm
from cases.admin.record import RecordAdmin
from cases.models import Event

ORDER_HELP = _(
    "Place in the order of time within the case: 1, 2, 3 … Leave empty to have it made from the date."
)


def earliest_day(text: str):
    """The first day an EDTF text can mean, None where it means none or is none."""
    try:
        return dates.bounds(text or "")[0]
    except dates.DateError:
        return None


class EventForm(RecordForm):
    """An event on its own page. An empty order is made from the date."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        leave_order_open(self)

    def clean(self):
        cleaned = super().clean()
        case = self.cleaned_data.get("case")
        if case and "sequence" in self.cleaned_data and self.cleaned_data["sequence"] is None:
            others = case.events.exclude(pk=self.instance.pk).values_list("sequence", "date_earliest")
            day = earliest_day(self.cleaned_data.get("date_edtf"))
            self.cleaned_data["sequence"] = event_order.suggest(others, day)
        return cleaned


class EventRowForm(CitedRowForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        leave_order_open(self)


def leave_order_open(form) -> None:
    """Let the order of an event be empty; a new one starts so."""
    if "sequence" not in form.fields:
        return
    form.fields["sequence"].required = False
    form.fields["sequence"].help_text = ORDER_HELP
    if not form.instance.pk:
        form.initial.pop("sequence", None)
        form.fields["sequence"].initial = None


class EventRowFormSet(CitedRowFormSet):
    """The steps of a case. Those without an order get one from their dates, the earliest first."""

    def clean(self):
        super().clean()
        staying = [
            form
            for form in self.forms
            if hasattr(form, "cleaned_data")
            and form not in self.deleted_forms
            and (form.instance.pk or form.has_changed())
        ]
        steps, open_steps = [], []
        for form in staying:
            number, day = form.cleaned_data.get("sequence"), earliest_day(form.cleaned_data.get("date_edtf"))
            if number is None:
                open_steps.append((day, form))
            else:
                steps.append((number, day))
        # Without a date last: nobody said when.
        for day, form in sorted(open_steps, key=lambda step: (step[0] is None, step[0] or date.max)):
            number = event_order.suggest(steps, day)
            form.cleaned_data["sequence"] = form.instance.sequence = number
            steps.append((number, day))


class EventInline(CitedInline):
    """The steps of a case in the order of time, one line each; the page of the event has the other languages."""

    model = Event
    form = EventRowForm
    formset = EventRowFormSet
    cites = "event"
    stands_after = "date_edtf"
    adds_quickly = True
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "sequence",
                    "kind",
                    "date_edtf",
                    "count_low",
                    "count_high",
                    "place",
                    "cite_source",
                    "cite_locator",
                )
            },
        ),
        (
            _("More about this step"),
            {
                "fields": (
                    ("cite_stance", "verification", "count_qualifier", "count_role", "to_place"),
                    ("summary_en", "note"),
                )
            },
        ),
    )
    related = ("place", "to_place")


@admin.register(Event)
class EventAdmin(RecordAdmin):
    form = EventForm
    list_display = ("reference", "case", "sequence", "kind", "date_edtf", "place", "verification")
    list_filter = ("kind", "verification", "count_role")
    search_through = ("case",)
    date_hierarchy = "date_earliest"
    related = ("case", "place", "to_place")
    inlines = (CitationInline, FigureOfEventInline)
    fieldsets = (
        (
            _("What happened"),
            {
                "fields": ("case", ("sequence", "kind"), "summary_en"),
                "description": _("One step of a case. It is published with the case."),
            },
        ),
        (
            _("To how many"),
            {"fields": (("count_low", "count_high", "count_qualifier", "count_role"),)},
        ),
        (_("Where"), {"fields": (("place", "to_place"),)}),
        (_("When"), {"fields": ("date_edtf",)}),
        (
            _("By whom, and what they say"),
            {"fields": ("carried_out_by_en", "stated_reason_en", "legal_basis_en", "verification")},
        ),
        (
            _("In Korean and Chinese"),
            {
                "fields": (
                    "summary_ko",
                    "carried_out_by_ko",
                    "stated_reason_ko",
                    "legal_basis_ko",
                    "summary_zh_hans",
                    "carried_out_by_zh_hans",
                    "stated_reason_zh_hans",
                    "legal_basis_zh_hans",
                ),
                "classes": ("collapse",),
            },
        ),
        (_("In the office"), {"fields": ("reference", "note")}),
    )
