"""The OpenAPI 3.1 description of the API, made from what answers are made from: filters, vocabularies, tables."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from cases.published import exports
from cases.published.api import envelopes
from cases.published.api.answers import KINDS
from cases.published.api.parameters import AFTER, LANGUAGE, LIMIT, OF_THE_API, schemas
from cases.published.api.schema import Schema, ref
from cases.published.columns import SCHEMA_VERSION, TABLES
from cases.published.filters import CaseFilter

INTRODUCTION = (
    "Everything published, read only, without a key. Lists are cut into pages: follow `next`. Filters are those of the "
    "lists on the site. Every answer names the edition it was made from and has an ETag that changes with it: ask "
    "again with If-None-Match. Clients must expect new properties and new parameters within /v1/; names and meanings "
    "of the present ones do not change. Data are CC0; cite the sources of what you use. What is taken down answers "
    "410, or 404: remove your copy. What turned out to repeat another record answers 301 with its address."
)


def description() -> dict:
    """The whole description, in English. Asks no database."""
    with translation.override("en"):
        paths = {
            "": {"get": _operation("index", "Where everything is", ref("Index"), {})},
            **_tables(),
            "totals": {"get": _totals()},
            "editions": {"get": _editions()},
            "editions/{serial}": {"get": _edition()},
        }
        base = reverse("api")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": settings.SITE_NAME,
            "description": INTRODUCTION,
            "version": SCHEMA_VERSION,
            "license": {"name": "CC0 1.0", "identifier": exports.LICENCE},
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": {base + path: operations for path, operations in paths.items()},
        "components": {"schemas": envelopes.schemas()},
    }


def _tables() -> dict[str, dict]:
    paths = {}
    for table, filter_class in exports.FILTERS.items():
        asked = {**schemas(filter_class), **OF_THE_API}
        what = str(TABLES[table].title)
        summary = f"{what}: the list"
        paths[table] = {"get": _operation(f"list_{table}", summary, envelopes.page(table), asked, [400])}
        problems = [400, 404, 410] if table in KINDS else [400, 404]
        single = _operation(f"get_{table}", f"{what}: one of them", envelopes.one(table), {}, problems)
        shape = envelopes.reference("Its reference.")
        single["parameters"] = [_parameter("reference", shape, "path")]
        paths[table + "/{reference}"] = {"get": single}
    return paths


def _totals() -> dict:
    asked = {**schemas(CaseFilter), LANGUAGE: OF_THE_API[LANGUAGE]}
    summary = "The people of the cases of a filter, nobody within a whole counted again in a part"
    return _operation("totals", summary, ref("Totals"), asked, [400])


def _editions() -> dict:
    asked = {name: OF_THE_API[name] for name in (AFTER, LIMIT)}
    return _operation("list_editions", "The editions, newest first", ref("Editions"), asked, [400])


def _edition() -> dict:
    operation = _operation("get_edition", "One edition and what it changed", ref("Edition"), {}, [400, 404])
    shape = {"type": "integer", "minimum": 0, "description": "Number of the edition."}
    return {**operation, "parameters": [_parameter("serial", shape, "path")]}


def _operation(
    name: str, summary: str, answer: Schema, asked: dict[str, dict], problems: list[int] | None = None
) -> dict:
    responses = {"200": _response("The answer.", "application/json", answer)}
    for status in problems or [400]:
        responses[str(status)] = _response(PROBLEMS[status], "application/problem+json", ref("Problem"))
    return {
        "operationId": name,
        "summary": summary,
        "parameters": [_parameter(parameter, schema, "query") for parameter, schema in asked.items()],
        "responses": responses,
    }


PROBLEMS = {
    400: "A parameter that is unknown or malformed: named, with what is allowed.",
    404: "Nothing is published under that name.",
    410: "It was published and taken down: date and general reason. Remove your copy.",
}


def _response(words: str, content_type: str, schema: Schema) -> dict:
    return {"description": words, "content": {content_type: {"schema": schema}}}


def _parameter(name: str, schema: dict, place: str) -> dict:
    words = schema.get("description", "")
    bare = {key: value for key, value in schema.items() if key != "description"}
    return {"name": name, "in": place, "description": words, "schema": bare, "required": place == "path"}
