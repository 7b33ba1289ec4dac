"""From text to tokens; pure.

A word of an alphabet is one token. Chinese and Hangul, written without blanks or with particles attached, are cut
into overlapping pieces of two and three characters, so that every word of two characters is found wherever it
stands. Pieces of three also reach over one blank: 강제북송 finds 강제 북송.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cases.published.search.folding import Folded, fold

LONGEST = 40
#: Scripts written without blanks between words, or with particles attached (as in cases/text.py).
DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30fa\u30fc-\u30ff\u3130-\u318f\u3400-\u9fff"
    "\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_LETTER = rf"(?:(?![{DENSE}_])\w)"
_PART = rf"{_LETTER}+(?:'{_LETTER}+)*"
_UNIT = re.compile(
    rf"(?P<number>(?<!\w)\d{{1,3}}(?:,\d{{3}})+(?!\w))|(?P<word>{_PART}(?:-{_PART})*)|(?P<dense>[{DENSE}]+)"
)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
HANGUL = re.compile("[\uac00-\ud7a3]")


class Unit(NamedTuple):
    """One word or one run of dense script, folded, with its place in the folded text.

    `parts` are the tokens of the sides of a hyphen; a word without one has one part.
    """

    text: str
    parts: tuple[str, ...]
    is_dense: bool
    start: int
    end: int

    @property
    def joined(self) -> str:
        return "".join(self.parts)[:LONGEST]

    @property
    def tokens(self) -> tuple[str, ...]:
        """All of these stand in a text that holds the unit."""
        return pieces(self.text) if self.is_dense else self.parts


def units(folded: Folded) -> Iterator[Unit]:
    for found in _UNIT.finditer(folded.text):
        text, (start, end) = found[0], found.span()
        if found["dense"]:
            yield Unit(text, (text,), True, start, end)
        elif found["number"]:
            yield Unit(text, (text.replace(",", ""),), False, start, end)
        elif "-" in text:
            yield Unit(text, tuple(map(_bare, text.split("-"))), False, start, end)
        else:
            yield Unit(text, (_bare(text),), False, start, end)


def words(text: str) -> list[str]:
    """The words and runs of a text, folded, as they are written side by side: the names of a place are compared so."""
    return [unit.text if unit.is_dense else unit.joined for unit in units(fold(text))]


def pieces(run: str) -> tuple[str, ...]:
    """The tokens that a text must hold to hold this run of dense script: the run itself if it is one or two
    characters long, else every three that follow each other."""
    return tuple(dict.fromkeys(run[i : i + 3] for i in range(max(1, len(run) - 2))))


def tokens(folded: Folded, parted: Iterable[Unit]) -> set[str]:
    """Every token under which a text is found; `parted` are its units."""
    found: set[str] = set()
    before: Unit | None = None
    for unit in parted:
        if not unit.is_dense:
            found.update(unit.parts)
            if len(unit.parts) > 1:
                found.add(unit.joined)
            if "'" in unit.text:
                # L'Humanité, O'Connell: also by the part after the apostrophe.
                found.update(
                    side for part in unit.text.split("-") for side in part.split("'")[1:] if len(side) > 2
                )
            before = None
            continue
        found.update(_pieces_of(unit.text))
        if before and folded.text[before.end : unit.start] in (" ", "-"):
            across = before.text[-2:] + unit.text[:2]
            edge = len(before.text[-2:])
            found.update(
                across[i : i + 3] for i in range(len(across) - 2) if i < edge < i + 3 and len(across) > 2
            )
        before = unit
    found.discard("")
    return {token[:LONGEST] for token in found}


def _pieces_of(run: str) -> Iterator[str]:
    """A single Chinese character is a word; a single syllable of Hangul is one where it stands alone."""
    if len(run) == 1:
        yield run
    yield from (c for c in run if HAN.match(c))
    for size in (2, 3):
        yield from (run[i : i + size] for i in range(len(run) - size + 1))


def _bare(part: str) -> str:
    """One side of a hyphen without apostrophes: "china's" is china, "p'yongyang" pyongyang."""
    return part.removesuffix("'s").replace("'", "")[:LONGEST]
