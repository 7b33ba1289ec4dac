"""The form of what the API answers: published things with their address and edition, and what is around them."""

from cases import choices
from cases.published.api.documents import DOCUMENTS, PARTS
from cases.published.api.schema import Schema, code, either, listed, of, ref, reference, string, whole

_PUBLISHED = {
    "permalink": string(
        'Permanent address of the page that shows it; "" for the rare thing that none shows.'
    ),
    "edition": {"type": "integer", "description": "Edition that last changed the document it is part of."},
    "last_changed": string("When that edition was made, in UTC.", format="date-time"),
}
_HELD = {
    "document_kind": code(choices.SubjectKind, "Kind of the published document it is part of."),
    "document_reference": reference("Reference of that document."),
}
#: The things of each table, by name of their form: documents, and parts that stand in a document.
TABLES = {
    "cases": ("Case",),
    "events": ("Event",),
    "figures": ("Figure", "FigureOfCase"),
    "statements": ("Statement",),
    "sources": ("Source",),
    "citations": ("Citation",),
    "relations": ("Relation",),
    "actions": ("Action",),
    "responses": ("Response", "ResponseOfAction"),
}


def records() -> dict[str, Schema]:
    """Things as the API shows them: the document or the part, with its address and the edition behind it."""
    found = {}
    for name in (name for names in TABLES.values() for name in names):
        is_document = name in DOCUMENTS
        form = DOCUMENTS[name] if is_document else PARTS[name]
        more = _PUBLISHED if is_document else {**_HELD, **_PUBLISHED}
        found[f"Published{name}"] = of({**form["properties"], **more}, form["description"])
    return found


def schemas() -> dict[str, Schema]:
    """Every form by its name."""
    return {**PARTS, **DOCUMENTS, **records(), **ANSWERS}


def thing(table: str) -> Schema:
    """One thing of a table."""
    names = [ref(f"Published{name}") for name in TABLES[table]]
    return names[0] if len(names) == 1 else {"oneOf": names}


MOMENT = {
    "type": ["string", "null"],
    "format": "date-time",
    "description": "UTC; null before the first edition.",
}
ABOUT = {
    "edition": of(
        {"serial": {"type": "integer", "description": "0 before the first."}, "made_at": MOMENT},
        "The edition that was answered from. Between two editions no answer changes.",
    ),
    "schema_version": string("Version of the tables and of this form."),
    "licence": of({"name": string("SPDX identifier."), "url": string("Its text.")}, "Free for every use."),
}
ACT = of(
    {
        "act": code(choices.Act, "What the edition did."),
        "kind": code(choices.SubjectKind, "To subjects of which kind."),
        "number": {"type": "integer", "description": "To how many."},
    },
    "How many subjects of one kind an edition published, changed or took down.",
)
EDITION = {
    "serial": {"type": "integer", "description": "Number of the edition, from 1."},
    "made_at": string("When, in UTC.", format="date-time"),
    "public_note": string("What the editors say of it."),
    "acts": listed(ACT, "What it did, counted."),
    "url": string("Address of the edition here."),
}
FILTER = of(
    {
        "sentence": string("What the list is limited to, in words, in the language of `lang`."),
        "parameters": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "The parameters in force.",
        },
        "sort": string("The order."),
    },
    "What was asked, as it was understood.",
)
TOTAL = either(
    of(
        {
            "low": {"type": "integer", "description": "The documented minimum."},
            "high": whole("Null: no upper end (“at least”)."),
            "cases_with_a_number": {"type": "integer", "description": "Cases that give a number."},
            "cases_without_a_number": {
                "type": "integer",
                "description": "Cases that give none; not in the total.",
            },
        },
        "A number of people.",
    ),
    "Null when the filter leaves no case of the group.",
)
PROBLEM: Schema = {
    "type": "object",
    "description": "Why a request was not served (RFC 9457).",
    "properties": {
        "type": string("Always about:blank."),
        "title": string("The status in words."),
        "status": {"type": "integer", "description": "The status."},
        "detail": string("What happened."),
        "errors": listed(
            of(
                {
                    "parameter": string('Its name; "" where several contradict each other.'),
                    "message": string("What is wrong with it."),
                    "allowed": {
                        "type": ["object", "null"],
                        "description": "JSON Schema of its values, or of the names of parameters there are.",
                    },
                },
                "One parameter that is wrong.",
            ),
            "Every parameter that is wrong (400).",
        ),
        "reference": string("What was taken down (410)."),
        "taken_down_at": string("When, in UTC (410).", format="date-time"),
        "reason": code(choices.TakedownReason, "The general reason (410)."),
    },
    "required": ["type", "title", "status"],
}

PAGE = {
    "count": {"type": "integer", "description": "How many things the whole list has."},
    "count_is_exact": {
        "type": "boolean",
        "description": "False for a list so long that it was not counted to its end.",
    },
    "next": {"type": ["string", "null"], "description": "Address of the next page; null on the last."},
}
ADDRESS = string("An address.", format="uri")


def page(table: str) -> Schema:
    """One page of a list."""
    data = listed(thing(table), "The things, in the order of the list.")
    return of({"data": data, **PAGE, "filter": FILTER, **ABOUT}, "One page of a list.")


def one(table: str) -> Schema:
    """One thing."""
    sources = listed(ref("PublishedSource"), "The sources that it cites.")
    return of(
        {"data": thing(table), "sources": sources, **ABOUT}, "One thing with the sources that it cites."
    )


ENTRY = of(
    {
        "kind": code(choices.SubjectKind, "Kind of the subject."),
        "reference": reference("Reference of the subject."),
        "act": code(choices.Act, "What the edition did to it."),
        "fields_changed": listed(
            string("A field of its document."), "Names of the fields changed; never old values."
        ),
        "permalink": string("Permanent address of the page that shows it."),
    },
    "What an edition did to one subject that is public now.",
)
EDITION_IN_FULL = of(
    {
        **EDITION,
        "entries": listed(ENTRY, "The subjects it changed and that are public now."),
        "entries_are_complete": {
            "type": "boolean",
            "description": "False for an edition that changed more than is shown one by one.",
        },
    },
    "One edition.",
)
TOTALS = of(
    {
        "cases": {"type": "integer", "description": "How many cases the filter leaves."},
        "forcibly_returned": {
            **TOTAL,
            "description": "Refugees and others forcibly returned; helpers not counted.",
        },
        "affected": {**TOTAL, "description": "Refugees and others affected; helpers not counted."},
        "helpers": {**TOTAL, "description": "Helpers affected."},
    },
    "The people of the cases; nobody within a whole is counted again in a part.",
)
TABLE = of({"name": string("Its name."), "list": ADDRESS, "csv": ADDRESS}, "Where a table is.")
ANSWERS: dict[str, Schema] = {
    "Index": of(
        {
            "name": string("Name of the site."),
            "publisher": string("Who publishes it."),
            "tables": listed(TABLE, "The tables."),
            **dict.fromkeys(
                ("documentation", "openapi", "totals", "editions", "datapackage", "data_dictionary"), ADDRESS
            ),
            **ABOUT,
        },
        "Where everything is.",
    ),
    "Totals": of(
        {
            "data": TOTALS,
            "filter": FILTER,
            "rule": string("Where the rule of counting is explained."),
            **ABOUT,
        },
        "Totals of a filter.",
    ),
    "Editions": of(
        {"data": listed(of(EDITION, "One edition."), "Newest first."), **PAGE, **ABOUT},
        "One page of editions.",
    ),
    "Edition": of({"data": EDITION_IN_FULL, **ABOUT}, "One edition."),
    "Problem": PROBLEM,
}
