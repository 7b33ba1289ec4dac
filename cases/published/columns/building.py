"""Columns that several tables have, each made by a function named for what it shows."""

from collections.abc import Callable, Iterable

from django.db.models import Choices
from django.utils import translation
from django_countries import countries

from cases.choices import Language, PlaceKind, Qualifier
from cases.dates import bounds
from cases.published.columns.column import SCHEMA_VERSION, Column, Line
from cases.published.permalinks import permalink

#: Between several values of one cell.
BETWEEN = ";"

Columns = tuple[Column, ...]


def stated(name: str, description: str, kind: str = "string", key: str = "", **options) -> Column:
    """A value of the thing as the document has it, under `key` (default: the name of the column)."""
    return Column(name, kind, description, lambda line: line.part[key or name] or None, **options)


def code(name: str, description: str, choices: type[Choices], key: str = "", **options) -> Column:
    """A code of one vocabulary."""
    return stated(name, description, key=key, choices=choices, **options)


def reference(thing: str) -> Column:
    return stated("reference", f"Permanent identifier of the {thing}.", required=True)


def address(thing: str) -> Column:
    def value(line: Line) -> str:
        return permalink(line.context.site_url, resolved(line), line.part["reference"])

    return Column("permalink", "string", f"Permanent address of the page that shows the {thing}.", value)


def of_document(name: str, description: str, kind: str) -> Column:
    """The reference of the document that holds the thing, where the document is of this kind."""
    return Column(
        name,
        "string",
        description,
        lambda line: line.document["reference"] if line.document["kind"] == kind else None,
    )


def source_reference(description: str, key: str = "source") -> Column:
    """The reference of a source, blank when it is not published."""

    def value(line: Line) -> str | None:
        named = line.part[key]
        return named if named in line.context.sources else None

    return Column("source_reference", "string", description, value)


def texts(name: str, meaning: str, get: Callable[[Line], dict] | None = None) -> Columns:
    """A text in each language: `title_en`, `title_ko`, `title_zh_hans`."""
    get = get or (lambda line: line.part[name])
    return tuple(
        Column(
            f"{name}_{language.value.replace('-', '_')}",
            "string",
            f"{meaning} in {_english(language.label)}.",
            lambda line, code=language.value: (get(line) or {}).get(code),
        )
        for language in Language
    )


def dating(name: str, meaning: str, key: str = "") -> Columns:
    """A date as stated, and the first and last day it can mean: `date_edtf`, `date_earliest`, `date_latest`."""

    def text(line: Line) -> str:
        return line.part[key or name]

    return (
        Column(f"{name}_edtf", "string", f"{meaning}, in EDTF, as precise as it is known.", text),
        Column(
            f"{name}_earliest",
            "date",
            f"First day that {name}_edtf can mean; empty when open or not stated.",
            lambda line: bounds(text(line))[0],
        ),
        Column(
            f"{name}_latest",
            "date",
            f"Last day that {name}_edtf can mean; empty when open or not stated.",
            lambda line: bounds(text(line))[1],
        ),
    )


def number(name: str, description: str, get: Callable[[Line], int | None]) -> Column:
    """A whole number; None when nobody reported it, which is not 0."""
    return Column(name, "integer", description, get)


def count(prefix: str, what: str, get: Callable[[Line], dict | None]) -> Columns:
    """Lowest and highest number: `affected_low`, `affected_high`."""
    return (
        number(
            f"{prefix}_low",
            f"Lowest number of {what}; empty when no minimum is stated.",
            lambda line: (get(line) or {}).get("low"),
        ),
        number(
            f"{prefix}_high",
            f"Highest number of {what}; empty when open (“at least”).",
            lambda line: (get(line) or {}).get("high"),
        ),
    )


def qualifier(name: str, get: Callable[[Line], dict]) -> Column:
    return Column(
        name, "string", "How the count was worded.", lambda line: get(line)["qualifier"] or None, Qualifier
    )


def place(prefix: str, meaning: str, key: str) -> Columns:
    """A place as published, possibly coarsened: a place known to the province has no id, city or coordinates."""

    def get(line: Line) -> dict:
        return line.part[key] or {}

    return (
        Column(
            f"{prefix}_id",
            "string",
            f"Identifier of {meaning}; empty when it is shown as a province or country only.",
            lambda line: get(line).get("reference"),
        ),
        Column(
            f"{prefix}_kind",
            "string",
            f"How large {meaning} is.",
            lambda line: get(line).get("kind"),
            PlaceKind,
        ),
        *texts(f"{prefix}_name", f"Name of {meaning}", lambda line: get(line).get("name")),
        *texts(f"{prefix}_city", f"City or county of {meaning}", lambda line: get(line).get("city")),
        *texts(
            f"{prefix}_province", f"Province or region of {meaning}", lambda line: get(line).get("province")
        ),
        *countries_of(prefix + "_", meaning, lambda line: get(line).get("countries", [])),
        Column(
            f"{prefix}_latitude",
            "number",
            f"Degrees north of {meaning}; of a city centre, never of a facility.",
            lambda line: get(line).get("latitude"),
        ),
        Column(
            f"{prefix}_longitude",
            "number",
            f"Degrees east of {meaning}; of a city centre, never of a facility.",
            lambda line: get(line).get("longitude"),
        ),
    )


def countries_of(prefix: str, meaning: str, get: Callable[[Line], Iterable[str]]) -> Columns:
    """Countries as ISO 3166-1 codes and as English names, several separated by ";"."""
    return (
        Column(
            f"{prefix}country_codes",
            "string",
            f"Country of {meaning}, ISO 3166-1 alpha-2.",
            lambda line: joined(get(line)),
            many=True,
        ),
        Column(
            f"{prefix}country_names",
            "string",
            f"Country of {meaning}, name in English.",
            lambda line: joined(country_name(country) for country in get(line)),
            many=True,
        ),
    )


def country_name(country: str) -> str:
    """English name of an ISO 3166-1 code, whatever language is active; the code itself where there is none."""
    with translation.override("en"):
        return str(countries.name(country)) or country


def joined(values: Iterable[str]) -> str | None:
    return BETWEEN.join(values) or None


def resolved(line: Line) -> dict:
    """The document, a response without its case when that is not published."""
    if line.document.get("case") and ("case", line.document["case"]) not in line.context.published:
        return {**line.document, "case": ""}
    return line.document


def publication() -> Columns:
    """The columns every table ends with."""
    return (
        Column(
            "edition",
            "integer",
            "Edition that last changed what this line is part of.",
            lambda line: line.context.edition,
            required=True,
        ),
        Column(
            "last_changed",
            "datetime",
            "When that edition was made, in UTC.",
            lambda line: line.context.changed_at,
            required=True,
        ),
        Column(
            "schema_version",
            "string",
            "Version of these tables.",
            lambda line: SCHEMA_VERSION,
            required=True,
        ),
    )


def _english(label: str) -> str:
    with translation.override("en"):
        return str(label)
