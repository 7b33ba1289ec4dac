"""The rows that follow from one published document: what each list, filter and file shows of it; pure but for look-ups.

A row that would name something unpublished is not made: a citation of a source that is not public, a
relation with one end that is not.
"""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from django.conf import settings

from cases import dates
from cases.choices import HELPER_KINDS, Measure, SexOrAge, SubjectKind
from cases.published import columns, main_place, origins, places, positions, waits
from cases.published.models import (
    PublishedAction,
    PublishedActionAddressee,
    PublishedActionCase,
    PublishedCase,
    PublishedCitation,
    PublishedDocument,
    PublishedEvent,
    PublishedFacet,
    PublishedFigure,
    PublishedRelation,
    PublishedResponse,
    PublishedSearch,
    PublishedSource,
    PublishedStatement,
)
from cases.published.models.rows import NOT_STATED, NOT_STATED_OLDEST
from cases.published.search import terms


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


def hidden_figures(document: dict, public_sources: Container[str]) -> set[str]:
    """References of the figures of a document, or of itself, whose source is not public: nothing names them."""
    figures = [document] if document["kind"] == SubjectKind.FIGURE else document.get("figures", [])
    return {figure["reference"] for figure in figures if figure["source"] not in public_sources}


class Surroundings:
    """What rows of a batch of documents need to know of others: which are published, and their sources."""

    def __init__(self, documents: list[PublishedDocument]):
        wanted = {pair for row in documents for pair in references(row.document)}
        self.sources = self._sources({reference for kind, reference in wanted if kind == SubjectKind.SOURCE})
        cases = [reference for kind, reference in wanted if kind == SubjectKind.CASE]
        figures = [reference for kind, reference in wanted if kind == SubjectKind.FIGURE]
        published_cases = PublishedDocument.objects.filter(kind=SubjectKind.CASE, reference__in=cases)
        # A figure is public as a subject or within its case, and only while its source is: its row tells.
        published_figures = PublishedFigure.objects.filter(reference__in=figures)
        self.published = {
            ("case", reference) for reference in published_cases.values_list("reference", flat=True)
        }
        self.published |= {
            ("figure", reference) for reference in published_figures.values_list("reference", flat=True)
        }

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
            published=self.surroundings.published,
        )
        line = columns.line(name, self.document, part, context)
        reference = (part or self.document)["reference"]
        return table(subject=self.subject, reference=reference, csv_line=line, **values)

    def is_public(self, source: str) -> bool:
        return source in self.surroundings.sources

    @property
    def hidden(self) -> set[str]:
        return hidden_figures(self.document, self.surroundings.sources)


def rows_of(subject: PublishedDocument, surroundings: Surroundings) -> Iterator:
    """Every row that follows from one document, but for its relations."""
    projector = Projector(subject, surroundings)
    rows = list(ROWS[subject.kind](projector))
    if not rows:  # what no list shows, nothing else does
        return
    yield from rows
    yield from citation_rows(projector)
    words = terms.of(subject.document, surroundings.sources)
    if words:
        yield PublishedSearch(subject=subject, terms=words)


def citation_rows(projector: Projector) -> Iterator:
    """The citations of a document whose source is public, as is what they are cited for."""
    hidden = projector.hidden
    for citation in projector.document.get("citations", []):
        if projector.is_public(citation["source"]) and citation["cited_reference"] not in hidden:
            yield projector.row(
                PublishedCitation,
                "citations",
                citation,
                source_reference=citation["source"],
                cited_kind=citation["cited_kind"],
                cited_reference=citation["cited_reference"],
            )


def relation_rows(subject: PublishedDocument, surroundings: Surroundings) -> Iterator:
    """The relations of a document whose ends are public. Made when the rows of all figures are."""
    projector = Projector(subject, surroundings)
    hidden = projector.hidden
    for relation in projector.document.get("relations", []):
        to = (relation["to_kind"], relation["to_reference"])
        if to in projector.surroundings.published and relation["from_reference"] not in hidden:
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
        origins=origins.independent_origins(origins.supporting_sources(document), surroundings.sources),
        edition=projector.subject.edition,
    )
    yield case
    for dimension, value in sorted(facets(document, sources)):
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


def facets(document: dict, sources: set[str]) -> set[tuple[str, str]]:
    """(dimension, value) of every facet of a case; `sources` are the published ones it cites."""
    found = list(places.of_case(document))
    values = {
        PublishedFacet.COUNTRY: set(document["countries"]),
        PublishedFacet.EVENT: {event["kind"] for event in document["events"]},
        PublishedFacet.PROVINCE: {places.province_code(place) for place in found} - {""},
        PublishedFacet.WITH: {part.value for part in SexOrAge if document["affected"][part]},
    }
    stated = {
        (dimension, value) for dimension in values for value in values[dimension] or {PublishedFacet.NONE}
    }
    listed = {(PublishedFacet.PLACE, places.place_code(place)) for place in found}
    listed |= {(PublishedFacet.SOURCE, source) for source in sources}
    listed.add((PublishedFacet.WAIT, waits.band(document)))
    listed.add((PublishedFacet.MAIN_PLACE, main_place.code(document)))
    listed |= {
        (PublishedFacet.REASON, name)
        for event in document["events"]
        for name in ("stated_reason", "legal_basis")
        if event[name]
    }
    return stated | {(dimension, value) for dimension, value in listed if value}


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
    yield projector.row(
        PublishedSource,
        "sources",
        None,
        title=document["title"],
        publisher=document["publisher"],
        kind=document["source_kind"],
        language=document["language"],
        origin=origins.origin(document, projector.surroundings.sources)[:220],
        **dating(document["published"]),
    )


def action_rows(projector: Projector) -> Iterator:
    document = projector.document
    action = projector.row(
        PublishedAction,
        "actions",
        None,
        kind=document["action_kind"],
        actor_kind=document["actor_kind"],
        answered=positions.is_answered(document["date"], document["responses"]),
        **dating(document["date"]),
    )
    yield action
    for reference in sorted(set(document["cases"])):
        yield PublishedActionCase(action=action, case_reference=reference)
    for reference in sorted({addressee["reference"] for addressee in document["addressees"]}):
        yield PublishedActionAddressee(action=action, addressee=reference)
    for response in document["responses"]:
        yield response_row(projector, response)


def response_rows(projector: Projector) -> Iterator:
    """The row of a response that answers no recorded action, while the case it speaks of is public: it may say of the
    case what the case itself no longer may."""
    case = projector.document["case"]
    if not case or ("case", case) in projector.surroundings.published:
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
        "sort_oldest": earliest or latest or NOT_STATED_OLDEST,
    }


def cited(document: dict) -> set[str]:
    """The references of all sources a case rests on."""
    return {citation["source"] for citation in document["citations"]} | {
        figure["source"] for figure in document["figures"]
    }
