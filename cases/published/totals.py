"""The people of a list of cases, nobody counted twice (docs/methodology.md; cases/counts.py)."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from cases import counts
from cases.choices import EventKind, Outcome, RelationKind, SubjectKind
from cases.counts import Count, Share, Total
from cases.published.models import PublishedFacet, PublishedRelation

RETURNED = EventKind.FORCIBLY_RETURNED


@dataclass(frozen=True)
class ListTotals:
    """Refugees and other affected people apart from helpers, in `cases` cases together.

    `returned` is over the cases that report a forced return; its `without_number` are those of them that
    give no number. A total is None when no case of its group is in the list.
    """

    cases: int
    affected: Total | None
    returned: Total | None
    helpers: Total | None

    @property
    def is_uneven(self) -> bool:
        """Whether more people are reported returned than affected: measures are counted apart, and a source that
        tells of the return may give more than the one that tells of the arrest."""
        if self.affected is None or self.returned is None:
            return False
        affected, returned = self.affected, self.returned
        low = None not in (affected.low, returned.low) and returned.low > affected.low
        return low or (None not in (affected.high, returned.high) and returned.high > affected.high)


def of(cases: QuerySet) -> ListTotals:
    """The totals of a queryset of PublishedCase. Two queries, whatever its length."""
    rows = _rows(cases)
    refugees = [row for row in rows if not row.helpers]
    part_of = _part_of()
    return ListTotals(
        cases=len(rows),
        affected=_total({row.reference: row.affected for row in refugees}, part_of),
        returned=_total({row.reference: row.returned for row in refugees if row.reports_return}, part_of),
        helpers=_total({row.reference: row.affected for row in rows if row.helpers}, part_of),
    )


@dataclass(frozen=True)
class Contribution:
    """What one case adds to the totals of its group, refugees or helpers. Helpers have no total of returns."""

    affected: Share
    returned: Share


def contributions(cases: QuerySet) -> dict[str, Contribution]:
    """What each case of the queryset adds to the totals of `of`, by reference; the sums are those totals.
    Two queries."""
    rows, part_of = _rows(cases), _part_of()
    affected: dict[str, Share] = {}
    for helpers in (False, True):
        own = {row.reference: row.affected for row in rows if row.helpers is helpers}
        affected |= counts.contributions(own, part_of)
    returns = {row.reference: row.returned for row in rows if row.reports_return and not row.helpers}
    returned = counts.contributions(returns, part_of)
    return {
        reference: Contribution(share, returned.get(reference, Share()))
        for reference, share in affected.items()
    }


@dataclass(frozen=True)
class CaseCounts:
    """What a total needs of one case. `reports_return` is also true of a case that reports a forced return without a
    number: by an event, or by its outcome."""

    reference: str
    helpers: bool
    affected: Count
    returned: Count
    reports_return: bool


def counts_of(cases: QuerySet, *more: str) -> list[tuple[CaseCounts, list]]:
    """The counts of each case of a queryset, in no order, with the values of `more` columns. One query."""
    with_return = PublishedFacet.objects.filter(
        case=OuterRef("pk"), dimension=PublishedFacet.EVENT, value=RETURNED
    )
    values = (
        cases.order_by()
        .annotate(has_return=Exists(with_return))
        .values_list(
            "reference",
            "helpers",
            "affected_low",
            "affected_high",
            "returned_low",
            "returned_high",
            "outcome",
            "has_return",
            *more,
        )
    )
    found = []
    for reference, helpers, low, high, returned_low, returned_high, outcome, has_event, *others in values:
        returned = Count(returned_low, returned_high)
        reports_return = returned.known or has_event or outcome == Outcome.FORCIBLY_RETURNED
        found.append((CaseCounts(reference, helpers, Count(low, high), returned, reports_return), others))
    return found


def _rows(cases: QuerySet) -> list[CaseCounts]:
    return [row for row, _others in counts_of(cases)]


def _part_of() -> list[tuple[str, str]]:
    """Every published pair (part, whole) of cases: a chain may lead through cases outside the list."""
    relations = PublishedRelation.objects.filter(
        kind=RelationKind.PART_OF, from_kind=SubjectKind.CASE, to_kind=SubjectKind.CASE
    )
    return list(relations.values_list("from_reference", "to_reference"))


def _total(own: dict[str, Count], part_of: list[tuple[str, str]]) -> Total | None:
    return counts.total(own, part_of) if own else None
