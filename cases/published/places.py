"""The places of published documents: what each is called and the codes by which lists find it.

A place in a document is what publication left of it: a city, a province or a country, never finer than the policy
says (docs/published-documents.md). Provinces have no row and no reference of their own, so their code is made of
their country and their English name.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.db.models import Min
from django.utils.text import slugify
from django.utils.translation import get_language, pgettext
from django_countries import countries

from cases.choices import Language
from cases.published import resolve
from cases.published.models import PublishedCase, PublishedFacet

#: Characters of the name in the code of a province: what the column and the parameter take beside the country.
LONGEST_CODE = 76


def province_code(place: Mapping) -> str:
    """The code of the province a place lies in or is, "cn-jilin"; "" where none is stated."""
    name = slugify(place["province"].get("en", ""))[:LONGEST_CODE]
    return f"{place['countries'][0].lower()}-{name}" if name and place["countries"] else ""


def province_name(place: Mapping) -> str:
    """The name of that province in the active language, else in English; "" where none is stated."""
    return resolve.localized(place["province"]) if place["province"] else ""


def province_in_country(place: Mapping) -> str:
    """The name of that province with its country, the smaller first where the language says so."""
    return in_order([province_name(place), countries.name(place["countries"][0])])


def in_order(names: Iterable[str]) -> str:
    """The parts of a place in the order of the active language: "Jilin, China", "중국 지린성"."""
    parts = list(names)
    if get_language() in (Language.KO, Language.ZH_HANS):
        parts.reverse()
    return pgettext("between parts of a place", ", ").join(parts)


def place_code(place: Mapping) -> str:
    """The reference of a place; "" for one that was coarsened to a province or a country."""
    return place["reference"]


def of_case(document: Mapping) -> Iterator[Mapping]:
    """Every place a case document states: its own, and where each step happened or led to."""
    yield from (place for place in (document["place"],) if place)
    for event in document["events"]:
        yield from (place for place in (event["place"], event["to_place"]) if place)


def names_of_provinces(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The provinces that published cases state, each with its country, and the language of its name where that is
    not the active one. Two queries."""
    rows = PublishedFacet.objects.filter(dimension=PublishedFacet.PROVINCE, value__in=list(codes))
    examples = dict(rows.values_list("value").annotate(case=Min("case")))
    found = PublishedCase.objects.filter(pk__in=set(examples.values()))
    stated: dict[str, Mapping] = {}
    for document in found.order_by("pk").values_list("subject__document", flat=True):
        for place in of_case(document):
            stated.setdefault(province_code(place), place)
    return {
        code: (province_in_country(stated[code]), resolve.other_language(stated[code]["province"]))
        for code in examples
    }


def name_of_place(reference: str) -> str:
    """The name, in the active language, of a place that published cases state; "" for every other. One query."""
    rows = PublishedFacet.objects.filter(dimension=PublishedFacet.PLACE, value=reference).order_by("case")
    for document in rows.values_list("case__subject__document", flat=True)[:1]:
        return next(
            resolve.localized(place["name"]) for place in of_case(document) if place_code(place) == reference
        )
    return ""
