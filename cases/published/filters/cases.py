"""The filter of the list of cases."""

from django.db.models import Exists, OuterRef, Q, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import EventKind, Outcome, PersonKind, SexOrAge, SubjectKind, Verification, Wait
from cases.published.filters import years
from cases.published.filters.base import BY_RELEVANCE, NEWEST_FIRST, OLDEST_FIRST, ListFilter, words_condition
from cases.published.filters.main_place import MainPlace
from cases.published.filters.parameters import (
    NONE,
    Amount,
    Choice,
    Country,
    Place,
    Province,
    Reference,
    Whole,
    Words,
    Year,
)
from cases.published.listing import by, read_date, read_integer
from cases.published.models import PublishedCase, PublishedEvent, PublishedFacet


class Group(TextChoices):
    """The two groups that are counted apart."""

    REFUGEES = "refugees", gettext_lazy("Refugees and others affected")
    HELPERS = "helpers", gettext_lazy("Helpers of refugees")


class CaseFilter(ListFilter):
    """Cases by words, place, step, outcome, verification, people, origins, wait, years, source and number affected.

    `event_year` asks for a case with an event, of the kind `event` where that is given too, that possibly or
    certainly (`dates`) took place in the year: both must be true of one and the same event. "none" asks for a case with
    an event of which no date is stated, nor of another event of its kind.
    """

    model = PublishedCase
    parameters = (
        Words("q", gettext_lazy("Words")),
        Country("country", gettext_lazy("Country"), none=gettext_lazy("Not stated")),
        Province("province", gettext_lazy("Province"), none=gettext_lazy("Not stated")),
        Place("place", gettext_lazy("Place")),
        MainPlace("at", gettext_lazy("Main place")),
        Choice("event", gettext_lazy("Event"), EventKind, none=gettext_lazy("None reported")),
        Choice("outcome", gettext_lazy("Last reported outcome"), Outcome),
        Choice("verification", gettext_lazy("Verification"), Verification),
        Choice("group", gettext_lazy("Group"), Group),
        Choice("people", gettext_lazy("People"), PersonKind),
        Choice("with", gettext_lazy("Reported among them"), SexOrAge, none=gettext_lazy("Not stated")),
        Amount("origins_min", gettext_lazy("Independent origins, at least")),
        Amount("origins_max", gettext_lazy("Independent origins, at most")),
        Choice("wait", gettext_lazy("From detention to return"), Wait),
        *years.PARAMETERS,
        Year("event_year", gettext_lazy("Year of the event"), none=gettext_lazy("Not stated")),
        Reference("source", gettext_lazy("Source"), SubjectKind.SOURCE),
        Whole("affected_min", gettext_lazy("Affected, at least")),
    )
    sorts = {
        "newest": by(NEWEST_FIRST, "sort_date", read_date),
        "oldest": by(OLDEST_FIRST, "sort_oldest", read_date, descending=False),
        "people": by(gettext_lazy("most people first"), "affected_sort", read_integer),
        "changed": by(gettext_lazy("last changed first"), "edition", read_integer),
        "relevance": BY_RELEVANCE,
    }

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors, also=["event_year"] if values.get("event_year") != NONE else [])
        fewest, most = values.get("origins_min"), values.get("origins_max")
        if fewest is not None and most is not None and fewest > most:
            del values["origins_min"], values["origins_max"]
            errors.append(
                _("“origins_min” (%(fewest)s) is more than “origins_max” (%(most)s); both were ignored.")
                % {"fewest": fewest, "most": most}
            )

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
        if "group" in values:
            conditions.append(Q(helpers=values["group"] == Group.HELPERS))
        if "event_year" in values:
            conditions.append(Q(Exists(self.events_of_year().filter(case_reference=OuterRef("reference")))))
        return conditions

    def events_of_year(self):
        """The events that `event_year`, `event` and `dates` speak of. A step that is not reported has no year."""
        values = self.values
        year = values["event_year"]
        if year == NONE:
            same = {"case_reference": OuterRef("case_reference"), "kind": OuterRef("kind")}
            dated = Exists(PublishedEvent.objects.filter(~years.UNDATED, **same))
            events = PublishedEvent.objects.filter(years.UNDATED).exclude(dated)
        else:
            events = PublishedEvent.objects.filter(years.within(year, year, values.get("dates")))
        return events.filter(kind=values["event"]) if "event" in values else events

    def subject(self, count: int | None) -> str:
        country = ""
        if self.values.get("country", NONE) != NONE:
            country = next(chip.words for chip in self.chips if chip.name == "country")
        if count is None:
            return _("Cases in %(country)s") % {"country": country} if country else _("Cases")
        if country:
            text = ngettext("%(count)s case in %(country)s", "%(count)s cases in %(country)s", count)
        else:
            text = ngettext("%(count)s case", "%(count)s cases", count)
        return text % {"count": f"{count:,}", "country": country}

    def phrases(self) -> list[str]:
        phrases = years.phrases(self.values)
        phrases += self.phrases_of("q")
        if self.values.get("country") == NONE:
            phrases += self.phrases_of("country")
        phrases += self.phrases_of("province", "place", "at")
        phrases += self._phrases_of_event()
        phrases += self.phrases_of("outcome", "verification", "group", "people", "with")
        phrases += [words for words in [origins_words(self.values)] if words]
        phrases += self.phrases_of("wait", "source")
        if "affected_min" in self.values:
            phrases.append(
                _("with at least %(number)s affected") % {"number": f"{self.values['affected_min']:,}"}
            )
        return phrases

    def _phrases_of_event(self) -> list[str]:
        if "event_year" not in self.values:
            return self.phrases_of("event")
        year = self.values["event_year"]
        certainly = self.values.get("dates") == years.Within.CERTAINLY
        if "event" not in self.values:
            if year == NONE:
                return [_("with an event whose date is not stated")]
            text = (
                _("with an event certainly in %(year)s")
                if certainly
                else _("with an event possibly in %(year)s")
            )
            return [text % {"year": year}]
        if year == NONE:
            text = _("Event: %(event)s, its date not stated")
        elif certainly:
            text = _("Event: %(event)s, certainly in %(year)s")
        else:
            text = _("Event: %(event)s, possibly in %(year)s")
        event = next(chip.words for chip in self.chips if chip.name == "event")
        return [text % {"event": event, "year": year}]


