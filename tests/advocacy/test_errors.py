import pytest
from django.db import InterfaceError
from django.test import Client

from advocacy.errors import STYLESHEETS, static_urls


class LosesDatabase:
    """A middleware that needs the database, as sessions do."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raise InterfaceError("Example Person One")


STATUSES = {"/suspect/": 400, "/deny/": 403, "/missing/": 404, "/fail/": 500, "/lost/": 503}


@pytest.mark.parametrize(("path", "status"), STATUSES.items())
@pytest.mark.parametrize(
    ("prefix", "language", "home"),
    [("", "en", "/"), ("/ko", "ko", "/ko/"), ("/zh-hans", "zh-hans", "/zh-hans/")],
)
def test_error_page_is_in_the_language_of_the_path(visitor, path, status, prefix, language, home):
    # No database fixture: an error page that asked for data would fail the test.
    response = visitor.get(prefix + path)
    assert response.status_code == status
    assert response.headers["Content-Language"] == language
    body = response.content.decode()
    assert f'<html lang="{language}">' in body
    assert f'<a href="{home}">' in body
    assert body.count("<h1>") == 1
    assert "Example Person One" not in body
    assert "Traceback" not in body


@pytest.mark.parametrize(("path", "status"), STATUSES.items())
def test_errors_of_the_api_are_json(visitor, path, status):
    # No database fixture here either.
    response = visitor.get(f"/api/v1{path.removesuffix('/')}")
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    problem = response.json()
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert set(problem) == {"status", "title", "type"}
    assert (response.headers.get("Retry-After") == "60") == (status == 503)


def test_lost_database_asks_to_come_back(visitor):
    assert visitor.get("/lost/").headers["Retry-After"] == "60"


def test_database_lost_in_a_middleware(visitor, settings):
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.LosesDatabase"]
    response = visitor.get("/page/")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"


def test_form_without_token_is_answered_with_the_403_page(settings):
    settings.ROOT_URLCONF = "tests.advocacy.views"
    response = Client(enforce_csrf_checks=True).post("/admin/form/")
    assert response.status_code == 403
    assert "<h1>Not allowed</h1>" in response.content.decode()


def test_error_page_does_without_stylesheets_that_were_not_collected(settings, visitor):
    assert static_urls(*STYLESHEETS)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    assert static_urls(*STYLESHEETS) == []
    assert visitor.get("/missing/").status_code == 404
