"""The OpenAPI description: valid, and true of every path, parameter and property of the API."""

import json
import re
from pathlib import Path
from urllib.parse import urlencode

import jsonschema
import pytest
from django.urls import get_resolver

from cases.published.api import openapi
from cases.published.exports import FILTERS
from tests.published.documents import (
    case_document,
    figure_part,
    one_of_everything,
    source_document,
)
from tests.published.editions import publish_documents, take_down
from tests.published.examples import mass_return, world

STANDARD = Path(__file__).parent.parent / "vendor" / "openapi" / "schema.json"
#: Values among which each pattern of a parameter finds those that fit.
CODES = ("no-such-reference", "CN", "en", "cn-example-province", "none")
PERSON = {
    "reference": "example-person-1",
    "label": "A",
    "name": "",
    "role": "affected_person",
    "sex": "female",
    "age_band": "",
    "vulnerability": "",
    "fate": "detained",
    "fate_as_of": "2013",
}
COUNT = {
    "measure": "forcibly_returned",
    "low": 5,
    "high": None,
    "basis": "chosen",
    "figure": "",
    "reason": "x",
}


@pytest.fixture
def published(db) -> dict[str, str]:
    """Something in every table and every property, and something that is gone: references by table."""
    everything = one_of_everything()
    gone = case_document(reference="gone-case")
    source = source_document()
    full = case_document(
        people=[PERSON],
        working_counts=[COUNT],
        figures=[figure_part(source["reference"], place=None)],
    )
    publish_documents(gone, source, full, *everything.values(), *mass_return(), *world(3))
    take_down(gone)
    return {
        **{f"{kind}s": everything[kind]["reference"] for kind in ("case", "source", "action", "response")},
        **{f"{kind}s": everything[kind]["reference"] for kind in ("figure", "statement")},
        "events": everything["case"]["events"][0]["reference"],
        "citations": everything["case"]["citations"][0]["reference"],
        "relations": everything["case"]["relations"][0]["reference"],
    }


def described() -> dict:
    return json.loads(json.dumps(openapi.description()))


