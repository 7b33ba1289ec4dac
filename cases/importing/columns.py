"""Columns of a bundle's files: which column of the record each one is, read from the model itself.

A `Column` knows how to take its text from a record (export, comparison) and how to put a text into
one (import). What a cell may hold follows from the model field: vocabulary, length, validators.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F
from django_countries.fields import CountryField

from cases.importing import cells
from cases.importing.cells import BETWEEN, Kind
from cases.models.edtf import EDTFField
from cases.models.encryption import EncryptedTextField
from cases.models.record import validate_reference
from cases.models.source import web_address


@dataclass(frozen=True)
class Target:
    """Where a key looks: a table, and the model field by which its rows are known there."""

    table: str
    lookup: str = "reference"


#: Primary keys of existing rows by what a cell calls them.
Keys = Mapping[Target, Mapping[str, int]]


@dataclass(frozen=True)
class Column:
    """One column: `name` in the file, `field` in the model, `about` a sentence for the data manager.

    `required`: a new row needs it. `default`: the text that an empty cell of a new row stands for.
    `translated`: the record has the text in other languages too. `listed`: stands in its own file,
    and not only in translations.csv.
    """

    name: str
    field: str
    about: str
    kind: Kind | None = None
    required: bool | None = None
    default: str | None = None
    translated: bool = False
    listed: bool = True

    @property
    def shown_at(self) -> str:
        """The column at which a fault about a key of this one is shown."""
        return self.name

    def bound(self, model: type[models.Model]) -> "Column":
        """This column with everything that was left open taken from the model's field."""
        model_field = model._meta.get_field(self.field)
        kind = self.kind or kind_of(model_field)
        given = model_field.get_default() if model_field.has_default() else None
        return replace(
            self,
            kind=kind,
            required=not (model_field.blank or model_field.has_default())
            if self.required is None
            else self.required,
            default=(kind.write(given) if model_field.has_default() else "")
            if self.default is None
            else self.default,
        )

    def annotations(self, model: type[models.Model]) -> dict[str, F]:
        """What a query must add so that `text` costs no query of its own."""
        return {}

    def prepare(self, records: Sequence[models.Model]) -> None:
        """Fetch, once for many records, what `annotations` cannot."""

    def text(self, record: models.Model) -> str:
        """The canonical text of a record loaded with `annotations` and `prepare`."""
        return self.kind.write(getattr(record, self.field))

    def keys(self, texts: Mapping[str, str]) -> list[tuple[Target, str]]:
        """The rows of other tables that the cell names."""
        return []

    def lookups(self, model: type[models.Model]) -> list[str]:
        """The lookups that find a record of `model` by its text in this column."""
        return [self.field]

    def put(self, record: models.Model, texts: Mapping[str, str], keys: Keys) -> None:
        """Set on the record what the row's canonical texts say; saves nothing."""
        setattr(record, self.field, self.kind.value(texts[self.name]))

    def fields(self, model: type[models.Model]) -> list[str]:
        """The model fields that `put` sets."""
        return [self.field]


@dataclass(frozen=True)
class Key(Column):
    """The id (or the name) of one row of another table."""

    to: Target = Target("")

    def bound(self, model):
        required = not model._meta.get_field(self.field).blank
        return replace(self, kind=_kind_of_key(self.to), required=required, default="")

    def annotations(self, model):
        return {f"{self.field}_key": F(f"{self.field}__{self.to.lookup}")}

    def text(self, record):
        return getattr(record, f"{self.field}_key") or ""

    def keys(self, texts):
        return [(self.to, texts[self.name])] if texts.get(self.name) else []

    def lookups(self, model):
        return [f"{self.field}__{self.to.lookup}"]

    def put(self, record, texts, keys):
        text = texts[self.name]
        setattr(record, f"{self.field}_id", keys[self.to][text] if text else None)


@dataclass(frozen=True)
class End:
    """One kind of thing a row can point at: the model that points, its foreign key, the table pointed at."""

    model: type[models.Model]
    field: str
    to: Target


@dataclass(frozen=True)
class EndType(Column):
    """The word, in `type_column`, that says at which kind of thing the row points; its id is in `id_column`."""

    ends: dict[str, End] = field(default_factory=dict)
    type_column: str = ""
    id_column: str = ""

    @property
    def shown_at(self):
        return self.id_column

    def bound(self, model):
        return replace(self, kind=cells.Word.of(self.ends), required=True, default="")

    def text(self, record):
        for word, end in self.ends.items():
            if isinstance(record, end.model) and getattr(record, f"{end.field}_id"):
                return word
        return ""

    def keys(self, texts):
        end = self.ends.get(texts.get(self.type_column, ""))
        key = texts.get(self.id_column)
        return [(end.to, key)] if end and key else []

    def put(self, record, texts, keys):
        chosen = self.ends[texts[self.type_column]]
        for end in self.ends.values():
            if isinstance(record, end.model):
                setattr(record, f"{end.field}_id", None)
        setattr(record, f"{chosen.field}_id", keys[chosen.to][texts[self.id_column]])

    def fields(self, model):
        return [end.field for end in self.ends.values() if end.model is model]


