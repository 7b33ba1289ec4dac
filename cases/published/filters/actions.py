"""The filters of the list of actions and of the table of responses."""

from collections.abc import Mapping

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import ActionKind, ActorKind, ResponseKind, SubjectKind
from cases.published.filters import years
from cases.published.filters.base import BY_RELEVANCE, NEWEST_FIRST, OLDEST_FIRST, ListFilter, words_condition
from cases.published.filters.parameters import Addressee, Choice, Reference, Words, YesNo
from cases.published.listing import by, read_date
from cases.published.models import PublishedAction, PublishedCase, PublishedResponse

BY_DATE = {
    "newest": by(NEWEST_FIRST, "sort_date", read_date),
    "oldest": by(OLDEST_FIRST, "sort_oldest", read_date, descending=False),
}


def about_case(values: Mapping[str, object], column: str) -> list[Q]:
    """Rows that name the case of the filter, while it is published: a draft must not be found by its reference."""
    if "case" not in values:
        return []
    published = PublishedCase.objects.filter(reference=values["case"])
    return [Q(**{f"{column}__in": published.values("reference")})]


class ActionFilter(ListFilter):
    """Actions by words, kind, kind of actor, addressee, years, whether an answer is recorded, and case."""

    model = PublishedAction
    parameters = (
        Words("q", gettext_lazy("Words")),
        Choice("kind", gettext_lazy("Kind"), ActionKind),
        Choice("actor_kind", gettext_lazy("Who acts"), ActorKind),
        YesNo(
            "answered",
            gettext_lazy("Answer"),
            gettext_lazy("An answer is recorded"),
            gettext_lazy("No answer is recorded"),
        ),
        Addressee("addressee", gettext_lazy("Addressee")),
        *years.PARAMETERS,
        Reference("case", gettext_lazy("Case"), SubjectKind.CASE),
    )
    sorts = {**BY_DATE, "relevance": BY_RELEVANCE}

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors)

    def conditions(self) -> list[Q]:
        conditions = years.conditions(self.values)
        if "q" in self.values:
            conditions += words_condition(self.values["q"])
        columns = {
            "kind": "kind",
            "actor_kind": "actor_kind",
            "answered": "answered",
            "addressee": "addressee_links__addressee",
        }
        conditions += [
            Q(**{column: self.values[name]}) for name, column in columns.items() if name in self.values
        ]
        return conditions + about_case(self.values, "case_links__case_reference")

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Actions")
        return ngettext("%(count)s action", "%(count)s actions", count) % {"count": f"{count:,}"}

    def phrases(self) -> list[str]:
        return years.phrases(self.values) + self.phrases_of(
            "q", "kind", "actor_kind", "answered", "addressee", "case"
        )


class ResponseFilter(ListFilter):
    """Responses by kind, case and years."""

    model = PublishedResponse
    parameters = (
        Choice("kind", gettext_lazy("Kind"), ResponseKind),
        Reference("case", gettext_lazy("Case"), SubjectKind.CASE),
        *years.PARAMETERS,
    )
    sorts = BY_DATE

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        years.settle(values, errors)

    def conditions(self) -> list[Q]:
        of_kind = [Q(kind=self.values["kind"])] if "kind" in self.values else []
        return years.conditions(self.values) + of_kind + about_case(self.values, "case_reference")

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Responses")
        return ngettext("%(count)s response", "%(count)s responses", count) % {"count": f"{count:,}"}

    def phrases(self) -> list[str]:
        return years.phrases(self.values) + self.phrases_of("kind", "case")
