"""Documents as they may be shown now: without references to what is not, or no longer, published."""

from collections.abc import Collection, Iterable

from django.db.models import Q

from cases.choices import SubjectKind
from cases.published.models import PublishedDocument, PublishedFigure
from cases.published.projector import hidden_figures, references

Pair = tuple[str, str]


def published_among(documents: Iterable[dict]) -> set[Pair]:
    """(kind, reference) of everything published that the documents refer to, their own figures included.
    Two queries."""
    documents = list(documents)
    wanted = {pair for document in documents for pair in references(document)}
    figures = {reference for kind, reference in wanted if kind == SubjectKind.FIGURE}
    figures |= {figure["reference"] for document in documents for figure in document.get("figures", [])}
    # A figure of a case is no document of its own; its row is there while its source is published.
    shown = PublishedFigure.objects.filter(reference__in=figures).values_list("reference", flat=True)
    subjects = Q()
    for kind in (SubjectKind.CASE, SubjectKind.SOURCE):
        subjects |= Q(kind=kind, reference__in={reference for of, reference in wanted if of == kind})
    found = set(PublishedDocument.objects.filter(subjects).values_list("kind", "reference"))
    return found | {(SubjectKind.FIGURE.value, reference) for reference in shown}


def resolvable(document: dict, published: Collection[Pair]) -> dict:
    """The document without what refers to something outside `published`; pure.

    A figure, citation or relation goes whole: it says nothing without its source or its other end. Elsewhere the
    reference alone goes: blank, or out of its list.
    """

    def shown(kind: str, reference: str) -> str:
        return reference if (kind, reference) in published else ""

    kept = dict(document)
    for key in ("source", "derived_from"):
        if key in kept:
            kept[key] = shown("source", kept[key])
    if document["kind"] == SubjectKind.RESPONSE:
        kept["case"] = shown("case", kept["case"])
    if "cases" in kept:
        kept["cases"] = [reference for reference in kept["cases"] if shown("case", reference)]
    if "responses" in kept:
        kept["responses"] = [
            response | {"case": shown("case", response["case"])} for response in kept["responses"]
        ]
    gone = hidden_figures(
        document, {reference for kind, reference in published if kind == SubjectKind.SOURCE}
    )
    if "figures" in kept:
        kept["figures"] = [figure for figure in kept["figures"] if figure["reference"] not in gone]
        kept["working_counts"] = [
            # The reason speaks of the figure and its source.
            count | {"figure": "", "reason": ""} if count["figure"] in gone else count
            for count in kept["working_counts"]
        ]
    if "citations" in kept:
        kept["citations"] = [
            citation
            for citation in kept["citations"]
            if shown("source", citation["source"]) and citation["cited_reference"] not in gone
        ]
    if "relations" in kept:
        kept["relations"] = [
            relation
            for relation in kept["relations"]
            if shown(relation["to_kind"], relation["to_reference"]) and relation["from_reference"] not in gone
        ]
    return kept
