"""The filters of the figures, of the statements, and of the tables of events and relations."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import EventKind, Measure, RelationKind, StatementTopic, SubjectKind
from cases.published.filters import years
from cases.published.filters.actions import BY_DATE
from cases.published.filters.base import ListFilter, words_condition
from cases.published.filters.parameters import Choice, Reference, Words, YesNo
from cases.published.filters.sources import BY_REFERENCE
from cases.published.listing import Key, Sort, read_code, read_date, read_reference
from cases.published.models import PublishedEvent, PublishedFigure, PublishedRelation, PublishedStatement


class DatedFilter(ListFilter):
    """Rows by years, by the columns of `columns` (parameter name to column), or both."""

    columns: dict[str, str] = {}

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors)

    def conditions(self) -> list[Q]:
        return years.conditions(self.values) + [
            Q(**{column: self.values[name]}) for name, column in self.columns.items() if name in self.values
        ]

    def phrases(self) -> list[str]:
        return years.phrases(self.values) + self.phrases_of(*self.columns)


class FigureFilter(DatedFilter):
    """Counts by measure, source, case, years, and whether they belong to no case."""

    model = PublishedFigure
    parameters = (
        Choice("measure", gettext_lazy("What is counted"), Measure),
        YesNo(
            "reported_by_others",
            gettext_lazy("Scope"),
            gettext_lazy("tied to no single case"),
            gettext_lazy("tied to a case"),
        ),
        Reference("source", gettext_lazy("Source"), SubjectKind.SOURCE),
        Reference("case", gettext_lazy("Case"), SubjectKind.CASE),
        *years.PARAMETERS,
    )
    columns = {"measure": "measure", "source": "source_reference", "case": "case_reference"}
    sorts = {
        "measure": Sort(
            gettext_lazy("by what is counted, newest first"),
            (
                Key("measure", False, read_code),
                Key("sort_date", True, read_date),
                Key("reference", True, read_reference),
            ),
        ),
        **BY_DATE,
    }

    def conditions(self) -> list[Q]:
        conditions = super().conditions()
        if "reported_by_others" in self.values:
            of_no_case = Q(case_reference="")
            conditions.append(of_no_case if self.values["reported_by_others"] else ~of_no_case)
        return conditions

    def phrases(self) -> list[str]:
        scope = [chip.words for chip in self.chips if chip.name == "reported_by_others"]
        return scope + super().phrases()

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Reported counts")
        return ngettext("%(count)s reported count", "%(count)s reported counts", count) % {
            "count": f"{count:,}"
        }


class StatementFilter(DatedFilter):
    """Statements by words, topic, source and years."""

    model = PublishedStatement
    parameters = (
        Words("q", gettext_lazy("Words")),
        Choice("topic", gettext_lazy("Topic"), StatementTopic),
        Reference("source", gettext_lazy("Source"), SubjectKind.SOURCE),
        *years.PARAMETERS,
    )
    columns = {"topic": "topic", "source": "source_reference"}

    def conditions(self) -> list[Q]:
        return super().conditions() + (words_condition(self.typed) if self.typed else [])

    def phrases(self) -> list[str]:
        return super().phrases() + self.phrases_of("q")

    sorts = {
        "topic": Sort(
            gettext_lazy("by topic"),
            (Key("topic", False, read_code), Key("reference", False, read_reference)),
        )
    }

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Statements")
        return ngettext("%(count)s statement", "%(count)s statements", count) % {"count": f"{count:,}"}


class EventFilter(DatedFilter):
    """Events by kind, case and years."""

    model = PublishedEvent
    parameters = (
        Choice("kind", gettext_lazy("Kind"), EventKind),
        Reference("case", gettext_lazy("Case"), SubjectKind.CASE),
        *years.PARAMETERS,
    )
    columns = {"kind": "kind", "case": "case_reference"}
    sorts = BY_DATE

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Events")
        return ngettext("%(count)s event", "%(count)s events", count) % {"count": f"{count:,}"}


class RelationFilter(ListFilter):
    """Relations by kind."""

    model = PublishedRelation
    parameters = (Choice("kind", gettext_lazy("Kind"), RelationKind),)
    sorts = {"reference": BY_REFERENCE}

    def conditions(self) -> list[Q]:
        return [Q(kind=self.values["kind"])] if "kind" in self.values else []

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Relations")
        return ngettext("%(count)s relation", "%(count)s relations", count) % {"count": f"{count:,}"}
