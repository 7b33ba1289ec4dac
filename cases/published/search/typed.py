"""What a reader typed, with what it means."""

from django.utils.functional import cached_property

from cases.published.search import index
from cases.published.search.query import Query, parse


class Typed(str):
    """The text of a search as typed; `query` is made once, however many filters are derived from the first.

    Reading `query` costs what `index.complete` says: two queries at most.
    """

    @cached_property
    def query(self) -> Query:
        return index.complete(parse(self))
