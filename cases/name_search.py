"""Where the names of a person stand in the record, its history and the editions; and cutting them out.

Looks into every text, encrypted ones too, so it takes a pass over the whole database. Only for erasing
(cases/erasure.py): nothing else may compare encrypted texts with names.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.core.validators import URLValidator
from django.db import models
from django_countries.fields import CountryField

from cases.models import EditionEntry, RecordSearch
from cases.models.edtf import EDTFField
from cases.models.record import Record
from cases.publication.subjects import model_of
from cases.published.models import PublishedDocument, PublishedEdition
from cases.text import names_in, normalise

#: What stands where a name was; the same in every language.
OMISSION = "[…]"
#: A single word shorter than this, as a name, is the name of too many people and part of too many words.
SHORTEST_WORD = 5
#: Derived tables: they follow the rows they are made from.
DERIVED = (RecordSearch,)
#: Of the published app: projections follow their documents, tombstones and entries hold no text.
PUBLISHED = (PublishedDocument, PublishedEdition)

_LATIN_LETTERS = re.compile("[^a-z0-9]+")
#: Text without what the fast look does not understand: percent-encoding, letters that are no base and accent.
_PLAIN = re.compile("[^%łŁøØđĐðÐþÞæÆœŒıħĦŧŦ]*")
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7ff]")


@dataclass(frozen=True)
class Place:
    """One row that holds a name. `key` names the record the row is, is a version of or is published from."""

    model: type[models.Model]
    pk: int
    columns: tuple[str, ...]
    key: str


class NameSearch:
    """A search for names in any writing. `names` are those looked for, `too_short` those that are not."""

    def __init__(self, names: Iterable[str]):
        names = list(dict.fromkeys(name for name in names if name.strip()))
        self.names = [name for name in names if is_distinctive(name)]
        self.too_short = [name for name in names if not is_distinctive(name)]
        self._marks = [mark_of(name) for name in self.names]
        self._pattern = re.compile("|".join(map(pattern_of, self.names)) or "(?!)", re.IGNORECASE)

    def found_in(self, value) -> bool:
        """Whether a text, or any text of a JSON value, holds one of the names."""
        return any(self._holds(text) for text in texts_in(value))

    def _holds(self, text: str) -> bool:
        return self._may_hold(text) and bool(names_in(text, self.names))

    def _may_hold(self, text: str) -> bool:
        """A fast look that lets pass whatever could hold a name: asking for every writing takes long."""
        if not _PLAIN.fullmatch(text):
            return True
        decomposed = unicodedata.normalize("NFKD", text).casefold()
        letters = _LATIN_LETTERS.sub("", decomposed)
        composed = text if text.isascii() else unicodedata.normalize("NFC", decomposed)
        return any(
            latin in letters and all(syllable in composed for syllable in dense)
            for latin, dense in self._marks
        )

    def cut(self, row: models.Model, columns: Iterable[str]) -> dict[str, object]:
        """The columns of a row that hold a name, with the names cut out."""
        found = {}
        for name in columns:
            value = getattr(row, name)
            if self.found_in(value):
                found[name] = self._cut_field(row._meta.get_field(name), value)
        return found

    def _cut_field(self, field: models.Field, value):
        if any(isinstance(validator, URLValidator) for validator in field.validators) and field.blank:
            return ""
        cut = self.cut_value(value)
        return cut[: field.max_length] if isinstance(cut, str) and field.max_length else cut

    def cut_value(self, value):
        if isinstance(value, dict):
            return {key: self.cut_value(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.cut_value(part) for part in value]
        if not isinstance(value, str) or not self._holds(value):
            return value
        cut = self._pattern.sub(OMISSION, value)
        # In a writing that only the search knows: better the whole text than the name.
        return OMISSION if names_in(cut, self.names) else cut


def mark_of(name: str) -> tuple[str, str]:
    """What every text has that holds the name: its longest Latin word, or its Korean or Chinese syllables.

    A name in two scripts counts by either half; it, and one in any other script, is looked for everywhere.
    """
    folded = normalise(name)
    latin, dense = _LATIN_LETTERS.sub(" ", folded).split(), "".join(_DENSE.findall(folded))
    if latin and dense:
        return "", ""
    return max(latin, key=len, default=""), dense


def is_distinctive(name: str) -> bool:
    """Whether a name says who it is: two words, two syllables of Korean or Chinese, or one long word."""
    words = normalise(name).split()
    return len(words) > 1 or len(_DENSE.findall(name)) > 1 or len("".join(words)) >= SHORTEST_WORD


def pattern_of(name: str) -> str:
    """The usual writings of a name: its words in any rotation, with anything but letters between them."""
    words = [word for word in re.split(r"[\W_]+", name) if word]
    # Korean and Chinese names are written with and without a blank after the family name.
    pieces = list("".join(words)) if _DENSE.search(name) else words
    rotations = [pieces] if pieces != words else [words[i:] + words[:i] for i in range(len(words))]
    writings = "|".join(r"[\W_]*".join(map(re.escape, rotation)) for rotation in rotations)
    if pieces != words:
        return f"(?:{writings})"
    return rf"(?<![^\W_])(?:{writings})(?![^\W_])"


def texts_in(value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


# --- where to look --------------------------------------------------------------------------------


def searched_models() -> list[type[models.Model]]:
    """Every table that may hold words of staff: both wings with their history, and what editions made public."""
    own = [model for app in ("cases", "advocacy") for model in apps.get_app_config(app).get_models()]
    return [*(model for model in own if model not in DERIVED), *PUBLISHED]


def text_columns(model: type[models.Model]) -> list[str]:
    """The columns of a table with words of people: no codes, no dates, no references."""
    return [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, EDTFField | CountryField)
        and not field.choices
        and field.name != "reference"
    ]


def is_history(model: type[models.Model]) -> bool:
    return hasattr(model, "instance_type")


def places_of(search: NameSearch, tables: Iterable[type[models.Model]] | None = None) -> list[Place]:
    """Every row that holds one of the names. One query for each table; reads all of it, a piece at a time."""
    found = []
    for model in searched_models() if tables is None else tables:
        columns = text_columns(model)
        if not columns or not search.names:
            continue
        beside = [name for name in ("id", "kind", "reference") if has_column(model, name)]
        rows = model._base_manager.order_by().values_list("pk", *beside, *columns)
        for row in rows.iterator(chunk_size=1000):
            hits = [
                name
                for name, value in zip(columns, row[1 + len(beside) :], strict=True)
                if value and search.found_in(value)
            ]
            if hits:
                values = dict(zip(beside, row[1:], strict=False))
                found.append(Place(model, row[0], tuple(hits), key_of(model, row[0], values)))
    return found


def references_with(search: NameSearch) -> list[str]:
    """The references of records, as they stand now, that contain one of the names."""
    found = set()
    for model in searched_models():
        if issubclass(model, Record) and has_column(model, "reference"):
            references = model._base_manager.order_by().values_list("reference", flat=True)
            found |= {reference for reference in references.iterator() if search.found_in(reference)}
    return sorted(found)


def has_column(model: type[models.Model], name: str) -> bool:
    return any(field.name == name for field in model._meta.concrete_fields)


def key_of(model: type[models.Model], pk: int, values: dict) -> str:
    """The record that a row is, is a version of, or is published from: "cases.case:12"."""
    if is_history(model):
        return f"{model.instance_type._meta.label_lower}:{values['id']}"
    if model in (EditionEntry, PublishedDocument):
        subject = model_of(values["kind"])
        key = subject._base_manager.filter(reference=values["reference"]).values_list("pk", flat=True).first()
        if key is not None:
            return f"{subject._meta.label_lower}:{key}"
    return f"{model._meta.label_lower}:{pk}"
