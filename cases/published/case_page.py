"""What the page of one case shows, from its document and from what is published around it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cases.choices import Measure, Outcome, SubjectKind, Unit
from cases.published import cited_things, count_bars, history, positions, relations
from cases.published.citations import Citations, Mark, NumberedSource
from cases.published.models import PublishedAction, PublishedResponse
from cases.published.origins import supporting_sources
from cases.published.projector import hidden_figures
from cases.published.timeline import timeline

Documents = list[Mapping]
#: What narrows a figure to less than the case as a whole.
NARROWER = ("subgroup", "label", "place", "event")


@dataclass(frozen=True)
class Step:
    """One event of the timeline with its number in the list and what is cited for it."""

    number: int
    event: Mapping
    marks: list[Mark]


@dataclass(frozen=True)
class ReportedCount:
    """One figure beside its source, what else is cited for it, and its bar (None: nothing to draw)."""

    figure: Mapping
    source: NumberedSource
    marks: list[Mark]
    is_chosen: bool
    bar: count_bars.Bar | None


@dataclass(frozen=True)
class MeasureTable:
    """The counts of one measure side by side, and the count the site works with (None: none).

    `sources` give a number for the case as a whole; `differ` when they give more than one.
    """

    measure: Measure
    working_count: Mapping | None
    working_bar: count_bars.Bar | None
    counts: list[ReportedCount]
    sources: int
    differ: bool


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
    asked_for = [positions.asked_for(action, reference, citations) for action in actions]
    alone = positions.answers(lone_responses, "", citations)
    names = _names(document, asked_for, alone, citations)
    return {
        "document": document,
        "untranslated": language not in document["title"] or language not in document["summary"],
        "marks": citations.of(reference),
        "timeline": timeline(document["events"], language),
        "steps": [
            Step(number, event, citations.of(event["reference"]))
            for number, event in enumerate(document["events"], start=1)
        ],
        "measures": _measures(document, citations),
        "people": [(person, citations.of(person["reference"])) for person in document["people"]],
        "fates": fates(document["people"]),
        "position": positions.position(document["events"], asked_for, alone, citations),
        "actions": asked_for,
        "lone_answers": alone,
        "relations": relations.of(SubjectKind.CASE, reference, document["relations"]),
        "sources": citations.listed(
            names, [(figure["source"], figure["reference"]) for figure in document["figures"]]
        ),
        "origins": citations.origins(supporting_sources(document)),
        "history": history.of(SubjectKind.CASE, reference),
    }


def fates(people: Documents) -> list[tuple[str, int]]:
    """How many of the people shown met which fate, in the order of the vocabulary; those of whom nothing is
    reported last, as ""."""
    found = Counter(person["fate"] for person in people)
    return [(fate, found[fate]) for fate in [*Outcome.values, ""] if found[fate]]


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
    figures = [figure for figure in document["figures"] if figure["source"] in citations.by_reference]
    shown = {figure["reference"] for figure in figures}
    working = {
        count["measure"]: count if count["figure"] in shown else {**count, "figure": "", "reason": ""}
        for count in document["working_counts"]
    }
    chosen = {count["figure"] for count in working.values()}
    by_measure: dict[str, Documents] = {measure: [] for measure in working}
    for figure in figures:
        by_measure.setdefault(figure["measure"], []).append(figure)
    return [
        _table(measure, working.get(measure), by_measure[measure], chosen, citations)
        for measure in Measure
        if measure in by_measure
    ]


def _table(
    measure: Measure, working: Mapping | None, figures: Documents, chosen: set[str], citations: Citations
) -> MeasureTable:
    most = count_bars.greatest([*figures, *([working] if working else [])])
    whole = [figure for figure in figures if _speaks_of_all(figure)]
    counts = []
    for figure in figures:
        source = citations.by_reference[figure["source"]]
        marks = [mark for mark in citations.of(figure["reference"]) if mark.source is not source]
        is_chosen = figure["reference"] in chosen
        counts.append(ReportedCount(figure, source, marks, is_chosen, count_bars.bar(figure, most)))
    return MeasureTable(
        measure,
        working,
        count_bars.bar(working, most) if working else None,
        counts,
        sources=len({figure["source"] for figure in whole}),
        differ=len({(figure["low"], figure["high"]) for figure in whole}) > 1,
    )


def _speaks_of_all(figure: Mapping) -> bool:
    """Whether a figure is a number of people for the whole case: only such numbers can agree or differ."""
    known = figure["low"] is not None or figure["high"] is not None
    return known and figure["unit"] == Unit.PEOPLE and not any(figure[name] for name in NARROWER)


def _names(
    document: Mapping,
    actions: list[positions.AskedFor],
    alone: list[positions.Answer],
    citations: Citations,
) -> dict[str, str]:
    """What stands on the page, in its order, by the name the list of sources uses for it."""
    names = cited_things.names(document, hidden_figures(document, citations.by_reference))
    for asked in actions:
        names[asked.action["reference"]] = cited_things.action(asked.action)
        names |= {found.response["reference"]: cited_things.answer(found.response) for found in asked.answers}
    return names | {found.response["reference"]: cited_things.answer(found.response) for found in alone}
