"""What a list can be narrowed to next, with the number of rows that each choice would show.

A dimension is one or more parameters of a filter that are chosen together. The numbers of a dimension are counted
with every other parameter in force and its own taken away, so that a choice promises exactly the list behind its
link. A dimension costs one GROUP BY; those that are named by documents cost one or two queries more. Nothing grows
with what is published.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, Model, When
from django.db.models.functions import ExtractYear
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.published.filters import ListFilter
from cases.published.filters.changes import changed, without
from cases.published.filters.parameters import NONE
from cases.published.filters.years import Within

#: Choices that show at once, and those that fold out; what is rarer is found by other dimensions or by words.
SHOWN, MOST = 8, 40
#: A date that spans as many years counts in each of them but adds none to those offered: "201X" is no year.
WIDEST_SPAN = 5
YEARS = ("year_from", "year_to", "dated")


@dataclass(frozen=True)
class Value:
    """One choice. `query` is the list behind its link: narrowed by it, or for a selected one without it.

    `lang` is the language of the label where it is not that of the page. `states_nothing` for "not stated".
    """

    label: str
    count: int
    query: str
    is_selected: bool
    lang: str = ""
    states_nothing: bool = False


@dataclass(frozen=True)
class Facet:
    """One dimension: the choices shown and those folded away. `shape` is "years" for a table of years."""

    name: str
    label: Promise | str
    values: list[Value]
    more: list[Value]
    shape: str = ""

    @property
    def is_in_force(self) -> bool:
        return any(value.is_selected for value in [*self.values, *self.more])


@dataclass(frozen=True)
class Candidate:
    """A choice before it is a link: the parameters that it sets, its rows, and its words where the parameter of
    the dimension has none."""

    values: dict[str, object]
    count: int
    label: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Dimension:
    """How one dimension is counted: `count` gives the choices of a filter from which `parameters` were taken."""

    parameters: tuple[str, ...]
    count: Callable[[ListFilter], Iterable[Candidate]]
    label: Promise | str = ""
    shown: int = SHOWN
    shape: str = ""


#: (words, language of the words) of values that documents name.
Names = Callable[[list[str]], dict[str, tuple[str, str]]]


def of(listed: ListFilter, dimensions: Sequence[Dimension], total: int) -> list[Facet]:
    """The dimensions of a list of `total` rows that offer anything."""
    found = [facet(listed, dimension, total) for dimension in dimensions]
    return [each for each in found if each.values]


def facet(listed: ListFilter, dimension: Dimension, total: int) -> Facet:
    """One dimension of a list. Choices without rows are left out, but for the one in force."""
    names = dimension.parameters
    own = {name: listed.values[name] for name in names if name in listed.values}
    candidates = list(dimension.count(without(listed, names)))
    if own and len(names) == 1 and not any(candidate.values == own for candidate in candidates):
        # Too rare to be among those counted, or matched by nothing.
        candidates.insert(0, Candidate(own, total, _words(listed, names[0])))
    values = [
        Value(
            candidate.label or _parameter(listed, names[0]).words(candidate.values[names[0]]),
            candidate.count,
            changed(listed, names, {} if candidate.values == own else candidate.values).canonical_query(),
            candidate.values == own,
            candidate.lang,
            candidate.values in ({names[0]: NONE}, {"dated": False}),
        )
        for candidate in candidates
        if candidate.count or candidate.values == own
    ]
    shown = [value for value in values[dimension.shown :] if value.is_selected]
    shown = [*values[: dimension.shown], *shown]
    more = [value for value in values if value not in shown]
    label = dimension.label or _parameter(listed, names[0]).label
    return Facet(names[0], label, shown, more, dimension.shape)


# --- ways of counting -----------------------------------------------------------------------------


def by_column(
    name: str,
    column: str,
    order: Sequence[object] = (),
    read: Callable[[object], object] | None = None,
    names: Names | None = None,
) -> Dimension:
    """The values of a column, commonest first or in a fixed order. An empty text is the value "none"; `read` makes
    other values of the column values of the parameter. `names` as in `linked`."""

    def count(base: ListFilter) -> list[Candidate]:
        rows = base.rows().order_by().values_list(column).annotate(number=Count("pk"))
        found = [(NONE if value == "" else read(value) if read else value, number) for value, number in rows]
        return _named(name, arranged(found, order)[:MOST], names)

    return Dimension((name,), count)


def by_years() -> Dimension:
    """The years that dates may lie in, or must when the filter says so, newest first; and dates not stated."""

    def count(base: ListFilter) -> list[Candidate]:
        first, last = ExtractYear("date_earliest"), ExtractYear("date_latest")
        rows = base.rows().order_by().annotate(first_year=first, last_year=last)
        spans = list(rows.values_list("first_year", "last_year").annotate(number=Count("pk")))
        counted = [
            Candidate({"year_from": year, "year_to": year}, number, str(year))
            for year, number in years_of(spans, base.values.get("dates") == Within.CERTAINLY)
        ]
        undated = sum(number for first, last, number in spans if first is None and last is None)
        return [*counted, Candidate({"dated": False}, undated, str(_("Date not stated")))]

    return Dimension(YEARS, count, _("Year"), shown=100, shape="years")


def years_of(spans: Iterable[tuple[int | None, int | None, int]], certainly: bool) -> list[tuple[int, int]]:
    """(year, number of dates that may or must lie in it), newest first, from dates as (first year, last year,
    how many). None is open."""
    spans = [span for span in spans if span[:2] != (None, None)]
    numbers: Counter[int] = Counter()
    narrow = [span for span in spans if None not in span[:2] and span[1] - span[0] < WIDEST_SPAN]
    for year in {year for first, last, _number in narrow for year in range(first, last + 1)}:
        for first, last, number in spans:
            if certainly:
                inside = first == year == last
            else:
                inside = (first is None or first <= year) and (last is None or year <= last)
            numbers[year] += number if inside else 0
    return sorted(numbers.items(), reverse=True)


def by_bands(
    names: tuple[str, str],
    column: str,
    bands: Sequence[tuple[int, int | None, Promise | str]],
    label: Promise | str,
) -> Dimension:
    """Bands of a whole number: (from, to or None, words). `names` are the parameters of its two ends."""

    def count(base: ListFilter) -> list[Candidate]:
        rows = list(base.rows().order_by().values_list(column).annotate(number=Count("pk")))
        found = []
        for low, high, words in bands:
            ends = {names[0]: low or None, names[1]: high}
            number = sum(n for value, n in rows if low <= value and (high is None or value <= high))
            given = {name: end for name, end in ends.items() if end is not None}
            found.append(Candidate(given, number, str(words)))
        return found

    return Dimension(names, count, label)


def linked(
    name: str,
    table: type[Model],
    row: str,
    column: str,
    names: Names | None = None,
    order: Sequence[object] = (),
    **conditions: object,
) -> Dimension:
    """The values that rows have in another table, which points to them by `row` and holds each value once a row.

    `names` gives (words, language of the words) of values that documents name; one that has none is left out.
    """

    def count(base: ListFilter) -> list[Candidate]:
        return _named(name, arranged(counted(base, table, row, column, conditions), order), names)

    return Dimension((name,), count)


def _named(name: str, rows: Sequence[tuple[object, int]], names: Names | None) -> list[Candidate]:
    """The choices of (value, number), in words where documents name them; one that they do not name is left out."""
    known = names([value for value, _number in rows if value != NONE]) if names else {}
    return [
        Candidate({name: value}, number, *known.get(value, ()))
        for value, number in rows
        if names is None or value == NONE or value in known
    ]


def counted(
    base: ListFilter, table: type[Model], row: str, column: str, conditions: dict
) -> list[tuple[str, int]]:
    """(value, number of rows of the list) of another table; of many the commonest."""
    rows = table.objects.filter(**conditions)
    if base.is_narrowed:
        rows = rows.filter(**{f"{row}__in": base.rows().values("pk")})
    not_stated_first = Case(When(**{column: NONE}, then=0), default=1)
    numbers = rows.values_list(column).annotate(number=Count("pk"))
    return list(numbers.order_by(not_stated_first, "-number", column)[:MOST])


def arranged(rows: Iterable[tuple[object, int]], order: Sequence[object] = ()) -> list[tuple[object, int]]:
    """Values with their numbers, commonest first or in the order given; what states nothing comes last."""
    place = {value: position for position, value in enumerate(order)}
    return sorted(rows, key=lambda row: (row[0] == NONE, place.get(row[0], 0), -row[1], str(row[0])))


def _parameter(listed: ListFilter, name: str):
    return next(parameter for parameter in listed.parameters if parameter.name == name)


def _words(listed: ListFilter, name: str) -> str:
    return next(chip.words for chip in listed.chips if chip.name == name)
