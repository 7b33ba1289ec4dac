"""The tables of cases and of their events."""

from django.utils.translation import gettext_lazy as _

from cases.choices import (
    CountRole,
    EventKind,
    EventVerification,
    Measure,
    Outcome,
    PersonKind,
    Verification,
    VerifiedThing,
)
from cases.published.columns.building import (
    address,
    code,
    count,
    countries_of,
    dating,
    number,
    of_document,
    place,
    publication,
    qualifier,
    reference,
    stated,
    texts,
)
from cases.published.columns.column import Column, Line, Table
from cases.published.origins import cited_sources, independent_origins, supporting_sources


def working_count(measure: Measure):
    """Getter of the working count of a case for one measure; None where the case has none."""

    def get(line: Line) -> dict | None:
        counts = line.part["working_counts"]
        return next((found for found in counts if found["measure"] == measure), None)

    return get


def affected(line: Line) -> dict:
    return line.part["affected"]


def source_count(line: Line) -> int:
    return sum(reference in line.context.sources for reference in cited_sources(line.document))


def origin_count(line: Line) -> int:
    return independent_origins(supporting_sources(line.document), line.context.sources)


def computed_for_the_list(line: Line) -> None:
    """Filled by cases/published/exports.py: it differs from list to list."""


def contribution(prefix: str, what: str) -> tuple[Column, ...]:
    """What the case adds to the total of the list it was downloaded from."""
    return (
        number(
            f"{prefix}_contribution_low",
            f"What this case adds to the low total of {what} of the list downloaded, so that nobody in a whole is "
            "counted again in a part. The column adds up to the total shown, refugees and helpers apart "
            "(person_kind). Empty when the case gives no number.",
            computed_for_the_list,
        ),
        number(
            f"{prefix}_contribution_high",
            f"What this case adds to the high total of {what} of the list downloaded. Empty beside a low: open, and "
            "the total then has no upper end.",
            computed_for_the_list,
        ),
    )


_forcibly_returned = working_count(Measure.FORCIBLY_RETURNED)


def _chosen_figure(line: Line) -> str | None:
    """Blank when the source of the figure is not published: the table of figures has no such line then."""
    named = (_forcibly_returned(line) or {}).get("figure")
    sources = {figure["reference"]: figure["source"] for figure in line.part["figures"]}
    return named if sources.get(named) in line.context.sources else None


CASES = Table(
    "cases",
    _("Cases"),
    _("One reported incident or chain of incidents befalling one person or one group."),
    (
        reference("case"),
        address("case"),
        *texts("title", "Title"),
        *texts("summary", "Summary"),
        *dating("date", "Date of the incident"),
        *dating("first_reported", "When it was first reported publicly"),
        *countries_of("detaining_", "detention or return", lambda line: line.part["countries"]),
        *place("place", "the first place of detention", "place"),
        code(
            "person_kind", "Who the affected people are; helpers are counted apart from refugees.", PersonKind
        ),
        *count("affected", "people the incident befell", affected),
        qualifier("affected_qualifier", affected),
        *(
            number(
                name,
                f"Number of {what} among them, as reported.",
                lambda line, name=name: affected(line)[name],
            )
            for name, what in (
                ("women", "women"),
                ("men", "men"),
                ("children", "children, who may also be counted under women or men,"),
                ("infants", "infants"),
                ("elderly", "older people"),
            )
        ),
        *count("forcibly_returned", "people forcibly returned", _forcibly_returned),
        Column(
            "forcibly_returned_basis",
            "string",
            "Where the number of people forcibly returned comes from: chosen (an editor chose one figure), figures "
            "(lowest to highest of the case's figures) or events (the case's returns).",
            lambda line: (_forcibly_returned(line) or {}).get("basis"),
        ),
        Column(
            "forcibly_returned_figure",
            "string",
            "Reference of the figure chosen.",
            _chosen_figure,
        ),
        Column(
            "forcibly_returned_reason",
            "string",
            "Why that figure was chosen.",
            lambda line: _forcibly_returned(line)["reason"] if _chosen_figure(line) else None,
        ),
        *count("apprehended", "people apprehended", working_count(Measure.APPREHENDED)),
        *count("in_custody", "people in custody", working_count(Measure.IN_CUSTODY)),
        code("outcome", "What was last reported of most of the group.", Outcome),
        *dating("outcome_as_of", "Date of the latest report of the outcome"),
        code("verification", "How well the case is established.", Verification),
        code("verification_of", "What the verification speaks of.", VerifiedThing),
        stated("last_checked", "When somebody last looked for news.", "date"),
        number("source_count", "Number of published sources that support or dispute the case.", source_count),
        number(
            "independent_origin_count",
            "Number of independent origins of the sources that support it: reprints and several articles of one "
            "agency count once.",
            origin_count,
        ),
        *publication(),
    ),
    foreign_keys={"forcibly_returned_figure": "figures"},
    of_list=(
        *contribution("affected", "people affected"),
        *contribution("forcibly_returned", "people forcibly returned"),
    ),
)

EVENTS = Table(
    "events",
    _("Events"),
    _("One dated step of a case."),
    (
        reference("event"),
        address("event"),
        of_document("case_reference", "The case it is a step of.", "case"),
        number(
            "position",
            "Its place in the order of time within the case, from 1.",
            lambda line: _position(line),
        ),
        code("kind", "What happened.", EventKind),
        *dating("date", "Date of the event"),
        *count("count", "people", lambda line: line.part),
        qualifier("count_qualifier", lambda line: line.part),
        code(
            "count_role",
            "Whether the count is a part or the total of events of this kind in the case: use the parts or the "
            "total, never both.",
            CountRole,
            key="role",
        ),
        *place("place", "the place of the event", "place"),
        *place("to_place", "the place the people were taken to", "to_place"),
        code("verification", "How well the event is established.", EventVerification),
        *texts("summary", "Summary"),
        *texts("carried_out_by", "Force or authority that did it"),
        *texts("stated_reason", "Reason the authorities gave"),
        *texts("legal_basis", "Law the authorities invoked"),
        *publication(),
    ),
    foreign_keys={"case_reference": "cases"},
)


def _position(line: Line) -> int:
    references = [event["reference"] for event in line.document["events"]]
    return references.index(line.part["reference"]) + 1
