"""The tokens of a document, as one line of words: what the index holds of it; pure.

Tokens are words and pieces as they stand in the text, and keys of names: ``+`` and the sound of a whole Korean name, ``^`` and
that of a given name, ``*`` and that of a place, ``~`` and another Latin spelling of a Chinese name; ``_`` and the word
that an English word may be a form of; ``__`` and a code of the record. Before each stands its tier: ``t_`` in a title or name, nothing in
the document's own texts (those of titles included), ``s_`` in what stands around it alone.
"""

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from itertools import pairwise

from cases.published.search import chinese, english, korean, texts
from cases.published.search.folding import Folded, fold
from cases.published.search.names_of_places import without_kind
from cases.published.search.texts import Role, Text, Tier
from cases.published.search.tokens import HAN, tokens, units

IN_NAME, AROUND = "t_", "s_"
SOUND, GIVEN, PLACE, SPELLING = "+", "^", "*", "~"
FORM, CODE = "_", "__"
KEYS = SOUND + GIVEN + PLACE + SPELLING + FORM
#: Words that stand in the names of many places; their sound says nothing.
_COMMON = frozenset(
    """
    north south east west northeast southeast city county province region district border near river state prison
    correctional facility crossing place stated unspecified with from waters autonomous prefecture detention center
    centre camp station port town village airport embassy site certain
    """.split()  # noqa: SIM905
)
_LEAST_SOUND = 4
#: What thousands of documents say in the same words.
_OF_MANY = frozenset([Role.PLACE, Role.COUNTRY])


def of(document: Mapping, sources: texts.Sources) -> str:
    """The line of a document; "" for a kind that search leaves out."""
    tiers: dict[Tier, set[str]] = {tier: set() for tier in Tier}
    for text in texts.of(document, sources):
        tiers[text.tier] |= tokens_of(text)
    name, own, around = tiers[Tier.NAME], tiers[Tier.OWN], tiers[Tier.AROUND]
    own |= name
    found = own | {IN_NAME + token for token in name} | {AROUND + token for token in around - own}
    return " ".join(sorted(found))


def tokens_of(text: Text) -> Set[str]:
    """The tokens of one text: its words, and the keys of the names in it."""
    return _tokens_of_many(text) if text.role in _OF_MANY else _tokens_of(text)


@lru_cache(maxsize=20_000)
def _tokens_of_many(text: Text) -> frozenset[str]:
    return frozenset(_tokens_of(text))


def _tokens_of(text: Text) -> set[str]:
    if (
        text.role in texts.CODES
    ):  # by its code alone: its label is a word of this site, in every language at once
        return {CODE + text.thing}
    folded = fold(text.text)
    parted = list(units(folded))
    if text.role == Role.REFERENCE:  # as a whole: its parts are words that the text need not hold
        return {unit.joined for unit in parted}
    found = tokens(folded, parted)
    if text.role not in texts.NAMES:
        found |= {FORM + base for token in found for base in english.bases(token)}
    if text.role == Role.PERSON:
        found |= set(keys_of_person(folded))
    elif text.role == Role.PLACE:
        found |= set(keys_of_place(folded))
    if text.role not in (Role.PLACE, Role.COUNTRY):
        for family, given, *_place in korean.names(folded, parted):
            found |= {SOUND + korean.key(family, given), GIVEN + given}
    return found


def keys_of_place(folded: Folded) -> Iterator[str]:
    """The sound of each name, and the spellings of a Chinese one."""
    for unit in units(folded):
        if not unit.is_dense:
            if unit.joined not in _COMMON:
                yield from place_key(korean.sound(unit.joined))
            continue
        for run in {unit.text, without_kind(unit.text)}:
            yield from place_key(korean.sound_of_hangul(run))
            if HAN.match(run) and len(run) <= 4:
                yield from (SPELLING + spelling for spelling in chinese.spellings(run))


def keys_of_person(folded: Folded) -> Iterator[str]:
    """A published name is a name for certain: every reading of it counts."""
    found = list(units(folded))
    dense = "".join(unit.text for unit in found if unit.is_dense)
    if dense:
        yield from (SPELLING + spelling for spelling in chinese.spellings(dense) if len(dense) <= 4)
        name = korean.hangul_name(dense)
        if name:
            yield from (SOUND + korean.key(*name), GIVEN + name[1])
    for first, second in pairwise(found):
        for family, given in ((first, second), (second, first)):
            if family.joined in korean.FAMILIES and not given.is_dense:
                sound = korean.sound(given.joined)
                yield from (SOUND + korean.key(korean.FAMILIES[family.joined], sound), GIVEN + sound)
    for first, second, third in zip(found, found[1:], found[2:], strict=False):
        name = korean.three_words(first, second, third)
        if name:
            yield from (SOUND + korean.key(*name), GIVEN + name[1])


def place_key(sound: str) -> Iterator[str]:
    if len(sound) >= _LEAST_SOUND:
        yield PLACE + sound
