"""Counts as sources report them, in words of the active language; pure."""

from collections.abc import Mapping

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cases import counts, date_words
from cases.choices import Measure, Qualifier, Unit
from cases.counts import Count, Total

#: Wordings that say what the two ends of a count cannot. The others follow from the ends.
_QUALIFIED = {
    Qualifier.ABOUT: lambda: _("about %(count)s"),
    Qualifier.MORE_THAN: lambda: _("more than %(count)s"),
    Qualifier.NEARLY: lambda: _("nearly %(count)s"),
}
_UNCOUNTED = frozenset(
    {
        Qualifier.NOT_COUNTED,
        Qualifier.HUNDREDS,
        Qualifier.THOUSANDS,
        Qualifier.MANY_TENS_OF_THOUSANDS,
        Qualifier.HUNDREDS_OF_THOUSANDS,
        Qualifier.HUNDREDS_OF_THOUSANDS_OR_MILLIONS,
    }
)
_UNITS = {
    Unit.PEOPLE_PER_WEEK: lambda: _("%(count)s people a week"),
    Unit.PEOPLE_PER_YEAR: lambda: _("%(count)s people a year"),
    Unit.PERCENT: lambda: _("%(count)s per cent"),
    Unit.CASES: lambda: _("%(count)s cases"),
    Unit.MONTHS: lambda: _("%(count)s months"),
    Unit.YEARS: lambda: _("%(count)s years"),
    Unit.TIMES: lambda: _("%(count)s times"),
    Unit.MILES: lambda: _("%(count)s miles"),
    Unit.USD: lambda: _("%(count)s US dollars"),
    Unit.EUR: lambda: _("%(count)s euros"),
}


def reported(count: Mapping) -> str:
    """The count of a published document: "about 600", "more than 400", "70–80 people a week", "hundreds".

    Reads `low`, `high` and, where they are, `qualifier` and `unit` (default: people).
    """
    unit, qualifier = count.get("unit") or Unit.PEOPLE, count.get("qualifier") or ""
    in_unit = _UNITS[unit]() if unit in _UNITS else "%(count)s"
    low, high = count["low"], count["high"]
    if low is None and high is None and qualifier in _UNCOUNTED:
        if unit == Unit.PEOPLE:  # Korean and Chinese put their counter for people after it
            in_unit = pgettext("hundreds, thousands … of people", "%(count)s")
        return in_unit % {"count": Qualifier(qualifier).label}
    if unit == Unit.YEAR:
        return "–".join(dict.fromkeys(str(year) for year in (low, high) if year is not None))
    if qualifier in _QUALIFIED and low is not None and high in (None, low):
        # Around number and unit together: "more than" stands behind both in Korean.
        return _QUALIFIED[qualifier]() % {"count": in_unit % {"count": plain(Count(low, low), unit)}}
    text = in_unit % {"count": plain(Count(low, high), unit)}
    if qualifier == Qualifier.DERIVED:  # no source says this number
        return _("%(count)s, worked out from other numbers") % {"count": text}
    return text


def plain(count: Count, unit: str = Unit.PEOPLE) -> str:
    """The two ends of a count in words: "7", "500–600", "at least 41"."""
    return counts.words(count, get_language(), people=unit == Unit.PEOPLE)


def total(people: Total) -> str:
    """A total in words: "at least 1,234"; "number not given" when no row of it gives one."""
    return plain(Count(people.low, people.high) if people.counted else Count())


def figure_title(figure: Mapping) -> str:
    """A figure in one line: "Apprehended: 92 (between June 2016 and August 2017)"."""
    text = _("%(measure)s: %(count)s") % {"measure": measure(figure), "count": reported(figure)}
    period = date_words.words(figure["period"], get_language())
    return (
        pgettext("text (period)", "%(text)s (%(period)s)") % {"text": text, "period": period}
        if period
        else text
    )


def measure(figure: Mapping) -> str:
    """What the figure counts: its measure, or the words of the finer or other measure it names."""
    label = figure["label"].get(get_language()) or figure["label"].get("en")
    if not label:
        return str(Measure(figure["measure"]).label)
    if figure["measure"] == Measure.OTHER:
        return label[0].upper() + label[1:]
    return pgettext("measure (finer measure)", "%(measure)s (%(label)s)") % {
        "measure": Measure(figure["measure"]).label,
        "label": label,
    }
