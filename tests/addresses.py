"""Every address of the public surface, as the routes say it: for tests that ask them all."""

import re
from collections.abc import Iterable

from django.urls import get_resolver

from cases.published import statistics
from cases.published.exports import FILTERS

#: Prefixes of the languages; the empty one also stands before what machines ask for.
LANGUAGES = ("", "/ko", "/zh-hans")
NUMBERS = ("0", "1", "2", "999999999999999999999")
_PLACEHOLDER = re.compile(r"<(\w+):(\w+)>")


def walk(resolver, prefix: str = "") -> list[tuple[str, str]]:
    """(name, path with placeholders) of every route."""
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).lstrip("^").rstrip("$")
        found += walk(entry, path) if hasattr(entry, "url_patterns") else [(entry.name, path)]
    return found


def routes() -> list[tuple[str, str]]:
    return walk(get_resolver("advocacy.public_urls"))


def machine_names() -> set[str]:
    """The names of the routes that are under no language."""
    return {name for name, _path in walk(get_resolver("cases.published.machine_urls"))}


def addresses(references: Iterable[str], languages: Iterable[str] = LANGUAGES) -> list[str]:
    """Every public address, with each of the references, charts, tables and numbers in its place, in each language
    that it is under. Raises KeyError for a placeholder of a new kind."""
    values = {
        "slug:reference": list(references),
        "slug:chart": [*statistics.CHARTS, "no-such-chart"],
        "table:table": list(FILTERS),
        "int:number": NUMBERS,
        "int:serial": NUMBERS,
    }
    machine = machine_names()
    found = set()
    for name, path in routes():
        filled = [path]
        for placeholder in _PLACEHOLDER.finditer(path):
            filled = [
                text.replace(placeholder[0], value)
                for text in filled
                for value in values[f"{placeholder[1]}:{placeholder[2]}"]
            ]
        prefixes = [""] if name in machine else languages
        found |= {f"{prefix}/{text}" for prefix in prefixes for text in filled}
    return sorted(found)
