"""The names of one place in several languages and times, from places.txt; pure.

A reader who types 연길 means Yanji, whatever the text calls it. The documents themselves carry the names of their
places in three languages; this table adds the other names, and finds a place where a text mentions it in passing.
"""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from cases.published.search import chinese, korean
from cases.published.search.tokens import words

#: What may follow the name of a place within a run, longest first.
KINDS = [
    "자치구",
    "자치주",
    "특별시",
    "自治区",
    "自治州",
    "시",
    "성",
    "도",
    "현",
    "구",
    "군",
    "강",
    "주",
    "역",
    "市",
    "省",
    "县",
    "区",
    "州",
    "道",
    "江",
]
MOST_WORDS = 4
#: Shorter sounds are those of too many words.
_LEAST_SOUND = 5

Name = tuple[str, ...]


@lru_cache(maxsize=1)
def _places() -> dict[Name, list[tuple[Name, ...]]]:
    """Every name, as the words it is made of, with all names of the places that bear it."""
    found: dict[Name, list[tuple[Name, ...]]] = {}
    lines = (Path(__file__).parent / "places.txt").read_text("utf-8").splitlines()
    for line in lines:
        if line and not line.startswith("#"):
            names = tuple(dict.fromkeys(tuple(words(name)) for name in line.split("|")))
            for name in names:
                found.setdefault(name, []).append(names)
    return found


def other_names(name: Sequence[str]) -> list[Name]:
    """The other names of the place, or places, of this name; [] for what is no known place.

    A word for the kind of place at the end of a run is looked past: 연길시 is 연길.
    """
    asked = tuple(name)
    places = _places().get(asked)
    if places is None and len(asked) == 1:
        asked = (without_kind(asked[0]),)
        places = _places().get(asked, [])
    return [other for names in places or [] for other in names if other != tuple(name)]


def names_by_sound(word: str) -> list[Name]:
    """All names of the places that a Latin word resembles as Korean or Chinese names resemble each other: Pyeongyang,
    Yenchi. [] for most words."""
    found = _by_key().get(word) or (_by_key().get(korean.sound(word)) if len(word) >= _LEAST_SOUND else None)
    return [name for names in found or [] for name in names if name != (word,)]


@lru_cache(maxsize=1)
def _by_key() -> dict[str, list[tuple[Name, ...]]]:
    """The places by the sounds of their names of one word, and by the Latin spellings of the Chinese ones."""
    found: dict[str, list[tuple[Name, ...]]] = {}
    for name, places in _places().items():
        if len(name) > 1:
            continue
        keys = {korean.sound_of_hangul(name[0]) or korean.sound(name[0])} | chinese.spellings(name[0])
        for key in keys:
            if len(key) >= _LEAST_SOUND:
                found.setdefault(key, []).extend(place for place in places if place not in found.get(key, []))
    return found


def without_kind(run: str) -> str:
    """A name in dense script without the word for the kind of place at its end."""
    for kind in KINDS:
        if run.endswith(kind) and len(run) - len(kind) >= 2:
            return run[: -len(kind)]
    return run
