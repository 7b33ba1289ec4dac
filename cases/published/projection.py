"""From published documents to rows: pure projections, thrown away and made again at will.

A row that would name something unpublished is not made: a citation of a source that is not public, a
relation with one end that is not. `follow` therefore also projects the documents that refer to what an
edition changed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from cases import dates, text
from cases.choices import HELPER_KINDS, Measure, SubjectKind
from cases.published import columns, origins
from cases.published.models import (
    PublishedAction,
    PublishedActionCase,
    PublishedCase,
    PublishedCitation,
    PublishedDocument,
    PublishedEvent,
    PublishedFacet,
    PublishedFigure,
    PublishedReference,
    PublishedRelation,
    PublishedResponse,
    PublishedSource,
    PublishedStatement,
)

#: Sorts behind every date that is known, newest first.
NOT_STATED = date(1, 1, 1)
CHUNK = 200

#: Every table that is a projection, in an order in which rows can be made.
TABLES = (
    PublishedReference,
    PublishedCase,
    PublishedFacet,
    PublishedEvent,
    PublishedFigure,
    PublishedStatement,
    PublishedSource,
    PublishedCitation,
    PublishedRelation,
    PublishedAction,
    PublishedActionCase,
    PublishedResponse,
)


@transaction.atomic
def rebuild() -> int:
    """Project every published document anew; how many there are. What the public sees does not change."""
    documents = PublishedDocument.objects.order_by("pk")
    total = 0
    for chunk in chunks(documents.iterator(chunk_size=CHUNK)):
        project(chunk)
        total += len(chunk)
    return total


def follow(serial: int, changed: Iterable[tuple[str, str]]) -> None:
    """Project what an edition changed, and every document that refers to it.

    `changed` holds (kind, reference) pairs, those taken down included. Reads the references of the
    documents, which are projected first, so that new documents count as well.
    """
    documents = PublishedDocument.objects.filter(edition=serial).order_by("pk")
    for chunk in chunks(documents.iterator(chunk_size=CHUNK)):
        project_references(chunk)
    dependents = set(documents.values_list("pk", flat=True))
    frontier = list(changed)
    while frontier:
        found = set()
        for chunk in chunks(frontier):
            found |= set(
                PublishedReference.objects.filter(
                    to_kind__in={kind for kind, _reference in chunk},
                    to_reference__in=[reference for _kind, reference in chunk],
                ).values_list("subject_id", flat=True)
            )
        # A source may derive from the changed one, and cases count origins through both.
        found -= dependents
        dependents |= found
        frontier = list(
            PublishedDocument.objects.filter(pk__in=found, kind=SubjectKind.SOURCE).values_list(
                "kind", "reference"
            )
        )
    for pks in chunks(sorted(dependents)):
        project(PublishedDocument.objects.filter(pk__in=pks).order_by("pk"))


def project(documents: Iterable[PublishedDocument]) -> None:
    """Replace the rows of these documents by rows made from them now."""
    documents = list(documents)
    pks = [row.pk for row in documents]
    for table in reversed(TABLES):
        if table not in (PublishedFacet, PublishedActionCase):
            table.objects.filter(subject_id__in=pks).delete()
    project_references(documents)
    surroundings = Surroundings(documents)
    rows = {table: [] for table in TABLES}
    for row in documents:
        for made in rows_of(row, surroundings):
            rows[type(made)].append(made)
    for table in TABLES:
        table.objects.bulk_create(rows[table], batch_size=500)


def project_references(documents: Iterable[PublishedDocument]) -> None:
    """Replace what is known of the references of these documents."""
    documents = list(documents)
    PublishedReference.objects.filter(subject_id__in=[row.pk for row in documents]).delete()
    PublishedReference.objects.bulk_create(
        [
            PublishedReference(subject=row, to_kind=kind, to_reference=reference)
            for row in documents
            for kind, reference in sorted(references(row.document))
        ],
        batch_size=500,
    )


def references(document: dict) -> set[tuple[str, str]]:
    """(kind, reference) of every other subject a document refers to."""
    found = {("source", citation["source"]) for citation in document.get("citations", [])}
    found |= {("source", figure["source"]) for figure in document.get("figures", [])}
    found |= {(end["to_kind"], end["to_reference"]) for end in document.get("relations", [])}
    found |= {("case", reference) for reference in document.get("cases", [])}
    found |= {("case", response["case"]) for response in document.get("responses", [])}
    found |= {("source", document.get("source", "")), ("source", document.get("derived_from", ""))}
    if document["kind"] == SubjectKind.RESPONSE:
        found.add(("case", document["case"]))
    return {(kind, reference) for kind, reference in found if reference} - {
        (document["kind"], document["reference"])
    }


class Surroundings:
    """What rows of a batch of documents need to know of others: which are published, and their sources."""

    def __init__(self, documents: list[PublishedDocument]):
        wanted = {pair for row in documents for pair in references(row.document)}
        self.sources = self._sources({reference for kind, reference in wanted if kind == SubjectKind.SOURCE})
        ends = Q()
        for kind in (SubjectKind.CASE, SubjectKind.FIGURE):
            ends |= Q(kind=kind, reference__in=[reference for of, reference in wanted if of == kind])
        self.published = set(PublishedDocument.objects.filter(ends).values_list("kind", "reference"))
        # Figures of a case are published with it, not as subjects of their own.
        figures = [reference for kind, reference in wanted if kind == SubjectKind.FIGURE]
        self.published |= {
            ("figure", reference)
            for reference in PublishedFigure.objects.filter(reference__in=figures).values_list(
                "reference", flat=True
            )
        }
        for row in documents:
            self.published |= {("figure", figure["reference"]) for figure in row.document.get("figures", [])}

    @staticmethod
    def _sources(references: set[str]) -> dict[str, dict]:
        """The published source documents by reference, with those they derive from."""
        sources = {}
        missing = references
        while missing:
            rows = PublishedDocument.objects.filter(kind=SubjectKind.SOURCE, reference__in=missing)
            found = dict(rows.values_list("reference", "document"))
            sources |= found
            missing = {row["derived_from"] for row in found.values() if row["derived_from"]} - set(sources)
        return sources


@dataclass(frozen=True)
class Projector:
    """Makes the rows of one published document."""

    subject: PublishedDocument
    surroundings: Surroundings

    @property
    def document(self) -> dict:
        return self.subject.document

    def row(self, table, name: str, part: dict | None, **values):
        """A row of `table` with its CSV line; `part` is the part of the document it shows, None for the whole."""
        context = columns.LineContext(
            edition=self.subject.edition,
            changed_at=self.subject.changed_at,
            site_url=settings.SITE_URL,
            sources=self.surroundings.sources,
        )
        line = columns.line(name, self.document, part, context)
        reference = (part or self.document)["reference"]
        return table(subject=self.subject, reference=reference, csv_line=line, **values)

    def is_public(self, source: str) -> bool:
        return source in self.surroundings.sources


def rows_of(subject: PublishedDocument, surroundings: Surroundings) -> Iterator:
    """Every row that follows from one document."""
    projector = Projector(subject, surroundings)
    yield from ROWS[subject.kind](projector)
    yield from link_rows(projector)


def link_rows(projector: Projector) -> Iterator:
    """The citations and relations of a document whose other end is public."""
    for citation in projector.document.get("citations", []):
        if projector.is_public(citation["source"]):
            yield projector.row(
                PublishedCitation,
                "citations",
                citation,
                source_reference=citation["source"],
                cited_kind=citation["cited_kind"],
                cited_reference=citation["cited_reference"],
            )
    for relation in projector.document.get("relations", []):
        if (relation["to_kind"], relation["to_reference"]) in projector.surroundings.published:
            ends = ("from_kind", "from_reference", "to_kind", "to_reference", "kind", "confidence")
            yield projector.row(
                PublishedRelation, "relations", relation, **{end: relation[end] for end in ends}
            )


def case_rows(projector: Projector) -> Iterator:
    document, surroundings = projector.document, projector.surroundings
    affected = document["affected"]
    returned = next(
        (count for count in document["working_counts"] if count["measure"] == Measure.FORCIBLY_RETURNED), {}
    )
    sources = cited(document) & set(surroundings.sources)
    case = projector.row(
        PublishedCase,
        "cases",
        None,
        **dating(document["date"]),
        outcome=document["outcome"],
        verification=document["verification"],
        person_kind=document["person_kind"],
        helpers=document["person_kind"] in HELPER_KINDS,
        affected_low=affected["low"],
        affected_high=affected["high"],
        affected_sort=next(
            (number for number in (affected["low"], affected["high"]) if number is not None), -1
        ),
        returned_low=returned.get("low"),
        returned_high=returned.get("high"),
        edition=projector.subject.edition,
        search_text=searchable(case_words(document, [surroundings.sources[source] for source in sources])),
    )
    yield case
    facets = {(PublishedFacet.COUNTRY, country) for country in document["countries"]}
    facets |= {(PublishedFacet.EVENT, event["kind"]) for event in document["events"]}
    facets |= {(PublishedFacet.PLACE, place["reference"]) for place in places(document) if place["reference"]}
    facets |= {(PublishedFacet.SOURCE, source) for source in sources}
    for dimension, value in sorted(facets):
        yield PublishedFacet(case=case, dimension=dimension, value=value)
    for position, event in enumerate(document["events"], start=1):
        yield projector.row(
            PublishedEvent,
            "events",
            event,
            case_reference=document["reference"],
            position=position,
            kind=event["kind"],
            count_low=event["low"],
            count_high=event["high"],
            count_role=event["role"],
            **dating(event["date"]),
        )
    for figure in document["figures"]:
        if projector.is_public(figure["source"]):
            yield figure_row(projector, figure)


def aggregate_rows(projector: Projector) -> Iterator:
    """The row of a count that belongs to no case, while its source is public."""
    if projector.is_public(projector.document["source"]):
        yield figure_row(projector, None)


def figure_row(projector: Projector, part: dict | None) -> PublishedFigure:
    figure = part or projector.document
    return projector.row(
        PublishedFigure,
        "figures",
        part,
        case_reference=projector.document["reference"] if part else "",
        measure=figure["measure"],
        unit=figure["unit"],
        source_reference=figure["source"],
        **dating(figure["period"]),
    )


def statement_rows(projector: Projector) -> Iterator:
    document = projector.document
    if projector.is_public(document["source"]):
        yield projector.row(
            PublishedStatement,
            "statements",
            None,
            topic=document["topic"],
            source_reference=document["source"],
            **dating(document["period"]),
        )


def source_rows(projector: Projector) -> Iterator:
    document = projector.document
    words = [document["title"], document["publisher"], document["original_publisher"], document["author"]]
    yield projector.row(
        PublishedSource,
        "sources",
        None,
        title=document["title"],
        publisher=document["publisher"],
        kind=document["source_kind"],
        language=document["language"],
        origin=origins.origin(document, projector.surroundings.sources)[:220],
        search_text=searchable(words),
        **dating(document["published"]),
    )


def action_rows(projector: Projector) -> Iterator:
    document = projector.document
    words = [*document["actor"].values(), *document["summary"].values()]
    words += [name for addressee in document["addressees"] for name in addressee["name"].values()]
    action = projector.row(
        PublishedAction,
        "actions",
        None,
        kind=document["action_kind"],
        actor_kind=document["actor_kind"],
        answered=any(response["response_kind"] != "no_reply" for response in document["responses"]),
        search_text=searchable(words),
        **dating(document["date"]),
    )
    yield action
    for reference in sorted(set(document["cases"])):
        yield PublishedActionCase(action=action, case_reference=reference)
    for response in document["responses"]:
        yield response_row(projector, response)


def response_rows(projector: Projector) -> Iterator:
    """The row of a response that answers no recorded action."""
    yield response_row(projector, None)


def response_row(projector: Projector, part: dict | None) -> PublishedResponse:
    response = part or projector.document
    return projector.row(
        PublishedResponse,
        "responses",
        part,
        action_reference=projector.document["reference"] if part else "",
        case_reference=response["case"],
        kind=response["response_kind"],
        **dating(response["date"]),
    )


#: How the rows of each kind of document are made.
ROWS = {
    SubjectKind.CASE: case_rows,
    SubjectKind.SOURCE: source_rows,
    SubjectKind.FIGURE: aggregate_rows,
    SubjectKind.STATEMENT: statement_rows,
    SubjectKind.ACTION: action_rows,
    SubjectKind.RESPONSE: response_rows,
}


# --- readers of documents -------------------------------------------------------------------------


def dating(edtf: str) -> dict:
    """The date columns of a row."""
    earliest, latest = dates.bounds(edtf)
    return {
        "date": edtf,
        "date_earliest": earliest,
        "date_latest": latest,
        "sort_date": earliest or latest or NOT_STATED,
    }


def cited(document: dict) -> set[str]:
    """The references of all sources a case rests on."""
    return {citation["source"] for citation in document["citations"]} | {
        figure["source"] for figure in document["figures"]
    }


def places(document: dict) -> list[dict]:
    found = [document["place"]]
    for event in document["events"]:
        found += [event["place"], event["to_place"]]
    return [place for place in found if place]


def case_words(document: dict, sources: list[dict]) -> Iterator[str]:
    """The words by which a case is found: titles, summaries, places, publishers, published names."""
    yield document["reference"]
    yield from document["title"].values()
    yield from document["summary"].values()
    for event in document["events"]:
        yield from event["summary"].values()
    for place in places(document):
        for names in (place["name"], place["city"], place["province"]):
            yield from names.values()
    yield from (person["name"] for person in document["people"])
    for source in sources:
        yield from (source["publisher"], source["original_publisher"])


def searchable(words: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text.normalise(word) for word in words if word))


def chunks(rows: Iterable, size: int = CHUNK) -> Iterator[list]:
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
