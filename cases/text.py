"""Names and words for search, and the scan of text that is about to become public; pure.

``normalise`` makes writings of one name meet: case, accents, full and half width, hyphens; search builds on it
(cases/published/search/). The scans
(``names_in``, ``exact_ages_in``, ``full_dates_in``) find what a publication policy refuses. They prefer a false alarm,
which an editor rewords, to a miss, which may cost somebody their life; they do not replace reading.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import unquote

_FOLDED_TO_SPACE = re.compile("['`´‘’‚‛ʹʻʼʽˈ′＇\\-‐‑‒–—―−﹘﹣－·・‧･ㆍ᛫•]")
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t"}
)


def normalise(text: str) -> str:
    """The text for comparison: compatibility forms unified, case folded, Latin letters without accents, apostrophes
    and hyphens as spaces, control and invisible characters removed, blanks collapsed. Hangul stays composed and
    Chinese characters stay as they are. Applying it twice changes nothing."""
    visible = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    folded = unicodedata.normalize("NFKC", _FOLDED_TO_SPACE.sub(" ", visible)).casefold()
    plain = _without_latin_accents(unicodedata.normalize("NFKD", folded)).translate(_UNDECOMPOSED)
    return " ".join(_FOLDED_TO_SPACE.sub(" ", unicodedata.normalize("NFC", plain)).split())


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Those of the names, as given, that occur in the text in any writing: case, accents, width, percent-encoding in
    an address, "Kim Young-hwan", "Kim Young hwan", "KIM YOUNGHWAN", "Young-hwan Kim".

    Names in alphabets match whole words; Hangul and Chinese names match anywhere, for particles follow without a
    blank. Of a name in two scripts each half counts that is two words or two syllables long. Names shorter than two
    characters are ignored: they would match everywhere.
    """
    readings = [_Reading(reading) for reading in _decodings(text)]
    return [
        name
        for name in dict.fromkeys(names)
        if any(reading.holds(v) for v in _writings(name) for reading in readings)
    ]


def exact_ages_in(text: str) -> list[str]:
    """The phrases of the text, as found, that give an exact age in English, Korean or Chinese: "aged 13",
    "13-year-old", "13세", "13살", "13岁". Bands ("aged 10 to 19", "60세 이상") are what may be public instead."""
    return [found["age"] for found in _AGE.finditer(text) if found["age"]]


def full_dates_in(text: str) -> list[tuple[str, str]]:
    """The dates of the text that name a month or a day, as found and as ``YYYY-MM-DD``, ``YYYY-MM`` or, without a
    year, ``--MM-DD``. Numeric dates that end in the year are read day first unless that is impossible. The policy
    decides which are finer than allowed."""
    dates = []
    for found in _DATE.finditer(text):
        iso = _iso({key: value for key, value in found.groupdict().items() if value})
        if iso:
            dates.append((found[0], iso))
    return dates


def _without_latin_accents(decomposed: str) -> str:
    """Drops marks after Latin letters, and after nothing that could bear them; other scripts keep theirs (й, が)."""
    kept, bearer = [], ""
    for c in decomposed:
        if unicodedata.category(c)[0] != "M":
            bearer = c
        elif not bearer.isalpha() or "LATIN" in unicodedata.name(bearer, ""):
            continue
        kept.append(c)
    return "".join(kept)


def _decodings(text: str) -> list[str]:
    """The text as it stands and percent-decoded, twice at most (links in links), also from the older encodings that
    Korean and Chinese sites still use in addresses."""
    readings = {text: None}
    for encoding in ("utf-8", "cp949", "gb18030", "big5") if "%" in text else ():
        once = unquote(text, encoding)
        readings |= {once: None, unquote(once, encoding): None}
    return list(readings)


def _script(c: str) -> str:
    """digit, dense (written without blanks between words, or with particles attached), alphabet, or "" between
    words."""
    category = unicodedata.category(c)
    if category[0] == "N":
        return "digit"
    if category[0] not in "LM":
        return ""
    return "dense" if _DENSE.match(c) else "alphabet"