def origins_words(values: dict[str, object]) -> str:
    """How many origins are asked for, in words; "" without a number."""
    fewest, most = values.get("origins_min"), values.get("origins_max")
    if fewest is None and most is None:
        return ""
    if most is None:
        text = ngettext(
            "reported by at least %(fewest)s origin",
            "reported by at least %(fewest)s independent origins",
            fewest,
        )
    elif most == 0:
        text = _("without a published origin")
    elif fewest == most:
        text = ngettext("reported by %(most)s origin alone", "reported by %(most)s independent origins", most)
    elif fewest:
        text = _("reported by %(fewest)s to %(most)s independent origins")
    else:
        text = ngettext(
            "reported by at most %(most)s origin", "reported by at most %(most)s independent origins", most
        )
    return text % {"fewest": fewest, "most": most}


def origins_range(values: dict[str, object]) -> str:
    """How many origins are asked for, as short as a chip; "" without a number."""
    fewest, most = values.get("origins_min"), values.get("origins_max")
    if fewest is None and most is None:
        return ""
    if most is None:
        return _("%(number)s or more") % {"number": f"{fewest:,}"}
    if fewest in (None, most):
        return (
            f"{most:,}" if fewest == most or most == 0 else _("%(number)s or fewer") % {"number": f"{most:,}"}
        )
    return f"{fewest:,}–{most:,}"


FACETS = {
    "country": PublishedFacet.COUNTRY,
    "province": PublishedFacet.PROVINCE,
    "place": PublishedFacet.PLACE,
    "at": PublishedFacet.MAIN_PLACE,
    "event": PublishedFacet.EVENT,
    "with": PublishedFacet.WITH,
    "wait": PublishedFacet.WAIT,
    "source": PublishedFacet.SOURCE,
}
COLUMNS = {
    "outcome": "outcome",
    "verification": "verification",
    "people": "person_kind",
    "affected_min": "affected_low__gte",
    "origins_min": "origins__gte",
    "origins_max": "origins__lte",
}
