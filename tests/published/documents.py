"""Published documents of schema 1 in one line each: `case_document()`, `case_document(date="2013")`.

The form is that of docs/published-documents.md; a test compares it with what publication writes.
"""

from itertools import count

numbers = count(1)

PLACE = {
    "reference": "example-city",
    "name": {"en": "Example City", "ko": "예시 도시"},
    "kind": "city",
    "city": {},
    "province": {"en": "Example Province"},
    "countries": ["CN"],
    "latitude": 42.9,
    "longitude": -129.5,
}
RESPONDER = {
    "reference": "example-ministry",
    "name": {"en": "Example Ministry"},
    "kind": "ministry",
    "country": "CN",
}
NO_AFFECTED = {
    "low": None,
    "high": None,
    "qualifier": "",
    "women": None,
    "men": None,
    "children": None,
    "infants": None,
    "elderly": None,
}


def affected(low: int | None, high: int | None, **more) -> dict:
    return {**NO_AFFECTED, "low": low, "high": high, **more}


def case_document(**given) -> dict:
    return {
        "schema": 1,
        "kind": "case",
        "reference": f"example-case-{next(numbers)}",
        "title": {"en": "Example group held at a border", "ko": "예시 사건"},
        "summary": {"en": "Reported: an example group was held."},
        "date": "2013-05",
        "first_reported": "",
        "last_checked": "2026-11-01",
        "countries": ["CN"],
        "place": PLACE,
        "affected": affected(5, 5, qualifier="exact"),
        "person_kind": "refugees",
        "outcome": "forcibly_returned",
        "outcome_as_of": "2013-06~",
        "verification": "reported",
        "verification_of": "return",
        "working_counts": [],
        "events": [],
        "figures": [],
        "people": [],
        "citations": [],
        "relations": [],
        **given,
    }


def source_document(**given) -> dict:
    n = next(numbers)
    return {
        "schema": 1,
        "kind": "source",
        "reference": f"example-source-{n}",
        "title": f"Example article {n}",
        "publisher": "Example Daily",
        "original_publisher": "",
        "derived_from": "",
        "author": "",
        "url": f"https://example.org/articles/{n}",
        "archived_url": "",
        "published": "2013-05-29",
        "source_kind": "media",
        "language": "en",
        "last_checked": "",
        **given,
    }


def event_part(**given) -> dict:
    return {
        "reference": f"example-event-{next(numbers)}",
        "kind": "apprehended",
        "date": "2013-05-10",
        "low": 5,
        "high": None,
        "qualifier": "at_least",
        "role": "",
        "place": PLACE,
        "to_place": None,
        "verification": "reported",
        "summary": {"en": "Reported apprehended."},
        "carried_out_by": {"en": "Example Border Guard"},
        "stated_reason": {},
        "legal_basis": {},
        **given,
    }


def figure_part(source: str, **given) -> dict:
    return {
        "reference": f"example-figure-{next(numbers)}",
        "event": "",
        "measure": "forcibly_returned",
        "label": {},
        "unit": "people",
        "low": 5,
        "high": 5,
        "qualifier": "exact",
        "subgroup": {},
        "period": "",
        "place": None,
        "source": source,
        "attributed_to": "Example Organisation",
        **given,
    }


def figure_document(source: str, **given) -> dict:
    part = figure_part(source)
    del part["event"]
    return {"schema": 1, "kind": "figure", **part, "citations": [], "relations": [], **given}


def statement_document(source: str, **given) -> dict:
    return {
        "schema": 1,
        "kind": "statement",
        "reference": f"example-statement-{next(numbers)}",
        "topic": "route",
        "text": {"en": "An example source describes an example route."},
        "source": source,
        "period": "2012",
        "countries": ["CN", "LA"],
        **given,
    }


def citation_part(source: str, cited_kind: str, cited_reference: str, **given) -> dict:
    return {
        "reference": f"example-citation-{next(numbers)}",
        "cited_kind": cited_kind,
        "cited_reference": cited_reference,
        "source": source,
        "stance": "supports",
        "credibility": None,
        "locator": "",
        **given,
    }


def relation_part(from_reference: str, to_reference: str, **given) -> dict:
    return {
        "reference": f"example-relation-{next(numbers)}",
        "kind": "part_of",
        "from_kind": "case",
        "from_reference": from_reference,
        "to_kind": "case",
        "to_reference": to_reference,
        "confidence": "stated",
        **given,
    }


def response_part(**given) -> dict:
    return {
        "reference": f"example-response-{next(numbers)}",
        "response_kind": "denied",
        "responder": RESPONDER,
        "date": "2013-06-02",
        "summary": {"en": "The ministry denied the account."},
        "case": "",
        **given,
    }


def action_document(**given) -> dict:
    return {
        "schema": 1,
        "kind": "action",
        "reference": f"example-action-{next(numbers)}",
        "action_kind": "ngo_letter",
        "actor": {"en": "Example Organisation"},
        "actor_kind": "ngo",
        "addressees": [RESPONDER],
        "date": "2013-06-01",
        "summary": {"en": "Asked for their release."},
        "cases": [],
        "responses": [],
        "citations": [],
        **given,
    }


def response_document(**given) -> dict:
    return {"schema": 1, "kind": "response", **response_part(), "citations": [], **given}


def one_of_everything() -> dict[str, dict]:
    """One document of every kind that name each other, by kind; the case has an event and a figure."""
    source, reprint = source_document(), source_document()
    reprint["derived_from"] = source["reference"]
    reference = source["reference"]
    event, figure = event_part(), figure_part(reference)
    case = case_document(events=[event], figures=[figure])
    case["citations"] = [
        citation_part(reprint["reference"], "event", event["reference"]),
        citation_part(reprint["reference"], "figure", figure["reference"]),
    ]
    whole = case_document(affected=affected(10, 12))
    reported = figure_document(reference)
    case["relations"] = [
        relation_part(case["reference"], whole["reference"]),
        relation_part(
            figure["reference"],
            reported["reference"],
            kind="counted_in",
            from_kind="figure",
            to_kind="figure",
        ),
    ]
    response = response_part(case=case["reference"])
    action = action_document(
        cases=[case["reference"]], responses=[response], addressees=[RESPONDER, RESPONDER]
    )
    action["citations"] = [citation_part(reference, "response", response["reference"])]
    return {
        "source": source,
        "reprint": reprint,
        "case": case,
        "whole": whole,
        "figure": reported,
        "statement": statement_document(reference),
        "action": action,
        "response": response_document(case=case["reference"]),
    }
