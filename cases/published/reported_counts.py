"""The counts that belong to no case, as /figures/ shows them: what contains what, which sums hold. Never a total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Measure, SubjectKind, Unit
from cases.published import relations, resolve
from cases.published.citations import Citations, Mark, NumberedSource
from cases.published.text_language import of_text

#: What readers come for stands first, then the order of the vocabulary.
FIRST = (Measure.FORCIBLY_RETURNED, Measure.IN_CUSTODY, Measure.APPREHENDED)


@dataclass(frozen=True)
class Reported:
    """One count beside its source (None: not published), its relations by their words ("contains", "overlaps with"),
    and the addition they state."""

    figure: Mapping
    source: NumberedSource | None
    marks: list[Mark]
    related: dict[str, list[relations.Related]]
    sum: relations.Sum | None

    @property
    def speaker_language(self) -> str:
        """The language of the words that say whose count it is."""
        return of_text(self.figure["attributed_to"])

    @property
    def is_rate(self) -> bool:
        """So many people a week or a year: no number of people."""
        return self.figure["unit"] in (Unit.PEOPLE_PER_WEEK, Unit.PEOPLE_PER_YEAR)

    @property
    def addends(self) -> list[tuple[resolve.Link, object]]:
        """The parts of the sum, each with its count."""
        return list(zip(self.sum.parts, self.sum.counts, strict=True)) if self.sum else []


@dataclass(frozen=True)
class Group:
    """The counts of one measure."""

    measure: Measure
    counts: list[Reported]


def groups(documents: Iterable[Mapping]) -> list[Group]:
    """Figures of no case, grouped by measure, each group in the order given. Five queries at most."""
    documents = list(documents)
    references = [document["reference"] for document in documents]
    related = relations.of_many(SubjectKind.FIGURE, references)
    same = relations.same_figures()
    citations = Citations(
        [citation for document in documents for citation in document["citations"]],
        [document["source"] for document in documents],
    )
    by_measure: dict[str, list[Reported]] = {}
    for document in documents:
        of_figure = related.get((SubjectKind.FIGURE, document["reference"]), [])
        by_measure.setdefault(document["measure"], []).append(
            Reported(
                document,
                citations.by_reference.get(document["source"]),
                citations.of(document["reference"]),
                _by_words(of_figure),
                relations.sum_of(document, of_figure, same),
            )
        )
    order = [*FIRST, *(measure for measure in Measure if measure not in FIRST)]
    return [Group(measure, by_measure[measure]) for measure in order if measure in by_measure]


def _by_words(related: Iterable[relations.Related]) -> dict[str, list[relations.Related]]:
    found: dict[str, list[relations.Related]] = {}
    for relation in related:
        found.setdefault(relation.words, []).append(relation)
    return found
