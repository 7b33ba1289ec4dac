"""The sources of one page: numbered in the order in which they are first named, marked where they are cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Stance
from cases.published.models import PublishedSource


@dataclass(frozen=True)
class NumberedSource:
    """One published source in the list at the end of a page."""

    number: int
    document: Mapping
    origin: str


@dataclass(frozen=True)
class Mark:
    """One place where a source is cited. `disputes`: it contradicts the thing."""

    source: NumberedSource
    disputes: bool
    credibility: int | None
    locator: str


class Citations:
    """The citations of a page, by the reference of the thing cited; those of unpublished sources left out.

    `citations` are the citation parts of documents; `sources` further references that the page names. One query.
    """

    def __init__(self, citations: Iterable[Mapping], sources: Iterable[str] = ()):
        citations = list(citations)
        order = dict.fromkeys([*(citation["source"] for citation in citations), *sources])
        rows = PublishedSource.objects.filter(reference__in=list(order)).select_related("subject")
        published = {row.reference: row for row in rows}
        found = [published[reference] for reference in order if reference in published]
        self.sources = [
            NumberedSource(number, row.subject.document, row.origin)
            for number, row in enumerate(found, start=1)
        ]
        self.by_reference = {source.document["reference"]: source for source in self.sources}
        self._marks: dict[str, list[Mark]] = {}
        for citation in citations:
            if citation["source"] in self.by_reference:
                self._marks.setdefault(citation["cited_reference"], []).append(self._mark(citation))

    def of(self, reference: str) -> list[Mark]:
        """The marks of one thing, in the order of the numbers."""
        return sorted(self._marks.get(reference, []), key=lambda mark: mark.source.number)

    def origins(self, references: Iterable[str]) -> int:
        """Of how many origins these sources are: reprints and several articles of one agency count once."""
        return len({self.by_reference[found].origin for found in references if found in self.by_reference})

    def _mark(self, citation: Mapping) -> Mark:
        return Mark(
            self.by_reference[citation["source"]],
            citation["stance"] == Stance.DISPUTES,
            citation["credibility"],
            citation["locator"],
        )
