"""By which words the nouns of the ledger are found; joins them to the search over the record."""

from collections.abc import Iterator

from advocacy.models import Action, Addressee, AdvocacyCitation, Response
from cases import record_search
from cases.published.search.texts import Role, Text
from cases.record_search.nouns import Noun, by_reference, localized, own


def register() -> None:
    """Make actions, responses, addressees and citations findable."""
    for noun in (
        Noun(Action, _action),
        Noun(Response, _response),
        Noun(Addressee, _addressee),
        Noun(AdvocacyCitation, by_reference),
    ):
        record_search.register(noun)


def _action(action: Action) -> Iterator[Text]:
    yield own(action.reference, Role.REFERENCE)
    yield from localized(action, "actor", Role.ACTOR)
    yield from localized(action, "summary", Role.SUMMARY)
    yield own(action.note, Role.SUMMARY)


def _response(response: Response) -> Iterator[Text]:
    yield own(response.reference, Role.REFERENCE)
    yield from localized(response, "summary", Role.SUMMARY)
    yield own(response.note, Role.SUMMARY)


def _addressee(addressee: Addressee) -> Iterator[Text]:
    """Without the contact, which is encrypted."""
    yield own(addressee.reference, Role.REFERENCE)
    yield from localized(addressee, "name", Role.ADDRESSEE)
