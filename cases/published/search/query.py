"""What somebody typed, as groups of tokens that must all be found; pure.

Every group is one word, one name of a place of several words, or one Korean name. Its `exact` alternatives are the
words as typed; `variants` other writings and forms of the same; `related` other words of the field for the same thing;
`similar`, filled in by `cases.published.search.index` when a word stands in no
published text, words of one letter's difference.
"""

import re
import string
from collections.abc import Iterator, Set
from dataclasses import dataclass, replace

from cases.published.search import field_terms, korean
from cases.published.search.english import EMPTY_WORDS, bases
from cases.published.search.folding import Folded, fold
from cases.published.search.names_of_places import MOST_WORDS as LONGEST_NAME
from cases.published.search.names_of_places import names_by_sound, other_names
from cases.published.search.terms import CODE, FORM, GIVEN, SOUND, SPELLING, place_key
from cases.published.search.tokens import HAN, HANGUL, Unit, pieces, units

MOST_CHARACTERS, MOST_WORDS = 200, 10
#: What Korean attaches to a noun, longest first, with the commonest words of address.
PARTICLES = """
에서는 에서의 으로부터 에게서 에서 에게 으로 부터 까지 처럼 보다 이나 이라 께서 라는 하고
은 는 이 가 을 를 의 에 로 와 과 도 만 서 씨 님
""".split()  # noqa: SIM905
#: One wrong letter is forgiven in words of so many letters.
FUZZY_FROM, FUZZY_TO, MOST_FUZZY = 5, 20, 3
_SIMPLE = re.compile("[a-z]+")

#: Tokens that must all be there; of several in one place any.
Alternative = tuple[str | tuple[str, ...], ...]


@dataclass(frozen=True)
class Group:
    """One thing looked for. `words` is what was typed; each alternative is tokens, without tier, that all must occur."""

    words: str
    exact: tuple[Alternative, ...]
    variants: tuple[Alternative, ...] = ()
    related: tuple[Alternative, ...] = ()
    similar: tuple[Alternative, ...] = ()
    #: The Latin words in it that may be misspelt.
    misspellable: tuple[str, ...] = ()

    def with_similar(self, found: dict[str, tuple[str, ...]]) -> "Group":
        """The group with alternatives in which a misspelt word is replaced by each that exists."""
        apart = self.exact[0]
        similar = tuple(
            tuple(other if token == word else token for token in apart) if word in apart else (other,)
            for word in self.misspellable
            for other in found.get(word, ())
        )
        return replace(self, similar=tuple(dict.fromkeys(similar)))


@dataclass(frozen=True)
class Query:
    """What is looked for. `text` is what was typed, without what is beyond the limits (`is_cut`)."""

    groups: tuple[Group, ...]
    text: str = ""
    is_cut: bool = False


def parse(text: str) -> Query:
    """The query of what was typed; no groups if nothing in it can be looked for."""
    folded = fold(text[:MOST_CHARACTERS])
    found = [unit for unit in units(folded) if unit.joined or unit.is_dense]
    asked = [unit for unit in found if unit.text not in EMPTY_WORDS and not _is_letter(unit)] or [
        unit for unit in found if not _is_letter(unit)
    ]
    end = folded.span(0, asked[MOST_WORDS - 1].end)[1] if len(asked) > MOST_WORDS else MOST_CHARACTERS
    return Query(
        tuple(dict.fromkeys(_groups(folded, asked[:MOST_WORDS]))),
        " ".join(text[:end].split()),
        len(asked) > MOST_WORDS or len(text) > MOST_CHARACTERS,
    )


def any_of(token: str | tuple[str, ...]) -> tuple[str, ...]:
    """The tokens of which one must be there in this place of an alternative."""
    return token if isinstance(token, tuple) else (token,)


def is_met(alternative: Alternative, held: Set[str]) -> bool:
    """Whether these tokens meet the alternative."""
    return all(not held.isdisjoint(any_of(token)) for token in alternative)


def _groups(folded: Folded, asked: list[Unit]) -> Iterator[Group]:
    while asked:
        for size in range(min(max(LONGEST_NAME, field_terms.longest()), len(asked)), 0, -1):
            written = _written(asked[:size])
            names = other_names(written)
            if names:
                yield _place(folded, asked[:size], names)
                break
            related = _related(written) if size > 1 else ()
            if related:
                yield _term(folded, asked[:size], related)
                break
        else:
            size, name = _korean_name(asked)
            if name:
                yield _person(folded, asked[:size], name)
            else:
                size = 1
                yield _run(asked[0]) if asked[0].is_dense else _word(asked[0])
        asked = asked[size:]


def _place(folded: Folded, asked: list[Unit], names: list[tuple[str, ...]]) -> Group:
    exact = _as_typed(asked)
    variants = _names(names)
    if len(asked) == 1:
        variants += _keys(asked[0])
    return Group(_typed(folded, asked), exact, _others([*variants, *_forms(exact)], exact))


def _term(folded: Folded, asked: list[Unit], related: tuple[Alternative, ...]) -> Group:
    """Several words that are one thing of the field."""
    exact = _as_typed(asked)
    variants = [
        *_forms(exact),
        *(tuple(t for w in written for t in _tokens(w)) for written in _bare(_written(asked))),
    ]
    return Group(_typed(folded, asked), exact, _others(variants, exact), _others(list(related), exact))


def _person(folded: Folded, asked: list[Unit], name: tuple[str, str]) -> Group:
    exact = _as_typed(asked)
    return Group(_typed(folded, asked), exact, _others([(SOUND + korean.key(*name),)], exact))


