"""Filters made from filters: one parameter more, less or other."""

from collections.abc import Iterable, Mapping

from cases.published.filters.base import ListFilter


def without(listed: ListFilter, names: Iterable[str]) -> ListFilter:
    """The filter without some parameters, otherwise as it is."""
    kept = {name: value for name, value in listed.values.items() if name not in names}
    return type(listed)(kept, listed.sort_code)


def changed(listed: ListFilter, names: Iterable[str], values: Mapping[str, object] = ()) -> ListFilter:
    """The filter with other values of some parameters, as its address would be read."""
    new = {**without(listed, names).values, **dict(values)}
    type(listed).settle(new, [])
    return type(listed)(new, listed.sort_code)
