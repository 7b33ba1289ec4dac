"""Tables: what one file of a bundle is, said once for import, export and docs/import-format.md."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Q, QuerySet

from cases.choices import Language
from cases.importing.columns import Column, EndType, Key, Links, Target
from cases.models.record import Record

#: Rows fetched or named in one query: SQLite allows 999 parameters.
CHUNK = 500

#: The condition that every row fulfils.
EVERY = Q()

#: Languages that stand in translations.csv. English stands in the main files.
TRANSLATED = (Language.KO, Language.ZH_HANS)


@dataclass(frozen=True)
class Rule:
    """What the cells of one row must be together. `broken` gets the row's values by column and returns
    the message, or "" when all is well. Not asked when one of `columns` is wrong already; the fault is shown
    at the first of them."""

    columns: tuple[str, ...]
    broken: Callable[[Mapping[str, object]], str]


@dataclass(frozen=True)
class Unique:
    """Columns that together may stand only once, in rows for which `when` holds. The first is a key."""

    columns: tuple[str, ...]
    message: Callable[[], str]
    when: Callable[[Mapping[str, str]], bool] = lambda texts: True


@dataclass(frozen=True)
class Table:
    """One file of a bundle and the rows of the record it stands for.

    `name` is the file without ".csv"; `one` the word for one row in other files ("case"). The first column is
    the id, kept in `reference`. `order` sorts the rows of an export by their texts. `private` marks rows that no
    bundle may carry or touch. `frozen` are columns that no import changes, with the reason. `related` are the
    foreign keys that lead to the subjects a row is published in. `among_rows` are rules about several rows: each
    gets the proposals by table and reference and the rights of who imports, and yields faults. `create_missing` gives the cells of a new row
    of which another file knows only the name (the second column), from the name and the ids already taken.
    """

    name: str
    one: str
    about: str
    models: tuple[type[Record], ...]
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...] = ()
    unique: tuple[Unique, ...] = ()
    order: Callable[[Mapping[str, str]], tuple] | None = None
    private: Mapping[str, object] = field(default_factory=dict)
    frozen: Mapping[str, Callable[[], str]] = field(default_factory=dict)
    related: tuple[str, ...] = ()
    among_rows: tuple[Callable, ...] = ()
    create_missing: Callable[[str, set[str]], dict[str, str]] | None = None

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def id_column(self) -> Column:
        return self.columns[0]

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def listed(self) -> tuple[Column, ...]:
        """The columns of the file, in its order; the others stand in translations.csv."""
        return tuple(column for column in self.columns if column.listed)

    @cached_property
    def translations(self) -> dict[tuple[str, str], Column]:
        """The column that keeps a translation, by the name of the English column and the language."""
        by_field = {column.field: column for column in self.columns if column.field}
        return {
            (column.name, language.value): by_field[translated_field(column.field, language)]
            for column in self.columns
            if column.translated
            for language in TRANSLATED
        }

    @cached_property
    def self_key(self) -> Key | None:
        """The column by which rows of this table name others of it."""
        own = (column for column in self.columns if isinstance(column, Key) and column.to.table == self.name)
        return next(own, None)

    @property
    def links(self) -> tuple[Links, ...]:
        return tuple(column for column in self.columns if isinstance(column, Links))

    def model_for(self, texts: Mapping[str, str]) -> type[Record] | None:
        """The model that keeps such a row; None when its texts do not say."""
        if len(self.models) == 1:
            return self.models[0]
        for column in self.columns:
            if type(column) is EndType:
                end = column.ends.get(texts.get(column.name, ""))
                return end.model if end else None
        return None

    def records(self) -> Iterator[Record]:
        """Every record with everything that `texts` needs, private ones too; bounded queries for each CHUNK."""
        for model in self.models:
            yield from self._records_of(model, {})

    def _records_of(self, model: type[Record], filters: Mapping[str, object]) -> Iterator[Record]:
        annotations: dict[str, object] = {}
        for column in self.columns:
            annotations |= column.annotations(model)
        query = model._default_manager.filter(**filters).annotate(**annotations).order_by("pk")
        for chunk in chunks(query.iterator(chunk_size=CHUNK)):
            for column in self.columns:
                column.prepare(chunk)
            yield from chunk

    def find(self, column: Column, texts: Iterable[str]) -> Iterator[Record]:
        """The records whose text in `column` is one of `texts`, as `records` gives them."""
        for chunk in chunks(texts):
            for model in self.models:
                for lookup in column.lookups(model):
                    yield from self._records_of(model, {f"{lookup}__in": chunk})

    def is_private(self, record: Record) -> bool:
        return any(getattr(record, name) == value for name, value in self.private.items())

    def keys(self, lookup: str, wanted: Iterable[str], condition: Q = EVERY) -> dict[str, int]:
        """Primary keys of the rows, private ones apart, known under one of `wanted`; one query a CHUNK."""
        found: dict[str, int] = {}
        for chunk in chunks(wanted):
            query: QuerySet = self.models[0]._default_manager.filter(condition, **{f"{lookup}__in": chunk})
            if self.private:
                query = query.exclude(Q(**self.private))
            found |= dict(query.values_list(lookup, "pk"))
        return found

    def texts(self, record: Record) -> dict[str, str]:
        """Every column of a record loaded by `records`, as canonical text. No query."""
        return {column.name: column.text(record) for column in self.columns}

    def values(self, texts: Mapping[str, str]) -> dict[str, object]:
        """What canonical texts stand for."""
        return {name: self.by_name[name].kind.value(text) for name, text in texts.items()}

    def targets(self) -> set[Target]:
        """Everything that a cell of this table may name."""
        found = {column.to for column in self.columns if isinstance(column, (Key, Links))}
        for column in self.columns:
            if isinstance(column, EndType):
                found |= {end.to for end in column.ends.values()}
        return found


def table(*, model: type[Record] | None = None, columns: Sequence[Column], **parts: object) -> Table:
    """A table whose columns are completed from its model, with a hidden column for every translation
    that has none of its own."""
    kept = parts.pop("models", None) or (model,)
    complete = [column.bound(kept[0]) for column in columns]
    fields = {column.field for column in complete}
    for column in list(complete):
        for language in TRANSLATED if column.translated else ():
            name = translated_field(column.field, language)
            if name not in fields:
                hidden = Column(
                    translated_field(f"{column.name}_en", language), name, column.about, listed=False
                )
                complete.append(hidden.bound(kept[0]))
    return Table(models=kept, columns=tuple(complete), **parts)


def translated_field(english: str, language: Language) -> str:
    """The model field of a translation: title_en → title_zh_hans."""
    return f"{english.removesuffix('_en')}_{language.value.replace('-', '_')}"


def chunks(items: Iterable, size: int = CHUNK) -> Iterator[list]:
    """The items in lists of at most `size`."""
    chunk: list = []
    for item in items:
        chunk.append(item)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
