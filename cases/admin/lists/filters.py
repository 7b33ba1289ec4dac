"""Filters of lists that Django does not bring. None reads more of the table than the page it narrows.

Each offers a closed set, or one text that is understood or refused. `expected_parameters` are all the parameters of
the address that a filter takes; a list accepts no other (ListPages.allowed_lookups).
"""

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases import dates, typed_dates, waiting
from cases.models.edtf import EDTFBound

#: Documents are in these languages mostly; the column takes any code.
LANGUAGES = (
    ("en", _("English")),
    ("ko", _("Korean")),
    ("zh", _("Chinese")),
    ("ja", _("Japanese")),
)


class Chosen(admin.SimpleListFilter):
    """One value of a closed set; another one in the address finds nothing. `needs`: the rights without which the
    filter does not exist."""

    needs: tuple[str, ...] = ()

    #: By value: its words, and the condition on rows for a user.
    def choices_for(self, request) -> dict[str, tuple[str, Q]]:
        raise NotImplementedError

    def __init__(self, request, params, model, model_admin):
        self.model = model
        self.offered = self.choices_for(request)
        super().__init__(request, params, model, model_admin)

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _condition) in self.offered.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.offered:
            return queryset.none()
        return queryset.filter(self.offered[self.value()][1])


class CountryFilter(admin.SimpleListFilter):
    """Rows that name a country in a column of several: chosen from all countries, in the language of the page."""

    title = _("country")
    parameter_name = "country"
    template = "admin/filter_select.html"
    column = ""

    def lookups(self, request, model_admin):
        return list(countries)

    def choices(self, changelist):
        """The chosen one alone: the form of the template offers the others."""
        self.keeps = changelist.kept_parameters(without=[self.parameter_name])
        for code, name in self.lookup_choices:
            if code == self.value():
                address = changelist.without([self.parameter_name])
                yield {"selected": True, "query_string": address, "display": name}

    def queryset(self, request, queryset):
        code = (self.value() or "").upper()
        if not code:
            return queryset
        if code not in countries.countries:
            return queryset.none()
        return queryset.filter(**{f"{self.column}__contains": code})


class DetainingCountryFilter(CountryFilter):
    title = _("detaining country")
    column = "detaining_countries"


class CountriesFilter(CountryFilter):
    column = "countries"


class LanguageFilter(Chosen):
    """Documents by the language they are written in."""

    title = _("language")
    parameter_name = "language"

    def choices_for(self, request):
        known = [code for code, _name in LANGUAGES]
        offered = {code: (name, Q(language=code)) for code, name in LANGUAGES}
        offered["other"] = (_("another"), ~Q(language__in=[*known, ""]))
        offered["none"] = (_("not stated"), Q(language=""))
        return offered


class HasCaseFilter(Chosen):
    """Figures of cases, or those reported by others that belong to none."""

    title = _("case")
    parameter_name = "of"

    def choices_for(self, request):
        return {
            "case": (_("of a case"), Q(case__isnull=False)),
            "none": (_("of no case"), Q(case__isnull=True)),
        }


class WithdrawnFilter(Chosen):
    """Consents by whether they were withdrawn."""

    title = _("withdrawn")
    parameter_name = "withdrawn"

    def choices_for(self, request):
        return {
            "yes": (_("yes"), Q(withdrawn_on__isnull=False)),
            "no": (_("no"), Q(withdrawn_on__isnull=True)),
        }


class WorkFilter(Chosen):
    """What waits for the user in this list; the numbers of the first page lead here."""

    title = _("what waits")
    parameter_name = "work"
    stays_open = True

    def choices_for(self, request):
        things = waiting.of(self.model, request.user)
        return {thing.code: (thing.label, thing.condition(request.user)) for thing in things}


