"""The tables of actions and of responses."""

from django.utils.translation import gettext_lazy as _

from cases.choices import ActionKind, ActorKind, AddresseeKind, ResponseKind
from cases.published.columns.building import (
    address,
    code,
    country_name,
    dating,
    joined,
    of_document,
    publication,
    reference,
    texts,
)
from cases.published.columns.column import Column, Line, Table


def _cases(line: Line) -> str | None:
    return joined(case for case in line.part["cases"] if ("case", case) in line.context.published)


def _case(line: Line) -> str | None:
    return line.part["case"] if ("case", line.part["case"]) in line.context.published else None


def _of_addressees(name: str, description: str, get, choices=None) -> Column:
    return Column(
        name,
        "string",
        description,
        lambda line: joined(get(addressee) for addressee in line.part["addressees"]),
        choices,
        many=True,
    )


def _country(addressee: dict) -> str | None:
    return country_name(addressee["country"]) if addressee["country"] else None


ACTIONS = Table(
    "actions",
    _("Actions"),
    _("One advocacy intervention: letter, demarche, UN submission, urgent action, hearing, petition …"),
    (
        reference("action"),
        address("action"),
        code("kind", "What kind of intervention it is.", ActionKind, key="action_kind"),
        *texts("actor", "Who acted"),
        code("actor_kind", "Kind of actor.", ActorKind),
        _of_addressees(
            "addressee_ids", "Identifiers of those it asks.", lambda addressee: addressee["reference"]
        ),
        _of_addressees(
            "addressee_names",
            "Names, in English, of those it asks, in the same order.",
            lambda addressee: addressee["name"].get("en", ""),
        ),
        _of_addressees(
            "addressee_kinds",
            "What they are, in the same order.",
            lambda addressee: addressee["kind"],
            AddresseeKind,
        ),
        *dating("date", "Date of the action"),
        *texts("summary", "What was asked"),
        Column("case_references", "string", "References of the cases it speaks for.", _cases, many=True),
        Column(
            "response_references",
            "string",
            "References of what came back.",
            lambda line: joined(response["reference"] for response in line.part["responses"]),
            many=True,
        ),
        *publication(),
    ),
)

RESPONSES = Table(
    "responses",
    _("Responses"),
    _("One answer, silence, or effect reported after an action (never “caused by” it)."),
    (
        reference("response"),
        address("response"),
        of_document(
            "action_reference",
            "The action it answers; empty when it answers none that is recorded.",
            "action",
        ),
        Column("case_reference", "string", "The case it speaks about.", _case),
        code("kind", "The answer, or the effect reported after.", ResponseKind, key="response_kind"),
        Column(
            "responder_id",
            "string",
            "Identifier of who answered.",
            lambda line: line.part["responder"]["reference"],
        ),
        *texts("responder", "Name of who answered", lambda line: line.part["responder"]["name"]),
        Column(
            "responder_kind",
            "string",
            "What they are.",
            lambda line: line.part["responder"]["kind"] or None,
            AddresseeKind,
        ),
        Column(
            "responder_country_code",
            "string",
            "The state they belong to, ISO 3166-1 alpha-2.",
            lambda line: line.part["responder"]["country"] or None,
        ),
        Column(
            "responder_country_name",
            "string",
            "The state they belong to, name in English.",
            lambda line: _country(line.part["responder"]),
        ),
        *dating("date", "Date of the response"),
        *texts("summary", "What was said, or reported after"),
        *publication(),
    ),
    foreign_keys={"action_reference": "actions", "case_reference": "cases"},
)
