"""The form of published documents and of their parts, as JSON Schema: what docs/published-documents.md says in words."""

from collections.abc import Mapping

from cases import choices
from cases.published.api.schema import (
    HIGH,
    LOW,
    QUALIFIER,
    Schema,
    code,
    date,
    either,
    listed,
    of,
    ref,
    reference,
    string,
    text,
    whole,
)

_FIGURE = {
    "reference": reference("Permanent identifier of the figure."),
    "measure": code(choices.Measure, "What is counted."),
    "label": text("Name of a finer or other measure."),
    "unit": code(choices.Unit, "What the number is a number of; only people enter totals."),
    "low": LOW,
    "high": HIGH,
    "qualifier": QUALIFIER,
    "subgroup": text("Subgroup that is counted; empty: everybody."),
    "period": date("Time the count covers."),
    "place": either(ref("Place"), "The place the count is limited to."),
    "source": reference("The source that prints the number."),
    "attributed_to": string("Whom the source names for it."),
}
_EVENT_OF_FIGURE = reference("The event it counts, when it is about one step of the case.", blank=True)
_RESPONSE = {
    "reference": reference("Permanent identifier of the response."),
    "response_kind": code(choices.ResponseKind, "The answer, or the effect reported after."),
    "responder": {"$ref": "#/components/schemas/Addressee", "description": "Who answered."},
    "date": date("Date of the response."),
    "summary": text("What was said, or reported after."),
    "case": reference('The case it speaks about; "" for none.', blank=True),
}

PARTS: dict[str, Schema] = {
    "Text": {
        "type": "object",
        "description": "A text in the languages in which it exists; English whenever there is any.",
        "properties": {
            language.value: string(f"The text in {name}.")
            for language, name in zip(
                choices.Language, ("English", "Korean", "Simplified Chinese"), strict=True
            )
        },
    },
    "Place": of(
        {
            "reference": reference('Identifier; "" where the place is shown coarser than it is known.', True),
            "name": text("Name."),
            "kind": code(choices.PlaceKind, "How large it is."),
            "city": text("City or county."),
            "province": text("Province or region."),
            "countries": listed(ref("Country"), "Country; two for a border."),
            "latitude": {"type": ["number", "null"], "description": "Of a city centre, never of a facility."},
            "longitude": {
                "type": ["number", "null"],
                "description": "Of a city centre, never of a facility.",
            },
        },
        "A place as published, possibly coarsened.",
    ),
    "Country": string("ISO 3166-1 alpha-2.", pattern="^[A-Z]{2}$"),
    "Affected": of(
        {
            "low": LOW,
            "high": HIGH,
            "qualifier": QUALIFIER,
            "women": whole("Women among them."),
            "men": whole("Men among them."),
            "children": whole("Children, who may also be counted under women or men."),
            "infants": whole("Infants among them."),
            "elderly": whole("Older people among them."),
        },
        "How many people the incident befell; null is not reported, never 0.",
    ),
    "WorkingCount": of(
        {
            "measure": code(choices.Measure, "What is counted."),
            "low": LOW,
            "high": HIGH,
            "basis": string(
                "Where it comes from: an editor chose one figure, lowest to highest of the figures, or the events.",
                enum=["chosen", "figures", "events"],
            ),
            "figure": reference('The figure chosen; "" for none.', blank=True),
            "reason": string("Why it was chosen."),
        },
        "The count of one measure that the site works with.",
    ),
    "Event": of(
        {
            "reference": reference("Permanent identifier of the event."),
            "kind": code(choices.EventKind, "What happened."),
            "date": date("Date of the event."),
            "low": LOW,
            "high": HIGH,
            "qualifier": QUALIFIER,
            "role": code(
                choices.CountRole,
                "Whether the number is a part or the total of events of this kind in the case: use one or the other.",
                blank=True,
            ),
            "place": either(ref("Place"), "Where."),
            "to_place": either(ref("Place"), "Where the people were taken to."),
            "verification": code(choices.EventVerification, "How well it is established.", blank=True),
            "summary": text("Summary."),
            "carried_out_by": text("Force or authority that did it."),
            "stated_reason": text("Reason the authorities gave."),
            "legal_basis": text("Law the authorities invoked."),
        },
        "One dated step of a case.",
    ),
    "FigureOfCase": of(
        {**_FIGURE, "event": _EVENT_OF_FIGURE}, "One count of a case as one source reports it."
    ),
    "Person": of(
        {
            "reference": reference("Permanent identifier of the person in this case."),
            "label": string("How the person is called here: A, B, …"),
            "name": string('The name, only of those named on recorded grounds; "" otherwise.'),
            "role": code(choices.Role, "Role in the case."),
            "sex": code(choices.Sex, "Sex.", blank=True),
            "age_band": code(choices.AgeBand, "Age, as a band.", blank=True),
            "vulnerability": code(choices.Vulnerability, "What made the person vulnerable.", blank=True),
            "fate": code(choices.Outcome, "What was last reported of the person.", blank=True),
            "fate_as_of": date("Date of the latest report of it."),
        },
        "One person of a case, without what would identify them.",
    ),
    "Citation": of(
        {
            "reference": reference("Permanent identifier of the citation."),
            "cited_kind": string(
                "What it is cited for.", enum=["case", "event", "figure", "person", "action", "response"]
            ),
            "cited_reference": reference("Reference of what it is cited for."),
            "source": reference("The source."),
            "stance": code(choices.Stance, "Whether the source supports or disputes it."),
            "credibility": {
                "type": ["integer", "null"],
                "enum": [*choices.Credibility.values, None],
                "description": "Credibility of this piece of information, 1 to 6.",
            },
            "locator": string("Where in the source."),
        },
        "One source supporting or disputing one thing. The source of a figure stands in the figure.",
    ),
    "Relation": of(
        {
            "reference": reference("Permanent identifier of the relation."),
            "kind": code(choices.RelationKind, "The relation."),
            "from_kind": string("Where it starts.", enum=["case", "figure"]),
            "from_reference": reference("Reference of where it starts."),
            "to_kind": string("Where it ends.", enum=["case", "figure"]),
            "to_reference": reference("Reference of where it ends."),
            "confidence": code(choices.Confidence, "How sure it is.", blank=True),
        },
        "How one case or figure relates to another.",
    ),
    "Addressee": of(
        {
            "reference": reference("Identifier.", blank=True),
            "name": text("Name."),
            "kind": code(choices.AddresseeKind, "What they are.", blank=True),
            "country": string('The state they belong to, ISO 3166-1 alpha-2; "" for none.'),
        },
        "Somebody who is asked, or who answers.",
    ),
    "ResponseOfAction": of(_RESPONSE, "What came back on an action."),
}


