"""The words of the field in the three languages, from field_terms.txt; pure.

Case texts are often in one language. A reader who types 강제북송 or 强制遣返 means the cases with a forced return,
whatever their texts call it: the table leads from words to codes of the record, and to the other words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path

from cases.published.search.english import EMPTY_WORDS, bases
from cases.published.search.tokens import words

TYPED_ONLY = "~"

Term = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """One thing of the field: its code, and the terms that are looked for in texts."""

    code: str
    terms: tuple[Term, ...]


@lru_cache(maxsize=1)
def _table() -> tuple[dict[Term, tuple[Meaning, ...]], frozenset[str]]:
    """The meanings of every term, and all codes."""
    found: dict[Term, tuple[Meaning, ...]] = {}
    codes = set()
    lines = (Path(__file__).parent / "field_terms.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        code, _equals, written = (part.strip() for part in line.partition("="))
        entries = [entry.strip() for entry in written.split("|")]
        looked_for = tuple(_term(entry) for entry in entries if not entry.startswith(TYPED_ONLY))
        meaning = Meaning(code, looked_for)
        codes.add(code)
        for entry in entries:
            for term in _forms(_term(entry.removeprefix(TYPED_ONLY))):
                found[term] = (*found.get(term, ()), meaning)
    return found, frozenset(codes)


def _term(entry: str) -> Term:
    return tuple(word for word in words(entry) if word not in EMPTY_WORDS)


def _forms(term: Sequence[str]) -> list[Term]:
    """The term, and it with words that its words may be forms of."""
    return list(product(*((word, *sorted(bases(word))) for word in term)))


def meanings(typed: Sequence[str]) -> tuple[Meaning, ...]:
    """What the words as typed mean, Latin ones in any form, dense ones also apart; () for what is no term of the field."""
    found: dict[Meaning, None] = {}
    for term in (*_forms(typed), ("".join(typed),)):
        found |= dict.fromkeys(_table()[0].get(term, ()))
    return tuple(found)


def codes() -> frozenset[str]:
    """The codes of the record that some term leads to."""
    return _table()[1]


def longest() -> int:
    """How many words the longest term has."""
    return max(len(term) for term in _table()[0])
