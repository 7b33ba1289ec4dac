"""What the page of one source shows: what it is, and what rests on it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Stance, SubjectKind
from cases.published import cited_things, history, resolve
from cases.published.citations import Cited, CitedPlace
from cases.published.models import PublishedReference, PublishedSource
from cases.published.projector import hidden_figures

#: So many documents that cite a source are read for its page; lists show the others.
MOST_CITING = 200


@dataclass(frozen=True)
class Use(Cited):
    """One published subject that cites the source, and what of it rests on the source or is disputed by it."""

    link: resolve.Link
    places: list[CitedPlace]


def context(document: Mapping, language: str) -> dict:
    """The template context of a source, saved or not. Five queries at most."""
    reference = document["reference"]
    subjects = PublishedReference.objects.filter(to_kind=SubjectKind.SOURCE, to_reference=reference)
    rows = resolve.shown().filter(pk__in=subjects.values("subject")).order_by("kind", "reference")
    citing = list(rows.values_list("document", flat=True)[: MOST_CITING + 1])
    public = _public_sources(citing, reference)
    uses = [
        _use(found, reference, public)
        for found in citing[:MOST_CITING]
        if found["kind"] != SubjectKind.SOURCE
    ]
    origin = (SubjectKind.SOURCE, document["derived_from"])
    return {
        "document": document,
        "derived_from": resolve.links([origin]).get(origin) if document["derived_from"] else None,
        "reprints": [resolve.link(found) for found in citing if _derives_from(found, reference)],
        "cases": _of_kind(uses, SubjectKind.CASE),
        "figures": _of_kind(uses, SubjectKind.FIGURE),
        "statements": _of_kind(uses, SubjectKind.STATEMENT),
        "actions": _of_kind(uses, SubjectKind.ACTION),
        "responses": _of_kind(uses, SubjectKind.RESPONSE),
        "more": len(citing) > MOST_CITING,
        "history": history.of(SubjectKind.SOURCE, reference),
    }


def _public_sources(documents: Iterable[Mapping], source: str) -> set[str]:
    """Those of the sources of the counts of these documents that are public; `source` is. One query."""
    named = {figure["source"] for document in documents for figure in document.get("figures", [])}
    rows = PublishedSource.objects.filter(reference__in=named - {source})
    return {source, *rows.values_list("reference", flat=True)}


def _use(document: dict, source: str, public: Container[str]) -> Use:
    """The subject with the places that name the source, in the order of its page; a count that the source itself
    gives is one of them."""
    by_reference: dict[str, list[CitedPlace]] = {}
    names = cited_things.names(document, hidden_figures(document, public))
    for citation in document.get("citations", []):
        cited = citation["cited_reference"]
        if citation["source"] == source and cited in names:
            disputes = citation["stance"] == Stance.DISPUTES
            place = CitedPlace(cited, names[cited], disputes, citation["credibility"], citation["locator"])
            by_reference.setdefault(cited, []).append(place)
    for figure in document.get("figures", []):
        cited = figure["reference"]
        if figure["source"] == source and cited not in by_reference:
            by_reference[cited] = [CitedPlace(cited, names[cited], False, None, "")]
    return Use(resolve.link(document), [place for cited in names for place in by_reference.get(cited, [])])


def _derives_from(document: Mapping, source: str) -> bool:
    return document["kind"] == SubjectKind.SOURCE and document["derived_from"] == source


def _of_kind(uses: Iterable[Use], kind: SubjectKind) -> list[Use]:
    return [use for use in uses if use.link.kind == kind]
