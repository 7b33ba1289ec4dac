"""What all list pages have in common."""

from collections.abc import Collection, Sequence

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.published import facets, listing
from cases.published.filters import ListFilter
from cases.published.filters.form import chips, fields, kept, orders, ways_out
from cases.published.filters.parameters import Control
from cases.published.search import snippets

AFTER = "after"


def context(
    request: HttpRequest,
    listed: ListFilter,
    dimensions: Sequence[facets.Dimension] = (),
    size: int = listing.PAGE_SIZE,
    hidden: Collection[str] = (),
) -> dict:
    """The template context of one page of a list: rows, sentence, chips, facets, form, notices, next page.

    `hidden` names parameters that the page sets itself. Two queries, those of the dimensions, one or two for each
    reference in the filter, for an empty list one for each filter in force, and where words are looked for at most
    three more. Rows then carry `snippet`.
    """
    rows = listed.rows()
    page = listing.page(rows.select_related("subject"), listed.sort, request.GET.get(AFTER, ""), size)
    notices = list(listed.errors)
    if page.is_cursor_unreadable:
        notices.append(_("“after” is no place in this list; its beginning is shown."))
    writings: list[str] = []
    if listed.typed:
        why = snippets.of((row.subject.document for row in page.rows), listed.typed.query, get_language())
        writings = snippets.writings(why.values())
        for row in page.rows:
            row.snippet = why[row.subject.kind, row.reference]
    count = rows.count()
    in_force = chips(listed, hidden)
    offered = {name for dimension in dimensions for name in dimension.parameters} - {"year_from", "year_to"}
    shown = fields(listed, elsewhere={*hidden, *offered})
    return {
        "filter": listed,
        "page": page,
        "documents": [row.subject.document for row in page.rows],
        "count": count,
        "sentence": listed.sentence(count),
        "chips": in_force,
        "facets": facets.of(listed, dimensions, count),
        "fields": shown,
        "fields_in_force": any(field.value for field in shown if field.control != Control.SEARCH),
        "kept": kept(listed, [field.name for field in shown], hidden),
        "orders": orders(listed),
        "ways_out": ways_out(listed, in_force) if not count else [],
        "notices": notices,
        "writings": writings,
        "query": listed.canonical_query(),
        "next_query": listed.canonical_query(after=page.after) if page.after else "",
    }
