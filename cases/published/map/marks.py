"""What the map shows of a list of cases: one mark for each main place, with its people counted by the rule."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django_countries import countries

from cases import counts
from cases.choices import Measure, RelationKind, SubjectKind
from cases.counts import Count, Total
from cases.published import count_words, main_place, places
from cases.published.map import outlines
from cases.published.map.frames import COUNTRY_CENTRES
from cases.published.map.shapes import Point
from cases.published.models import PublishedDocument, PublishedFacet, PublishedRelation
from cases.published.totals import CaseCounts, counts_of

PLACE, PROVINCE, COUNTRY, NOWHERE = "place", "province", "country", "nowhere"
AFFECTED, HELPERS, UNCOUNTED = "affected", "helpers", "uncounted"


@dataclass(frozen=True)
class Mark:
    """The cases of one main place. `exactness` is what is published of it: a place with coordinates, its province
    only, its country only, or nothing. `point` is longitude and latitude: of the place, else of the middle of what
    it lies in; None where it cannot be drawn.

    `affected` are refugees and other affected people, `returned` those of them reported forcibly returned, `helpers`
    apart; None where no case is about such people. `measure` says which of the first two the mark shows. `query` is that of the list of exactly its cases.
    """

    code: str
    name: str
    exactness: str
    province: str
    countries: tuple[str, ...]
    point: Point | None
    cases: int
    affected: Total | None
    returned: Total | None
    helpers: Total | None
    query: str = ""
    measure: str = Measure.AFFECTED

    @property
    def shown(self) -> Total | None:
        """The people of its measure."""
        return self.returned if self.measure == Measure.FORCIBLY_RETURNED else self.affected

    @property
    def people(self) -> int:
        """The documented minimum that its size shows: people of the measure, where there are none helpers."""
        return people(self.shown, self.helpers)

    @property
    def kind(self) -> str:
        """What its number counts: people of the measure, helpers alone, or nobody gives one."""
        if self.shown and self.shown.counted:
            return AFFECTED
        return HELPERS if self.helpers and self.helpers.counted else UNCOUNTED

    @property
    def vagueness(self) -> str:
        """How exact the mark is where it is no place."""
        if self.exactness == PROVINCE:
            return _("province; place not stated more exactly")
        return _("country; place not stated more exactly") if self.exactness == COUNTRY else ""

    @property
    def title(self) -> str:
        """The name, and how exact the mark is where it is no place."""
        if not self.vagueness:
            return self.name
        return pgettext("place (how exact)", "%(place)s (%(vagueness)s)") % {
            "place": self.name,
            "vagueness": self.vagueness,
        }

    @property
    def facts(self) -> str:
        return facts(self.cases, self.shown, self.helpers, self.measure)

    @property
    def surroundings(self) -> str:
        """The province and the countries it lies in, apart from what its name says."""
        province = self.province if self.exactness == PLACE and self.province != self.name else ""
        shown = () if self.exactness == COUNTRY else self.countries
        parts = [province, *(countries.name(code) or code for code in shown)]
        return pgettext("between list items", ", ").join(part for part in parts if part)

    @property
    def words(self) -> str:
        """The mark for those who do not see it: "Yanji: 9 cases; refugees and others affected: 36"."""
        return _("%(place)s: %(facts)s") % {"place": self.title, "facts": self.facts}


def facts(cases: int, shown: Total | None, helpers: Total | None, measure: str) -> str:
    """Cases and their people in words."""
    parts = [ngettext("%(count)s case", "%(count)s cases", cases) % {"count": f"{cases:,}"}]
    if shown:
        text = (
            _("reported forcibly returned: %(count)s")
            if measure == Measure.FORCIBLY_RETURNED
            else _("refugees and others affected: %(count)s")
        )
        parts.append(text % {"count": count_words.total(shown)})
    if helpers:
        parts.append(_("helpers: %(count)s") % {"count": count_words.total(helpers)})
    return pgettext("between parts of a description", "; ").join(parts)


def people(shown: Total | None, helpers: Total | None) -> int:
    for group in (shown, helpers):
        if group and group.counted:
            return group.low
    return 0


@dataclass(frozen=True)
class Row:
    """What a mark needs of one case."""

    at: str
    counts: CaseCounts
    edition: int
    subject: int


class Cases:
    """The cases of a list, to be counted together or by main place. `measure`: what its marks show. Two queries."""

    def __init__(self, cases: QuerySet, measure: str = Measure.AFFECTED):
        self.measure = measure
        at = PublishedFacet.objects.filter(case=OuterRef("pk"), dimension=PublishedFacet.MAIN_PLACE)
        found = cases.annotate(at=Subquery(at.values("value")[:1]))
        self.rows = [
            Row(place or main_place.NONE, counted, edition, subject)
            for counted, (place, edition, subject) in counts_of(found, "at", "edition", "subject_id")
        ]
        related = PublishedRelation.objects.filter(
            kind=RelationKind.PART_OF, from_kind=SubjectKind.CASE, to_kind=SubjectKind.CASE
        )
        self.part_of = list(related.values_list("from_reference", "to_reference"))

    def affected(self, rows: list[Row]) -> Total | None:
        return self._total({case.reference: case.affected for case in _cases(rows) if not case.helpers})

    def returned(self, rows: list[Row]) -> Total | None:
        reporting = (case for case in _cases(rows) if case.reports_return and not case.helpers)
        return self._total({case.reference: case.returned for case in reporting})

    def helpers(self, rows: list[Row]) -> Total | None:
        return self._total({case.reference: case.affected for case in _cases(rows) if case.helpers})

    def facts(self, rows: list[Row]) -> str:
        shown = self.returned if self.measure == Measure.FORCIBLY_RETURNED else self.affected
        return facts(len(rows), shown(rows), self.helpers(rows), self.measure)

    def _total(self, own: Mapping[str, Count]) -> Total | None:
        """The people of some cases, nobody twice."""
        return counts.total(own, self.part_of if len(own) > 1 else ()) if own else None

    def marks(self, query_of: Callable[[str], str]) -> list[Mark]:
        """A mark for each main place, most people first; `query_of` gives the query of its list. One query."""
        by_place: dict[str, list[Row]] = {}
        for row in self.rows:
            by_place.setdefault(row.at, []).append(row)
        newest = {
            at: max(rows, key=lambda row: (row.edition, row.counts.reference))
            for at, rows in by_place.items()
        }
        documents = PublishedDocument.objects.in_bulk({row.subject for row in newest.values()})
        marks = [
            self._mark(at, rows, documents[newest[at].subject].document["place"], query_of(at))
            for at, rows in by_place.items()
        ]
        return sorted(marks, key=lambda mark: (-mark.people, -mark.cases, mark.code))

    def _mark(self, at: str, rows: list[Row], place: Mapping | None, query: str) -> Mark:
        exactness, point = _where(at, place)
        return Mark(
            code=at,
            name=main_place.name(at, place),
            exactness=exactness,
            province=places.province_name(place) if place else "",
            countries=tuple(place["countries"]) if place else (),
            point=point,
            cases=len(rows),
            affected=self.affected(rows),
            returned=self.returned(rows),
            helpers=self.helpers(rows),
            query=query,
            measure=self.measure,
        )


def _cases(rows: list[Row]) -> list[CaseCounts]:
    return [row.counts for row in rows]


def _where(at: str, place: Mapping | None) -> tuple[str, Point | None]:
    if at == main_place.NONE:
        return NOWHERE, None
    if main_place.COUNTRIES.fullmatch(at):
        return COUNTRY, COUNTRY_CENTRES.get(at)
    if main_place.PROVINCE.fullmatch(at):
        return PROVINCE, outlines.province_centre(f"{at[:2].lower()}-{at[3:]}")
    if place and place["latitude"] is not None:
        return PLACE, (place["longitude"], place["latitude"])
    return PLACE, None
