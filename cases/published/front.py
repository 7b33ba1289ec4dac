"""What the front page shows: the first five questions of somebody who must write about this today."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models.fields.json import KeyTextTransform

from cases.choices import Act, Outcome, SubjectKind
from cases.counts import Count
from cases.published import resolve, totals
from cases.published.models import (
    PublishedCase,
    PublishedEdition,
    PublishedEntry,
    PublishedResponse,
    PublishedSource,
)

MOST_HELD, MOST_RESPONSES, MOST_EDITIONS, MOST_TITLES = 6, 3, 3, 5


@dataclass(frozen=True)
class EditionSummary:
    """One edition: how many subjects of each kind it published, changed or took down (`acts`), and links to its
    cases and actions where they are few."""

    serial: int
    made_at: datetime
    public_note: str
    acts: list[tuple[Act, SubjectKind, int]]
    links: list[resolve.Link]


def context() -> dict:
    """The template context of the front page, apart from the names and contacts of the site. A fixed number of
    queries, whatever is published."""
    cases = PublishedCase.objects.all()
    held = cases.filter(outcome=Outcome.DETAINED)
    newest_held = held.order_by(KeyTextTransform("outcome_as_of", "subject__document").desc(), "-reference")
    people = totals.of(cases)
    return {
        "totals": people,
        "minimum_returned": Count(people.returned.low) if people.returned else None,
        "held": [row.subject.document for row in newest_held.select_related("subject")[:MOST_HELD]],
        "held_count": held.count(),
        "sources": PublishedSource.objects.count(),
        "origins": PublishedSource.objects.values("origin").distinct().count(),
        "answers": answers(),
        "editions": editions(),
    }


def answers() -> list[dict]:
    """The newest recorded responses, with the action and the case they belong to. Two queries."""
    newest = PublishedResponse.objects.order_by("-sort_date", "-reference").select_related("subject")
    rows = list(newest[:MOST_RESPONSES])
    links = resolve.links((SubjectKind.CASE, row.case_reference) for row in rows if row.case_reference)
    return [
        {
            "response": _response(row),
            "action": resolve.link(row.subject.document) if row.action_reference else None,
            "case": links.get((SubjectKind.CASE, row.case_reference)),
        }
        for row in rows
    ]


def editions(most: int = MOST_EDITIONS) -> list[EditionSummary]:
    """The newest editions. Four queries."""
    newest = list(PublishedEdition.objects.order_by("-serial")[:most])
    serials = [edition.serial for edition in newest]
    entries = PublishedEntry.objects.filter(edition__in=serials)
    acts = (
        entries.order_by("act", "kind")
        .values_list("edition", "act", "kind")
        .annotate(number=models.Count("pk"))
    )
    numbers: dict[int, list] = {}
    for serial, act, kind, number in acts:
        numbers.setdefault(serial, []).append((Act(act), SubjectKind(kind), number))
    few = [
        serial for serial, found in numbers.items() if sum(number for *_what, number in found) <= MOST_TITLES
    ]
    named = list(
        entries.filter(edition__in=few, kind__in=resolve.PAGES).values_list("edition", "kind", "reference")
    )
    links = resolve.links((kind, reference) for _serial, kind, reference in named)
    return [
        EditionSummary(
            edition.serial,
            edition.made_at,
            edition.public_note,
            numbers.get(edition.serial, []),
            [
                links[kind, reference]
                for serial, kind, reference in named
                if serial == edition.serial and (kind, reference) in links
            ],
        )
        for edition in newest
    ]


def _response(row: PublishedResponse) -> dict:
    """The response in the document that holds it."""
    document = row.subject.document
    if not row.action_reference:
        return document
    return next(response for response in document["responses"] if response["reference"] == row.reference)
