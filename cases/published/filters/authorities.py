"""What the page of the authorities' position is limited to."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.choices import Attitude
from cases.published.authorities import ATTITUDES
from cases.published.filters.actions import BY_DATE
from cases.published.filters.base import ListFilter
from cases.published.filters.parameters import Choice, Country
from cases.published.models import PublishedResponse


class AuthorityFilter(ListFilter):
    """Answers by the state that gives them and by how they stand to the allegation.

    The state of a responder is in the documents, not in a column: the page narrows by it itself.
    """

    model = PublishedResponse
    parameters = (
        Country("country", gettext_lazy("State")),
        Choice("answer", gettext_lazy("Answer"), Attitude),
    )
    sorts = {"newest": BY_DATE["newest"]}

    def conditions(self) -> list[Q]:
        if "answer" not in self.values:
            return []
        kinds = [kind for kind, attitude in ATTITUDES.items() if attitude == self.values["answer"]]
        return [Q(kind__in=kinds)]

    def subject(self, count: int | None) -> str:
        if count is None:
            return _("Answers")
        return ngettext("%(count)s recorded response", "%(count)s recorded responses", count) % {
            "count": f"{count:,}"
        }
