"""What the front page and the fact sheet show: the first five questions of somebody who must write about this today."""

from dataclasses import dataclass

from django.db.models import Count as Number
from django.db.models.fields.json import KeyTextTransform

from cases.choices import Measure, Outcome, SourceKind
from cases.counts import Count
from cases.published import authorities, editions, estimates, resolve, statistics, totals
from cases.published import map as case_map
from cases.published.models import PublishedAction, PublishedCase, PublishedSource
from cases.published.totals import ListTotals

MOST_HELD, MOST_ANSWERS, MOST_EDITIONS, MOST_SOURCES, MOST_OPEN = 3, 3, 3, 2, 5
MOST_ESTIMATES, MOST_RATES = 4, 2


@dataclass(frozen=True)
class Held:
    """The cases whose people were held when last reported: how many, the people they concern, the newest of them."""

    cases: int
    people: ListTotals
    newest: list[dict]


@dataclass(frozen=True)
class Sources:
    """How many published sources there are, of how many origins, of which kinds (commonest first), and the newest."""

    number: int
    origins: int
    kinds: list[tuple[SourceKind, int]]
    newest: list[dict]


def answers() -> dict:
    """The five answers: how many were sent back, who is held, who says so, what the authorities say. Thirteen
    queries. The fifth, whom to call, comes with every page (advocacy.pages.site)."""
    people = totals.of(PublishedCase.objects.all())
    others = estimates.of(
        (Measure.FORCIBLY_RETURNED, Measure.IN_CUSTODY), MOST_ESTIMATES, most_rates=MOST_RATES
    )
    return {
        "totals": people,
        "minimum_returned": Count(people.returned.low) if people.returned else None,
        "estimates": others[Measure.FORCIBLY_RETURNED],
        "held": held(),
        "held_estimates": others[Measure.IN_CUSTODY],
        "sources": sources(),
        "answers": authorities.newest(MOST_ANSWERS),
        "years_chart": statistics.returns_per_year(),
    }


def context() -> dict:
    """The template context of the front page, apart from the names and contacts of the site. A fixed number of
    queries, whatever is published."""
    return {
        **answers(),
        "map": case_map.of(PublishedCase.objects.all()),
        "editions": editions.newest(MOST_EDITIONS),
        "open_actions": open_actions(),
        "open_actions_count": PublishedAction.objects.filter(answered=False).count(),
    }


def held() -> Held:
    """Four queries."""
    cases = PublishedCase.objects.filter(outcome=Outcome.DETAINED)
    newest = cases.order_by(KeyTextTransform("outcome_as_of", "subject__document").desc(), "-reference")
    people = totals.of(cases)
    return Held(
        people.cases, people, [row.subject.document for row in newest.select_related("subject")[:MOST_HELD]]
    )


def sources() -> Sources:
    """Three queries."""
    every = PublishedSource.objects.all()
    kinds = every.order_by().values_list("kind").annotate(number=Number("pk")).order_by("-number", "kind")
    found = [(SourceKind(kind), number) for kind, number in kinds]
    newest = every.order_by("-sort_date", "-reference").select_related("subject")
    return Sources(
        sum(number for _kind, number in found),
        every.values("origin").distinct().count(),
        found,
        [row.subject.document for row in newest[:MOST_SOURCES]],
    )


def open_actions() -> list[resolve.Link]:
    """The newest actions without a recorded answer. One query."""
    rows = PublishedAction.objects.filter(answered=False).order_by("-sort_date", "-reference")
    return [resolve.link(row.subject.document) for row in rows.select_related("subject")[:MOST_OPEN]]
