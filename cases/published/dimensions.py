"""By what each list can be narrowed: its dimensions in the order in which they are offered."""

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from cases.choices import SexOrAge, SubjectKind, Verification, Wait
from cases.published import addressees, facets, places, resolve
from cases.published.facets import Candidate, Dimension, by_bands, by_column, by_years, linked
from cases.published.filters import CaseFilter
from cases.published.filters.cases import Group
from cases.published.filters.changes import without
from cases.published.models import PublishedActionAddressee, PublishedFacet

#: How many independent origins report a case: (from, to, words).
ORIGINS = (
    (0, 0, _("None published")),
    (1, 1, "1"),
    (2, 2, "2"),
    (3, 4, "3–4"),
    (5, None, _("5 or more")),
)


def _titles(references: list[str]) -> dict[str, tuple[str, str]]:
    """Titles of published sources, each with its language. One query."""
    documents = resolve.documents((SubjectKind.SOURCE, reference) for reference in references)
    return {
        reference: (document["title"], document["language"] or "en")
        for (_kind, reference), document in documents.items()
    }


def _of_cases(dimension: str, names=None, order=()) -> Dimension:
    return linked(dimension, PublishedFacet, "case", "value", names, order, dimension=dimension)


_ANY_EVENT = _of_cases(PublishedFacet.EVENT)


def _events(base: CaseFilter) -> list[Candidate]:
    """The kinds of events of a list; with a year in force those of that year, since both speak of one event."""
    if "event_year" not in base.values:
        return list(_ANY_EVENT.count(base))
    events = base.events_of_year()
    others = without(base, ["event_year"])
    if others.is_narrowed:
        events = events.filter(case_reference__in=others.rows().values("reference"))
    rows = events.values_list("kind").annotate(number=Count("case_reference", distinct=True))
    return [Candidate({"event": kind}, number) for kind, number in facets.arranged(rows)]


CASES = (
    _of_cases(PublishedFacet.COUNTRY),
    _of_cases(PublishedFacet.PROVINCE, places.names_of_provinces),
    by_years(),
    Dimension(("event",), _events),
    by_column("outcome", "outcome"),
    by_column("verification", "verification", [code.value for code in Verification]),
    by_bands(("origins_min", "origins_max"), "origins", ORIGINS, _("Independent origins")),
    by_column(
        "group",
        "helpers",
        [code.value for code in Group],
        lambda helpers: Group.HELPERS.value if helpers else Group.REFUGEES.value,
    ),
    by_column("people", "person_kind"),
    _of_cases(PublishedFacet.WITH, order=[code.value for code in SexOrAge]),
    _of_cases(PublishedFacet.WAIT, order=[code.value for code in Wait]),
    _of_cases(PublishedFacet.SOURCE, _titles),
)
SOURCES = (
    by_column("kind", "kind"),
    by_column("language", "language"),
    by_years(),
    by_column("publisher", "publisher"),
)
ACTIONS = (
    by_column("kind", "kind"),
    by_column("answered", "answered", [True, False]),
    linked("addressee", PublishedActionAddressee, "action", "addressee", addressees.names),
    by_column("actor_kind", "actor_kind"),
    by_years(),
)
STATEMENTS = (by_column("topic", "topic"), by_years())
FIGURES = (
    by_column("measure", "measure"),
    by_column("source", "source_reference", names=_titles),
    by_years(),
)
