"""Long lists, one page at a time, by keyset: `after=` names the last row seen, not a page number.

A page costs the same however deep it lies, and rows published meanwhile shift nothing.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise

PAGE_SIZE = 50
SEPARATOR = "~"
LARGEST_INTEGER = 2_147_483_647
REFERENCE_SHAPE = re.compile(r"[a-z0-9-]{1,80}")


def read_date(text: str) -> date:
    """A day as `YYYY-MM-DD`. Raises ValueError for every other writing, those that Python accepts included."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    return date.fromisoformat(text)


def read_integer(text: str) -> int:
    """A whole number that both databases can compare. Raises ValueError."""
    if not re.fullmatch(r"-?[0-9]{1,10}", text) or abs(int(text)) > LARGEST_INTEGER:
        raise ValueError(text)
    return int(text)


def read_reference(text: str) -> str:
    """A reference as it stands in addresses. Raises ValueError."""
    if not REFERENCE_SHAPE.fullmatch(text):
        raise ValueError(text)
    return text


def read_code(text: str) -> str:
    """A code of a vocabulary. Raises ValueError."""
    if not re.fullmatch(r"[a-z_]{1,40}", text):
        raise ValueError(text)
    return text


def read_text(text: str) -> str:
    """A text as a column holds it. Raises ValueError."""
    if len(text) > 220 or not text.isprintable():
        raise ValueError(text)
    return text


@dataclass(frozen=True)
class Key:
    """One column of an order. `read` turns its text in a cursor back into a value or raises ValueError."""

    field: str
    descending: bool
    read: Callable[[str], object]


@dataclass(frozen=True)
class Sort:
    """One order of a list. The last key is unique, so that every row has one place."""

    label: Promise
    keys: tuple[Key, ...]
    #: Adds the columns of the order that no table has, such as how well a row matches what was typed.
    prepare: Callable[[QuerySet], QuerySet] = lambda rows: rows

    @property
    def order_by(self) -> list[str]:
        return [f"-{key.field}" if key.descending else key.field for key in self.keys]

    def cursor(self, row: Model) -> str:
        """The place of a row: its keys as text."""
        return SEPARATOR.join(str(getattr(row, key.field)) for key in self.keys)

    def beyond(self, cursor: str) -> Q:
        """The rows after a place. Raises ValueError for a cursor that this order cannot have made."""
        # Only the first key of an order may be a text that holds the separator itself.
        parts = cursor.rsplit(SEPARATOR, len(self.keys) - 1)
        if len(parts) != len(self.keys):
            raise ValueError(cursor)
        values = [key.read(part) for key, part in zip(self.keys, parts, strict=True)]
        condition, same_so_far = Q(), Q()
        for key, value in zip(self.keys, values, strict=True):
            condition |= same_so_far & Q(**{f"{key.field}__{'lt' if key.descending else 'gt'}": value})
            same_so_far &= Q(**{key.field: value})
        # Implied by the rest, and the one condition that an index can start from.
        first = self.keys[0]
        return Q(**{f"{first.field}__{'lte' if first.descending else 'gte'}": values[0]}) & condition


def by(label: Promise, field: str, read: Callable[[str], object], descending: bool = True) -> Sort:
    """The order by one column and then by reference, both in one direction: one index serves both ways."""
    return Sort(label, (Key(field, descending, read), Key("reference", descending, read_reference)))


@dataclass(frozen=True)
class Page:
    """Some rows of a list. `after` is the cursor of the next page, empty on the last."""

    rows: list[Model]
    after: str
    is_first: bool
    is_cursor_unreadable: bool


def page(queryset: QuerySet, sort: Sort, cursor: str, size: int = PAGE_SIZE) -> Page:
    """The rows that follow the cursor; the first page for an empty or unreadable one. One query."""
    unreadable = False
    queryset = sort.prepare(queryset)
    if cursor:
        try:
            queryset = queryset.filter(sort.beyond(cursor))
        except ValueError:
            cursor, unreadable = "", True
    rows = list(queryset.order_by(*sort.order_by)[: size + 1])
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, sort.cursor(rows[-1]) if more else "", not cursor, unreadable)
