"""Places, from a country down to a site."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin.forms.form import SluggedForm
from cases.admin.lists.filters import CountriesFilter
from cases.admin.record import RecordAdmin
from cases.models import Place


@admin.register(Place)
class PlaceAdmin(RecordAdmin):
    form = SluggedForm
    list_display = ("reference", "name_en", "name_ko", "name_zh_hans", "kind", "city_en", "province_en")
    list_display_links = ("reference", "name_en")
    list_filter = ("kind", CountriesFilter)
    fieldsets = (
        (
            _("Name"),
            {
                "fields": (("name_en", "name_ko", "name_zh_hans"), ("kind", "reference")),
                "description": _(
                    "A site, such as a prison, is published only as the city or province it lies in."
                ),
            },
        ),
        (
            _("Where it lies"),
            {
                "fields": (
                    ("city_en", "city_ko", "city_zh_hans"),
                    ("province_en", "province_ko", "province_zh_hans"),
                    "countries",
                    ("latitude", "longitude"),
                )
            },
        ),
        (_("In the office"), {"fields": ("note",)}),
    )
