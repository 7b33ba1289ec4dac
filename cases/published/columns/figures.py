"""The tables of figures and of statements."""

from django.utils.translation import gettext_lazy as _

from cases.choices import Measure, StatementTopic, Unit
from cases.published.columns.building import (
    address,
    code,
    count,
    countries_of,
    dating,
    of_document,
    place,
    publication,
    qualifier,
    reference,
    source_reference,
    stated,
    texts,
)
from cases.published.columns.column import Column, Table

FIGURES = Table(
    "figures",
    _("Figures"),
    _("One count as one source reports it. Figures overlap and disagree: never add them up."),
    (
        reference("figure"),
        address("figure"),
        of_document(
            "case_reference",
            "The case it counts; empty when reported by others about no single case.",
            "case",
        ),
        Column(
            "event_reference",
            "string",
            "The event it counts, when it is about one step of the case.",
            lambda line: line.part.get("event") or None,
        ),
        code("measure", "What is counted.", Measure),
        *texts("label", "Name of a finer or other measure"),
        code("unit", "What the number is a number of; only people enter totals.", Unit),
        *count("count", "them", lambda line: line.part),
        qualifier("count_qualifier", lambda line: line.part),
        *texts("subgroup", "Subgroup that is counted"),
        *dating("period", "Time the count covers"),
        *place("place", "the place the count is limited to", "place"),
        source_reference("The source that prints the number."),
        stated("attributed_to", "Whom the source names for it."),
        *publication(),
    ),
    foreign_keys={"case_reference": "cases", "event_reference": "events", "source_reference": "sources"},
)

STATEMENTS = Table(
    "statements",
    _("Statements"),
    _("What a source says that is neither event nor count."),
    (
        reference("statement"),
        address("statement"),
        code("topic", "What it speaks about.", StatementTopic),
        *texts("text", "The statement"),
        *dating("period", "Time it speaks about"),
        *countries_of("", "the statement", lambda line: line.part["countries"]),
        source_reference("The source that says so."),
        *publication(),
    ),
    foreign_keys={"source_reference": "sources"},
)
