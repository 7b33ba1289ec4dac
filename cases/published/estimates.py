"""What others count or estimate, beside the documented minimum of the front page. Never added to anything.

A site that shows only its own minimum would understate; one that showed only the estimates would claim too much.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F

from cases.choices import Measure, Qualifier, SubjectKind, Unit
from cases.published import origins, resolve
from cases.published.models import PublishedFigure
from cases.published.text_language import of_text

#: Rows looked at: more than any office has of one measure.
MOST_ROWS = 300
COUNTS = (Unit.PEOPLE, Unit.CASES)


@dataclass(frozen=True)
class Estimate:
    """One count of no case: its document, whose it is and the published source that prints it."""

    figure: Mapping
    source: Mapping

    @property
    def speaker(self) -> str:
        """Whose count it is, as the source says; "" where it is the source's own."""
        return self.figure["attributed_to"]

    @property
    def speaker_language(self) -> str:
        return of_text(self.speaker)


@dataclass(frozen=True)
class Estimates:
    """What others say of one measure: counts, newest period first, and yearly rates, which are no counts."""

    counts: list[Estimate]
    rates: list[Estimate]


def of(measures: Iterable[Measure], most_counts: int, most_rates: int = 0) -> dict[Measure, Estimates]:
    """The newest counts and rates of these measures that belong to no case, of whole groups only (no subgroup, not
    worked out by us). Two queries.

    Of each speaker one: the count whose period ends last, of several the largest. Newest is what the count is
    about, not when it was printed.
    """
    measures = list(measures)
    rows = (
        PublishedFigure.objects.filter(case_reference="", measure__in=measures)
        .filter(unit__in=[*COUNTS, Unit.PEOPLE_PER_YEAR])
        .order_by(F("date_latest").desc(nulls_last=True), "-sort_date", "-reference")
        .select_related("subject")[:MOST_ROWS]
    )
    documents = [row.subject.document for row in rows]
    latest = {row.reference: row.date_latest for row in rows}
    documents = [document for document in documents if _is_whole(document)]
    sources = resolve.documents((SubjectKind.SOURCE, document["source"]) for document in documents)
    found = [
        Estimate(document, sources[SubjectKind.SOURCE, document["source"]])
        for document in documents
        if (SubjectKind.SOURCE, document["source"]) in sources
    ]
    return {
        measure: Estimates(
            _one_of_each(found, measure, COUNTS, latest)[:most_counts],
            _one_of_each(found, measure, (Unit.PEOPLE_PER_YEAR,), latest)[:most_rates],
        )
        for measure in measures
    }


def _is_whole(document: Mapping) -> bool:
    known = document["low"] is not None or document["high"] is not None
    return known and not document["subgroup"] and document["qualifier"] != Qualifier.DERIVED


def _one_of_each(
    found: list[Estimate], measure: Measure, units: tuple[Unit, ...], latest: Mapping
) -> list[Estimate]:
    chosen: dict[str, Estimate] = {}
    for estimate in found:
        figure = estimate.figure
        if figure["measure"] != measure or figure["unit"] not in units:
            continue
        speaker = origins.speaker(estimate.speaker or estimate.source["publisher"])
        earlier = chosen.get(speaker)
        if earlier is None or (
            latest[figure["reference"]] == latest[earlier.figure["reference"]]
            and _size(figure) > _size(earlier.figure)
        ):
            chosen[speaker] = estimate
    return list(chosen.values())


def _size(figure: Mapping) -> int:
    return max(number for number in (figure["low"], figure["high"]) if number is not None)
