"""Text made comparable, with the place in the original that each character came from; pure.

On top of `cases.text.normalise`: traditional characters become simplified ones, apostrophes and hyphens stay as
``'`` and ``-``, because they join the parts of a word ("P'yŏngyang", "Young-hwan").
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cases.text import normalise

APOSTROPHES = frozenset("'`´‘’‛ʹʻʼʽˈ′＇")
HYPHENS = frozenset("-‐‑‒﹣－")
#: Japanese and other forms that the table of OpenCC leaves alone.
_OTHER_FORMS = {
    "強": "强",
    "図": "图",
    "国": "国",
    "沢": "泽",
    "瀋": "沈",
    "辺": "边",
    "関": "关",
    "亜": "亚",
}


@dataclass(frozen=True)
class Folded:
    """Folded text. `places[i]` is where the character `text[i]` began in `original`; one more at the end."""

    original: str
    text: str
    places: tuple[int, ...]

    def is_capital(self, position: int) -> bool:
        """Whether a character was a capital letter."""
        return self.original[self.places[position]].isupper()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text stands in the original."""
        return self.places[start], self.places[end]


def fold(text: str) -> Folded:
    """The text folded cluster by cluster (a character with its marks), so that places are known."""
    if text.isascii() and text.isprintable():
        return Folded(text, text.lower().replace("`", "'"), tuple(range(len(text) + 1)))
    letters: list[str] = []
    places: list[int] = []
    start, length = 0, len(text)
    while start < length:
        end = start + 1
        while end < length and _continues(text[end]):
            end += 1
        for c in _folded(text[start:end]):
            letters.append(c)
            places.append(start)
        start = end
    return Folded(text, "".join(letters), (*places, length))


@lru_cache(maxsize=20_000)
def _folded(cluster: str) -> str:
    first = cluster[0]
    if first in APOSTROPHES:
        return "'"
    if first in HYPHENS:
        return "-"
    if first.isspace():
        return " "
    folded = normalise(cluster)
    if not folded:
        # Control and invisible characters are nothing; punctuation that folds to a blank parts words.
        return "" if unicodedata.category(first)[0] == "C" else " "
    return folded.translate(_simplified())


@lru_cache(maxsize=20_000)
def _continues(c: str) -> bool:
    """Whether a character belongs to the one before: a combining mark, or a vowel or final of conjoining Hangul."""
    return unicodedata.category(c)[0] == "M" or "\u1160" <= c <= "\u11ff"


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """Traditional to simplified characters, from simplified.txt, which names its origin."""
    lines = (Path(__file__).parent / "simplified.txt").read_text("utf-8").splitlines()
    rows = [line for line in lines if not line.startswith("#")]
    table: dict[int, str] = {}
    for traditional, simplified in zip(rows[::2], rows[1::2], strict=True):
        table |= {ord(t): s for t, s in zip(traditional, simplified, strict=True)}
    return table | {ord(form): simple for form, simple in _OTHER_FORMS.items()}
