"""How published values read: dates, counts, codes, places and texts in the active language. No logic of the site."""

from collections.abc import Mapping
from datetime import datetime

from django import template
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext
from django_countries import countries

from cases import choices, date_words, dates
from cases.counts import Count, Total
from cases.published import count_words, languages, places, resolve

register = template.Library()


@register.filter
def label(code: object, vocabulary: str) -> str:
    """The words of a code of one vocabulary of cases/choices.py: {{ code|label:"Outcome" }}."""
    if code in ("", None):
        return ""
    return str(getattr(choices, vocabulary)(code).label)


@register.filter
def localized(text: Mapping | str) -> str:
    """A text of a document in the active language, else in English."""
    return resolve.localized(text) if isinstance(text, Mapping) else text


@register.filter
def lang_attribute(text: Mapping | str) -> str:
    """` lang="en"` for a text that is not in the language of the page, else nothing."""
    if not isinstance(text, Mapping) or not text or text.get(get_language()):
        return ""
    return format_html(' lang="{}"', "en" if "en" in text else next(iter(text)))


@register.filter
def edtf(text: str) -> str:
    """An uncertain date in words; as a `time` element only where it is one exact day."""
    if not text:
        return ""
    words = date_words.words(text, get_language())
    dating = dates.parse(text)
    if dating.precision == "day" and not (dating.approximate or dating.uncertain):
        return format_html('<time datetime="{}">{}</time>', dating.earliest.isoformat(), words)
    return words


@register.filter
def edtf_words(text: str) -> str:
    """An uncertain date in words, for attributes and citations."""
    return date_words.words(text, get_language()) if text else ""


@register.filter
def day(moment: datetime) -> str:
    """The day of a moment, in words: "21 November 2026"."""
    return edtf(localtime(moment).date().isoformat())


@register.filter
def reported(count: Mapping) -> str:
    """A count as reported: "about 600"."""
    return count_words.reported(count)


@register.filter
def measure(figure: Mapping) -> str:
    """What a figure counts."""
    return count_words.measure(figure)


@register.filter
def total(people: Total) -> str:
    """A total: "at least 1,234"."""
    return count_words.total(people)


@register.filter
def range_words(count: Count) -> str:
    """The two ends of a count: "500–600"."""
    return count_words.plain(count)


@register.filter
def number(value: int) -> str:
    """A number with its thousands apart."""
    return f"{value:,}"


@register.filter
def country(code: str) -> str:
    """The name of a country."""
    return countries.name(code) or code


@register.filter
def countries_words(codes: list[str]) -> str:
    """The names of some countries, in their order."""
    return pgettext("between list items", ", ").join(country(code) for code in codes)


@register.filter
def place(found: Mapping | None) -> str:
    """A place, from the smallest name to the country: "Dandong, Liaoning, China". Korean and Chinese begin with the
    country: "중국 랴오닝성 단둥"."""
    if not found:
        return ""
    names = [resolve.localized(found["name"]), resolve.localized(found["province"])]
    names += [country(code) for code in found["countries"]]
    parts = []
    for name in names:  # "China (place not stated)" says the country already
        if name and not any(part.startswith(name) for part in parts):
            parts.append(name)
    return places.in_order(parts)


@register.filter
def language_name(code: str) -> str:
    """The name of a language, in the language of the page."""
    return languages.name(code)
