"""The fields of a filter's form: plain GET, each field with its words, its options and its present value."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils.functional import Promise
from django_countries import countries

from cases.choices import SubjectKind
from cases.published import resolve
from cases.published.filters.base import SORT, ListFilter
from cases.published.models import PublishedFacet, PublishedSource

MOST_SOURCES = 40


@dataclass(frozen=True)
class Option:
    """One line of a drop-down. `count` is how many published things have the value, None where not counted."""

    value: str
    label: str
    count: int | None
    is_selected: bool


@dataclass(frozen=True)
class Field:
    """One field of the form. `control` is that of the parameter; `nothing` the words of the empty value."""

    name: str
    label: Promise | str
    control: str
    value: str
    nothing: Promise | str
    options: list[Option] = field(default_factory=list)


Counted = Sequence[tuple[str, str, int]]


def fields(
    listed: ListFilter, counted: Mapping[str, Counted] | None = None, hidden: Collection[str] = ()
) -> list[Field]:
    """The fields of a filter in the order of its parameters. `counted` gives the options (value, words, how
    many) of parameters whose values come from what is published. `hidden` ones are left out. No query."""
    counted = counted or {}
    return [
        _field(listed, parameter, counted.get(parameter.name))
        for parameter in listed.parameters
        if parameter.name not in hidden
    ]


def sort_options(listed: ListFilter) -> list[Option]:
    """The orders a list offers; the default one has the empty value, so that it stays out of the address."""
    default = next(iter(listed.sorts))
    return [
        Option("" if code == default else code, str(sort.label), None, code == listed.sort_code)
        for code, sort in listed.sorts.items()
    ]


def countries_of_cases() -> Counted:
    """The countries of published cases, most cases first. One query."""
    return [(code, countries.name(code), cases) for code, cases in _facet(PublishedFacet.COUNTRY)]


def sources_of_cases() -> Counted:
    """The sources that most published cases cite, at most 40. Two queries."""
    found = _facet(PublishedFacet.SOURCE)[:MOST_SOURCES]
    titles = resolve.links((SubjectKind.SOURCE, reference) for reference, _cases in found)
    return [
        (reference, titles[SubjectKind.SOURCE, reference].title, cases)
        for reference, cases in found
        if (SubjectKind.SOURCE, reference) in titles
    ]


def values_of_sources(column: str, most: int = 200) -> Counted:
    """The values that published sources have in a column, commonest first. One query."""
    rows = (
        PublishedSource.objects.exclude(**{column: ""})
        .values_list(column)
        .annotate(number=Count("pk"))
        .order_by("-number", column)
    )
    return [(value, value, number) for value, number in rows[:most]]


def _facet(dimension: str):
    return (
        PublishedFacet.objects.filter(dimension=dimension)
        .values_list("value")
        .annotate(cases=Count("pk"))
        .order_by("-cases", "value")
    )


def _field(listed: ListFilter, parameter, counted: Counted | None) -> Field:
    chosen = parameter.write(listed.values[parameter.name]) if parameter.name in listed.values else ""
    offered = counted
    if offered is None:
        offered = [(value, label, None) for value, label in parameter.options()]
    options = [Option(value, label, number, value == chosen) for value, label, number in offered]
    if parameter.control == "select" and chosen and not any(option.is_selected for option in options):
        # Chosen by a link, and not among the commonest: the form must not lose it.
        words = next(chip.words for chip in listed.chips if chip.name == parameter.name)
        options.insert(0, Option(chosen, words, None, is_selected=True))
    return Field(parameter.name, parameter.label, parameter.control, chosen, parameter.nothing, options)


__all__ = ["SORT", "Field", "Option", "countries_of_cases", "fields", "sort_options", "sources_of_cases"]
