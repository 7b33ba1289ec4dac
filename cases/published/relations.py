"""Relations between published cases and figures, read from either end, and the sums they state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases import counts
from cases.choices import Confidence, Measure, RelationKind, SubjectKind, Unit
from cases.counts import Count
from cases.published import resolve
from cases.published.models import PublishedRelation

#: How a relation reads from its other end.
REVERSED = {
    RelationKind.PART_OF: _("contains"),
    RelationKind.COUNTED_IN: _("counts in"),
    RelationKind.SUM_OF: _("is added up in"),
    RelationKind.SAME_AS: RelationKind.SAME_AS.label,
    RelationKind.SAME_INCIDENT: RelationKind.SAME_INCIDENT.label,
    RelationKind.OVERLAPS: RelationKind.OVERLAPS.label,
    RelationKind.SHARES_PERSON: RelationKind.SHARES_PERSON.label,
    RelationKind.DISTINCT_FROM: RelationKind.DISTINCT_FROM.label,
    RelationKind.POSSIBLE_DUPLICATE: RelationKind.POSSIBLE_DUPLICATE.label,
    RelationKind.RELATED_TO: RelationKind.RELATED_TO.label,
}
FIELDS = ("reference", "kind", "from_kind", "from_reference", "to_kind", "to_reference", "confidence")


@dataclass(frozen=True)
class Related:
    """One relation as one of its ends says it: "is part of" + the other end."""

    kind: RelationKind
    words: str
    other: resolve.Link
    confidence: Confidence
    is_outgoing: bool


@dataclass(frozen=True)
class Sum:
    """A whole and the parts that relations name: do they add up? `parts` each once, however many sources print
    them. `is_complete` when the parts come to the whole itself."""

    parts: list[resolve.Link]
    counts: list[Count]
    added: Count
    whole: Count
    is_complete: bool


def of(kind: str, reference: str, outgoing: Iterable[Mapping]) -> list[Related]:
    """The relations of one document: its own, and those of others that lead to it. Three queries at most."""
    rows = PublishedRelation.objects.filter(to_kind=kind, to_reference=reference).order_by("reference")
    return around({(kind, reference)}, [*outgoing, *rows.values(*FIELDS)]).get((kind, reference), [])


def of_many(kind: str, references: Iterable[str]) -> dict[tuple[str, str], list[Related]]:
    """The published relations of many subjects of one kind. Three queries at most, however many."""
    references = list(references)
    ends = Q(from_kind=kind, from_reference__in=references) | Q(to_kind=kind, to_reference__in=references)
    rows = PublishedRelation.objects.filter(ends).order_by("reference").values(*FIELDS)
    return around({(kind, reference) for reference in references}, list(rows))


def around(subjects: set[tuple[str, str]], relations: list[Mapping]) -> dict[tuple[str, str], list[Related]]:
    """Each subject with its relations to published things. Two queries at most."""
    ends = {end for relation in relations for end in (_from(relation), _to(relation))}
    links = resolve.links(ends)
    found: dict[tuple[str, str], list[Related]] = {}
    for relation in relations:
        kind, confidence = RelationKind(relation["kind"]), Confidence(relation["confidence"])
        for end, other, words, outgoing in (
            (_from(relation), _to(relation), kind.label, True),
            (_to(relation), _from(relation), REVERSED[kind], False),
        ):
            if end in subjects and other in links:
                related = Related(kind, str(words), links[other], confidence, outgoing)
                found.setdefault(end, []).append(related)
    return found


def sum_of(figure: Mapping, related: Iterable[Related], same: set[frozenset[str]]) -> Sum | None:
    """The addition that the relations of a figure state: what it is the sum of, or the counts of the same measure
    that it contains, at least two. Of parts that are `same` only the first counts. None without an addition."""
    parts: list[tuple[resolve.Link, Count]] = []
    for relation in related:
        count = _count(relation.other, figure["measure"]) if _is_part(relation, figure["measure"]) else None
        repeated = any(frozenset({part.reference, relation.other.reference}) in same for part, _n in parts)
        if count is not None and not repeated:
            parts.append((relation.other, count))
    whole = Count(figure["low"], figure["high"])
    if len(parts) < 2 or not whole.known:
        return None
    numbers = [count for _part, count in parts]
    added = counts.sum_of(numbers)
    return Sum([part for part, _n in parts], numbers, added, whole, _comes_to(added, whole))


def same_figures() -> set[frozenset[str]]:
    """Every pair of figures that a relation calls the same. One query."""
    pairs = PublishedRelation.objects.filter(
        kind=RelationKind.SAME_AS, from_kind=SubjectKind.FIGURE, to_kind=SubjectKind.FIGURE
    ).values_list("from_reference", "to_reference")
    return {frozenset(pair) for pair in pairs}


def _is_part(relation: Related, measure: str) -> bool:
    if relation.kind == RelationKind.SUM_OF:
        return relation.is_outgoing
    contained = relation.kind == RelationKind.PART_OF and not relation.is_outgoing
    return contained and relation.other.document.get("measure", measure) == measure


def _comes_to(added: Count, whole: Count) -> bool:
    return added.low == (whole.low if whole.low is not None else whole.high)


def _count(link: resolve.Link, measure: str) -> Count | None:
    """The number of people of the other end: a figure's own, a case's working count of the measure or, for a
    case without one, of those affected."""
    if link.kind == SubjectKind.FIGURE:
        if link.document["unit"] != Unit.PEOPLE:
            return None
        count = link.document
    else:
        working = {count["measure"]: count for count in link.document["working_counts"]}
        count = working.get(measure) or working.get(Measure.AFFECTED) or link.document["affected"]
    found = Count(count["low"], count["high"])
    return found if found.known else None


def _from(relation: Mapping) -> tuple[str, str]:
    return relation["from_kind"], relation["from_reference"]


def _to(relation: Mapping) -> tuple[str, str]:
    return relation["to_kind"], relation["to_reference"]
