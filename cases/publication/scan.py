"""The scan of outgoing text: words in a document that say more than the policy allows. Pure but for reading rows.

Refuses rather than rewrites: only a person can reword a sentence. Names are looked for in every
string that would leave the office, references and addresses included; ages, dates and places in the
free texts.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cases import text
from cases.choices import DatePrecision, Language, PlaceKind, PlacePrecision
from cases.models import Case, Involvement, Person, Place
from cases.publication.obstacle import Obstacle

#: Keys of a document whose values are texts that people wrote, not codes, references or dates.
FREE_TEXT_KEYS = frozenset(
    {
        "title",
        "summary",
        "text",
        "carried_out_by",
        "stated_reason",
        "legal_basis",
        "label",
        "subgroup",
        "reason",
        "attributed_to",
        "actor",
        "locator",
    }
)


def strings(document, key: str = "") -> Iterator[tuple[str, str]]:
    """Every string of a document with the name of the field it belongs to."""
    if isinstance(document, str):
        yield key, document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield from strings(value, key if name in Language.values else name)
    elif isinstance(document, list):
        for value in document:
            yield from strings(value, key)


def free_texts(document) -> Iterator[tuple[str, str]]:
    """The texts people wrote, with the field they stand in."""
    return ((key, value) for key, value in strings(document) if key in FREE_TEXT_KEYS)


def names_to_keep(involvements: Iterable[Involvement], named: Iterable[Involvement]) -> list[str]:
    """The names and spellings that must not leave the office.

    All names of all linked people, but for the public name of those who are `named`, and for other
    spellings of just that name.
    """
    named = {involvement.person_id for involvement in named}
    keep = []
    for involvement in involvements:
        person = involvement.person
        names = names_of(person)
        if person.pk in named and person.public_name:
            names = [name for name in names if not text.names_in(person.public_name, [name])]
        keep += names
    return list(dict.fromkeys(keep))


def names_of(person: Person) -> list[str]:
    """Every name and spelling the office knows of a person."""
    names = [person.legal_name, person.native_name, person.public_name, *person.aliases.splitlines()]
    return [name.strip() for name in names if name.strip()]


def name_obstacles(documents: Iterable[dict], names: list[str]) -> list[Obstacle]:
    """Names of linked people in anything that would go out."""
    if not names:
        return []
    found = []
    for document in documents:
        for field, value in strings(document):
            if text.names_in(value, names):
                found.append(
                    Obstacle(
                        "name_in_text",
                        _(
                            "The field “%(field)s” of %(reference)s contains a name of a person linked to the case."
                        )
                        % {
                            "field": field,
                            "reference": document["reference"] if field != "reference" else _("this"),
                        },
                        field,
                    )
                )
    return list(dict.fromkeys(found))


def age_obstacles(document: dict) -> list[Obstacle]:
    """Exact ages in texts; looked for only where people are recorded, who could be told apart by them."""
    return [
        Obstacle(
            "age_in_text",
            _("“%(field)s” gives an exact age (%(found)s): write for example “a child” or “in her twenties”.")
            % {"field": field, "found": found},
            field,
        )
        for field, value in free_texts(document)
        for found in text.exact_ages_in(value)
    ]


def texts_of_case(document: dict, case: Case) -> Iterator[tuple[str, str]]:
    """The free texts of a case, and its reference while one can still choose another."""
    yield from free_texts(document)
    if not case.first_published_at:
        yield "reference", case.reference


def date_obstacles(document: dict, case: Case, precision: str) -> list[Obstacle]:
    """Dates in texts that are finer than the case publishes its dates."""
    finest = {DatePrecision.DAY: 3, DatePrecision.MONTH: 2, DatePrecision.YEAR: 1}[DatePrecision(precision)]
    obstacles = []
    for field, value in texts_of_case(document, case):
        for found, iso in text.full_dates_in(value):
            if len(iso.replace("--", "0000-").split("-")) > finest:
                obstacles.append(
                    Obstacle(
                        "date_in_text",
                        _("“%(field)s” gives a date (%(found)s) that is finer than the case publishes.")
                        % {"field": field, "found": found},
                        field,
                    )
                )
    return obstacles


def place_obstacles(document: dict, case: Case, precision: str) -> list[Obstacle]:
    """Names of linked places in texts that are finer than the case publishes its places."""
    places = {case.place, *(place for event in case.events.all() for place in (event.place, event.to_place))}
    places |= {figure.place for figure in case.figures.all()}
    names = sorted({name for place in places if place for name in finer_names(place, precision)})
    return [
        Obstacle(
            "place_in_text",
            _("“%(field)s” names a place (%(found)s) that is finer than the case publishes.")
            % {"field": field, "found": found},
            field,
        )
        for field, value in texts_of_case(document, case)
        for found in text.names_in(value, names)
    ]


def finer_names(place: Place, precision: str) -> set[str]:
    """The names of `place` that are finer than `precision` allows.

    At the precision of the city nothing is: staff who name a court or border post in a summary mean to.
    """
    levels = {
        PlacePrecision.CITY: [],
        PlacePrecision.PROVINCE: ["name", "city"],
        PlacePrecision.COUNTRY: ["name", "city", "province"],
    }[PlacePrecision(precision)]
    if place.kind == PlaceKind.COUNTRY or (place.kind == PlaceKind.REGION and "province" not in levels):
        levels = []
    allowed = (
        {place.province_en, place.province_ko, place.province_zh_hans} if "province" not in levels else set()
    )
    languages = [language.replace("-", "_") for language in Language.values]
    names = {getattr(place, f"{level}_{language}") for level in levels for language in languages}
    return names - allowed - {""}
