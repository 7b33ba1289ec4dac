"""What all list pages have in common."""

from collections.abc import Collection, Mapping

from django.http import HttpRequest
from django.utils.translation import gettext as _

from cases.published import listing
from cases.published.filters import ListFilter
from cases.published.filters.form import Counted, fields, sort_options

AFTER = "after"


def context(
    request: HttpRequest,
    listed: ListFilter,
    counted: Mapping[str, Counted] | None = None,
    size: int = listing.PAGE_SIZE,
    hidden: Collection[str] = (),
) -> dict:
    """The template context of one page of a list: rows, sentence, chips, form, notices, links to the next page.

    `hidden` names parameters that the page sets itself. Two queries, and one for each reference in the filter.
    """
    rows = listed.rows()
    page = listing.page(rows.select_related("subject"), listed.sort, request.GET.get(AFTER, ""), size)
    notices = list(listed.errors)
    if page.is_cursor_unreadable:
        notices.append(_("“after” is no place in this list; its beginning is shown."))
    count = rows.count()
    return {
        "filter": listed,
        "page": page,
        "documents": [row.subject.document for row in page.rows],
        "count": count,
        "sentence": listed.sentence(count),
        "chips": [chip for chip in listed.chips if chip.name not in hidden],
        "fields": fields(listed, counted, hidden),
        "sorts": sort_options(listed),
        "notices": notices,
        "query": listed.canonical_query(),
        "next_query": listed.canonical_query(after=page.after) if page.after else "",
    }
