"""Korean names in the many ways in which they are written in Latin letters; pure.

Kim Young-hwan, Kim Yeonghwan, Kim Yŏnghwan and 김영환 are one name. Hangul is spelled by Revised Romanisation,
syllable by syllable, and every spelling is folded to a sound in which the systems and habits meet: k for g, t for d,
p for b, j for ch, r for l; one sound for ŏ, o, u and ŭ. The fold is coarse on purpose (영 and 용 meet), so it is used for names
only, and ranks below what is written as typed.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import zip_longest

from cases.published.search.folding import Folded
from cases.published.search.tokens import HANGUL, Unit

# Revised Romanisation of Korean (Ministry of Culture and Tourism, 2000), letters of one syllable without assimilation.
_ONSETS = "g kk n d tt r m b pp s ss _ j jj ch k t p h".replace("_", "").split(" ")
_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_CODAS = [
    "",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "p",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]

#: Family names: canonical Hangul, other Hangul, spellings. Each spelling stands once. Common spellings by the statistics of
#: passports (National Institute of the Korean Language, 2017) and by the older ones of the press.
_FAMILY = """
김 kim gim ghim keem|이 리 lee yi ri rhee li rhi yee|박 park pak bak bark|최 choi choe chwe choy|정 jung jeong chung cheong chong joung
강 kang gang|조 cho jo joe|윤 yoon yun youn|장 jang chang|임 림 lim im rim yim|한 han|오 oh|서 seo suh|신 shin sin
권 kwon gwon kwun|황 hwang whang|안 ahn an|송 song|전 천 jeon jun chun chon cheon|홍 hong|유 류 yoo yu ryu ryoo you|고 ko koh go
문 moon mun|양 량 yang ryang|손 son sohn|배 bae pae|백 baek paek paik|허 heo hur huh|남 nam|심 shim sim|노 로 noh roh ro
하 ha|곽 kwak gwak|성 sung seong|차 cha|주 joo ju|우 woo wu|구 koo gu ku|민 min|나 라 na ra|진 jin chin|지 ji chi|엄 eom um uhm
채 chae|원 won|방 bang pang|공 kong gong|현 hyun hyeon|함 ham|변 byun byeon pyon|염 yeom yum|여 려 yeo ryeo|추 choo chu|도 do
소 so|석 seok suk|선 sun seon|설 seol sul|마 ma|길 gil kil|연 yeon|위 wi|표 pyo|명 myung myeong|기 ki|반 ban|왕 wang|금 geum
옥 ok|육 yuk|인 in|맹 maeng|제 je|모 mo|탁 tak|국 kook|어 eo|은 eun|용 yong|태 tae|황보 hwangbo|남궁 namgung namkung|선우 sunwoo seonu
"""
#: Spellings that are also English words or parts of names in other languages: in running text the given name must
#: have its hyphen.
_COMMON_WORDS = frozenset(
    [
        "an",
        "chin",
        "chun",
        "chung",
        "do",
        "go",
        "ha",
        "ham",
        "han",
        "he",
        "him",
        "im",
        "in",
        "jo",
        "joe",
        "jun",
        "ko",
        "li",
        "ma",
        "min",
        "mo",
        "moon",
        "na",
        "no",
        "ok",
        "oh",
        "park",
        "pang",
        "ra",
        "ro",
        "ri",
        "sin",
        "so",
        "son",
        "song",
        "suk",
        "sun",
        "sung",
        "sul",
        "tak",
        "um",
        "um",
        "wang",
        "wi",
        "won",
        "you",
        "yi",
        "yum",
        "young",
        "you",
        "yee",
        "yu",
    ]
)
_SYLLABLE = (
    "(?:kk|k|gg|g|n|tt|t|dd|d|r|l|m|pp|p|bb|b|ss|sh|s|jj|ch|j|h|wh)?"
    "(?:yeo|you|yoo|yae|wae|woo|eui|ya|ye|yo|yu|wa|we|wi|wo|oe|ui|eo|eu|ae|ee|oo|ou|ai|a|e|i|o|u)"
    "(?:ng|n|m|l|k|g|p|b|t|h(?![aeiouwy]))?"
)
_GIVEN = re.compile(f"{_SYLLABLE}{_SYLLABLE}")
_ONE_SYLLABLE = re.compile(_SYLLABLE)

_SOUNDS = [
    ("ng", "ng"),
    ("eui|yi|ui|ee|ie|ey|i", "i"),
    ("yeo|you|yoo|yuh|yeu|yo|yu", "yo"),
    ("yae|ye", "ye"),
    ("ya", "ya"),
    ("oe|oi|wae|wei|we", "we"),
    ("weo|wo(?!o)", "wo"),
    ("wa", "wa"),
    ("wi", "wi"),
    ("w?oo|wu|eo|eu|ou|o|u", "o"),
    ("ae|ai|ay|e", "e"),
    ("a", "a"),
    ("kk|gg|ck|[kgcq](?!h[aeiouwy])|kh|gh", "k"),
    ("ch|jj|[jz]|tch", "j"),
    ("tt|dd|th|dh|[td]", "t"),
    ("pp|bb|ph|bh|[pbf]", "p"),
    ("ss|sh|[sx]", "s"),
    ("rr|ll|lr|rl|[rl]", "r"),
    ("mm|m", "m"),
    ("nn|n", "n"),
    ("h(?=[aeiouwy])", "h"),
    ("[vw]", "w"),
    ("y", "y"),
    (".", ""),
]
_SOUND = re.compile("|".join(f"({pattern})" for pattern, _sound in _SOUNDS))


def _families() -> dict[str, str]:
    """The spelling, Hangul or Latin, of every family name, with its canonical Hangul."""
    rows = [row.split() for line in _FAMILY.split("\n") for row in line.split("|") if row.strip()]
    found: dict[str, str] = {}
    for canonical, *spellings in rows:
        for spelling in (canonical, *spellings):
            found.setdefault(spelling, canonical)
    return found


FAMILIES = _families()


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """The sound of a Latin word: "yeonghwan", "younghwan" and "yonghwan" are one."""
    return _SOUND.sub(lambda found: _SOUNDS[found.lastindex - 1][1], word)


def romanise(hangul: str) -> str:
    """Syllables of Hangul by Revised Romanisation, each by itself: 영환 is "yeonghwan"."""
    letters = []
    for syllable in hangul:
        number = ord(syllable) - 0xAC00
        letters.append(_ONSETS[number // 588] + _VOWELS[number % 588 // 28] + _CODAS[number % 28])
    return "".join(letters)


def sound_of_hangul(hangul: str) -> str:
    """The sound of a word in Hangul, "" for anything else."""
    return sound(romanise(hangul)) if hangul and all(HANGUL.match(c) for c in hangul) else ""


def key(family: str, given: str) -> str:
    """The key of a whole name: that of its family name and the sound of the given one."""
    return f"{sound_of_hangul(family)}+{given}"


def hangul_name(run: str) -> tuple[str, str] | None:
    """Family name (canonical) and sound of the given name of Hangul that can be a name: a family name of one syllable
    and two more, or one of two syllables and one or two more. None for anything else."""
    for size, lengths in ((2, (1, 2)), (1, (2,))):
        family, given = run[:size], sound_of_hangul(run[size:])
        if family in FAMILIES and given and len(run) - size in lengths:
            return FAMILIES[family], given
    return None


@lru_cache(maxsize=20_000)
def is_given(word: str) -> bool:
    """Whether a Latin word can be a given name of two syllables."""
    return 4 <= len(word) <= 14 and _GIVEN.fullmatch(word) is not None


def given_of(unit: Unit) -> str:
    """The sound of a unit that can be a given name of two syllables, "" otherwise."""
    if unit.is_dense or len(unit.parts) > 2 or not is_given(unit.joined):
        return ""
    if len(unit.parts) == 2 and not all(_ONE_SYLLABLE.fullmatch(part) for part in unit.parts):
        return ""
    return sound(unit.joined)


def names(folded: Folded, found: Sequence[Unit]) -> Iterator[tuple[str, str, int, int]]:
    """The Korean names in running text, whose units are `found`: family name, sound of the given name, and where they
    stand in the folded text.

    In Latin letters a known family name and a given name of two syllables, both with capitals, in either order; in
    Hangul three syllables at the start of a run that begin with a family name. Some that are none come along: they
    are keys that nobody asks for.
    """
    for unit in found:
        name = hangul_name(unit.text[:3]) if unit.is_dense and len(unit.text) >= 3 else None
        if name:
            yield *name, unit.start, unit.start + 3
    for three in zip_longest(found, found[1:], found[2:]):
        yield from _latin_name(folded, *three)


def _latin_name(
    folded: Folded, first: Unit, second: Unit | None, third: Unit | None
) -> Iterator[tuple[str, str, int, int]]:
    if second is None or folded.text[first.end : second.start] not in (" ", ", "):
        return
    if not (folded.is_capital(first.start) and folded.is_capital(second.start)):
        return
    for family, given in ((first, second), (second, first)):
        if family.joined in FAMILIES and given_of(given):
            if len(given.parts) == 2 or family.joined not in _COMMON_WORDS:
                yield FAMILIES[family.joined], given_of(given), first.start, second.end
            return
    name = three_words(first, second, third)
    if name and folded.is_capital(third.start) and first.joined not in _COMMON_WORDS:
        yield *name, first.start, third.end


def three_words(first: Unit, second: Unit | None, third: Unit | None) -> tuple[str, str] | None:
    """ "Kim Young Hwan": a family name and two words of one syllable each."""
    if second is None or third is None or first.joined not in FAMILIES:
        return None
    given = (second.text, third.text)
    if any(unit.is_dense for unit in (second, third)) or not all(map(_ONE_SYLLABLE.fullmatch, given)):
        return None
    return FAMILIES[first.joined], sound("".join(given))
