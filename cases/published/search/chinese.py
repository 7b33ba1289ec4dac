"""Chinese names in Latin letters: pinyin, and from it the older spelling of Wade and Giles; pure.

Pinyin is pypinyin's, the commonest reading of each character. Sources before 1979, and Taiwan's until today, write
Yenchi for Yanji; tones, apostrophes and the umlaut are left out, as people leave them out when they search.
"""

import re

from pypinyin import Style, lazy_pinyin

from cases.published.search.tokens import HAN

_INITIALS = {
    "zh": "ch", "ch": "ch", "sh": "sh", "b": "p", "p": "p", "d": "t", "t": "t", "g": "k", "k": "k",
    "j": "ch", "q": "ch", "x": "hs", "z": "ts", "c": "ts", "r": "j",
}  # fmt: skip
_FINALS = {
    "ong": "ung",
    "iong": "iung",
    "ian": "ien",
    "ie": "ieh",
    "ue": "ueh",
    "ve": "ueh",
    "v": "u",
    "iu": "iu",
}
_WHOLE = {
    "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu",
    "er": "erh", "yan": "yen", "ye": "yeh", "you": "yu", "yue": "yueh", "yong": "yung",
    "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei", "kui": "kuei", "zhe": "che", "che": "che",
    "duo": "to", "tuo": "to", "nuo": "no", "luo": "lo", "zuo": "tso", "cuo": "tso", "suo": "so",
    "zhuo": "cho", "chuo": "cho", "ruo": "jo",
}  # fmt: skip
_SYLLABLE = re.compile("(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?)(.+)")


def syllables(name: str) -> list[str]:
    """The pinyin of the Chinese characters of a name, one syllable each; [] unless it is all Chinese."""
    if not name or not all(HAN.match(c) for c in name):
        return []
    return [syllable for syllable in lazy_pinyin(name, style=Style.NORMAL) if syllable.isascii()]


def wade_giles(syllable: str) -> str:
    """One syllable of pinyin in the spelling of Wade and Giles without its signs: "zhou" is "chou"."""
    if syllable in _WHOLE:
        return _WHOLE[syllable]
    initial, final = _SYLLABLE.fullmatch(syllable).groups()
    return _INITIALS.get(initial, initial) + _FINALS.get(final, final)


def spellings(name: str) -> set[str]:
    """A Chinese name as one Latin word in both spellings, and as family and given name apart."""
    read = syllables(name)
    found: set[str] = set()
    for spelled in (read, [wade_giles(syllable) for syllable in read]):
        found.add("".join(spelled))
        if len(spelled) > 2:
            found.add("".join(spelled[1:]))
    return {spelling for spelling in found if len(spelling) > 3}
