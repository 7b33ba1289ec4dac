"""Errors for programs: problem details (RFC 9457) in JSON. Pure: asks no database, so that any failure can use it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus

from django.http import HttpResponse

CONTENT_TYPE = "application/problem+json"
#: The beginning of the paths whose errors are JSON.
PREFIX = "/api/"


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter. `parameter` is empty where several contradict each other. `allowed` is a JSON
    Schema of its values; for a parameter that does not exist, of the names that do."""

    parameter: str
    message: str
    allowed: Mapping | None = None


def response(
    status: int,
    detail: str = "",
    errors: Collection[Problem] = (),
    headers: Mapping[str, str] | None = None,
    **more,
) -> HttpResponse:
    """The answer to a request that cannot be served. `more` are members that the kind of problem has besides."""
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, **more}
    if detail:
        problem["detail"] = detail
    if errors:
        problem["errors"] = [asdict(error) for error in errors]
    body = json.dumps(problem, ensure_ascii=False, sort_keys=True)
    return HttpResponse(body, status=status, content_type=CONTENT_TYPE, headers=headers)
