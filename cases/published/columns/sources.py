"""The tables of sources, of citations and of relations."""

from django.utils.translation import gettext_lazy as _

from cases.choices import Confidence, Credibility, RelationKind, SourceKind, Stance, SubjectKind
from cases.published.columns.building import (
    address,
    code,
    dating,
    publication,
    reference,
    source_reference,
    stated,
)
from cases.published.columns.column import Column, Line, Table
from cases.published.origins import origin


def _derived_from(line: Line) -> str | None:
    named = line.part["derived_from"]
    return named if named in line.context.sources else None


SOURCES = Table(
    "sources",
    _("Sources"),
    _("A document that reports: article, report, court paper, testimony."),
    (
        reference("source"),
        address("source"),
        stated("title", "Title as printed; in brackets when the headline is not known."),
        stated("publisher", "The site or body that published it."),
        stated("original_publisher", "The outlet that it reproduces."),
        Column("derived_from", "string", "The source that it reprints or repeats.", _derived_from),
        Column(
            "origin",
            "string",
            "Whose reporting it is, in lower case: sources with the same origin count once.",
            lambda line: origin(line.document, line.context.sources),
        ),
        stated("author", "Author as printed."),
        stated("url", "Address of the document."),
        stated("archived_url", "Address of an archived copy."),
        *dating("published", "Date of publication"),
        code("kind", "What kind of document it is.", SourceKind, key="source_kind"),
        stated("language", "Language of the document, ISO 639-1."),
        stated("last_checked", "When somebody last looked whether the address works.", "date"),
        *publication(),
    ),
    foreign_keys={"derived_from": "sources"},
)

CITATIONS = Table(
    "citations",
    _("Citations"),
    _(
        "One source supporting or disputing one case, event, figure, person, action or response. The source of a figure "
        "stands in the table of figures and is not repeated here."
    ),
    (
        reference("citation"),
        Column(
            "permalink",
            "string",
            "Permanent address of the page that shows what is cited for.",
            lambda line: address("").value(
                Line(line.document, {"reference": line.part["cited_reference"]}, line.context)
            ),
        ),
        source_reference("The source."),
        stated("cited_kind", "What it is cited for: case, event, figure, person, action or response."),
        stated("cited_reference", "Reference of what it is cited for."),
        Column(
            "document_kind",
            "string",
            "Kind of the published document that holds the citation.",
            lambda line: line.document["kind"],
            SubjectKind,
        ),
        Column(
            "document_reference",
            "string",
            "Reference of that document: the case of an event, the action of a response.",
            lambda line: line.document["reference"],
        ),
        code("stance", "Whether the source supports or disputes it.", Stance),
        stated(
            "credibility", "Credibility of this piece of information, 1 to 6.", "integer", choices=Credibility
        ),
        stated("locator", "Where in the source."),
        *publication(),
    ),
    foreign_keys={"source_reference": "sources"},
)

RELATIONS = Table(
    "relations",
    _("Relations"),
    _("How one case or figure relates to another. What is part of something is not added to it."),
    (
        reference("relation"),
        Column(
            "permalink",
            "string",
            "Permanent address of the page that shows where the relation starts.",
            lambda line: address("").value(
                Line(line.document, {"reference": line.part["from_reference"]}, line.context)
            ),
        ),
        stated("from_kind", "Where it starts: case or figure."),
        stated("from_reference", "Reference of the case or figure where it starts."),
        code("kind", "The relation.", RelationKind),
        stated("to_kind", "Where it ends: case or figure."),
        stated("to_reference", "Reference of the case or figure where it ends."),
        code("confidence", "How sure it is.", Confidence),
        *publication(),
    ),
)
