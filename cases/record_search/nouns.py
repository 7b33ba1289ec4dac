"""By which words each noun of the record is found: the one list. Encrypted texts are no words of any.

A row's own words alone, with those of the places it names; a list that should also find rows by their case or source
asks for these too (`search_through` of its admin). The other wing registers its nouns when it is installed.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db import models

from cases.choices import Language
from cases.models import (
    Case,
    Citation,
    Consent,
    Event,
    Figure,
    Involvement,
    Person,
    Place,
    Relation,
    Source,
    Statement,
)
from cases.published.search.texts import Role, Text, Tier, country_names, labels_of

Key = tuple[type[models.Model], int]

#: As columns are called.
SUFFIXES = {language: language.replace("-", "_") for language in Language.values}


@dataclass(frozen=True)
class Noun:
    """`texts(row)`: the words of one row. `fetch`: what they need, so that many rows cost few queries."""

    model: type[models.Model]
    texts: Callable[[models.Model], Iterator[Text]]
    fetch: tuple[str, ...] = ()


NOUNS: dict[type[models.Model], Noun] = {}


def register(noun: Noun) -> None:
    """Make the rows of one noun findable."""
    NOUNS[noun.model] = noun


def own(text: str, role: Role, language: str = "") -> Text:
    return Text(text or "", Tier.OWN, role, language)


def localized(row: models.Model, column: str, role: Role) -> Iterator[Text]:
    """The texts of one thing in the languages it has, for example of title_en, title_ko, title_zh_hans."""
    for language, suffix in SUFFIXES.items():
        if text := getattr(row, f"{column}_{suffix}"):
            yield own(text, role, language)


def of_place(place: Place | None) -> Iterator[Text]:
    """The names of a place and of what it lies in."""
    if place is None:
        return
    for column in ("name", "city", "province"):
        yield from localized(place, column, Role.PLACE)
    yield from of_countries(place.countries)


def of_countries(countries: Iterable) -> Iterator[Text]:
    for country in countries:
        yield from country_names(country.code)


def _case(case: Case) -> Iterator[Text]:
    yield own(case.reference, Role.REFERENCE)
    yield from localized(case, "title", Role.TITLE)
    yield from localized(case, "summary", Role.SUMMARY)
    yield from of_place(case.place)
    yield from of_countries(case.detaining_countries)
    yield from labels_of(Role.OUTCOME, case.last_reported_outcome)
    yield from labels_of(Role.PEOPLE, case.person_kind)
    for event in case.events.all():
        yield from _step(event)
    yield own(case.note, Role.SUMMARY)


def _step(event: Event) -> Iterator[Text]:
    """What an event says, for itself and for its case."""
    for column in ("summary", "carried_out_by", "stated_reason", "legal_basis"):
        yield from localized(event, column, Role.EVENT)
    yield from labels_of(Role.EVENT_KIND, event.kind)
    yield from of_place(event.place)
    yield from of_place(event.to_place)


def _event(event: Event) -> Iterator[Text]:
    yield own(event.reference, Role.REFERENCE)
    yield from _step(event)
    yield own(event.note, Role.EVENT)


def _source(source: Source) -> Iterator[Text]:
    yield own(source.reference, Role.REFERENCE)
    yield own(source.title, Role.TITLE, source.language)
    yield own(source.publisher, Role.PUBLISHER)
    yield own(source.original_publisher, Role.PUBLISHER)
    yield own(source.author, Role.AUTHOR)
    yield own(source.url, Role.PUBLISHER)
    yield own(source.archived_url, Role.PUBLISHER)
    yield own(source.note, Role.SUMMARY)


def _figure(figure: Figure) -> Iterator[Text]:
    yield own(figure.reference, Role.REFERENCE)
    # A measure is named like the kind of event it counts.
    yield Text(figure.get_measure_display(), Tier.OWN, Role.EVENT_KIND, thing=figure.measure)
    yield from localized(figure, "label", Role.SUMMARY)
    yield from localized(figure, "subgroup", Role.SUMMARY)
    yield own(figure.attributed_to, Role.PUBLISHER)
    yield from of_place(figure.place)
    yield own(figure.note, Role.SUMMARY)


def _statement(statement: Statement) -> Iterator[Text]:
    yield own(statement.reference, Role.REFERENCE)
    yield from localized(statement, "text", Role.SUMMARY)
    yield from of_countries(statement.countries)
    yield own(statement.note, Role.SUMMARY)


def _place(place: Place) -> Iterator[Text]:
    yield own(place.reference, Role.REFERENCE)
    yield from of_place(place)


def by_reference(row: models.Model) -> Iterator[Text]:
    """Rows without words of their own; people too, whose names are encrypted: a stored word would undo that."""
    yield own(row.reference, Role.REFERENCE)


PLACES_OF_EVENTS = ("events__place", "events__to_place")

register(Noun(Case, _case, ("place", *PLACES_OF_EVENTS)))
register(Noun(Event, _event, ("place", "to_place")))
register(Noun(Figure, _figure, ("place",)))
register(Noun(Person, by_reference))
register(Noun(Place, _place))
register(Noun(Source, _source))
register(Noun(Statement, _statement))
for model in (Citation, Consent, Involvement, Relation):
    register(Noun(model, by_reference))
