"""The texts of one row by column, small enough for hundreds of thousands of rows at once. Pure."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

#: Texts up to this length repeat a lot (words, dates, numbers): each is kept once.
SHORT = 24


@lru_cache(maxsize=4096)
def _places(names: tuple[str, ...]) -> dict[str, int]:
    return {name: place for place, name in enumerate(names)}


def shared(text: str) -> str:
    """The text, as one object for all rows when it is short."""
    return sys.intern(text) if len(text) <= SHORT else text


@lru_cache(maxsize=4096)
def _once(names: frozenset[str]) -> frozenset[str]:
    return names


def names(found: Iterable[str]) -> frozenset[str]:
    """The names as a set that all rows with the same names share."""
    return _once(frozenset(found))


class Texts(Mapping):
    """Column → text, unchangeable. Rows with the same columns share the names: a dictionary takes three times as much."""

    __slots__ = ("_places", "_texts")

    def __init__(self, columns: tuple[str, ...] = (), texts: Iterable[str] = ()):
        self._places = _places(columns)
        self._texts = tuple(shared(text) for text in texts)

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Texts":
        return cls(tuple(texts), texts.values())

    def __getitem__(self, column: str) -> str:
        return self._texts[self._places[column]]

    def get(self, column: str, default: str | None = None) -> str | None:
        place = self._places.get(column)
        return default if place is None else self._texts[place]

    def __contains__(self, column: object) -> bool:
        return column in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._texts)

    def __repr__(self) -> str:
        return f"Texts({dict(self)})"


NOTHING = Texts()
NO_NAMES: frozenset[str] = frozenset()