@dataclass(frozen=True)
class EndId(EndType):
    """The id of the thing at which the row points."""

    def bound(self, model):
        return replace(self, kind=cells.Id(), required=True, default="")

    def annotations(self, model):
        return {
            f"{end.field}_key": F(f"{end.field}__{end.to.lookup}")
            for end in self.ends.values()
            if end.model is model
        }

    def text(self, record):
        found = (getattr(record, f"{end.field}_key", None) for end in self.ends.values())
        return next((key for key in found if key), "")

    def lookups(self, model):
        return [f"{end.field}__{end.to.lookup}" for end in self.ends.values() if end.model is model]


def ends(
    type_name: str, id_name: str, about_type: str, about_id: str, choices: dict[str, End]
) -> tuple[EndType, EndId]:
    """The two columns that together point at one of several kinds of things."""
    names = {"ends": choices, "type_column": type_name, "id_column": id_name}
    return EndType(type_name, "", about_type, **names), EndId(id_name, "", about_id, **names)


@dataclass(frozen=True)
class Links(Column):
    """Several rows of another table, linked through rows of `through` (foreign keys `owner` and `member`).

    `ordered`: the link rows keep their order in a column `position`.
    """

    to: Target = Target("")
    through: type[models.Model] | None = None
    owner: str = ""
    member: str = ""
    ordered: bool = False

    def bound(self, model):
        kind = cells.Several(each=_kind_of_key(self.to), ordered=self.ordered)
        return replace(self, kind=kind, required=False, default="")

    def prepare(self, records):
        linked: dict[int, list[str]] = {record.pk: [] for record in records}
        rows = self.through.objects.filter(**{f"{self.owner}__in": list(linked)})
        order = ("position", "pk") if self.ordered else ("pk",)
        for owner, key in rows.order_by(*order).values_list(
            f"{self.owner}_id", f"{self.member}__{self.to.lookup}"
        ):
            linked[owner].append(key)
        for record in records:
            record.__dict__[f"{self.field}_keys"] = linked[record.pk]

    def text(self, record):
        return self.kind.write(record.__dict__[f"{self.field}_keys"])

    def keys(self, texts):
        return [(self.to, key) for key in texts.get(self.name, "").split(BETWEEN) if key]

    def put(self, record, texts, keys):
        """Nothing: links are rows of their own, written after the record (cases/importing/links.py)."""

    def fields(self, model):
        return []


def _kind_of_key(to: Target) -> Kind:
    return cells.Id() if to.lookup == "reference" else cells.Name(longest=200)


def kind_of(model_field: models.Field) -> Kind:
    """The kind of cell for a model field. Raises TypeError for one that no bundle may carry."""
    if isinstance(model_field, EncryptedTextField):
        raise TypeError(f"{model_field} is encrypted: it never leaves in a bundle.")
    for fits, kind in _KINDS:
        if fits(model_field):
            return kind(model_field)
    raise TypeError(f"No kind of cell fits {model_field}.")


def _is(*types: type[models.Field]) -> Callable[[models.Field], bool]:
    return lambda model_field: isinstance(model_field, types)


def _countries(model_field: CountryField) -> Kind:
    return cells.Several(each=cells.Country()) if model_field.multiple else cells.Country()


def _word(model_field: models.Field) -> Kind:
    return cells.Word.of(
        (value for value, _label in model_field.flatchoices), empty=None if model_field.null else ""
    )


def _number(model_field: models.IntegerField) -> Kind:
    limits = [v.limit_value for v in model_field._validators if isinstance(v, MaxValueValidator)]
    small = isinstance(model_field, (models.SmallIntegerField, models.PositiveSmallIntegerField))
    return cells.Number(most=min([*limits, 32_767 if small else 2_147_483_647]))


#: The first that fits decides.
_KINDS: tuple[tuple[Callable[[models.Field], bool], Callable[[models.Field], Kind]], ...] = (
    (_is(CountryField), _countries),
    (_is(EDTFField), lambda model_field: cells.UncertainDate()),
    (lambda model_field: bool(model_field.choices), _word),
    (_is(models.BooleanField), lambda model_field: cells.Flag()),
    (_is(models.DateField), lambda model_field: cells.Day()),
    (_is(models.IntegerField), _number),
    (lambda model_field: validate_reference in model_field.validators, lambda model_field: cells.Id()),
    (
        lambda model_field: web_address in model_field.validators,
        lambda model_field: cells.Address(longest=model_field.max_length, validators=(web_address,)),
    ),
    (
        _is(models.CharField, models.TextField),
        lambda model_field: cells.Text(longest=model_field.max_length or cells.LONGEST_TEXT),
    ),
)
