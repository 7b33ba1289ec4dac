"""What a list of sources says of each: how many cases cite it, and which others print the same report."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from cases.choices import SubjectKind
from cases.published import origins, resolve
from cases.published.models import PublishedFacet, PublishedReference, PublishedSource
from cases.published.search.snippets import Snippet


@dataclass(frozen=True)
class SourceItem:
    """One source of a list.

    `cases` published cases cite it. `derived_from` is the published source it reprints; `reprints` are those that
    reprint it. `same_origin` is how many published sources share its origin, itself included. `snippet` says why it
    was found, where words are looked for.
    """

    document: dict
    origin: str
    origin_name: str
    cases: int
    derived_from: resolve.Link | None
    reprints: list[resolve.Link]
    same_origin: int
    begins_origin: bool = False
    snippet: Snippet | None = None


def of(rows: Sequence[PublishedSource], by_origin: bool = False) -> list[SourceItem]:
    """The sources of one page of a list. Four queries. `by_origin` marks where another origin begins."""
    references = [row.reference for row in rows]
    cases = _numbers(
        PublishedFacet.objects.filter(dimension=PublishedFacet.SOURCE, value__in=references), "value"
    )
    of_origin = _numbers(PublishedSource.objects.filter(origin__in={row.origin for row in rows}), "origin")
    derived = PublishedReference.objects.filter(
        to_kind=SubjectKind.SOURCE, to_reference__in=references, subject__kind=SubjectKind.SOURCE
    ).order_by("subject__reference")
    reprints = list(derived.values_list("to_reference", "subject__reference"))
    wanted = {reprint for _source, reprint in reprints}
    wanted |= {row.subject.document["derived_from"] for row in rows} - {""}
    links = resolve.links((SubjectKind.SOURCE, reference) for reference in wanted)
    items, last = [], None
    for row in rows:
        document = row.subject.document
        items.append(
            SourceItem(
                document,
                row.origin,
                origins.name(row.origin, document["original_publisher"] or document["publisher"]),
                cases[row.reference],
                links.get((SubjectKind.SOURCE, document["derived_from"])),
                [
                    links[SubjectKind.SOURCE, reprint]
                    for source, reprint in reprints
                    if source == row.reference and (SubjectKind.SOURCE, reprint) in links
                ],
                of_origin[row.origin],
                by_origin and row.origin != last,
                getattr(row, "snippet", None),
            )
        )
        last = row.origin
    return items


def _numbers(rows, column: str) -> Counter:
    return Counter(dict(rows.values_list(column).annotate(number=Count("pk")).order_by()))
