"""What the statistics are made of: a few numbers of every published case, event and action, each read once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models.fields.json import KeyTransform
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import counts, date_words
from cases.choices import EventKind, RelationKind, SexOrAge, SubjectKind
from cases.counts import Count, Total
from cases.published import exports
from cases.published.models import (
    PublishedAction,
    PublishedCase,
    PublishedEvent,
    PublishedFacet,
    PublishedRelation,
)
from cases.published.totals import CaseCounts, counts_of

#: The steps of which the years are shown.
KINDS = (EventKind.FORCIBLY_RETURNED, EventKind.APPREHENDED)
DIMENSIONS = (
    PublishedFacet.COUNTRY,
    PublishedFacet.PROVINCE,
    PublishedFacet.WITH,
    PublishedFacet.WAIT,
    PublishedFacet.EVENT,
)


@dataclass(frozen=True)
class Case(CaseCounts):
    """The numbers of one case. `returned` is its working count."""

    outcome: str
    verification: str
    origins: int


@dataclass(frozen=True)
class Dated:
    """One step of one case, with the days it can have happened on (None: open) and its people."""

    case: str
    kind: str
    earliest: date | None
    latest: date | None
    count: Count
    role: str

    @property
    def is_dated(self) -> bool:
        return self.earliest is not None or self.latest is not None


@dataclass(frozen=True)
class Action:
    kind: str
    answered: bool
    earliest: date | None
    latest: date | None


class Record:
    """Everything published, each table read at most once and when first asked for."""

    @cached_property
    def credit(self) -> str:
        """Who made a chart, of which edition and day: "Sur Place, edition 12 of 21 November 2026, CC0-1.0"."""
        state = exports.state()
        if not state.changed_at:
            return settings.SITE_NAME
        day = date_words.words(localtime(state.changed_at).date().isoformat(), get_language())
        return _("%(site)s, edition %(edition)s of %(date)s. %(licence)s, %(address)s") % {
            "site": settings.SITE_NAME,
            "edition": state.serial,
            "date": day,
            "licence": exports.LICENCE,
            "address": settings.SITE_URL,
        }

    @cached_property
    def cases(self) -> dict[str, Case]:
        rows = counts_of(PublishedCase.objects.all(), "outcome", "verification", "origins")
        found = [
            Case(**vars(counted), outcome=outcome, verification=verification, origins=origins)
            for counted, (outcome, verification, origins) in rows
        ]
        return {case.reference: case for case in sorted(found, key=lambda case: case.reference)}

    @cached_property
    def refugees(self) -> set[str]:
        """The cases of refugees and others affected: all but those of helpers."""
        return {reference for reference, case in self.cases.items() if not case.helpers}

    @cached_property
    def helpers(self) -> set[str]:
        return set(self.cases) - self.refugees

    @cached_property
    def facets(self) -> dict[str, dict[str, set[str]]]:
        """The references of the cases of every value of every dimension."""
        rows = PublishedFacet.objects.filter(dimension__in=DIMENSIONS).order_by("dimension", "value")
        found: dict[str, dict[str, set[str]]] = {dimension: {} for dimension in DIMENSIONS}
        for dimension, value, reference in rows.values_list("dimension", "value", "case__reference"):
            found[dimension].setdefault(value, set()).add(reference)
        return found

    @cached_property
    def events(self) -> dict[str, dict[str, list[Dated]]]:
        """The steps of each kind of KINDS, by case."""
        rows = PublishedEvent.objects.filter(kind__in=KINDS).order_by("reference")
        found: dict[str, dict[str, list[Dated]]] = {kind: defaultdict(list) for kind in KINDS}
        for case, kind, earliest, latest, low, high, role in rows.values_list(
            "case_reference", "kind", "date_earliest", "date_latest", "count_low", "count_high", "count_role"
        ):
            found[kind][case].append(Dated(case, kind, earliest, latest, Count(low, high), role))
        return found

    @cached_property
    def breakdowns(self) -> dict[str, dict[str, int | None]]:
        """Women, men, children … of the cases that state any, as reported."""
        stated = PublishedFacet.objects.filter(dimension=PublishedFacet.WITH).exclude(
            value=PublishedFacet.NONE
        )
        rows = PublishedCase.objects.filter(pk__in=stated.values("case")).order_by("reference")
        affected = rows.annotate(people=KeyTransform("affected", "subject__document"))
        return {
            reference: {part.value: people[part] for part in SexOrAge}
            for reference, people in affected.values_list("reference", "people")
        }

    @cached_property
    def actions(self) -> list[Action]:
        rows = PublishedAction.objects.order_by("reference")
        return [Action(*row) for row in rows.values_list("kind", "answered", "date_earliest", "date_latest")]

    @cached_property
    def _families(self) -> dict[str, list[tuple[str, str]]]:
        """The pairs (part, whole) that have to do with a case, through any chain: all a total of it needs."""
        relations = PublishedRelation.objects.filter(
            kind=RelationKind.PART_OF, from_kind=SubjectKind.CASE, to_kind=SubjectKind.CASE
        ).order_by("reference")
        families: dict[str, list[tuple[str, str]]] = {}
        for part, whole in relations.values_list("from_reference", "to_reference"):
            one, other = families.get(part), families.get(whole)
            pairs = [*(one or []), *(other if other is not None and other is not one else []), (part, whole)]
            families |= {end: pairs for pair in pairs for end in pair}
        return families

    def total(self, own: Mapping[str, Count]) -> Total:
        """The people of some cases, nobody counted twice: what their list shows (cases/published/totals.py)."""
        families = {
            id(pairs): pairs for pairs in (self._families.get(reference) for reference in own) if pairs
        }
        return counts.total(own, [pair for pairs in families.values() for pair in pairs])

    def affected(self, cases: Iterable[str]) -> Total:
        return self.total({reference: self.cases[reference].affected for reference in cases})

    def returned(self, cases: Iterable[str]) -> Total:
        """The people forcibly returned, over those of the cases that report a return."""
        reporting = (self.cases[reference] for reference in cases if self.cases[reference].reports_return)
        return self.total({case.reference: case.returned for case in reporting})
