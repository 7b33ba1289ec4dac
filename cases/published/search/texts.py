"""The public words of a document by which it is found, each with what it is: the one list that index and snippets share.

Nothing but published documents comes in. A source that is not public is not among `sources`, and so leaves no word.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from django.db.models import TextChoices
from django.utils.translation import override
from django_countries import countries

from cases.choices import EventKind, Language, Outcome, PersonKind, SubjectKind
from cases.published import places
from cases.published.search import field_terms


class Tier(IntEnum):
    """How much a hit in a text counts: its name, what it says itself, what stands around it."""

    NAME = 3
    OWN = 2
    AROUND = 1


class Role(IntEnum):
    """What a text is of its document, in the order in which a reader is shown where words were found."""

    TITLE = 1
    PERSON = 2
    SUMMARY = 3
    EVENT = 4
    PLACE = 5
    ACTOR = 6
    ADDRESSEE = 7
    RESPONSE = 8
    PUBLISHER = 9
    AUTHOR = 10
    SOURCE = 11
    COUNTRY = 12
    EVENT_KIND = 13
    OUTCOME = 14
    PEOPLE = 15
    REFERENCE = 16


#: Texts that are labels of codes, with their vocabularies.
CODES: Mapping[Role, type[TextChoices]] = {
    Role.EVENT_KIND: EventKind,
    Role.OUTCOME: Outcome,
    Role.PEOPLE: PersonKind,
}
#: Texts that are names of people and places: their words have no forms.
NAMES = (Role.PERSON, Role.PLACE, Role.COUNTRY, Role.AUTHOR)


@dataclass(frozen=True)
class Text:
    """One text of a document. `language` is "" where the document does not say; `thing` tells the texts of one event,
    place or source from those of another."""

    text: str
    tier: Tier
    role: Role
    language: str = ""
    thing: str = ""


Sources = Mapping[str, Mapping]


def of(document: Mapping, sources: Sources) -> list[Text]:
    """Every text by which a document is found, each once; [] for a kind that search leaves out. `sources`: the
    published documents of the sources it rests on."""
    found = dict.fromkeys(_TEXTS[document["kind"]](document, sources)) if document["kind"] in _TEXTS else {}
    return [text for text in found if text.text]


def cited(document: Mapping) -> list[str]:
    """The references of the sources whose words are words of the document too, in order."""
    if document["kind"] == SubjectKind.CASE:
        found = {citation["source"] for citation in document["citations"]}
        return sorted(found | {figure["source"] for figure in document["figures"]})
    return [document["source"]] if document["kind"] == SubjectKind.STATEMENT else []


def _case(document: Mapping, sources: Sources) -> Iterator[Text]:
    yield Text(document["reference"], Tier.NAME, Role.REFERENCE)
    yield from _localized(document["title"], Tier.NAME, Role.TITLE)
    for person in document["people"]:
        yield Text(person["name"], Tier.NAME, Role.PERSON)
    yield from _localized(document["summary"], Tier.OWN, Role.SUMMARY)
    for event in document["events"]:
        for part in ("summary", "carried_out_by", "stated_reason", "legal_basis"):
            yield from _localized(event[part], Tier.OWN, Role.EVENT, f"{event['reference']} {part}")
    for place in places.of_case(document):
        for part in ("name", "city", "province"):
            yield from _localized(place[part], Tier.OWN, Role.PLACE, f"{place['reference']} {part}")
        for code in place["countries"]:
            yield from country_names(code)
    for code in document["countries"]:
        yield from country_names(code)
    for event in document["events"]:
        yield from labels_of(Role.EVENT_KIND, event["kind"])
    yield from labels_of(Role.OUTCOME, document["outcome"])
    yield from labels_of(Role.PEOPLE, document["person_kind"])
    yield from _sources(document, sources)


def _source(document: Mapping, sources: Sources) -> Iterator[Text]:
    language = document["language"]
    yield Text(document["reference"], Tier.NAME, Role.REFERENCE)
    yield Text(document["title"], Tier.NAME, Role.TITLE, language)
    yield Text(document["publisher"], Tier.OWN, Role.PUBLISHER)
    yield Text(document["original_publisher"], Tier.OWN, Role.PUBLISHER)
    yield Text(document["author"], Tier.OWN, Role.AUTHOR)


def _action(document: Mapping, sources: Sources) -> Iterator[Text]:
    yield Text(document["reference"], Tier.NAME, Role.REFERENCE)
    yield from _localized(document["actor"], Tier.NAME, Role.ACTOR)
    yield from _localized(document["summary"], Tier.OWN, Role.SUMMARY)
    for addressee in document["addressees"]:
        yield from _localized(addressee["name"], Tier.OWN, Role.ADDRESSEE, addressee["reference"])
    for response in document["responses"]:
        yield from _localized(response["summary"], Tier.AROUND, Role.RESPONSE, response["reference"])
        responder = response["responder"]
        yield from _localized(responder["name"], Tier.AROUND, Role.ADDRESSEE, responder["reference"])


def _statement(document: Mapping, sources: Sources) -> Iterator[Text]:
    yield from _localized(document["text"], Tier.OWN, Role.SUMMARY)
    for code in document["countries"]:
        yield from country_names(code)
    yield from _sources(document, sources)


_TEXTS: dict[str, Callable[[Mapping, Sources], Iterator[Text]]] = {
    SubjectKind.CASE: _case,
    SubjectKind.SOURCE: _source,
    SubjectKind.ACTION: _action,
    SubjectKind.STATEMENT: _statement,
}


def _sources(document: Mapping, sources: Sources) -> Iterator[Text]:
    for reference in cited(document):
        if reference in sources:
            source = sources[reference]
            yield Text(source["title"], Tier.AROUND, Role.SOURCE, source["language"], reference)
            for part in ("publisher", "original_publisher"):
                yield Text(source[part], Tier.AROUND, Role.PUBLISHER, "", reference)


def _localized(text: Mapping, tier: Tier, role: Role, thing: str = "") -> Iterator[Text]:
    for language, words in text.items():
        yield Text(words, tier, role, language, thing)


@lru_cache(maxsize=1000)
def country_names(code: str) -> tuple[Text, ...]:
    """The names of a country in the languages of the site."""
    found = []
    for language in Language.values:
        with override(language):
            found.append(Text(str(countries.name(code)), Tier.AROUND, Role.COUNTRY, language, code))
    return tuple(found)


@lru_cache(maxsize=1000)
def labels_of(role: Role, code: str) -> tuple[Text, ...]:
    """The labels of a code to which words of the field lead, in the languages of the site; () for others."""
    found = []
    for language in Language.values if code in field_terms.codes() else ():
        with override(language):
            found.append(Text(str(CODES[role](code).label), Tier.AROUND, role, language, code))
    return tuple(found)
