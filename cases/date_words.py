"""Uncertain dates in words of English, Korean and Chinese; pure, the language is passed in.

Whole phrases per language instead of translated fragments: the order of day, month and year, what may be left out of
the first half of an interval, and where "about" stands differ. Both ends of an interval count as inside it.
"""

from cases.choices import Language
from cases.dates import Dating, coarsen, parse

_PHRASES = {
    Language.EN: {
        "between": "between {start} and {end}",
        "before": "before {date}",
        "after": "after {date}",
        "day_before": "on or before {date}",
        "day_after": "on or after {date}",
        "until": "until {date}",
        "from": "from {date}",
        "remarks": " ({})",
        "comma": ", ",
        "uncertain": "uncertain",
        "start_uncertain": "start uncertain",
        "end_uncertain": "end uncertain",
        "start_unknown": "start not known",
        "end_unknown": "end not known",
    },
    Language.KO: {
        "between": "{start}~{end} 사이",
        "before": "{date} 이전",
        "after": "{date} 이후",
        "day_before": "{date} 또는 그 이전",
        "day_after": "{date} 또는 그 이후",
        "until": "{date}까지",
        "from": "{date}부터",
        "remarks": " ({})",
        "comma": ", ",
        "uncertain": "불확실",
        "start_uncertain": "시작 시점 불확실",
        "end_uncertain": "종료 시점 불확실",
        "start_unknown": "시작 시점 미상",
        "end_unknown": "종료 시점 미상",
    },
    Language.ZH_HANS: {
        "between": "{start}至{end}之间",
        "before": "{date}之前",
        "after": "{date}之后",
        "day_before": "{date}或之前",
        "day_after": "{date}或之后",
        "until": "截至{date}",
        "from": "自{date}起",
        "remarks": "（{}）",
        "comma": "，",
        "uncertain": "不确定",
        "start_uncertain": "起始时间不确定",
        "end_uncertain": "结束时间不确定",
        "start_unknown": "起始时间不详",
        "end_unknown": "结束时间不详",
    },
}
_ENGLISH_MONTHS = (
    "",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {
    Language.EN: {21: "spring", 22: "summer", 23: "autumn", 24: "winter"},
    Language.KO: {21: "봄", 22: "여름", 23: "가을", 24: "겨울"},
    Language.ZH_HANS: {21: "春", 22: "夏", 23: "秋", 24: "冬"},
}


def words(text: str, language: str) -> str:
    """The EDTF text as a reader says it: "about March 2012", "between July and August 2017"; "" for "".

    ``language`` is "en", "ko" or "zh-hans"; another one raises KeyError. Raises DateError for text that is no date.
    """
    phrases = _PHRASES[language]
    if not text.strip():
        return ""
    dating = parse(coarsen(text, "day"))  # makes 2012-03/2012-03 the single date it is
    if dating.precision != "interval":
        return _point(dating, language) + _remarks(["uncertain"] if dating.uncertain else [], phrases)
    start, end = dating.start, dating.end
    if start.year is None:
        return _one_sided(end, start.precision, ("before", "day_before", "until", "start_unknown"), language)
    if end.year is None:
        return _one_sided(start, end.precision, ("after", "day_after", "from", "end_unknown"), language)
    return _between(start, end, language)


def _one_sided(stated: Dating, other: str, keys: tuple[str, str, str, str], language: str) -> str:
    """``other`` is the precision of the end that is missing: open or unknown."""
    phrases = _PHRASES[language]
    open_key, open_day_key, unknown_key, unknown_remark = keys
    remarks = ["uncertain"] if stated.uncertain else []
    if other == "unknown":
        key = unknown_key
        remarks.append(unknown_remark)
    else:
        key = open_day_key if stated.precision == "day" else open_key
    return phrases[key].format(date=_point(stated, language)) + _remarks(remarks, phrases)


def _between(start: Dating, end: Dating, language: str) -> str:
    """Says the year, and for two days of one month the month, once: last in English, first in Korean and Chinese."""
    phrases = _PHRASES[language]
    same_year = start.year == end.year and start.month is not None and end.month is not None
    same_month = same_year and start.month == end.month and start.day is not None and end.day is not None
    first, second = {"year": True, "month": True}, {"year": not same_year, "month": not same_month}
    if language == Language.EN:
        first, second = second, first
    remarks = []
    if start.uncertain and end.uncertain:
        remarks = ["uncertain"]
    elif start.uncertain:
        remarks = ["start_uncertain"]
    elif end.uncertain:
        remarks = ["end_uncertain"]
    phrase = phrases["between"].format(
        start=_point(start, language, **first), end=_point(end, language, **second)
    )
    return phrase + _remarks(remarks, phrases)


def _remarks(keys: list[str], phrases: dict[str, str]) -> str:
    return phrases["remarks"].format(phrases["comma"].join(phrases[key] for key in keys)) if keys else ""


def _point(dating: Dating, language: str, year: bool = True, month: bool = True) -> str:
    """One date with its "about", without the year or the month where the phrase has said them already."""
    return {Language.EN: _english, Language.KO: _korean, Language.ZH_HANS: _chinese}[language](
        dating, year, month
    )


def _english(dating: Dating, year: bool, month: bool) -> str:
    about = "about " if dating.approximate else ""
    if dating.precision == "decade":
        return f"{about}the {dating.year}s"
    if dating.precision == "century":
        return f"{about}the years {dating.year}–{dating.year + 99}"
    parts = []
    if dating.day is not None:
        parts.append(str(dating.day))
    if dating.precision == "season":
        parts.append(_SEASONS[Language.EN][dating.month])
    elif dating.month is not None and month:
        parts.append(_ENGLISH_MONTHS[dating.month])
    if year:
        parts.append(str(dating.year))
    return about + " ".join(parts)


def _korean(dating: Dating, year: bool, month: bool) -> str:
    loose = dating.precision in ("season", "decade", "century")
    about = "" if not dating.approximate else " 무렵" if loose else "경"
    if dating.precision == "decade":
        return f"{dating.year}년대{about}"
    if dating.precision == "century":
        return f"{dating.year}~{dating.year + 99}년{about}"
    parts = [f"{dating.year}년"] if year else []
    if dating.precision == "season":
        parts.append(_SEASONS[Language.KO][dating.month])
    elif dating.month is not None and month:
        parts.append(f"{dating.month}월")
    if dating.day is not None:
        parts.append(f"{dating.day}일")
    return " ".join(parts) + about


def _chinese(dating: Dating, year: bool, month: bool) -> str:
    about = "前后" if dating.approximate else ""
    if dating.precision == "decade":
        return f"{dating.year}年代{about}"
    if dating.precision == "century":
        return f"{dating.year}至{dating.year + 99}年{about}"
    parts = [f"{dating.year}年"] if year else []
    if dating.precision == "season":
        parts.append(_SEASONS[Language.ZH_HANS][dating.month])
    elif dating.month is not None and month:
        parts.append(f"{dating.month}月")
    if dating.day is not None:
        parts.append(f"{dating.day}日")
    return "".join(parts) + about
