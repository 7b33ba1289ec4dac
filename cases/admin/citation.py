"""Citations: which source supports or disputes which thing."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.forms.inlines import TabularRecordInline
from cases.admin.record import RecordAdmin
from cases.models import Citation

CITED = ("case", "event", "figure", "involvement")


class CitationInline(TabularRecordInline):
    """Who says so: on the pages of a case, an event, a figure and an involvement."""

    model = Citation
    fields = ("source", "stance", "credibility", "locator")
    related = ("source",)
    stands_after = "verification"


@admin.register(Citation)
class CitationAdmin(RecordAdmin):
    list_display = ("reference", "source", "stance", *CITED, "credibility", "locator")
    list_filter = ("stance", "credibility")
    search_through = ("source", "case", "event", "figure")
    related = ("source", *CITED)
    fieldsets = (
        (
            _("What is cited for it"),
            {
                "fields": CITED,
                "description": _("Exactly one of the four. Published with it."),
            },
        ),
        (_("Who says so"), {"fields": ("source", ("stance", "credibility", "locator"))}),
        (_("In the office"), {"fields": ("reference", "note")}),
    )
