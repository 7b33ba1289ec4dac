"""The page of all kinds: the best hits of each, how many there are, and what to do when there are none."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from cases.choices import SubjectKind
from cases.published.filters import ActionFilter, CaseFilter, ListFilter, SourceFilter, StatementFilter
from cases.published.filters.base import BY_RELEVANCE, WORDS
from cases.published.search import matching, snippets
from cases.published.search.levels import ANYWHERE, RELATED, SIMILAR
from cases.published.search.query import Query, parse
from cases.published.search.typed import Typed

MOST_SHOWN = 5

#: What is searched, in the order of the page: kind, heading, its list, and the page of that.
KINDS: tuple[tuple[SubjectKind, Promise, type[ListFilter], str], ...] = (
    (SubjectKind.CASE, _("Cases"), CaseFilter, "case-list"),
    (SubjectKind.SOURCE, _("Sources"), SourceFilter, "source-list"),
    (SubjectKind.ACTION, _("Actions"), ActionFilter, "action-list"),
    (SubjectKind.STATEMENT, _("Background"), StatementFilter, "statement-list"),
)


@dataclass(frozen=True)
class Hit:
    """One thing found: its document, its row's level, and why it was found."""

    document: dict
    level: int
    snippet: snippets.Snippet


@dataclass(frozen=True)
class Kind:
    """The best hits of one kind, how many there are, and the list of all (name of its address, query)."""

    code: str
    label: Promise
    hits: list[Hit]
    count: int
    page: str
    query: str


@dataclass(frozen=True)
class Word:
    """One word of a query that found nothing, with how much is found by it alone."""

    text: str
    query: str
    count: int


@dataclass(frozen=True)
class Answer:
    """What a search found.

    `writings` are what was found that is not written as typed; `is_exact` says whether anything is. `words` says what
    each word finds alone, when all together find nothing.
    """

    typed: str
    is_understood: bool
    is_cut: bool
    kinds: list[Kind]
    count: int
    is_exact: bool
    is_related: bool
    is_similar: bool
    writings: list[str]
    words: list[Word]


def answer(text: str, language: str) -> Answer:
    """What is found for a text as typed. Nine queries, two more for words that stand in no text, two for each word of a query
    that finds nothing."""
    asked = parse(text)
    if not asked.groups:
        return Answer(" ".join(text.split())[:60], False, False, [], 0, True, False, False, [], [])
    typed = Typed(asked.text)
    query = typed.query
    found = [(kind, *_found(listed({WORDS: typed}))) for kind, _label, listed, _page in KINDS]
    shown = snippets.of(
        (row.subject.document for _kind, rows, _count in found for row in rows), query, language
    )
    kinds = [
        Kind(
            kind,
            label,
            [
                Hit(row.subject.document, row.relevance, shown[kind, row.subject.document["reference"]])
                for row in rows
            ],
            count,
            page,
            urlencode({WORDS: typed}),
        )
        for (kind, rows, count), (_kind, label, _listed, page) in zip(found, KINDS, strict=True)
    ]
    best = max((hit.level for kind in kinds for hit in kind.hits), default=0)
    total = sum(kind.count for kind in kinds)
    return Answer(
        typed,
        True,
        asked.is_cut,
        kinds,
        total,
        is_exact=best >= ANYWHERE,
        is_related=best == RELATED,
        is_similar=best == SIMILAR,
        writings=snippets.writings(hit.snippet for kind in kinds for hit in kind.hits),
        words=[] if total or len(query.groups) < 2 else _alone(query),
    )


def _found(listed: ListFilter) -> tuple[list, int]:
    """The best rows of one list, and how many there are. Two queries."""
    rows = listed.rows()
    ranked = matching.rank(rows, listed.typed.query).select_related("subject")
    return list(ranked.order_by(*BY_RELEVANCE.order_by)[:MOST_SHOWN]), rows.count()


def _alone(query: Query) -> list[Word]:
    """What each word finds by itself, over all kinds. One query a word."""
    found = []
    for group in query.groups:
        found.append(Word(group.words, urlencode({WORDS: group.words}), matching.number(Query((group,)))))
    return found
