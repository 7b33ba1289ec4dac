"""The counts that belong to no case, as /figures/ shows them: what contains what, which sums hold. Never a total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Measure, SubjectKind
from cases.published import relations
from cases.published.citations import Citations, Mark, NumberedSource


@dataclass(frozen=True)
class Reported:
    """One count beside its source (None: not published), its relations, and the addition they state."""

    figure: Mapping
    source: NumberedSource | None
    marks: list[Mark]
    related: list[relations.Related]
    sum: relations.Sum | None


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
                of_figure,
                relations.sum_of(document, of_figure, same),
            )
        )
    return [Group(measure, by_measure[measure]) for measure in Measure if measure in by_measure]
