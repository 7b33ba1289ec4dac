"""Filters of lists that Django does not bring."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_countries import countries


class CountryFilter(admin.SimpleListFilter):
    """Rows that name a country in a column of several. Offers the countries in use; one query."""

    title = _("country")
    parameter_name = "country"
    column = ""

    def lookups(self, request, model_admin):
        stored = model_admin.get_queryset(request).order_by().values_list(self.column, flat=True).distinct()
        codes = {code for value in stored for code in str(value or "").split(",") if code}
        return sorted(((code, countries.name(code) or code) for code in codes), key=lambda pair: str(pair[1]))

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        return queryset.filter(**{f"{self.column}__contains": self.value()})


class DetainingCountryFilter(CountryFilter):
    title = _("detaining country")
    column = "detaining_countries"


class CountriesFilter(CountryFilter):
    column = "countries"


class HasCaseFilter(admin.SimpleListFilter):
    """Figures of cases, or those reported by others that belong to none."""

    title = _("case")
    parameter_name = "of"

    def lookups(self, request, model_admin):
        return [("case", _("of a case")), ("none", _("of no case"))]

    def queryset(self, request, queryset):
        if self.value() in ("case", "none"):
            return queryset.filter(case__isnull=self.value() == "none")
        return queryset


class WithdrawnFilter(admin.SimpleListFilter):
    """Consents by whether they were withdrawn."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def lookups(self, request, model_admin):
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, request, queryset):
        if self.value() in ("yes", "no"):
            return queryset.filter(withdrawn_on__isnull=self.value() == "no")
        return queryset
