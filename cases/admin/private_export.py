"""The log of private exports, for the administrator to read. Nobody changes or deletes a line."""

from django.apps import apps
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.edition import ReadOnly
from cases.admin.lists.pages import ListPages
from cases.models import PrivateExport


@admin.register(PrivateExport)
class PrivateExportAdmin(ReadOnly, ListPages):
    list_display = ("made_at", "user", "list_of", "format", "rows", "has_restricted")
    list_filter = ("format", "has_restricted")
    date_hierarchy = "made_at"
    related = ("user",)
    fields = ("made_at", "user", "list_of", "filter", "columns_shown", "format", "rows", "has_restricted")
    readonly_fields = ("list_of", "columns_shown")

    @admin.display(description=_("list"))
    def list_of(self, export):
        """The noun in words, its label where there is none of it any longer."""
        try:
            return str(apps.get_model(export.kind)._meta.verbose_name_plural)
        except LookupError:
            return export.kind

    @admin.display(description=_("columns"))
    def columns_shown(self, export):
        return ", ".join(export.columns)
