"""Every published list as CSV and as JSON: exactly the rows of the list, in its order.

Written piece by piece, so that a million lines need no more memory than a thousand; all within one snapshot, so
that rows, count and contributions belong to one edition. A fault raises in the middle of the answer, which breaks
the download: a file that arrives whole is whole.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from django.conf import settings
from django.db.models import Q
from django.utils.text import slugify

from cases import counts
from cases.choices import RelationKind
from cases.counts import Count, Share
from cases.published import totals
from cases.published.columns import SCHEMA_VERSION, TABLES, header, headings
from cases.published.csv_lines import BYTE_ORDER_MARK, LINE_END, line
from cases.published.filters import (
    ActionFilter,
    CaseFilter,
    CitationFilter,
    EventFilter,
    FigureFilter,
    ListFilter,
    RelationFilter,
    ResponseFilter,
    SourceFilter,
    StatementFilter,
)
from cases.published.models import PublishedDocument, PublishedRelation, PublishedState
from cases.published.permalinks import permalink
from cases.published.resolvable import published_among, resolvable
from cases.published.snapshot import snapshot

LICENCE = "CC0-1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/"

FILTERS: dict[str, type[ListFilter]] = {
    "cases": CaseFilter,
    "events": EventFilter,
    "figures": FigureFilter,
    "statements": StatementFilter,
    "sources": SourceFilter,
    "citations": CitationFilter,
    "relations": RelationFilter,
    "actions": ActionFilter,
    "responses": ResponseFilter,
}
#: Lines written at once, and documents read at once.
LINES, DOCUMENTS = 500, 100


def state() -> PublishedState:
    """The current edition; serial 0 and no time before the first. One query."""
    return PublishedState.objects.first() or PublishedState()


def file_name(table: str, suffix: str, is_narrowed: bool, language: str = "") -> str:
    """Name of a download: site, table, edition and its date, "sur-place-cases-edition-12-2026-11-21.csv"; with the
    language of its headings, if these are words."""
    current = state()
    parts = [settings.SITE_NAME, table, "selection" if is_narrowed else "", "edition", str(current.serial)]
    if current.changed_at:
        parts.append(current.changed_at.astimezone(UTC).date().isoformat())
    if language:
        parts.append(language)
    return f"{slugify(' '.join(parts))}.{suffix}"


def csv_file(
    table: str, listed: ListFilter, byte_order_mark: bool = True, language: str = ""
) -> Iterator[bytes]:
    """The list as a CSV file, in pieces. With a language its first line is headings in words instead of names."""
    with snapshot():
        first = headings(table, language) if language else header(table)
        yield ((BYTE_ORDER_MARK if byte_order_mark else "") + first + LINE_END).encode()
        columns, ending = _endings(table, listed)
        rows = listed.queryset().values_list("csv_line", "reference", *columns)
        lines: list[str] = []
        for written, *row in rows.iterator(LINES):
            lines.append(written + ending(*row) + LINE_END)
            if len(lines) == LINES:
                yield "".join(lines).encode()
                lines.clear()
        if lines:
            yield "".join(lines).encode()


def json_file(table: str, listed: ListFilter) -> Iterator[bytes]:
    """The list as one JSON object, in pieces: `count`, `edition`, `filters` and `results`, which are the published
    documents, or the parts of them that the list is made of, each with its permalink."""
    with snapshot():
        current = state()
        head = {
            "count": listed.queryset().count(),
            "table": table,
            "edition": current.serial,
            "edition_made_at": moment(current.changed_at),
            "schema_version": SCHEMA_VERSION,
            "licence": LICENCE,
            "filters": dict(parse_qsl(listed.canonical_query())),
        }
        yield dumps(head).removesuffix("}").encode() + b', "results": [\n'
        between = ""
        for results in _results(table, listed):
            yield (between + ",\n".join(dumps(result) for result in results)).encode()
            between = ",\n"
        yield b"\n]}\n"


def document_json(published: PublishedDocument) -> dict:
    """One published document by itself, with the documents of the sources that it cites. Five queries."""
    document = published.document
    resolvables = published_among([document])
    shown = resolvable(document, resolvables)
    cited = sorted(reference for kind, reference in resolvables if kind == "source")
    sources = list(PublishedDocument.objects.filter(kind="source", reference__in=cited).order_by("reference"))
    behind = published_among(source.document for source in sources)
    return {
        **result(published, shown, shown),
        "licence": LICENCE,
        "sources": [
            result(row, source, source) for row in sources for source in [resolvable(row.document, behind)]
        ],
    }


def moment(value: datetime | None) -> str | None:
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def dumps(value: Mapping) -> str:
    """JSON with its keys in order: PostgreSQL does not keep the order in which a document was written, and the same
    record is the same bytes on either database."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


