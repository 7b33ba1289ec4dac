"""Filters of a list that somebody keeps under a name: above the list, and on a page to rename and remove them."""

from dataclasses import dataclass

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from cases.models import SavedFilter

MOST_KEPT = 30
LONGEST_NAME, LONGEST_QUERY = 80, 2000


class NameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("For yourself alone, for example “Yanji, to review”."),
        error_messages={"required": gettext_lazy("Give the filter a name.")},
    )


@dataclass(frozen=True)
class Kept:
    """A saved filter as its owner may use it now. `is_shortened`: parts of it are no longer open to them."""

    pk: int
    name: str
    address: str
    is_shortened: bool


class SavedFilterPages(admin.ModelAdmin):
    """Each person's own; nobody else's exist."""

    def get_urls(self):
        own = [
            ("filters/", self.filters_view, "filters"),
            ("filters/save/", self.save_filter_view, "save_filter"),
            ("filters/<int:pk>/", self.filter_view, "filter"),
        ]
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        routes = [
            path(route, self.admin_site.admin_view(view), name=f"{prefix}_{name}")
            for route, view, name in own
        ]
        return [*routes, *super().get_urls()]

    def address_of(self, name: str, *args) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}", args=args)

    def kept_filters(self, request) -> list[Kept]:
        """What this user kept for this list, by name. One query."""
        allowed = self.allowed_parameters(request)
        rows = self.own_filters(request)
        kept = []
        for row in rows:
            query = allowed_query(row.query, allowed)
            address = f"{self.address_of('changelist')}?{query}"
            kept.append(Kept(row.pk, row.name, address, query != row.query))
        return sorted(kept, key=lambda each: each.name.casefold())

    def own_filters(self, request):
        return SavedFilter.objects.filter(user=request.user, kind=self.opts.label_lower)

    def changelist_view(self, request, extra_context=None):
        context = {
            "kept_filters": self.kept_filters(request) if self.has_view_or_change_permission(request) else [],
            "filters_address": self.address_of("filters"),
            "save_filter_address": self.address_of("save_filter"),
            "query": allowed_query(request.GET.urlencode(), self.allowed_parameters(request)),
            "longest_name": LONGEST_NAME,
            **(extra_context or {}),
        }
        return super().changelist_view(request, context)

    def save_filter_view(self, request):
        """Keep what stands in the address of the list, as far as this user may ask for it."""
        self.require_list(request)
        return require_POST(self.save_filter)(request)

    def save_filter(self, request):
        query = allowed_query(request.POST.get("query", "")[:LONGEST_QUERY], self.allowed_parameters(request))
        back = f"{self.address_of('changelist')}?{query}"
        form = NameForm(request.POST)
        if not query:
            messages.error(request, _("Narrow the list first: there is no filter to keep."))
        elif not form.is_valid():
            return self.show_filters(request, form, query)
        elif self.own_filters(request).count() >= MOST_KEPT:
            messages.error(request, _("You keep %d filters of this list: remove one first.") % MOST_KEPT)
        else:
            name = form.cleaned_data["name"]
            # The same name again means the new filter.
            for row in self.own_filters(request):
                if row.name.casefold() == name.casefold():
                    row.delete()
            SavedFilter.objects.create(user=request.user, kind=self.opts.label_lower, name=name, query=query)
            messages.success(request, _("“%s” is kept above this list, for you alone.") % name)
        return redirect(back)

    def filters_view(self, request):
        self.require_list(request)
        return self.show_filters(request)

    def show_filters(self, request, form: NameForm | None = None, query: str = ""):
        """The page of them; with `form` and `query` what was to be kept and lacks a name."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("Saved filters"),
            "opts": self.opts,
            "list_address": self.address_of("changelist"),
            "kept": [
                (
                    each,
                    self.address_of("filter", each.pk),
                    NameForm({"name": each.name}, auto_id=f"id_%s_{each.pk}"),
                )
                for each in self.kept_filters(request)
            ],
            "form": form,
            "query": query,
            "save_filter_address": self.address_of("save_filter"),
        }
        return TemplateResponse(request, "admin/saved_filters.html", context)

    def filter_view(self, request, pk: int):
        self.require_list(request)
        return require_POST(self.change_filter)(request, pk)

    def change_filter(self, request, pk: int):
        """Rename or remove one of one's own."""
        row = self.own_filters(request).filter(pk=pk).first()
        if row is None:
            raise Http404
        if "remove" in request.POST:
            row.delete()
            messages.success(request, _("Removed. The records themselves are untouched."))
            return redirect(self.address_of("filters"))
        form = NameForm(request.POST)
        if form.is_valid():
            row.name = form.cleaned_data["name"]
            row.save(update_fields=["name"])
            messages.success(request, _("Renamed."))
        else:
            messages.error(request, form.errors["name"][0])
        return redirect(self.address_of("filters"))

    def require_list(self, request) -> None:
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied


def allowed_query(query: str, allowed: set[str]) -> str:
    """The parameters of a query that are among the allowed ones, in one order; the page is none."""
    try:
        parameters = QueryDict(query, mutable=False)
    except ValueError:  # too many fields
        return ""
    kept = QueryDict(mutable=True)
    for name in sorted(parameters):
        values = [value for value in parameters.getlist(name) if value]
        if name in allowed and values:
            kept.setlist(name, values)
    return kept.urlencode()