def _word(unit: Unit) -> Group:
    exact = _as_typed([unit])
    word = unit.joined
    variants = [*_keys(unit), *_names(names_by_sound(word)), *_forms(exact)]
    missable = tuple(
        part
        for part in ({word} | set(unit.parts) if len(unit.parts) > 1 else {word})
        if FUZZY_FROM <= len(part) <= FUZZY_TO and _SIMPLE.fullmatch(part)
    )
    return Group(
        unit.text,
        exact,
        _others(variants, exact),
        _others(list(_related([word])), exact),
        misspellable=tuple(sorted(missable)),
    )


def _run(unit: Unit) -> Group:
    exact = _as_typed([unit])
    variants = list(_keys(unit))
    for stem in _stems(unit.text):
        variants.append(pieces(stem))
        name = korean.hangul_name(stem) if len(stem) == 3 else None
        if name:
            variants.append((SOUND + korean.key(*name),))
        variants += _names(other_names([stem]))
    return Group(unit.text, exact, _others(variants, exact), _others(list(_related([unit.text])), exact))


def _keys(unit: Unit) -> Iterator[Alternative]:
    """The keys under which a name that is written otherwise stands in the index."""
    if unit.is_dense:
        name = korean.hangul_name(unit.text) if len(unit.text) in (3, 4) else None
        if name:
            yield (SOUND + korean.key(*name),)
        elif HANGUL.match(unit.text) and len(unit.text) <= 5:
            yield from ((key,) for key in place_key(korean.sound_of_hangul(unit.text)))
        return
    word = unit.joined
    if len(word) > 3 and _SIMPLE.fullmatch(word):
        yield (SPELLING + word,)
        yield from ((key,) for key in place_key(korean.sound(word)))
        if korean.given_of(unit):
            yield (GIVEN + korean.given_of(unit),)


def _korean_name(asked: list[Unit]) -> tuple[int, tuple[str, str] | None]:
    """How many words at the beginning are a Korean name in Latin letters, and the name."""
    if len(asked) > 2:
        name = korean.three_words(*asked[:3])
        if name:
            return 3, name
    if len(asked) > 1:
        for family, given in (asked[:2], asked[1::-1]):
            if family.joined in korean.FAMILIES and korean.given_of(given):
                return 2, (korean.FAMILIES[family.joined], korean.given_of(given))
    return 1, None


def _stems(run: str) -> Iterator[str]:
    """A word of Hangul without a particle at its end, if two syllables remain."""
    for particle in PARTICLES:
        if run.endswith(particle) and len(run) - len(particle) >= 2 and HANGUL.match(run[-1]):
            yield run[: -len(particle)]


def _as_typed(asked: list[Unit]) -> tuple[Alternative, ...]:
    """The words as typed; one with a hyphen also as one word."""
    apart = tuple(token for unit in asked for token in unit.tokens if token)
    joined = tuple(token for unit in asked for token in (unit.tokens if unit.is_dense else (unit.joined,)))
    return tuple(dict.fromkeys([apart, joined]))


def _names(names: list[tuple[str, ...]]) -> list[Alternative]:
    return [tuple(token for word in name for token in _tokens(word)) for name in names]


def _tokens(word: str) -> tuple[str, ...]:
    return pieces(word) if HAN.match(word) or HANGUL.match(word) else (word,)


def _forms(alternatives: tuple[Alternative, ...]) -> list[Alternative]:
    """The alternatives with each English word in any of its forms."""
    return [tuple(map(_forms_of, alternative)) for alternative in alternatives]


def _forms_of(token: str) -> str | tuple[str, ...]:
    """A token, the words that it may be a form of, and the keys of all words that may be forms of these."""
    if not _SIMPLE.fullmatch(token):
        return token
    words = (token, *sorted(bases(token)))
    return *words, *(FORM + word for word in words)


def _related(written: list[str]) -> tuple[Alternative, ...]:
    """What the record calls the thing that the words mean, and the other words of the field for it."""
    found: list[Alternative] = []
    for words in (written, *_bare(written)):
        for meaning in field_terms.meanings(words):
            found += [(CODE + meaning.code,), *_names(list(meaning.terms))]
    return tuple(dict.fromkeys(found))


def _bare(written: list[str]) -> list[list[str]]:
    """The words without a particle at the end of the last."""
    return [[*written[:-1], stem] for stem in _stems(written[-1])]


def _written(asked: list[Unit]) -> list[str]:
    return [unit.text if unit.is_dense else unit.joined for unit in asked]


def _others(variants: list[Alternative], exact: tuple[Alternative, ...]) -> tuple[Alternative, ...]:
    return tuple(dict.fromkeys(variant for variant in variants if variant and variant not in exact))


def _typed(folded: Folded, asked: list[Unit]) -> str:
    return folded.text[asked[0].start : asked[-1].end]


def _is_letter(unit: Unit) -> bool:
    """One letter of an alphabet is no word to look for; one Chinese character or one digit is."""
    return not unit.is_dense and len(unit.joined) < 2 and not unit.joined.isdigit()


# --- one wrong letter -----------------------------------------------------------------------------


def neighbours(word: str) -> set[str]:
    """Every word at a distance of one by Damerau and Levenshtein: a letter left out, added, replaced, or two that changed
    places. 26 letters; some 50 for each letter of the word."""
    splits = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = string.ascii_lowercase
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in splits if right for letter in letters}
    found |= {left + letter + right for left, right in splits for letter in letters}
    return found - {word}