def document(kind: str, properties: Mapping[str, Schema], description: str) -> Schema:
    head = {
        "schema": {"type": "integer", "description": "Version of the form of the document."},
        "kind": {"type": "string", "enum": [kind], "description": "What the document is about."},
    }
    return of({**head, **properties}, description)


CITATIONS = listed(ref("Citation"), "What sources support or dispute in it.")
RELATIONS = listed(ref("Relation"), "Relations that start from it.")

DOCUMENTS: dict[str, Schema] = {
    "Case": document(
        "case",
        {
            "reference": reference("Permanent identifier of the case."),
            "title": text("Title."),
            "summary": text("Summary."),
            "date": date("Date of the incident."),
            "first_reported": date("When it was first reported publicly."),
            "last_checked": string('When somebody last looked for news: a day, or "".'),
            "countries": listed(ref("Country"), "Countries of detention or return."),
            "place": either(ref("Place"), "The first place of detention."),
            "affected": ref("Affected"),
            "person_kind": code(choices.PersonKind, "Who the people are; helpers are counted apart."),
            "outcome": code(choices.Outcome, "What was last reported of most of the group.", blank=True),
            "outcome_as_of": date("Date of the latest report of the outcome."),
            "verification": code(choices.Verification, "How well the case is established.", blank=True),
            "verification_of": code(choices.VerifiedThing, "What the verification speaks of.", blank=True),
            "working_counts": listed(ref("WorkingCount"), "The counts the site works with, one per measure."),
            "events": listed(ref("Event"), "Its steps, in order of time."),
            "figures": listed(ref("FigureOfCase"), "Its counts, each as one source reports it."),
            "people": listed(ref("Person"), "People who appear in it."),
            "citations": CITATIONS,
            "relations": RELATIONS,
        },
        "One reported incident or chain of incidents befalling one person or one group.",
    ),
    "Source": document(
        "source",
        {
            "reference": reference("Permanent identifier of the source."),
            "title": string("Title as printed; in brackets when the headline is not known."),
            "publisher": string("The site or body that published it."),
            "original_publisher": string("The outlet that it reproduces."),
            "derived_from": reference('The source that it reprints or repeats; "" for none.', blank=True),
            "author": string("Author as printed."),
            "url": string("Address of the document."),
            "archived_url": string("Address of an archived copy."),
            "published": date("Date of publication."),
            "source_kind": code(choices.SourceKind, "What kind of document it is."),
            "language": string("Language of the document, ISO 639-1."),
            "last_checked": string('When somebody last looked whether the address works: a day, or "".'),
        },
        "A document that reports: article, report, court paper, testimony.",
    ),
    "Figure": document(
        "figure",
        {**_FIGURE, "citations": CITATIONS, "relations": RELATIONS},
        "One count that belongs to no single case, as one source reports it. Never to be added up.",
    ),
    "Statement": document(
        "statement",
        {
            "reference": reference("Permanent identifier of the statement."),
            "topic": code(choices.StatementTopic, "What it speaks about."),
            "text": text("The statement."),
            "source": reference("The source that says so."),
            "period": date("Time it speaks about."),
            "countries": listed(ref("Country"), "Countries it speaks about."),
        },
        "What a source says that is neither event nor count.",
    ),
    "Action": document(
        "action",
        {
            "reference": reference("Permanent identifier of the action."),
            "action_kind": code(choices.ActionKind, "What kind of intervention it is."),
            "actor": text("Who acted."),
            "actor_kind": code(choices.ActorKind, "Kind of actor.", blank=True),
            "addressees": listed(ref("Addressee"), "Those it asks."),
            "date": date("Date of the action."),
            "summary": text("What was asked."),
            "cases": listed(reference("Reference of a case."), "The cases it speaks for."),
            "responses": listed(ref("ResponseOfAction"), "What came back."),
            "citations": CITATIONS,
        },
        "One advocacy intervention.",
    ),
    "Response": document(
        "response",
        {**_RESPONSE, "citations": CITATIONS},
        "An answer, or an effect reported after, that belongs to no recorded action.",
    ),
}