def strict(schema):
    """The schema with every property that it does not name forbidden."""
    if isinstance(schema, list):
        return [strict(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: strict(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        made.setdefault("additionalProperties", False)
    return made


class Described:
    """Answers against the description; counts what it was asked."""

    def __init__(self):
        self.description = described()
        self.components = strict(self.description["components"])
        self.asked = 0

    def check(self, response, path: str) -> dict:
        answers = self.description["paths"][path]["get"]["responses"]
        answer = answers[str(response.status_code)]["content"]
        (content_type,) = answer
        assert response.headers["Content-Type"] == content_type
        schema = {**strict(answer[content_type]["schema"]), "components": self.components}
        found = json.loads(response.content)
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        jsonschema.Draft202012Validator(schema, format_checker=checker).validate(found)
        self.asked += 1
        return found


@pytest.fixture
def api() -> Described:
    return Described()


def test_the_description_is_valid_openapi():
    standard = json.loads(STANDARD.read_text("utf-8"))
    jsonschema.Draft202012Validator(standard).validate(described())
    schemas = described()["components"]["schemas"]
    assert len(schemas) > 30
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_it_is_served(client, db):
    response = client.get("/api/v1/openapi.json")
    assert response.status_code == 200
    assert response.json() == described()


def test_every_route_of_the_api_is_described_and_nothing_else():
    entries = get_resolver("cases.published.api.urls").url_patterns
    routes = {re.sub(r"<\w+:(\w+)>", r"{\1}", str(entry.pattern)) for entry in entries}
    paths = {path.removeprefix("/api/v1/") for path in described()["paths"]}
    assert routes - {"openapi.json"} == paths
    assert len(paths) == 2 + 2 * len(FILTERS) + 2


def test_every_object_says_what_its_properties_are():
    def bare(schema, name: str):
        if isinstance(schema, dict):
            if "properties" in schema and schema.get("type") == "object":
                for key, part in schema["properties"].items():
                    said = "description" in part or "$ref" in part
                    yield from [] if said else [f"{name}.{key}"]
            for key, part in schema.items():
                yield from bare(part, f"{name}.{key}")

    assert list(bare(described()["components"]["schemas"], "")) == []


def test_every_parameter_says_what_it_can_be():
    """A new kind of parameter needs words in `parameters.schema`, unless the form's suffice."""
    vague = [
        (table, parameter["name"])
        for table in FILTERS
        for parameter in described()["paths"][f"/api/v1/{table}"]["get"]["parameters"]
        if not parameter["description"] or set(parameter["schema"]) <= {"type"}
    ]
    # A cursor is opaque.
    assert vague == [(table, "after") for table in FILTERS]


def possible(schema: dict) -> list[str]:
    """Values that a parameter can have, as the description says."""
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    if schema["type"] == "integer":
        return [str(schema[end]) for end in ("minimum", "maximum") if end in schema]
    if "pattern" in schema:
        return [code for code in CODES if re.search(schema["pattern"], code)]
    return ["example"]


def impossible(schema: dict) -> list[str]:
    """Values that it cannot have."""
    if "enum" in schema:
        return ["no-such-code"]
    if schema["type"] == "integer":
        low = [str(schema["minimum"] - 1)] if "minimum" in schema else []
        high = [str(schema["maximum"] + 1)] if "maximum" in schema else []
        return [*low, *high, "many", "1.5"]
    if "pattern" in schema:
        return ["§"]
    return ["x" * (schema["maxLength"] + 1)] if "maxLength" in schema else []


def test_every_parameter_takes_what_it_says_and_nothing_else(client, published, api):
    refused = 0
    for path, operations in api.description["paths"].items():
        for parameter in operations["get"]["parameters"]:
            if parameter["in"] == "path" or parameter["name"] == "after":
                continue
            for value in possible(parameter["schema"]):
                query = {parameter["name"]: value} | ({"q": "example"} if value == "relevance" else {})
                found = api.check(client.get(f"{path}?{urlencode(query)}"), path)
                assert "data" in found, (path, query)
            for value in impossible(parameter["schema"]):
                response = client.get(f"{path}?{urlencode({parameter['name']: value})}")
                assert response.status_code == 400, (path, parameter["name"], value)
                (error,) = api.check(response, path)["errors"]
                assert error["parameter"] == parameter["name"]
                jsonschema.Draft202012Validator.check_schema(error["allowed"])
                refused += 1
    assert api.asked > 350
    assert refused > 80


def test_everything_it_answers_is_described(client, published, api):
    """Every list to its end, every single thing, what is gone and what never was."""
    things = 0
    for table in FILTERS:
        address, path = f"/api/v1/{table}?limit=2", f"/api/v1/{table}"
        while address:
            page = api.check(client.get(address), path)
            things += len(page["data"])
            address = page["next"]
        single = f"/api/v1/{table}/{{reference}}"
        assert api.check(client.get(f"{path}/{published[table]}"), single)["data"]
        assert api.check(client.get(f"{path}/no-such-reference"), single)["status"] == 404
        assert api.check(client.get(f"{path}/{published[table]}?lang=ko"), single)["status"] == 400
    assert things > 60
    assert api.check(client.get("/api/v1/cases/gone-case"), "/api/v1/cases/{reference}")["status"] == 410
    assert api.check(client.get("/api/v1/"), "/api/v1/")["tables"]
    assert api.check(client.get("/api/v1/totals"), "/api/v1/totals")["data"]["cases"] > 3
    for serial, status in ((1, 200), (2, 200), (3, 404), (10**30, 404)):
        response = client.get(f"/api/v1/editions/{serial}")
        assert response.status_code == status
        api.check(response, "/api/v1/editions/{serial}")
    assert api.check(client.get("/api/v1/editions?limit=1"), "/api/v1/editions")["next"]


@pytest.mark.django_db
def test_answers_before_the_first_edition_are_as_described(client, api):
    for path in api.description["paths"]:
        if "{" not in path:
            api.check(client.get(path), path)
    assert api.asked == 4 + len(FILTERS) - 1
