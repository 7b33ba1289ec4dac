"""How pages name the things in a document that sources are cited for: "summary", "step 3, Apprehended"; pure."""

from collections.abc import Container, Mapping

from django.utils.translation import gettext as _

from cases.choices import ActionKind, EventKind, ResponseKind, SubjectKind
from cases.published import count_words


def names(document: Mapping, hidden: Container[str]) -> dict[str, str]:
    """Reference → words for the document itself and its parts, in the order of its page, without the figures that are
    `hidden` because their source is not public (cases.published.projector.hidden_figures)."""
    found = {document["reference"]: _("summary")}
    if document["kind"] == SubjectKind.CASE:
        found |= {event["reference"]: step(number, event) for number, event in numbered(document)}
        found |= {
            figure["reference"]: count(figure)
            for figure in document["figures"]
            if figure["reference"] not in hidden
        }
        found |= {person["reference"]: person_name(person) for person in document["people"]}
    if document["kind"] == SubjectKind.ACTION:
        found |= {response["reference"]: answer(response) for response in document["responses"]}
    return found


def numbered(document: Mapping) -> list[tuple[int, Mapping]]:
    """The events of a case with the numbers they bear on its page."""
    return list(enumerate(document["events"], start=1))


def step(number: int, event: Mapping) -> str:
    return _("step %(number)s, %(event)s") % {"number": number, "event": EventKind(event["kind"]).label}


def count(figure: Mapping) -> str:
    values = {"measure": count_words.measure(figure), "count": count_words.reported(figure)}
    return _("count %(measure)s: %(count)s") % values


def person_name(person: Mapping) -> str:
    """The name only where the document bears one; publication decided that."""
    return person["name"] or _("Person %(label)s") % {"label": person["label"]}


def action(found: Mapping) -> str:
    return _("action: %(action)s") % {"action": ActionKind(found["action_kind"]).label}


def answer(response: Mapping) -> str:
    return _("answer: %(answer)s") % {"answer": ResponseKind(response["response_kind"]).label}
