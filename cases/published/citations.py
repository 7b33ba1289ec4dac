"""The sources of one page: numbered in the order in which they are first named, marked where they are cited."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Credibility, Stance
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


@dataclass(frozen=True)
class CitedPlace:
    """One thing on the page that a source is cited for: its anchor and its name in words."""

    reference: str
    words: str
    disputes: bool
    credibility: int | None
    locator: str

    @property
    def credibility_words(self) -> str:
        return str(Credibility(self.credibility).label) if self.credibility else ""


class Cited:
    """What has `places`, parted into those that a source supports and those that it disputes."""

    places: list[CitedPlace]

    @property
    def supported(self) -> list[CitedPlace]:
        return [place for place in self.places if not place.disputes]

    @property
    def disputed(self) -> list[CitedPlace]:
        return [place for place in self.places if place.disputes]


@dataclass(frozen=True)
class ListedSource(Cited):
    """One source in the list at the end of a page, with every place of the page that rests on it."""

    number: int
    document: Mapping
    places: list[CitedPlace]


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

    def listed(
        self, names: Mapping[str, str], reported: Iterable[tuple[str, str]] = ()
    ) -> list[ListedSource]:
        """The sources with the places of the page that cite them, in the order of the page.

        `names` says what stands on the page: reference → words, in order. `reported` are (source, reference) pairs of
        what a source says itself, with no citation of its own: figures.
        """
        places: dict[str, list[CitedPlace]] = {}
        own: dict[str, list[str]] = {}
        for source, reference in reported:
            own.setdefault(reference, []).append(source)
        for reference, words in names.items():
            marks = self.of(reference)
            cited = {mark.source.document["reference"] for mark in marks}
            for source in own.get(reference, []):
                if source not in cited:
                    places.setdefault(source, []).append(CitedPlace(reference, words, False, None, ""))
            for mark in marks:
                place = CitedPlace(reference, words, mark.disputes, mark.credibility, mark.locator)
                places.setdefault(mark.source.document["reference"], []).append(place)
        return [
            ListedSource(source.number, source.document, places.get(source.document["reference"], []))
            for source in self.sources
        ]

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
