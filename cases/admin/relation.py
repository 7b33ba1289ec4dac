"""Relations between cases and figures."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.forms.inlines import TabularRecordInline
from cases.admin.record import RecordAdmin
from cases.models import Relation

ENDS = ("from_case", "from_figure", "to_case", "to_figure")


class RelationInline(TabularRecordInline):
    """Relations that start from a case. The other direction belongs to the other record."""

    model = Relation
    fk_name = "from_case"
    fields = ("kind", "to_case", "to_figure", "confidence", "note")
    related = ("to_case", "to_figure")
    show_change_link = False
    classes = ("collapse",)


class RelationOfFigureInline(RelationInline):
    fk_name = "from_figure"


@admin.register(Relation)
class RelationAdmin(RecordAdmin):
    list_display = ("reference", "from_case", "from_figure", "kind", "to_case", "to_figure", "confidence")
    list_filter = ("kind", "confidence")
    search_through = ENDS
    related = ENDS
    fieldsets = (
        (
            None,
            {
                "fields": (("from_case", "from_figure"), "kind", ("to_case", "to_figure"), "confidence"),
                "description": _(
                    "Reads from left to right: “… is part of …”. A case and its parts are never added up."
                ),
            },
        ),
        (_("In the office"), {"fields": ("reference", "note")}),
    )
