"""What every filter of a list has in common: read a query, narrow the list, say what is shown."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise, cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cases.published.filters.parameters import Parameter
from cases.published.listing import Key, Sort, read_date, read_integer, read_reference
from cases.published.search import matching
from cases.published.search.query import parse
from cases.published.search.typed import Typed

SORT, WORDS, RELEVANCE = "sort", "q", "relevance"
MOST_ERRORS, SHOWN_CHARACTERS = 10, 40


@dataclass(frozen=True)
class Chip:
    """One parameter in force, in words, and the query that remains when it is taken away."""

    name: str
    label: Promise
    words: str
    rest: str


class ListFilter:
    """What a list is limited to and how it is ordered.

    `parse` never raises: what it cannot understand is left out and named in `errors`, which a page shows
    and a file answers with 400. `values` holds what was understood, by parameter name. `sorts` names the
    closed set of orders, the first being the default; a list that has `relevance` among them offers it, and takes it
    by default, where there are words to look for.
    """

    model: ClassVar[type[Model]]
    parameters: ClassVar[tuple[Parameter, ...]] = ()
    sorts: ClassVar[Mapping[str, Sort]]

    def __init__(self, values: Mapping[str, object], sort: str = "", errors: Collection[str] = ()):
        self.values = dict(values)
        self.sort_code = sort if sort in self.offered_sorts else self.default_sort
        self.errors = list(errors)

    @classmethod
    def parse(cls, query: QueryDict, also: Collection[str] = ()) -> "ListFilter":
        """The filter that a query string asks for. `also` names parameters that are the caller's business.

        Empty values are those of fields that a visitor left empty, and mean nothing.
        """
        known = {parameter.name: parameter for parameter in cls.parameters}
        values, sort, errors = {}, "", []
        for name, texts in query.lists():
            given = {text.strip() for text in texts} - {""}
            if name in also or (not given and (name in known or name == SORT)):
                continue
            if name not in known and name != SORT:
                errors.append(
                    _("“%(name)s” is no filter of this list and was ignored.") % {"name": _shown(name)}
                )
                continue
            if len(given) > 1:
                errors.append(_("“%(name)s” was given more than once and was ignored.") % {"name": name})
                continue
            text = given.pop()
            try:
                if name == SORT:
                    sort = cls._read_sort(text)
                else:
                    values[name] = known[name].read(text)
            except ValueError:
                errors.append(
                    _("“%(value)s” is no possible value of “%(name)s” and was ignored.")
                    % {"value": _shown(text), "name": name}
                )
        if WORDS in values and parse(query[WORDS].strip()).is_cut:
            errors.append(
                _("“q” is longer than search can use: it looks for “%(words)s”.") % {"words": values[WORDS]}
            )
        cls.settle(values, errors)
        if sort == RELEVANCE and WORDS not in values:
            errors.append(_("“sort” is “relevance” only where “q” says what to look for, and was ignored."))
        return cls(values, sort, errors[:MOST_ERRORS])

    @classmethod
    def settle(cls, values: dict[str, object], errors: list[str]) -> None:
        """Takes out values that contradict each other, naming them in `errors`."""

    @classmethod
    def _read_sort(cls, text: str) -> str:
        if text not in cls.sorts:
            raise ValueError(text)
        return text

    @property
    def offered_sorts(self) -> dict[str, Sort]:
        """The orders that this list can have: by relevance only where there are words."""
        return {code: sort for code, sort in self.sorts.items() if code != RELEVANCE or WORDS in self.values}

    @property
    def default_sort(self) -> str:
        """The order when none is asked for."""
        return RELEVANCE if RELEVANCE in self.offered_sorts else next(iter(self.sorts))

    @property
    def sort(self) -> Sort:
        sort = self.sorts[self.sort_code]
        if self.sort_code == RELEVANCE:
            return replace(sort, prepare=self._rank)
        return sort

    def _rank(self, rows: QuerySet) -> QuerySet:
        return matching.rank(rows, self.typed.query)

    @property
    def typed(self) -> Typed | None:
        """What to look for, None where nothing was typed."""
        return self.values.get(WORDS)

    def rows(self) -> QuerySet:
        """The rows of the list in no order."""
        queryset = self.model.objects.all()
        for condition in self.conditions():
            queryset = queryset.filter(condition)
        return queryset

    def queryset(self) -> QuerySet:
        """The rows of the list in its order, which ends in the unique reference."""
        sort = self.sort
        return sort.prepare(self.rows()).order_by(*sort.order_by)

    def conditions(self) -> list[Q]:
        """What a row must meet. Each is applied by itself: two conditions on facets mean two facets."""
        return []

    def canonical_query(self, without: str = "", **more: str) -> str:
        """The one way to write this filter as a query string: known parameters in a fixed order, defaults
        left out. `without` leaves one parameter out, `more` adds the caller's own."""
        pairs = [
            (parameter.name, parameter.write(self.values[parameter.name]))
            for parameter in self.parameters
            if parameter.name in self.values and parameter.name != without
        ]
        if self.sort_code != self.default_sort and without != SORT:
            pairs.append((SORT, self.sort_code))
        return urlencode(pairs + [pair for pair in more.items() if pair[1]])

    @cached_property
    def chips(self) -> list[Chip]:
        """Each parameter in force, in words. A reference among them costs a query, once."""
        return [
            Chip(
                parameter.name,
                parameter.label,
                parameter.words(self.values[parameter.name]),
                self.canonical_query(without=parameter.name),
            )
            for parameter in self.parameters
            if parameter.name in self.values
        ]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.values)

    def sentence(self, count: int | None = None) -> str:
        """What is shown: "37 cases in China, possibly between 2012 and 2014, newest first". Without a count
        "Cases in China, …"."""
        comma = pgettext("between the parts of a sentence", ", ")
        return comma.join([self.subject(count), *self.phrases(), str(self.sort.label)])

    def subject(self, count: int | None) -> str:
        """The beginning of the sentence: "37 sources", or "Sources" without a count."""
        raise NotImplementedError

    def phrases(self) -> list[str]:
        """The middle of the sentence: the parameters in force as a reader says them."""
        return self.phrases_of(*self.values)

    def phrases_of(self, *names: str) -> list[str]:
        """Those of these parameters that are in force, each with its label: "Kind: Media"."""
        return [
            _("%(label)s: %(value)s") % {"label": chip.label, "value": chip.words}
            for chip in self.chips
            if chip.name in names
        ]


def words_condition(typed: Typed) -> list[Q]:
    """What was typed is found in the texts of the subject (cases/published/search/)."""
    return [matching.found(typed.query)]


def _shown(text: str) -> str:
    shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:SHOWN_CHARACTERS])
    return shown + ("…" if len(text) > SHOWN_CHARACTERS else "")


BY_RELEVANCE = Sort(
    gettext_lazy("best match first"),
    (
        Key(matching.RELEVANCE, True, read_integer),
        Key("sort_date", True, read_date),
        Key("reference", True, read_reference),
    ),
)
NEWEST_FIRST = gettext_lazy("newest first")
OLDEST_FIRST = gettext_lazy("oldest first")
