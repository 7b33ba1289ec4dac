"""Kinds of cells: how the text of a cell becomes a value of the record, and the value text again. Pure.

For every kind, ``read(write(value)) == value`` for values that the record can hold, and
``write(read(text))`` is the one canonical spelling of `text`: export writes it, import compares it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from cases import dates
from cases.importing import countries, meant_dates
from cases.importing.faults import CellError, unknown_word
from cases.models.record import REFERENCE_LENGTH, REFERENCE_PATTERN

#: Longest text of a cell, in characters: beyond it spreadsheets and CSV readers cut or refuse.
LONGEST_TEXT = 100_000
#: Between the values of a cell that holds several.
BETWEEN = "; "


@dataclass(frozen=True)
class Kind:
    """One way of writing values. `empty` is the value of an empty cell."""

    empty: object = ""
    strips = True

    def read(self, text: str) -> object:
        """The value that the text (not empty) stands for. Raises CellError."""
        raise NotImplementedError

    def write(self, value: object) -> str:
        return "" if value is None else str(value)

    def describe(self) -> str:
        """What to write into such a cell, in English, for docs/import-format.md."""
        raise NotImplementedError

    def canonical(self, text: str) -> str:
        """The one spelling of what `text` says. Raises CellError."""
        return self.write(self.read(text))

    def value(self, text: str) -> object:
        """The value of a canonical text, which may be empty."""
        return self.read(text) if text else self.empty


@dataclass(frozen=True)
class Text(Kind):
    """Free text, kept letter for letter, blanks and line ends included."""

    longest: int = LONGEST_TEXT
    strips = False

    def read(self, text):
        if len(text) > self.longest:
            raise CellError(
                _("The text has %(length)s characters; %(most)s are allowed.")
                % {"length": len(text), "most": self.longest}
            )
        return text

    def describe(self):
        return "Text." if self.longest == LONGEST_TEXT else f"Text, at most {self.longest} characters."


@dataclass(frozen=True)
class Address(Text):
    """A web address, or another line that the validators of its model field judge."""

    validators: tuple = ()
    strips = True

    def read(self, text):
        value = super().read(text.strip())
        for validate in self.validators:
            try:
                validate(value)
            except ValidationError as error:
                raise CellError(_("Write a full web address, such as https://example.org/page.")) from error
        return value

    def describe(self):
        return "A full web address beginning with http:// or https://."


@dataclass(frozen=True)
class Name(Text):
    """A name by which another file may speak of the row; so without the “;” that stands between names."""

    strips = True

    def read(self, text):
        value = super().read(text.strip())
        if ";" in value:
            raise CellError(_("A name may not contain “;”, which stands between several names."))
        return value

    def describe(self):
        return f"A name without “;”, at most {self.longest} characters."


@dataclass(frozen=True)
class Id(Kind):
    """A reference: the permanent id of a row."""

    def read(self, text):
        value = text.strip()
        if len(value) > REFERENCE_LENGTH or not re.fullmatch(REFERENCE_PATTERN, value):
            raise CellError(
                _(
                    "Write lower-case letters, digits and hyphens, at most %(most)s, for example return-2023-10-09."
                )
                % {"most": REFERENCE_LENGTH}
            )
        return value

    def describe(self):
        return f"An id: lower-case letters, digits and hyphens, at most {REFERENCE_LENGTH}."


@dataclass(frozen=True)
class Word(Kind):
    """One word of a vocabulary; `words` maps what the file says to what the record keeps."""

    words: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, values: Iterable[object], empty: object = "") -> "Word":
        return cls(empty=empty, words={str(value): value for value in values})

    def read(self, text):
        word = text.strip()
        if word not in self.words:
            raise CellError(unknown_word(word, self.words))
        return self.words[word]

    def describe(self):
        return f"One of: {', '.join(self.words)}."


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no."""

    empty: object = False

    def read(self, text):
        word = text.strip()
        if word not in ("yes", "no"):
            raise CellError(_("Write yes or no."))
        return word == "yes"

    def write(self, value):
        return "yes" if value else "no"

    def describe(self):
        return "yes or no."


@dataclass(frozen=True)
class Number(Kind):
    """A whole number from 0."""

    empty: object = None
    most: int = 2_147_483_647

    def read(self, text):
        digits = text.strip()
        if not re.fullmatch(r"[0-9]{1,10}", digits) or int(digits) > self.most:
            raise CellError(
                _(
                    "Write a whole number from 0 to %(most)s, in digits alone; leave empty what is not reported."
                )
                % {"most": self.most}
            )
        return int(digits)

    def describe(self):
        return (
            f"A whole number from 0 to {self.most}." if self.most < 1000 else "A whole number, digits alone."
        )


@dataclass(frozen=True)
class Degrees(Kind):
    """A latitude or longitude in decimal degrees, as short as it can be written."""

    empty: object = None
    limit: int = 180

    def read(self, text):
        digits = text.strip()
        if not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,5})?", digits) or abs(Decimal(digits)) > self.limit:
            raise CellError(
                _(
                    "Write degrees from -%(limit)s to %(limit)s with a point and at most five decimals, such as 42.891."
                )
                % {"limit": self.limit}
            )
        return Decimal(digits) + 0  # the sum has no negative zero

    def write(self, value):
        if value is None:
            return ""
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def describe(self):
        return f"Decimal degrees from -{self.limit} to {self.limit}, at most five decimals."


@dataclass(frozen=True)
class UncertainDate(Kind):
    """A date as precise as it is known, in EDTF."""

    def read(self, text):
        try:
            return dates.parse(text).text
        except dates.DateError as error:
            raise CellError(meant_dates.refusal(text)) from error

    def describe(self):
        return "A date in EDTF, as precise as it is known: 2012-03-07, 2012-03, 2012-03~, 2017-07/2017-08."


@dataclass(frozen=True)
class Day(Kind):
    """One certain day."""

    empty: object = None

    def read(self, text):
        try:
            dating = dates.parse(text)
        except dates.DateError as error:
            raise CellError(meant_dates.refusal(text)) from error
        if dating.precision != "day" or dating.approximate or dating.uncertain:
            raise CellError(_("Write one full day, for example 2012-03-07."))
        return dating.earliest

    def write(self, value):
        return value.isoformat() if isinstance(value, date) else ""

    def describe(self):
        return "One day, for example 2012-03-07."


@dataclass(frozen=True)
class Country(Kind):
    """One country; the record keeps its ISO 3166 code."""

    def read(self, text):
        return countries.code(text.strip())

    def write(self, value):
        code = getattr(value, "code", value)
        return countries.name(code) if code else ""

    def describe(self):
        return "A country by its English name, or its two-letter ISO 3166 code."


@dataclass(frozen=True)
class Several(Kind):
    """Several values of one kind with “; ” between them, each once.

    `ordered` says whether their order means something; if not, they stand in the order of their text.
    """

    empty: object = ()
    each: Kind = field(default_factory=Id)
    ordered: bool = False

    def read(self, text):
        parts = [part.strip() for part in text.split(BETWEEN.strip())]
        if "" in parts:
            raise CellError(_("Something is missing before or after “;”."))
        values = tuple(self.each.read(part) for part in parts)
        if len(set(values)) < len(values):
            raise CellError(_("The same value stands here twice."))
        return values if self.ordered else tuple(sorted(values))

    def write(self, value):
        codes = [getattr(each, "code", each) for each in value or ()]
        return BETWEEN.join(self.each.write(each) for each in (codes if self.ordered else sorted(codes)))

    def describe(self):
        return f"One or more, with “; ” between them. {self.each.describe()}"
