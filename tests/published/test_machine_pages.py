"""Addresses that machines ask for: health, robots, security contact. The sitemap has tests of its own."""

from datetime import UTC, datetime

import pytest

SITE = "http://127.0.0.1:8000"


def test_healthz_asks_no_database(client):
    """Without the mark of tests that use the database, a query raises."""
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-store"


def test_robots(client):
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /*?",
        "Disallow: /api/",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("security@example.org", "mailto:security@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
def test_security_contact(client, settings, contact, address):
    settings.SECURITY_CONTACT = contact
    response = client.get("/.well-known/security.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert fields["Contact"] == address
    assert fields["Canonical"] == f"{SITE}/.well-known/security.txt"
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 100 < (expires - datetime.now(UTC)).days < 365


def test_no_security_contact_is_no_page(client, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/ko/robots.txt", "/ko/healthz", "/ko/api/v1/", "/zh-hans/no-table.csv"])
def test_machines_have_no_language(client, path, db):
    assert client.get(path).status_code == 404