#: What of a case's row tells its contribution where no relation has a say.
_OWN_COUNTS = ("helpers", "affected_low", "affected_high", "returned_low", "returned_high")


def _endings(table: str, listed: ListFilter) -> tuple[tuple[str, ...], Callable[..., str]]:
    """The cells of a line that depend on the list: the columns of its row that they need beside the reference, and
    the function that makes them of these.

    Only cases that are part of others, or have parts, are held in memory: every other adds its own counts.
    """
    if not TABLES[table].of_list:
        return (), lambda reference: ""
    part_of = PublishedRelation.objects.filter(kind=RelationKind.PART_OF)
    related = Q(reference__in=part_of.values("from_reference")) | Q(
        reference__in=part_of.values("to_reference")
    )
    contributions = totals.contributions(listed.rows().filter(related))

    def ending(reference: str, helpers: bool, *own: int | None) -> str:
        if reference in contributions:
            adds = contributions[reference]
            affected, returned = adds.affected, adds.returned
        else:
            affected = _adds_alone(Count(*own[:2]))
            returned = Share() if helpers else _adds_alone(Count(*own[2:]))
        return "," + line([affected.low, affected.high, returned.low, returned.high])

    return _OWN_COUNTS, ending


def _adds_alone(own: Count) -> Share:
    return counts.contributions({"": own}, ())[""]


def _results(table: str, listed: ListFilter) -> Iterator[list[dict]]:
    """The list as JSON results, some at a time: three queries each."""
    rows = listed.queryset().values_list("reference", "subject_id").iterator(DOCUMENTS)
    for some in _batches(rows):
        yield results(table, some)


def results(table: str, rows: Collection[tuple[str, int]]) -> list[dict]:
    """Some rows of a table as JSON results: `rows` are (reference, key of the document that holds it). Three
    queries."""
    subjects = PublishedDocument.objects.in_bulk({subject for _reference, subject in rows})
    resolvables = published_among(row.document for row in subjects.values())
    documents = {key: resolvable(row.document, resolvables) for key, row in subjects.items()}
    return [
        result(subjects[subject], documents[subject], _part(table, documents[subject], reference))
        for reference, subject in rows
    ]


def _part(table: str, document: dict, reference: str) -> dict:
    """The thing a line is about: the document itself, or the part of it with this reference, which documents keep
    under the name of its table."""
    if document["reference"] == reference:
        return document
    return next(part for part in document[table] if part["reference"] == reference)


def result(published: PublishedDocument, document: dict, part: dict) -> dict:
    """A document, or one part of it, as files and API show it: with its address and the edition behind it."""
    shown_at = part.get("cited_reference") or part.get("from_reference") or part["reference"]
    holder = (
        {}
        if part is document
        else {
            "document_kind": document["kind"],
            "document_reference": document["reference"],
        }
    )
    return {
        **part,
        **holder,
        "permalink": permalink(settings.SITE_URL, document, shown_at),
        "edition": published.edition,
        "last_changed": moment(published.changed_at),
    }


def _batches(rows: Iterator[tuple]) -> Iterator[list[tuple]]:
    some: list[tuple] = []
    for row in rows:
        some.append(row)
        if len(some) == DOCUMENTS:
            yield some
            some = []
    if some:
        yield some
