"""Statements: what sources say that is neither event nor count."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.lists.filters import CountriesFilter
from cases.admin.steps.subject import SubjectAdmin
from cases.models import Statement


@admin.register(Statement)
class StatementAdmin(SubjectAdmin):
    list_display = ("reference", "topic", "text_en", "source", "review_state", "publication_state")
    list_filter = (
        "topic",
        "review_state",
        "publication_state",
        CountriesFilter,
    )
    search_through = ("source",)
    date_hierarchy = "period_earliest"
    related = ("source", "assigned_to")
    fieldsets = (
        (
            _("What is said"),
            {
                "fields": ("topic", "text_en"),
                "description": _("About a route, a law, a state's position … in our own words."),
            },
        ),
        (_("Where and when"), {"fields": ("countries", "period_edtf")}),
        (_("Who says so"), {"fields": ("source",)}),
        (_("In Korean and Chinese"), {"fields": ("text_ko", "text_zh_hans"), "classes": ("collapse",)}),
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )
