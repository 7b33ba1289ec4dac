"""The filters of the list of sources and of the table of citations."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import SourceKind, SubjectKind
from cases.published.filters import years
from cases.published.filters.base import BY_RELEVANCE, NEWEST_FIRST, OLDEST_FIRST, ListFilter, words_condition
from cases.published.filters.parameters import NONE, Choice, Code, Language, Origin, Reference, Text, Words
from cases.published.listing import Key, Sort, by, read_date, read_reference, read_text
from cases.published.models import PublishedCitation, PublishedSource

BY_REFERENCE = Sort(gettext_lazy("by reference"), (Key("reference", False, read_reference),))


class SourceFilter(ListFilter):
    """Sources by words, kind, language, publisher, origin and year of publication."""

    model = PublishedSource
    parameters = (
        Words("q", gettext_lazy("Words")),
        Choice("kind", gettext_lazy("Kind"), SourceKind),
        Language("language", gettext_lazy("Language"), none=gettext_lazy("Not stated")),
        Text("publisher", gettext_lazy("Publisher"), none=gettext_lazy("Not stated")),
        Origin("origin", gettext_lazy("Origin")),
        *years.PARAMETERS,
    )
    sorts = {
        "newest": by(NEWEST_FIRST, "sort_date", read_date),
        "oldest": by(OLDEST_FIRST, "sort_oldest", read_date, descending=False),
        "origin": by(gettext_lazy("by origin"), "origin", read_text, descending=False),
        "relevance": BY_RELEVANCE,
    }

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors)

    def conditions(self) -> list[Q]:
        conditions = years.conditions(self.values)
        if "q" in self.values:
            conditions += words_condition(self.values["q"])
        asked = {name: self.values[name] for name in COLUMNS if name in self.values}
        conditions += [Q(**{name: "" if value == NONE else value}) for name, value in asked.items()]
        return conditions

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Sources")
        return ngettext("%(count)s source", "%(count)s sources", count) % {"count": f"{count:,}"}

    def phrases(self) -> list[str]:
        return years.phrases(self.values) + self.phrases_of("q", *COLUMNS)


class CitationFilter(ListFilter):
    """Citations by source and by the kind of thing cited."""

    model = PublishedCitation
    parameters = (
        Reference("source", gettext_lazy("Source"), SubjectKind.SOURCE),
        Code("cited", gettext_lazy("Cited thing")),
    )
    sorts = {"reference": BY_REFERENCE}

    def conditions(self) -> list[Q]:
        columns = {"source": "source_reference", "cited": "cited_kind"}
        return [Q(**{column: self.values[name]}) for name, column in columns.items() if name in self.values]

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Citations")
        return ngettext("%(count)s citation", "%(count)s citations", count) % {"count": f"{count:,}"}


COLUMNS = ("kind", "language", "publisher", "origin")
