"""What an English word may be a form of; pure.

A light stemmer on purpose: endings of plural (-s, -es, -ies), of past and present (-ed, -ing), the commonest irregular forms
of the field, and a table of peoples and countries instead of a rule, so that "china" never becomes "chin". A form that
could come from two words gives both ("hoped": hop, hope); what nobody writes is found by nobody. No ending is taken
from a base form: "plane" and "plan" stay apart.
"""

from functools import lru_cache

#: Peoples and the languages of peoples, with the word that they are made from.
_PEOPLES = dict(
    pair.split()
    for pair in """korean korea|chinese china|mongolian mongolia|vietnamese vietnam|laotian laos|lao laos|thai thailand
burmese burma|russian russia|japanese japan|american america|canadian canada|european europe|asian asia|german germany
manchurian manchuria|cambodian cambodia|british britain|australian australia""".replace("\n", "|").split("|")
)
_IRREGULAR = dict(
    pair.split()
    for pair in """fled flee|held hold|sent send|sought seek|caught catch|took take|taken take|brought bring|gave give
given give|told tell|said say|children child|women woman|men man|wives wife|lives life|hidden hide|beaten beat
known know|seen see|went go|gone go|became become""".replace("\n", "|").split("|")
)
#: Words that only look like forms.
_NO_FORMS = frozenset(
    "always arms customs during evening goods hundred means news perhaps series sometimes species united".split()  # noqa: SIM905
)
#: Words that say nothing by themselves; looked for only when nothing else is.
EMPTY_WORDS = frozenset("a an and at by for from in into of on or the to was were with".split())  # noqa: SIM905  words read better as words
_LEAST_WORD, _LEAST_STEM = 4, 3
_VOWELS = frozenset("aeiouy")
_SIBILANTS = ("s", "x", "z", "ch", "sh", "o")


@lru_cache(maxsize=20_000)
def bases(word: str) -> frozenset[str]:
    """The words that a folded word may be a form of; none for a base form, and for what is no word of Latin letters."""
    if word in _NO_FORMS or not (word.isascii() and word.isalpha()):
        return frozenset()
    if word in _IRREGULAR:
        return frozenset({_IRREGULAR[word]})
    found = {stem for stem in _stems(word) if len(stem) >= _LEAST_STEM} if len(word) >= _LEAST_WORD else set()
    found |= {_PEOPLES[stem] for stem in (word, *found) if stem in _PEOPLES}
    return frozenset(found - {word})


def _stems(word: str) -> set[str]:
    if word.endswith("ing"):
        return _verbs(word[:-3]) | ({word[:-3] + "e"} if _has_vowel(word[:-3]) else set())
    if word.endswith("ied"):
        return {word[:-3] + "y", word[:-1]}
    if word.endswith("ed"):
        return _verbs(word[:-2]) | (
            {word[:-1]} if len(word) > _LEAST_WORD and _has_vowel(word[:-2]) else set()
        )
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return _singulars(word)
    return set()


def _verbs(stem: str) -> set[str]:
    """What -ed or -ing was put to: with the last consonant once where the ending doubled it."""
    if len(stem) < _LEAST_STEM or not _has_vowel(stem):
        return set()
    is_doubled = stem[-1] == stem[-2] and stem[-1] not in _VOWELS
    return {stem, stem[:-1]} if is_doubled else {stem}


def _singulars(word: str) -> set[str]:
    if word.endswith("ies"):
        return {word[:-3] + "y", word[:-1]}
    stems = {word[:-1]}
    if word.endswith("es") and word[:-2].endswith(_SIBILANTS):
        stems.add(word[:-2])
    return stems


def _has_vowel(stem: str) -> bool:
    return not _VOWELS.isdisjoint(stem)
