"""Events: the dated steps of cases."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.citation import CitationInline
from cases.admin.figure import FigureOfEventInline
from cases.admin.inlines import StackedRecordInline
from cases.admin.record import RecordAdmin
from cases.models import Event


class EventInline(StackedRecordInline):
    """The essentials; the page of the event has the rest."""

    model = Event
    fields = (
        ("sequence", "kind", "date_edtf", "verification"),
        ("place", "to_place"),
        ("count_low", "count_high", "count_qualifier", "count_role"),
        ("summary_en", "note"),
    )
    related = ("place", "to_place")


@admin.register(Event)
class EventAdmin(RecordAdmin):
    list_display = ("reference", "case", "sequence", "kind", "date_edtf", "place", "verification")
    list_filter = ("kind", "verification", "count_role")
    search_fields = (
        "reference",
        "case__reference",
        "case__title_en",
        "summary_en",
        "place__name_en",
        "place__name_ko",
    )
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
