"""What the page of one action shows: who asks whom, when, for which cases, what came back, and the sources."""

from collections.abc import Mapping
from dataclasses import dataclass

from cases.choices import SubjectKind
from cases.published import cited_things, history, positions, resolve
from cases.published.citations import Citations


@dataclass(frozen=True)
class CaseAnswer:
    """One answer to the action with the case it speaks of (None: of no single one, or of one not published)."""

    answer: positions.Answer
    case: resolve.Link | None


def context(document: Mapping, language: str) -> dict:
    """The template context of an action, saved or not. Three queries."""
    named = [*document["cases"], *(response["case"] for response in document["responses"])]
    cases = resolve.links((SubjectKind.CASE, reference) for reference in dict.fromkeys(named) if reference)
    citations = Citations(document["citations"])
    answers = positions.answers(document["responses"], document["date"], citations)
    return {
        "document": document,
        "untranslated": language not in document["summary"],
        "marks": citations.of(document["reference"]),
        "cases": [
            cases[SubjectKind.CASE, reference]
            for reference in document["cases"]
            if (SubjectKind.CASE, reference) in cases
        ],
        "answers": [
            CaseAnswer(answer, cases.get((SubjectKind.CASE, answer.response["case"]))) for answer in answers
        ],
        "is_answered": positions.is_answered(document["date"], document["responses"]),
        "sources": citations.listed(cited_things.names(document, hidden=())),
        "history": history.of(SubjectKind.ACTION, document["reference"]),
    }
