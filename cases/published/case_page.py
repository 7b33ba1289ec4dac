"""What the page of one case shows, from its document and from what is published around it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Measure, SubjectKind
from cases.published import history, relations
from cases.published.citations import Citations, Mark, NumberedSource
from cases.published.models import PublishedAction, PublishedResponse
from cases.published.origins import supporting_sources

Documents = list[Mapping]


@dataclass(frozen=True)
class Step:
    """One event of the timeline with what is cited for it."""

    event: Mapping
    marks: list[Mark]


@dataclass(frozen=True)
class ReportedCount:
    """One figure beside its source, and what else is cited for it."""

    figure: Mapping
    source: NumberedSource
    marks: list[Mark]
    is_chosen: bool


@dataclass(frozen=True)
class MeasureTable:
    """The counts of one measure side by side, and the count the site works with (None: none)."""

    measure: Measure
    working_count: Mapping | None
    counts: list[ReportedCount]


def context(document: Mapping, language: str) -> dict:
    """The template context of a case, saved or not (a staff preview passes an unsaved document).

    Seven queries at most, whatever the size of the case: actions, responses, relations and what they lead to
    (at most three), sources, history.
    """
    reference = document["reference"]
    actions = _actions(reference)
    lone_responses = _lone_responses(reference)
    around = [*actions, *lone_responses]
    citations = Citations(
        _all_citations([document, *around]), (figure["source"] for figure in document["figures"])
    )
    return {
        "document": document,
        "untranslated": language not in document["title"],
        "marks": citations.of(reference),
        "steps": [Step(event, citations.of(event["reference"])) for event in document["events"]],
        "measures": _measures(document, citations),
        "people": [(person, citations.of(person["reference"])) for person in document["people"]],
        "actions": [_action(action, reference, citations) for action in actions],
        "lone_responses": [(response, citations.of(response["reference"])) for response in lone_responses],
        "relations": relations.of(SubjectKind.CASE, reference, document["relations"]),
        "sources": citations.sources,
        "origins": citations.origins(supporting_sources(document)),
        "history": history.of(SubjectKind.CASE, reference),
    }


def _actions(reference: str) -> Documents:
    rows = PublishedAction.objects.filter(case_links__case_reference=reference).select_related("subject")
    return [row.subject.document for row in rows.order_by("sort_date", "reference")]


def _lone_responses(reference: str) -> Documents:
    """Responses about this case that answer no recorded action."""
    rows = PublishedResponse.objects.filter(action_reference="", case_reference=reference)
    return [row.subject.document for row in rows.select_related("subject").order_by("sort_date", "reference")]


def _all_citations(documents: Documents) -> Iterable[Mapping]:
    return (citation for document in documents for citation in document["citations"])


def _measures(document: Mapping, citations: Citations) -> list[MeasureTable]:
    """Per measure, in the order of the vocabulary.

    A figure whose source is not public does not show, nor does the reason why it was chosen, which speaks of it.
    """
    shown = {
        figure["reference"] for figure in document["figures"] if figure["source"] in citations.by_reference
    }
    working = {
        count["measure"]: count if count["figure"] in shown else {**count, "figure": "", "reason": ""}
        for count in document["working_counts"]
    }
    chosen = {count["figure"] for count in working.values()}
    by_measure: dict[str, list[ReportedCount]] = {measure: [] for measure in working}
    for figure in document["figures"]:
        source = citations.by_reference.get(figure["source"])
        if source:
            marks = [mark for mark in citations.of(figure["reference"]) if mark.source is not source]
            reported = ReportedCount(figure, source, marks, figure["reference"] in chosen)
            by_measure.setdefault(figure["measure"], []).append(reported)
    return [
        MeasureTable(measure, working.get(measure), by_measure[measure])
        for measure in Measure
        if measure in by_measure
    ]


def _action(action: Mapping, reference: str, citations: Citations) -> dict:
    """The action with its responses that speak of this case or of no single one."""
    return {
        "action": action,
        "marks": citations.of(action["reference"]),
        "responses": [
            (response, citations.of(response["reference"]))
            for response in action["responses"]
            if response["case"] in ("", reference)
        ],
    }
