"""Responses: what came back."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from advocacy.admin.citation import AdvocacyCitationInline
from advocacy.models import Response
from cases.admin.forms.inlines import StackedRecordInline
from cases.admin.steps.subject import SubjectAdmin


class ResponseInline(StackedRecordInline):
    """The answers to one action; the page of the response has its citations and other languages."""

    model = Response
    fields = (("kind", "responder"), ("date_edtf", "case"), "summary_en", "note")
    related = ("responder", "case")


@admin.register(Response)
class ResponseAdmin(SubjectAdmin):
    list_display = (
        "reference",
        "kind",
        "responder",
        "date_edtf",
        "action",
        "case",
        "review_state",
        "publication_state",
    )
    list_filter = (
        "kind",
        "review_state",
        "publication_state",
    )
    search_through = ("responder", "action", "case")
    date_hierarchy = "date_earliest"
    related = ("responder", "action", "case", "assigned_to")
    inlines = (AdvocacyCitationInline,)
    fieldsets = (
        (
            _("What came back"),
            {
                "fields": ("kind", "summary_en"),
                "description": _("An answer, a silence, or what was reported after. Never “because of”."),
            },
        ),
        (_("From whom, to what"), {"fields": ("responder", "action", "case")}),
        (_("When"), {"fields": ("date_edtf",)}),
        (_("In Korean and Chinese"), {"fields": ("summary_ko", "summary_zh_hans"), "classes": ("collapse",)}),
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )
