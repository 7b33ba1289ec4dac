import logging

import pytest
from django.db import IntegrityError

from advocacy.logs import DiscreetFormatter


@pytest.fixture
def lines(caplog):
    """What the console would show of what was logged so far."""
    return lambda: "\n".join(DiscreetFormatter().format(record) for record in caplog.records)


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        (
            "/page/example-person-one/?q=example-person-one",
            "ERROR django.request: 500 page/<slug:reference>/",
        ),
        ("/example-person-one/", "WARNING django.request: 404 (no route)"),
        ("/suspect/?q=example-person-one", "400 suspect/"),
    ],
)
def test_log_has_status_and_route_and_nothing_the_visitor_wrote(visitor, lines, path, logged):
    visitor.get(path)
    assert logged in lines()
    assert "example-person-one" not in lines()
    assert "Example Person One" not in lines()
    assert "127.0.0.1" not in lines()


def test_unknown_host_is_not_logged(visitor, lines):
    visitor.get("/page/", HTTP_HOST="example-person-one.example")
    assert "400" in lines()
    assert "example-person-one" not in lines()


def test_exception_is_logged_by_type_and_place_without_its_text(caplog, lines):
    try:
        try:
            raise IntegrityError("Key (name)=(Example Person One) already exists")
        except IntegrityError as error:
            raise ValueError("Example Person One") from error
    except ValueError:
        logging.getLogger("cases").exception("Saving failed")
    assert "Saving failed" in lines()
    assert "builtins.ValueError" in lines()
    assert "django.db.utils.IntegrityError" in lines()
    assert "test_logs.py" in lines()
    assert "Example Person One" not in lines()


def test_debug_shows_the_text(settings, caplog, lines):
    settings.DEBUG = True
    try:
        raise ValueError("the text")
    except ValueError:
        logging.getLogger("cases").exception("Saving failed")
    assert "ValueError: the text" in lines()


def test_console_uses_the_formatter(settings):
    assert settings.LOGGING["formatters"]["discreet"]["()"] == "advocacy.logs.DiscreetFormatter"
    assert [type(handler.formatter) for handler in logging.getLogger().handlers if handler.formatter].count(
        DiscreetFormatter
    ) == 1
    assert logging.getLogger("django").handlers == []
