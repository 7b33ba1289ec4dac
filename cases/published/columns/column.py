"""What a table of published data is made of: columns, tables, and the line they are rendered for."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Choices
from django.utils.functional import Promise

from cases.published.csv_lines import Value

#: Version of the tables: their names, columns and the meaning of these. An added column raises the second number,
#: every other change the first (docs/data-dictionary.md).
SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class LineContext:
    """What a line says beside its document.

    ``edition`` and ``changed_at``: the edition that last changed the document, and when. ``site_url``:
    settings.SITE_URL. ``sources``: published source documents by reference, at least those the document cites and
    those that these derive from. ``published``: (kind, reference) of the other published subjects that the document
    names; what is not among them is left out of the line.
    """

    edition: int
    changed_at: datetime
    site_url: str
    sources: Mapping[str, dict] = field(default_factory=dict)
    published: Container[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Line:
    """One line to be rendered: ``part`` is the thing it is about, inside ``document`` or the document itself."""

    document: dict
    part: dict
    context: LineContext


@dataclass(frozen=True)
class Column:
    """One column. ``kind`` is a Table Schema type: string, integer, number, date or datetime. ``description`` says
    in one sentence what a cell means. ``choices`` is the vocabulary of its codes; several codes in one cell are
    separated by ";" (``many``)."""

    name: str
    kind: str
    description: str
    value: Callable[[Line], Value]
    choices: type[Choices] | None = None
    many: bool = False
    required: bool = False


@dataclass(frozen=True)
class Table:
    """One table. ``foreign_keys`` maps columns to the table whose `reference` they hold. ``of_list`` are the columns
    that depend on the list asked for: they stand last, and only the export can fill them."""

    name: str
    title: Promise
    description: Promise
    columns: tuple[Column, ...]
    foreign_keys: Mapping[str, str] = field(default_factory=dict)
    of_list: tuple[Column, ...] = ()

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return self.columns + self.of_list
