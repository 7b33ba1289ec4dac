"""Editions: every act of publishing, to read. Nobody changes or deletes one."""

from django.contrib import admin

from cases.admin.lists.pages import ListPages
from cases.models import Edition, EditionEntry


class ReadOnly:
    """Nothing is added, changed or deleted here, by whoever."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class EntryInline(ReadOnly, admin.TabularInline):
    model = EditionEntry
    template = "admin/edit_inline/entries.html"
    fields = ("kind", "reference", "act", "fields_changed", "takedown_reason")


@admin.register(Edition)
class EditionAdmin(ReadOnly, ListPages):
    list_display = ("serial", "made_at", "made_by", "public_note", "internal_reason")
    related = ("made_by",)
    search_fields = ("serial", "public_note", "internal_reason", "entries__reference")
    date_hierarchy = "made_at"
    fields = ("serial", "made_at", "made_by", "public_note", "internal_reason")
    inlines = (EntryInline,)


@admin.register(EditionEntry)
class EditionEntryAdmin(ReadOnly, ListPages):
    list_display = ("reference", "kind", "act", "edition", "fields_changed")
    list_filter = ("kind", "act", "takedown_reason")
    related = ("edition",)
    search_fields = ("reference",)
    fields = ("edition", "kind", "reference", "act", "fields_changed", "takedown_reason", "document")
