"""The lists of the admin: what they may be narrowed by, and what they cost."""

from django.contrib import admin


class ListPages(admin.ModelAdmin):
    """The list of one noun of the record.

    `related` names the foreign keys that lists and forms show, so that a page costs the same number of queries
    however many rows it has.
    """

    related: tuple[str, ...] = ()
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50

    def get_list_select_related(self, request):
        return self.related or False

    def lookup_allowed(self, lookup, value, request=None):
        """A closed list: addresses may filter by what the page offers as filters, and by nothing else.

        Django also lets through any column of the model, which would let a person ask about what no page shows.
        """
        return lookup in self.allowed_lookups(request)

    def allowed_lookups(self, request) -> set[str]:
        allowed = set()
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                allowed.add(item.parameter_name)
                continue
            field = item[0] if isinstance(item, tuple) else item
            allowed |= {field, f"{field}__exact", f"{field}__id__exact", f"{field}__isnull"}
        if self.date_hierarchy:
            allowed |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return allowed

    def get_actions(self, request):
        """Without deleting many at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
