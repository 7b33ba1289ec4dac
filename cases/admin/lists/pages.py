"""The lists of the admin: what they may be narrowed by, how they are searched, and what they cost."""

from django.contrib import admin, messages
from django.contrib.admin.options import ShowFacets
from django.contrib.admin.views.main import ORDER_VAR, SEARCH_VAR
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from cases import record_search, waiting
from cases.admin.exports.pages import ExportPages
from cases.admin.lists import list_actions
from cases.admin.lists.filters import AssignedFilter, WhenFilter, WorkFilter
from cases.admin.lists.paging import MOST_COUNTED, CappedPaginator, RecordList
from cases.admin.lists.saved_filters import SavedFilterPages
from cases.models.record import Subject

#: Longer searches are cut by the query itself; this is the most the box takes.
LONGEST_SEARCH = 200


class ListPages(SavedFilterPages, ExportPages, admin.ModelAdmin):
    """The list of one noun of the record.

    `related` names the foreign keys that lists and forms show, so that a page costs the same number of queries
    however many rows it has. `date_hierarchy` names the date of a row; the list asks for it with `when=`.
    `search_through`: what a row points to by whose words it is found too, for example ("case", "source").
    """

    change_list_template = "admin/change_list_of_record.html"
    related: tuple[str, ...] = ()
    search_through: tuple[str, ...] = ()
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 50
    paginator = CappedPaginator

    def get_changelist(self, request, **kwargs):
        return RecordList

    def get_list_select_related(self, request):
        return self.related or False

    def get_list_display(self, request):
        """Without columns that name rows of a noun the user may not see."""
        return [name for name in super().get_list_display(request) if self.may_see_column(request, name)]

    def may_see_column(self, request, name: str) -> bool:
        """Whether this user may see what a foreign key of this name points to; true of all that is none."""
        column = next((field for field in self.opts.concrete_fields if field.name == name), None)
        remote = getattr(column, "related_model", None)
        if remote is None or not hasattr(remote, "reference"):
            return True
        return request.user.has_perm(f"{remote._meta.app_label}.view_{remote._meta.model_name}")

    # --- filters ---

    def get_list_filter(self, request):
        """The filters of the noun, behind those that every list has: what waits, whose it is, when it was."""
        every = [WorkFilter] if waiting.of(self.model, request.user) else []
        every += [AssignedFilter] if issubclass(self.model, Subject) else []
        own = [
            item
            for item in super().get_list_filter(request)
            if request.user.has_perms(getattr(item, "needs", ()))
        ]
        every += [WhenFilter] if self.date_hierarchy else []
        return list(dict.fromkeys([*every, *own]))

    def lookup_allowed(self, lookup, value, request=None):
        """A closed list: addresses may filter by what the page offers as filters, and by nothing else.

        Django also lets through any column of the model, which would let a person ask about what no page shows.
        """
        return lookup in self.allowed_lookups(request)

    def allowed_lookups(self, request) -> set[str]:
        allowed = set()
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                allowed |= filter_parameters(item)
                continue
            field = item[0] if isinstance(item, tuple) else item
            lookups = ("exact", "id__exact", "isnull", "isempty")
            allowed |= {field, *(f"{field}__{lookup}" for lookup in lookups)}
        return allowed

    def allowed_parameters(self, request) -> set[str]:
        """What narrows, searches or orders this list, as far as this user may ask for it."""
        return {*self.allowed_lookups(request), SEARCH_VAR, ORDER_VAR}

    # --- search ---

    def get_search_fields(self, request):
        """Django shows the box, and lets choosers search, only where some column is named: for what is found by its
        words the key stands for them."""
        is_found = record_search.is_searched(self.model) or self.search_through
        return ("pk",) if is_found else super().get_search_fields(request)

    def get_search_results(self, request, queryset, search_term):
        """The rows that hold every word, in any script and romanisation (cases/record_search), or that point to a row
        that does. Of rows the user may know of alone: the list has left out the others before."""
        if not search_term.strip():
            return queryset, False
        if not (record_search.is_searched(self.model) or self.search_through):
            return super().get_search_results(request, queryset, search_term)
        term = search_term[:LONGEST_SEARCH]
        found = (
            Q(pk__in=record_search.found(self.model, term)) if record_search.is_searched(self.model) else Q()
        )
        for path in self.search_through:
            found |= self.found_through(request, path, term)
        return queryset.filter(found) if found else queryset.none(), False

    def found_through(self, request, path: str, term: str) -> Q:
        """The rows that lead along `path` to a row the term finds and the user may see."""
        target = self.model
        for step in path.split("__"):
            target = target._meta.get_field(step).related_model
        if not request.user.has_perm(f"{target._meta.app_label}.view_{target._meta.model_name}"):
            return Q()
        known = self.admin_site.get_model_admin(target).get_queryset(request).order_by()
        known = known.filter(pk__in=record_search.found(target, term)).values("pk")
        field = self.opts.get_field(path.partition("__")[0])
        if isinstance(field, models.ForeignKey) and "__" not in path:
            return Q(**{f"{path}__in": known})
        # Rows of another table: as keys, or a row with several of them would come several times.
        return Q(pk__in=self.model._base_manager.filter(**{f"{path}__in": known}).values("pk"))

    # --- what is done with many ---

    def get_actions(self, request):
        """Without deleting many at once; with what every list of subjects, or of cases, offers."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        for name, action in list_actions.of(self, request).items():
            actions[name] = (action, name, action.short_description)
        return actions

    def response_action(self, request, queryset):
        """For all of a list only while it was counted: nobody means a hundred thousand."""
        if request.POST.get("select_across") == "1" and queryset.order_by()[MOST_COUNTED:].exists():
            messages.error(
                request,
                _("These are more than %d. Narrow the list first, or choose from page to page.")
                % MOST_COUNTED,
            )
            return None
        return super().response_action(request, queryset)

    def changelist_view(self, request, extra_context=None):
        context = {"list_tools": self.list_tools(request), **(extra_context or {})}
        response = super().changelist_view(request, context)
        for fault in dict.fromkeys(getattr(request, "list_faults", ())):
            messages.warning(request, _("The list is not narrowed by date: %s") % fault)
        return response

    def list_tools(self, request) -> list[tuple[str, str]]:
        """Links above the list, as (address, words); whoever adds one extends this."""
        return [(self.export_address(request), _("Export this list"))]


def filter_parameters(item: type[admin.ListFilter]) -> set[str]:
    """The parameters of a filter class, as far as they are known before it is made."""
    if issubclass(item, AssignedFilter):
        return {item.MINE, item.ASSIGNED}
    return {item.parameter_name}
