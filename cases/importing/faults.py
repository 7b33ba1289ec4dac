"""What is wrong in a bundle, said so that the person who keeps the spreadsheet can find and mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from django.utils.translation import gettext as _

SHOWN = 80


class CellError(ValueError):
    """One cell cannot be read. ``str()`` says what is wrong and what is allowed, in the active language."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a bundle out of the record.

    `file` is the name with its ending; `row` counts as a spreadsheet does, the header being row 1, and
    is 0 when the fault concerns the file as a whole; `value` is the cell as written; `message` says
    what is wrong and what is allowed.
    """

    file: str
    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = [self.file]
        if self.row:
            where.append(_("row %(row)s") % {"row": self.row})
        if self.column:
            where.append(_("column %(column)s") % {"column": self.column})
        what = f"“{shown(self.value)}”: {self.message}" if self.value else self.message
        return f"{', '.join(where)}: {what}"


def shown(text: str) -> str:
    """`text` short enough for a message, with nothing in it that a terminal would obey."""
    visible = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[:SHOWN]
    )
    return visible + ("…" if len(text) > SHOWN else "")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" when none is at all alike."""
    return _nearest(word[:SHOWN], tuple(known))


# A word that is wrong is often wrong in every row of a file, and comparing costs a millisecond.
@lru_cache(maxsize=1024)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    by_letters = {candidate.casefold(): candidate for candidate in known}
    found = get_close_matches(word.strip().casefold(), by_letters, n=1, cutoff=0.4)
    return by_letters[found[0]] if found else ""


def unknown_word(word: str, known: Iterable[str]) -> str:
    """The message about a word outside a vocabulary: the nearest known one, and the list."""
    known = list(known)
    suggestion = nearest(word, known)
    allowed = _("Allowed: %(words)s.") % {"words": ", ".join(known)}
    if not suggestion:
        return " ".join([_("This is not a known word."), allowed])
    return " ".join([_("This is not a known word; is “%(word)s” meant?") % {"word": suggestion}, allowed])
