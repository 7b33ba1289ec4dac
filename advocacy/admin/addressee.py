"""Addressees: whom actions ask."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from advocacy.models import Addressee
from cases.admin.forms.form import SluggedForm
from cases.admin.record import RecordAdmin

CONTACT = (
    _("How to reach them"),
    {"fields": ("contact",), "description": _("For those who write to them. Never published.")},
)


@admin.register(Addressee)
class AddresseeAdmin(RecordAdmin):
    form = SluggedForm
    list_display = ("reference", "name_en", "kind", "country")
    list_display_links = ("reference", "name_en")
    list_filter = ("kind",)
    fieldsets = (
        (
            _("Who it is"),
            {
                "fields": ("name_en", ("name_ko", "name_zh_hans"), ("kind", "country"), "reference"),
                "description": _(
                    "An institution or office, by its full name. It becomes public with an action."
                ),
            },
        ),
        CONTACT,
        (_("In the office"), {"fields": ("note",)}),
    )

    def get_fieldsets(self, request, obj=None):
        """Readers of the record see no contacts: only those who may change addressees do."""
        fieldsets = super().get_fieldsets(request, obj)
        if self.has_change_permission(request, obj):
            return fieldsets
        return [fieldset for fieldset in fieldsets if fieldset is not CONTACT]
