"""What a channel is: its sections and fields in its own order, its purpose of consent, languages and rules. Pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from advocacy.dossiers.finding import Finding
from advocacy.dossiers.material import Material, Target
from advocacy.dossiers.wording import Wording
from cases.choices import Channel, ConsentPurpose, DossierLanguage, EventKind


@dataclass(frozen=True)
class Label:
    """Words of a form in its languages; "" where the channel does not take the language.

    Not gettext: they follow the language of the file, not that of whoever makes it.
    """

    en: str
    fr: str = ""
    es: str = ""

    def in_language(self, language: str) -> str:
        return getattr(self, language) or self.en


@dataclass(frozen=True)
class Table:
    """A field that is a table; `headings` are its header row, `widths` how its columns share the page."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]

    def __bool__(self):
        return bool(self.rows)


Value = str | Table


@dataclass(frozen=True)
class Fact:
    """Something the record knows: how it is read and worded, where staff enter it, and whether it tells of a person."""

    read: Callable[[Material, Wording], Value]
    where: Callable[[Material], Target]
    is_about_person: bool = False


@dataclass(frozen=True)
class Field:
    """One item of a form. Without a `fact` it is the author's own text, an answer by the field's name.

    `hint` says what to write, for the author alone. `shown` words an answer that is a code for the file.
    """

    name: str
    label: Label
    fact: Fact | None = None
    is_obligatory: bool = False
    hint: str = ""
    shown: Callable[[str, Wording], str] | None = None

    @property
    def is_own_text(self) -> bool:
        return self.fact is None


@dataclass(frozen=True)
class Section:
    """A heading of a form with its fields in their order."""

    title: Label
    fields: tuple[Field, ...]


RuleOfChannel = Callable[["ChannelForm", Material, dict[str, str], object], Iterable[Finding]]


@dataclass(frozen=True)
class ChannelForm:
    """The form of one channel. `event_kinds` are the steps from which its time counts, the best first."""

    code: Channel
    title: Label
    purpose: ConsentPurpose
    is_for_one: bool
    languages: tuple[DossierLanguage, ...]
    sections: tuple[Section, ...]
    event_kinds: tuple[EventKind, ...]
    rules: tuple[RuleOfChannel, ...] = ()

    @property
    def fields(self) -> list[Field]:
        return [field for section in self.sections for field in section.fields]

    @property
    def answers(self) -> list[Field]:
        """The fields that the author writes."""
        return [field for field in self.fields if field.is_own_text]


def must(name: str, label: Label, fact: Fact | None = None, hint: str = "", shown=None) -> Field:
    """An obligatory field."""
    return Field(name, label, fact, True, hint, shown)


def may(name: str, label: Label, fact: Fact | None = None, hint: str = "") -> Field:
    """A field that may stay empty."""
    return Field(name, label, fact, False, hint)