_DENSE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u30ff\u3130-\u318f\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The words of normalised text with their script; a change of script starts a new word ("Kim이", "kim2024")."""
    script, run = "", ""
    for c in text:
        now = script if run and unicodedata.category(c)[0] == "M" else _script(c)
        if now != script and run:
            yield script, run
            run = ""
        script = now
        if now:
            run += c
    if run:
        yield script, run


class _Reading:
    """Text with everything between its words taken out, and where in it the words begin and end: whatever stands
    between the syllables of a name, it is found with one search."""

    def __init__(self, text: str):
        self.letters, self.starts, self.ends = "", set(), set()
        pieces, position = [], 0
        for _script_of_run, run in _runs(normalise(text)):
            self.starts.add(position)
            position += len(run)
            self.ends.add(position)
            pieces.append(run)
        self.letters = "".join(pieces)

    def holds(self, writing: tuple[str, str]) -> bool:
        script, name = writing
        at = self.letters.find(name)
        while at >= 0:
            end = at + len(name)
            if script == "dense":
                # Over a blank only from the start of a word: 이수 is not in 일이 수사.
                if at in self.starts or not any(place in self.starts for place in range(at + 1, end)):
                    return True
            elif at in self.starts and end in self.ends:
                return True
            at = self.letters.find(name, at + 1)
        return False


def _writings(name: str) -> list[tuple[str, str]]:
    """The script and letters under which to look for a name: its words in any rotation, so that the family name may
    stand first or last."""
    runs = list(_runs(normalise(name)))
    dense = "".join(run for script, run in runs if script == "dense")
    others = [run for script, run in runs if script != "dense"]
    writings = [("dense", dense)]
    if len(others) > 1 or not dense:
        writings += [("alphabet", "".join(others[i:] + others[:i])) for i in range(len(others))]
    return [(script, letters) for script, letters in writings if len(letters) > 1]


_GAP = r"[\s_+-]"  # between words, of an address too: "october-9-2023", "aged_13"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"(?:\d{{1,3}}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:{_GAP}(?:{_UNITS}))?+|{_UNITS}"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?![^\W_])"
)
_FROM = r"(?<![^\W_])"
_TO = rf"{_GAP}{{0,3}}(?:[-–~∼～]|to|至|到){_GAP}{{0,3}}"
# A band is matched first, without the group, so that neither of its ends is taken for an age.
_AGE = re.compile(
    rf"{_FROM}(?:aged?|ages)\s+(?:of\s+)?{_NUMBER}{_TO}{_NUMBER}"
    rf"|{_FROM}(?:aged?|ages)\s+(?:of\s+)?between\s+{_NUMBER}\s+and\s+{_NUMBER}"
    rf"|{_FROM}(?:aged?|ages)\s+(?:of\s+)?{_NUMBER}\s*"
    r"(?:\+|(?:or|and)\s+(?:over|older|above|under|younger|below|more)\b)"
    rf"|{_FROM}{_NUMBER}{_TO}{_NUMBER}{_GAP}*years?{_GAP}+olds?\b"
    rf"|{_FROM}between\s+{_NUMBER}\s+and\s+{_NUMBER}\s+years?\s+(?:old|of\s+age)\b"
    rf"|\d{{1,3}}{_TO}\d{{1,3}}\s*(?:세|살|周?[岁歲])"
    r"|\d{1,3}\s*(?:세|살)\s*(?:이상|이하|미만|초과)"
    r"|\d{1,3}\s*周?[岁歲]\s*(?:及?以[上下内內]|未满|未滿)"
    rf"|(?P<age>{_FROM}(?:aged?|ages){_GAP}+(?:of{_GAP}+)?{_NUMBER}"
    rf"|{_FROM}{_NUMBER}{_GAP}*(?:years?|yrs?\.?|months?){_GAP}+(?:olds?|of{_GAP}+age)(?![^\W_])"
    r"|\d{1,3}\s*(?:세(?!기|대|트)|살)"
    r"|(?:\d{1,3}|[一二三四五六七八九十两兩百]{1,5})\s*周?[岁歲])",
    re.IGNORECASE,
)

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_TO_DAY = rf"(?:\s*(?:[-–~∼～]|to|and)\s*{_DAY})?"
_BEFORE_YEAR = rf"(?:[.,]*{_GAP}+|,)"
_DATE = re.compile(
    rf"(?<!\d)(?P<d1>{_DAY}){_GAP}*(?:of{_GAP}+)?(?P<m1>{_MONTH})(?![^\W_])(?:{_BEFORE_YEAR}(?P<y1>\d{{4}})(?!\d))?"
    rf"|{_FROM}(?P<m2>{_MONTH})\.?{_GAP}*(?P<d2>{_DAY})(?!\d){_TO_DAY}(?!\d)(?:{_BEFORE_YEAR}(?P<y2>\d{{4}})(?!\d))?"
    rf"|{_FROM}(?P<m3>{_MONTH}){_BEFORE_YEAR}(?:of{_GAP}+)?(?P<y3>\d{{4}})(?!\d)"
    r"|(?<!\d)(?P<y4>\d{4})(?P<sep4>[-/_]|\.\s?)(?P<m4>\d{1,2})(?P=sep4)(?P<d4>\d{1,2})(?!\d)"
    r"|(?<!\d)(?P<d5>\d{1,2})(?P<sep5>[-/.])(?P<m5>\d{1,2})(?P=sep5)(?P<y5>\d{4})(?!\d)"
    r"|(?<!\d)(?:(?P<y6>\d{4})\s*[년年]\s*)?(?P<m6>\d{1,2})\s*[월月]"
    r"(?:\s*(?P<d6>\d{1,2})(?:\s*[-–~∼～至到]\s*\d{1,2})?\s*[일日号號])?",
    re.IGNORECASE,
)


def _iso(groups: dict[str, str]) -> str:
    """ISO text of one match of _DATE; "" when it is no date after all (month 13, "may 5 people")."""
    parts = {key[0]: value for key, value in groups.items() if not key.startswith("sep")}
    year = int(parts["y"]) if "y" in parts else None
    day = int(re.match(r"\d+", parts["d"])[0]) if "d" in parts else None
    month = int(parts["m"]) if parts["m"][0].isdigit() else _MONTHS.index(parts["m"][:3].lower()) + 1
    if "d5" in groups and month > 12:
        day, month = month, day
    if parts["m"] in ("may", "march", "mar") and (year is None or day is None):
        return ""
    if day is None and year is None:
        return ""
    if year is not None and not 1800 <= year <= 2199:
        return ""
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return ""
    if day is None:
        return f"{year}-{month:02}"
    return f"--{month:02}-{day:02}" if year is None else f"{year}-{month:02}-{day:02}"
