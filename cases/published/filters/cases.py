"""The filter of the list of cases."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import EventKind, Outcome, PersonKind, SubjectKind, Verification
from cases.published.filters import years
from cases.published.filters.base import NEWEST_FIRST, OLDEST_FIRST, ListFilter, words_condition
from cases.published.filters.parameters import Choice, Country, Reference, Whole, Words
from cases.published.listing import by, read_date, read_integer
from cases.published.models import PublishedCase, PublishedFacet


class CaseFilter(ListFilter):
    """Cases by words, country, step, outcome, verification, people, years, source and number affected."""

    model = PublishedCase
    parameters = (
        Words("q", gettext_lazy("Words")),
        Country("country", gettext_lazy("Country")),
        Choice("event", gettext_lazy("Event"), EventKind),
        Choice("outcome", gettext_lazy("Last reported outcome"), Outcome),
        Choice("verification", gettext_lazy("Verification"), Verification),
        Choice("people", gettext_lazy("People"), PersonKind),
        *years.PARAMETERS,
        Reference("source", gettext_lazy("Source"), SubjectKind.SOURCE),
        Whole("affected_min", gettext_lazy("Affected, at least")),
    )
    sorts = {
        "newest": by(NEWEST_FIRST, "sort_date", read_date),
        "oldest": by(OLDEST_FIRST, "sort_date", read_date, descending=False),
        "people": by(gettext_lazy("most people first"), "affected_sort", read_integer),
        "changed": by(gettext_lazy("last changed first"), "edition", read_integer),
    }

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors)

    def conditions(self) -> list[Q]:
        values = self.values
        conditions = years.conditions(values)
        if "q" in values:
            conditions += words_condition(values["q"])
        for name, dimension in FACETS.items():
            if name in values:
                conditions.append(Q(facets__dimension=dimension, facets__value=values[name]))
        for name, field in COLUMNS.items():
            if name in values:
                conditions.append(Q(**{field: values[name]}))
        return conditions

    def subject(self, count: int | None) -> str:
        country = next((chip.words for chip in self.chips if chip.name == "country"), "")
        if count is None:
            return _("Cases in %(country)s") % {"country": country} if country else _("Cases")
        if country:
            text = ngettext("%(count)s case in %(country)s", "%(count)s cases in %(country)s", count)
        else:
            text = ngettext("%(count)s case", "%(count)s cases", count)
        return text % {"count": f"{count:,}", "country": country}

    def phrases(self) -> list[str]:
        phrases = years.phrases(self.values)
        phrases += self.phrases_of("q", "event", "outcome", "verification", "people", "source")
        if "affected_min" in self.values:
            phrases.append(
                _("with at least %(number)s affected") % {"number": f"{self.values['affected_min']:,}"}
            )
        return phrases


FACETS = {
    "country": PublishedFacet.COUNTRY,
    "event": PublishedFacet.EVENT,
    "source": PublishedFacet.SOURCE,
}
COLUMNS = {
    "outcome": "outcome",
    "verification": "verification",
    "people": "person_kind",
    "affected_min": "affected_low__gte",
}
