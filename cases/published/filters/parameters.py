"""The kinds of parameters that lists can be narrowed by: how each is read, written and put into words.

`read` raises ValueError for what the parameter cannot mean. Nothing here queries, save the words of a
reference, a place or a province, which need the document behind it.
"""

import re
from dataclasses import dataclass, field
from enum import StrEnum

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases.choices import SubjectKind
from cases.published import addressees, languages, origins, places, resolve
from cases.published.listing import LARGEST_INTEGER, read_reference
from cases.published.models import PublishedFacet
from cases.published.search.query import parse
from cases.published.search.typed import Typed

NONE = PublishedFacet.NONE


class Control(StrEnum):
    """How the form asks for a parameter."""

    SEARCH = "search"
    SELECT = "select"
    NUMBER = "number"


@dataclass(frozen=True)
class Parameter:
    """One parameter of one list. `label` stands before its value on the form and on the chip.

    With words in `none` the value "none" asks for what states nothing.
    """

    name: str
    label: Promise
    none: Promise | str = field(default="", kw_only=True)

    control = Control.SELECT

    @property
    def nothing(self) -> Promise:
        """The words of the empty value in a drop-down."""
        return _("All")

    def read(self, text: str) -> object:
        raise NotImplementedError

    def write(self, value: object) -> str:
        return str(value)

    def words(self, value: object) -> str:
        return str(value)

    def options(self) -> list[tuple[str, str]]:
        """Values and words that a drop-down offers."""
        return []

    def means_none(self, value: object) -> bool:
        return bool(self.none) and value == NONE


@dataclass(frozen=True)
class Words(Parameter):
    """Words to look for; kept as typed (cases/published/search/)."""

    control = Control.SEARCH

    def read(self, text: str) -> Typed:
        query = parse(text)
        if not query.groups:
            raise ValueError(text)
        return Typed(query.text)

    def words(self, value: str) -> str:
        return f"“{value}”"


@dataclass(frozen=True)
class Choice(Parameter):
    """One code of a vocabulary. `default` is what an empty value means, and stays out of addresses."""

    choices: type[Choices]
    default: str = ""

    @property
    def nothing(self) -> Promise:
        return self.choices(self.default).label if self.default else super().nothing

    def read(self, text: str) -> str:
        return text if self.means_none(text) else self.choices(text).value

    def words(self, value: str) -> str:
        return str(self.none) if self.means_none(value) else str(self.choices(value).label)

    def options(self) -> list[tuple[str, str]]:
        return [(code, str(label)) for code, label in self.choices.choices if code != self.default]


@dataclass(frozen=True)
class YesNo(Parameter):
    """Yes or no, each with words of its own."""

    yes: Promise
    no: Promise

    def read(self, text: str) -> bool:
        return {"yes": True, "no": False}[text] if text in ("yes", "no") else self._refuse(text)

    def write(self, value: bool) -> str:
        return "yes" if value else "no"

    def words(self, value: bool) -> str:
        return str(self.yes if value else self.no)

    def options(self) -> list[tuple[str, str]]:
        return [("yes", str(self.yes)), ("no", str(self.no))]

    @staticmethod
    def _refuse(text: str) -> bool:
        raise ValueError(text)


@dataclass(frozen=True)
class Country(Parameter):
    """A country as its ISO 3166-1 code of two letters."""

    def read(self, text: str) -> str:
        if self.means_none(text):
            return text
        if not re.fullmatch("[A-Z]{2}", text) or text not in countries:
            raise ValueError(text)
        return text

    def words(self, value: str) -> str:
        return str(self.none) if self.means_none(value) else countries.name(value)


@dataclass(frozen=True)
class Province(Parameter):
    """A province as its code (cases/published/places.py). An unknown one is no error: nothing matches it."""

    def read(self, text: str) -> str:
        if not self.means_none(text) and not re.fullmatch("[a-z]{2}-[a-z0-9_-]{1,76}", text):
            raise ValueError(text)
        return text

    def words(self, value: str) -> str:
        """The name, or the code if no published case has it. Two queries."""
        if self.means_none(value):
            return str(self.none)
        name, _language = places.names_of_provinces([value]).get(value, (value, ""))
        return name


@dataclass(frozen=True)
class Place(Parameter):
    """A place as its reference. An unknown one is no error: nothing matches it."""

    def read(self, text: str) -> str:
        return read_reference(text)

    def words(self, value: str) -> str:
        """The name, or the reference if no published case has it. One query."""
        return places.name_of_place(value) or value


@dataclass(frozen=True)
class Code(Parameter):
    """A code that no vocabulary closes, such as the language of a source."""

    def read(self, text: str) -> str:
        if not re.fullmatch("[A-Za-z-]{2,8}", text):
            raise ValueError(text)
        return text


@dataclass(frozen=True)
class Language(Code):
    """The language of a source as its code."""

    def words(self, value: str) -> str:
        return str(self.none) if self.means_none(value) else languages.name(value)


@dataclass(frozen=True)
class Text(Parameter):
    """A text to match whole, such as the name of a publisher."""

    def read(self, text: str) -> str:
        if len(text) > 200:
            raise ValueError(text)
        return text

    def words(self, value: str) -> str:
        return str(self.none) if self.means_none(value) else value


@dataclass(frozen=True)
class Origin(Text):
    """Whose reporting a source is, as `cases.published.origins` writes it."""

    def words(self, value: str) -> str:
        return origins.name(value)


@dataclass(frozen=True)
class Reference(Parameter):
    """The reference of a published subject. An unknown one is no error: nothing matches it."""

    kind: SubjectKind

    def read(self, text: str) -> str:
        return read_reference(text)

    def words(self, value: str) -> str:
        """The title, or the reference if nothing published has it. One query."""
        return resolve.title(self.kind, value) or value


@dataclass(frozen=True)
class Addressee(Parameter):
    """Whom an action addresses, as a reference. An unknown one is no error: nothing matches it."""

    def read(self, text: str) -> str:
        return read_reference(text)

    def words(self, value: str) -> str:
        """The name, or the reference if no published action addresses it. Two queries."""
        name, _language = addressees.names([value]).get(value, (value, ""))
        return name


@dataclass(frozen=True)
class Whole(Parameter):
    """A whole number, 1 or more."""

    control = Control.NUMBER
    lowest, highest = 1, LARGEST_INTEGER

    def read(self, text: str) -> int | str:
        if self.means_none(text):
            return text
        if not re.fullmatch("[0-9]{1,10}", text) or not self.lowest <= int(text) <= self.highest:
            raise ValueError(text)
        return int(text)

    def words(self, value: int | str) -> str:
        return str(self.none) if self.means_none(value) else str(value)


@dataclass(frozen=True)
class Amount(Whole):
    """A whole number, 0 or more."""

    lowest = 0


@dataclass(frozen=True)
class Year(Whole):
    """A year of the calendar."""

    lowest, highest = 1000, 9999
