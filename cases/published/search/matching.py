"""Lists narrowed and ordered by a query."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from cases.published.models.search import PublishedSearch
from cases.published.search.levels import Condition, levels
from cases.published.search.query import Query

#: The number that rows of a ranked list carry: the level of cases.published.search.levels that they reach.
RELEVANCE = "relevance"


def found(query: Query) -> Q:
    """The rows of a list whose subject the query finds; none for a query without words."""
    reached = levels(query)
    return Q(subject__in=_subjects(reached[-1][1])) if reached else Q(pk__in=())


def rank(rows: QuerySet, query: Query) -> QuerySet:
    """The rows with the level each reaches. A level is looked up once for the list, not row by row."""
    *better, (last, _condition) = levels(query) or [(0, "")]
    whens = [When(subject__in=_subjects(condition), then=Value(level)) for level, condition in better]
    return rows.annotate(**{RELEVANCE: Case(*whens, default=Value(last), output_field=IntegerField())})


def number(query: Query) -> int:
    """How many subjects of all kinds the query finds. One query."""
    return _subjects(levels(query)[-1][1]).count()


def _subjects(condition: Condition) -> QuerySet:
    return PublishedSearch.objects.filter(terms__holds=condition).values("subject")
