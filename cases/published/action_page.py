"""What the page of one action shows: whom it asks, for which cases, what came back, and the sources."""

from collections.abc import Mapping

from cases.choices import SubjectKind
from cases.published import history, resolve
from cases.published.citations import Citations


def context(document: Mapping, language: str) -> dict:
    """The template context of an action, saved or not. Three queries."""
    named = [*document["cases"], *(response["case"] for response in document["responses"])]
    cases = resolve.links((SubjectKind.CASE, reference) for reference in dict.fromkeys(named) if reference)
    citations = Citations(document["citations"])
    return {
        "document": document,
        "untranslated": language not in document["summary"],
        "marks": citations.of(document["reference"]),
        "cases": [
            cases[SubjectKind.CASE, reference]
            for reference in document["cases"]
            if (SubjectKind.CASE, reference) in cases
        ],
        "responses": [
            (response, citations.of(response["reference"]), cases.get((SubjectKind.CASE, response["case"])))
            for response in document["responses"]
        ],
        "sources": citations.sources,
        "history": history.of(SubjectKind.ACTION, document["reference"]),
    }
