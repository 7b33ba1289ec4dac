"""The words in which `documents` and `envelopes` say what the API answers, as JSON Schema (2020-12)."""

from collections.abc import Mapping

from django.db.models import Choices

from cases import choices
from cases.published.listing import REFERENCE_SHAPE

Schema = dict


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def of(properties: Mapping[str, Schema], description: str) -> Schema:
    """An object whose properties are always there; null, "", [] or {} where nothing is stated."""
    return {
        "type": "object",
        "description": description,
        "properties": dict(properties),
        "required": list(properties),
    }


def string(description: str, **more) -> Schema:
    return {"type": "string", "description": description, **more}


def whole(description: str) -> Schema:
    return {"type": ["integer", "null"], "minimum": 0, "description": description}


def listed(item: Schema, description: str) -> Schema:
    return {"type": "array", "items": item, "description": description}


def code(vocabulary: type[Choices], description: str, blank: bool = False) -> Schema:
    """A code; with `blank` also "" for not stated. The data dictionary has the words."""
    codes = list(vocabulary.values)
    kind = {"type": "integer"} if isinstance(codes[0], int) else {"type": "string"}
    return {**kind, "enum": [*codes, ""] if blank else codes, "description": description}


def text(description: str) -> Schema:
    return {"$ref": "#/components/schemas/Text", "description": description}


def date(description: str) -> Schema:
    return string(f'{description} EDTF, as precise as it is known; "" when not stated.')


def reference(description: str, blank: bool = False) -> Schema:
    shape = f"^({REFERENCE_SHAPE.pattern})?$" if blank else f"^{REFERENCE_SHAPE.pattern}$"
    return string(description, pattern=shape)


def either(schema: Schema, description: str) -> Schema:
    """That, or null."""
    return {"anyOf": [schema, {"type": "null"}], "description": description}


LOW = whole("Lowest number; null when no minimum is stated.")
HIGH = whole("Highest number; null when open (“at least”) or not stated.")
QUALIFIER = code(choices.Qualifier, "How the number was worded.", blank=True)
