"""Editions in a few words: how many subjects of each kind each published, changed or took down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from cases.choices import Act, SubjectKind
from cases.published import resolve
from cases.published.models import PublishedEdition, PublishedEntry

MOST_TITLES = 5


@dataclass(frozen=True)
class EditionSummary:
    """One edition: how many subjects of each kind it published, changed or took down (`acts`), and links to its
    cases, sources and actions where they are few."""

    serial: int
    made_at: datetime
    public_note: str
    acts: list[tuple[Act, SubjectKind, int]]
    links: list[resolve.Link]


def newest(most: int) -> list[EditionSummary]:
    """The newest editions. Four queries at most."""
    return summaries(PublishedEdition.objects.order_by("-serial")[:most])


def summaries(editions: Iterable[PublishedEdition]) -> list[EditionSummary]:
    """These editions, in their order. Three queries at most, besides the one of the editions."""
    editions = list(editions)
    entries = PublishedEntry.objects.filter(edition__in=[edition.serial for edition in editions])
    acts = (
        entries.order_by("act", "kind")
        .values_list("edition", "act", "kind")
        .annotate(number=models.Count("pk"))
    )
    numbers: dict[int, list[tuple[Act, SubjectKind, int]]] = {}
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
        for edition in editions
    ]
