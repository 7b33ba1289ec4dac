"""The form of a list, plain GET: its fields, what it must not lose, its orders and the chips of what is in force."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.published.filters import years
from cases.published.filters.base import SORT, Chip, ListFilter
from cases.published.filters.cases import origins_range
from cases.published.filters.changes import changed
from cases.published.filters.parameters import NONE, Control, Parameter


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


@dataclass(frozen=True)
class Order:
    """One order of a list and the query that asks for it."""

    label: str
    query: str
    is_selected: bool


@dataclass(frozen=True)
class WayOut:
    """What an empty list would show without one of its filters."""

    chip: Chip
    count: int


Counted = Sequence[tuple[str, str, int]]


def fields(
    listed: ListFilter, counted: Mapping[str, Counted] | None = None, elsewhere: Collection[str] = ()
) -> list[Field]:
    """The fields of a filter in the order of its parameters, without those that the page offers `elsewhere` and
    those that have nothing to choose from. `counted` gives the options (value, words, how many) of parameters whose
    values come from what is published. No query."""
    counted = counted or {}
    found = [
        _field(listed, parameter, counted.get(parameter.name))
        for parameter in listed.parameters
        if parameter.name not in elsewhere and not _is_no_number(listed, parameter)
    ]
    return [each for each in found if each.control != Control.SELECT or each.options]


def kept(listed: ListFilter, shown: Collection[str], hidden: Collection[str] = ()) -> list[tuple[str, str]]:
    """What the form must send along: parameters in force that are no field of it, and the order."""
    query = QueryDict(listed.canonical_query())
    return [(name, query[name]) for name in query if name not in shown and name not in hidden]


def orders(listed: ListFilter) -> list[Order]:
    """The orders that a list offers, each a link."""
    return [
        Order(
            str(sort.label),
            type(listed)(listed.values, code).canonical_query(),
            code == listed.sort_code,
        )
        for code, sort in listed.offered_sorts.items()
    ]


#: Parameters that are one thing to a reader: label, names, words.
TOGETHER: tuple[tuple[Promise, tuple[str, ...], Callable[[Mapping], str]], ...] = (
    (_("Years"), ("year_from", "year_to", "dates"), years.words),
    (_("Independent origins"), ("origins_min", "origins_max"), origins_range),
)


def chips(listed: ListFilter, hidden: Collection[str] = ()) -> list[Chip]:
    """What is in force, each with the query that remains without it. `hidden` names what the page itself sets."""
    found: dict[str, Chip] = {}
    for chip in listed.chips:
        if chip.name in hidden:
            continue
        for label, names, words in TOGETHER:
            text = words(listed.values) if chip.name in names else ""
            if text:
                # A year of an event is read with `dates` too.
                own = [
                    name for name in names if name != "dates" or listed.values.get("event_year", NONE) == NONE
                ]
                rest = changed(listed, own).canonical_query()
                found[names[0]] = Chip(names[0], label, text, rest)
                break
        else:
            found[chip.name] = Chip(
                chip.name, chip.label, chip.words, changed(listed, [chip.name]).canonical_query()
            )
    return list(found.values())


def ways_out(listed: ListFilter, in_force: Collection[Chip]) -> list[WayOut]:
    """What an empty list would show without each of its filters, most rows first. One query a filter."""
    found = [WayOut(chip, type(listed).parse(QueryDict(chip.rest)).rows().count()) for chip in in_force]
    return sorted((way for way in found if way.count), key=lambda way: -way.count)


def _is_no_number(listed: ListFilter, parameter: Parameter) -> bool:
    """A field for numbers cannot hold "none": the form sends it along instead (`kept`)."""
    return parameter.control == Control.NUMBER and listed.values.get(parameter.name) == NONE


def _field(listed: ListFilter, parameter, counted: Counted | None) -> Field:
    chosen = parameter.write(listed.values[parameter.name]) if parameter.name in listed.values else ""
    offered = counted
    if offered is None:
        offered = [(value, label, None) for value, label in parameter.options()]
    options = [Option(value, label, number, value == chosen) for value, label, number in offered]
    if options and chosen and not any(option.is_selected for option in options):
        # Chosen by a link, and not among those offered: the form must not lose it.
        words = next(chip.words for chip in listed.chips if chip.name == parameter.name)
        options.insert(0, Option(chosen, words, None, is_selected=True))
    return Field(parameter.name, parameter.label, parameter.control, chosen, parameter.nothing, options)


__all__ = ["SORT", "Field", "Option", "chips", "fields", "kept", "orders", "ways_out"]
