"""One page of a list, without counting the table: what a list of a hundred thousand rows can afford.

A page is read with one row more than it shows, which says whether another follows. How many there are is counted up
to a limit, and beyond that said to be more.
"""

from collections.abc import Iterable

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR, ChangeList
from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext

#: Rows are counted up to this number. Also the most that one action for all of a list takes.
MOST_COUNTED = 1000
#: Databases take no greater numbers, and nobody turns so many pages.
LAST_PAGE = 100_000


class CappedPaginator(Paginator):
    """A paginator that stops counting at MOST_COUNTED: for the choosers, which show some and search for the rest."""

    @cached_property
    def count(self):
        return capped(self.object_list)


def capped(rows, limit: int = MOST_COUNTED) -> int:
    """How many rows there are, at most one more than `limit`."""
    return rows.order_by()[: limit + 1].count()


class RecordList(ChangeList):
    """The page of a list that was asked for.

    `narrowed` says by what it is narrowed, `count_words` how many rows there are, as far as counted. `date_hierarchy`
    of the admin is answered by WhenFilter, not by Django's list of years, which reads every date.
    """

    def __init__(self, request, model, list_display, list_display_links, list_filter, date_hierarchy, *rest):
        super().__init__(request, model, list_display, list_display_links, list_filter, None, *rest)

    def get_results(self, request):
        size = self.list_per_page
        if not 1 <= self.page_num <= LAST_PAGE:
            raise IncorrectLookupParameters
        start = (self.page_num - 1) * size
        rows = list(self.queryset[start : start + size + 1])
        if not rows and self.page_num > 1:
            raise IncorrectLookupParameters
        self.has_next = len(rows) > size
        self.result_list = rows[:size]
        self.first_row, self.last_row = start + 1, start + len(self.result_list)
        # The last page says by itself how many there are.
        counted = capped(self.queryset) if self.has_next else self.last_row
        self.is_capped = self.has_next and counted > MOST_COUNTED
        self.result_count = max(min(counted, MOST_COUNTED), self.last_row)
        self.paginator = CappedPaginator(self.queryset, size)
        self.show_full_result_count = self.can_show_all = self.multi_page = False
        self.full_result_count = None
        self.show_admin_actions = bool(self.result_list)
        self.narrowed = list(self.narrowed_by())

    @property
    def count_words(self) -> str:
        if not self.result_list:
            return gettext("None found.")
        if self.page_num == 1 and not self.has_next:
            return ngettext("%d found.", "%d found.", self.result_count) % self.result_count
        if self.is_capped:
            words = gettext("%(first)d–%(last)d of more than %(count)d.")
        else:
            words = gettext("%(first)d–%(last)d of %(count)d.")
        return words % {"first": self.first_row, "last": self.last_row, "count": self.result_count}

    @property
    def previous_address(self) -> str:
        return self.get_query_string({PAGE_VAR: self.page_num - 1}) if self.page_num > 1 else ""

    @property
    def next_address(self) -> str:
        return self.get_query_string({PAGE_VAR: self.page_num + 1}) if self.has_next else ""

    def narrowed_by(self) -> Iterable[dict]:
        """What the list is narrowed by: title, value in words, the address without it; the words searched for last."""
        for spec in self.filter_specs:
            names = [name for name in spec.expected_parameters() if name in self.filter_params]
            if not names:
                continue
            shown = [choice["display"] for choice in spec.choices(self) if choice.get("selected")]
            words = ", ".join(str(display) for display in shown) or gettext("an unknown value")
            yield {"title": spec.title, "words": words, "address": self.without(names), "is_search": False}
        if self.query:
            yield {
                "title": gettext("search"),
                "words": self.query,
                "address": self.without([SEARCH_VAR]),
                "is_search": True,
            }

    @property
    def search_keeps(self) -> list[tuple[str, str]]:
        """What a search carries along: it looks in the list as it is narrowed."""
        return self.kept_parameters(without=[SEARCH_VAR])

    def without(self, names: Iterable[str]) -> str:
        """The address of the list with the other parameters alone, from its first page."""
        return self.get_query_string(dict.fromkeys(names))

    def kept_parameters(self, without: Iterable[str]) -> list[tuple[str, str]]:
        """What a form that sets one filter carries along of the others."""
        left_out = {*without, PAGE_VAR}
        return [
            (name, value)
            for name, values in self.filter_params.items()
            for value in values
            if name not in left_out
        ]