class AssignedFilter(admin.ListFilter):
    """Who looks after a row: `?mine=yes`, `?assigned=nobody` or `?assigned=` a member of staff. One query.

    Staff see each other's names in every form; accounts that are closed are left out.
    """

    title = _("assigned to")
    stays_open = True
    column = "assigned_to"
    MINE, ASSIGNED, NOBODY = "mine", "assigned", "nobody"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.user = request.user
        for name in self.expected_parameters():
            if name in params:
                self.used_parameters[name] = params.pop(name)[-1]
        staff = get_user_model().objects.filter(is_staff=True, is_active=True).exclude(pk=request.user.pk)
        self.staff = {str(user.pk): user.get_username() for user in staff.order_by("username")}

    def has_output(self):
        return True

    def expected_parameters(self):
        return [self.MINE, self.ASSIGNED]

    def choices(self, changelist):
        mine, assigned = (self.used_parameters.get(name) for name in self.expected_parameters())
        everybody = changelist.get_query_string(remove=self.expected_parameters())
        yield {"selected": not mine and not assigned, "query_string": everybody, "display": _("Anybody")}
        me = changelist.get_query_string({self.MINE: "yes", self.ASSIGNED: None})
        yield {"selected": mine == "yes", "query_string": me, "display": _("Me")}
        for value, words in ((self.NOBODY, _("Nobody")), *self.staff.items()):
            address = changelist.get_query_string({self.ASSIGNED: value, self.MINE: None})
            yield {"selected": assigned == value, "query_string": address, "display": words}

    def queryset(self, request, queryset):
        mine, assigned = (self.used_parameters.get(name) for name in self.expected_parameters())
        if mine:
            queryset = queryset.filter(**{self.column: self.user}) if mine == "yes" else queryset.none()
        if assigned == self.NOBODY:
            return queryset.filter(**{f"{self.column}__isnull": True})
        if assigned:
            return queryset.filter(**{self.column: assigned}) if assigned in self.staff else queryset.none()
        return queryset


class OwnerFilter(AssignedFilter):
    """Who takes the next step."""

    title = _("who does it")
    column = "owner"


class WhenFilter(admin.ListFilter):
    """Rows whose date may lie in what somebody typed: “2012”, “mid March 2012”, “2016-07/2017-06”. No query.

    The date is that of the list's `date_hierarchy`: for an uncertain date overlap counts, as on the public site.
    What cannot be read is said, and narrows nothing.
    """

    title = _("date")
    template = "admin/filter_text.html"
    parameter_name = "when"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.column = model._meta.get_field(model_admin.date_hierarchy)
        self.title = self.column_title()
        self.typed = params.pop(self.parameter_name)[-1].strip() if self.parameter_name in params else ""
        if self.typed:
            self.used_parameters[self.parameter_name] = self.typed
        self.understood, self.fault = understood(self.typed)
        if self.fault:
            request.list_faults = [*getattr(request, "list_faults", []), self.fault]

    def column_title(self) -> str:
        """The words of the date that people type, where this column is derived from it."""
        if isinstance(self.column, EDTFBound):
            return self.column.model._meta.get_field(self.column.of).verbose_name
        return self.column.verbose_name

    def has_output(self):
        return True

    def expected_parameters(self):
        return [self.parameter_name]

    def choices(self, changelist):
        yield {
            "name": self.parameter_name,
            "value": self.typed,
            "fault": self.fault,
            "understood": self.understood,
            "hidden": changelist.kept_parameters(without=self.expected_parameters()),
            "query_string": changelist.without(self.expected_parameters()),
            "selected": bool(self.typed),
            "display": self.understood or self.typed,
        }

    def queryset(self, request, queryset):
        if not self.understood:
            return queryset
        start, end = dates.bounds(self.understood)
        first = last = self.column.name
        if isinstance(self.column, EDTFBound):
            last = first.replace("_earliest", "_latest")
            queryset = queryset.exclude(**{self.column.of: ""})
        elif isinstance(self.column, models.DateTimeField):
            first = last = f"{self.column.name}__date"
        if end:
            queryset = queryset.filter(_open(first, "lte", end))
        if start:
            queryset = queryset.filter(_open(last, "gte", start))
        return queryset


def _open(column: str, comparison: str, day) -> Q:
    """The comparison, which an open end meets too."""
    condition = Q(**{f"{column}__{comparison}": day})
    return condition if column.endswith("__date") else condition | Q(**{f"{column}__isnull": True})


def understood(typed: str) -> tuple[str, str]:
    """(what was typed as EDTF, what is wrong with it); both empty for nothing typed."""
    if not typed:
        return "", ""
    try:
        return typed_dates.read(typed), ""
    except dates.DateError as error:
        return "", str(error)
