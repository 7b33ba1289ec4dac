"""Citations of the advocacy ledger."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from advocacy.models import AdvocacyCitation
from cases.admin import visibility
from cases.admin.forms.inlines import TabularRecordInline
from cases.admin.record import RecordAdmin

visibility.PATHS[AdvocacyCitation] = ("source",)


class AdvocacyCitationInline(TabularRecordInline):
    """Who says so: on the pages of an action and of a response."""

    model = AdvocacyCitation
    fields = ("source", "stance", "credibility", "locator")
    related = ("source",)
    show_change_link = False


@admin.register(AdvocacyCitation)
class AdvocacyCitationAdmin(RecordAdmin):
    list_display = ("reference", "source", "stance", "action", "response", "credibility", "locator")
    list_filter = ("stance", "credibility")
    search_through = ("source", "action", "response")
    related = ("source", "action", "response")
    fieldsets = (
        (
            _("What is cited for it"),
            {
                "fields": ("action", "response"),
                "description": _("Exactly one of the two. Published with it."),
            },
        ),
        (_("Who says so"), {"fields": ("source", ("stance", "credibility", "locator"))}),
        (_("In the office"), {"fields": ("reference", "note")}),
    )
