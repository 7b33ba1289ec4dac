"""Addresses that machines ask for: health, robots, sitemap, security contact."""

import xml.etree.ElementTree as ET
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation

from cases.published import sitemaps
from tests.published.documents import (
    action_document,
    case_document,
    figure_document,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents, take_down

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SITE = "http://127.0.0.1:8000"


def body(response) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def xml(client, path: str) -> ET.Element:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ET.fromstring(body(response))  # noqa: S314  our own answer


def locations(root: ET.Element) -> list[str]:
    return [element.text for element in root.iter(f"{SITEMAP}loc")]


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


@pytest.mark.django_db
def test_sitemap_names_every_published_page_in_every_language(client):
    case, source, action = case_document(), source_document(), action_document()
    gone = case_document()
    publish_documents(
        case,
        source,
        action,
        gone,
        figure_document(source["reference"]),
        statement_document(source["reference"]),
    )
    take_down(gone)
    found = locations(xml(client, "/sitemap.xml"))
    pages = [*sitemaps.FIXED, f"/cases/{case['reference']}/", f"/sources/{source['reference']}/"]
    pages.append(f"/actions/{action['reference']}/")
    assert sorted(found) == sorted(
        f"{SITE}{prefix}{page}" for page in pages for prefix in ("", "/ko", "/zh-hans")
    )
    assert all(client.get(address.removeprefix(SITE)).status_code == 200 for address in found)


@pytest.mark.django_db
def test_languages_of_a_page_name_each_other(client):
    publish_documents(case_document(reference="example-case"))
    entries = {entry.find(f"{SITEMAP}loc").text: entry for entry in xml(client, "/sitemap.xml")}
    for prefix in ("", "/ko", "/zh-hans"):
        entry = entries[f"{SITE}{prefix}/cases/example-case/"]
        alternates = {link.get("hreflang"): link.get("href") for link in entry.iter(LINK)}
        assert alternates == {
            "en": f"{SITE}/cases/example-case/",
            "ko": f"{SITE}/ko/cases/example-case/",
            "zh-Hans": f"{SITE}/zh-hans/cases/example-case/",
            "x-default": f"{SITE}/cases/example-case/",
        }
        assert entry.find(f"{SITEMAP}lastmod").text == "2026-11-21T09:30:00Z"


@pytest.mark.django_db
def test_a_sitemap_that_is_too_long_is_split(client, monkeypatch):
    publish_documents(*(case_document() for _number in range(25)))
    whole = locations(xml(client, "/sitemap.xml"))
    assert client.get("/sitemap-1.xml").status_code == 404
    monkeypatch.setattr(sitemaps, "PAGES_PER_FILE", 12)
    files = locations(xml(client, "/sitemap.xml"))
    assert files == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [locations(xml(client, file.removeprefix(SITE))) for file in files]
    assert [len(part) for part in parts] == [36, 36, 30]
    assert [address for part in parts for address in part] == whole
    assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def test_fixed_pages_of_the_sitemap_are_those_of_the_site():
    names = ("home", "case-list", "source-list", "action-list", "figure-list", "statement-list")
    with translation.override("en"):
        pages = [reverse(name) for name in (*names, "about", "methodology", "data")]
    assert pages == list(sitemaps.FIXED)


@pytest.mark.parametrize("path", ["/ko/robots.txt", "/ko/healthz", "/ko/cases.csv", "/zh-hans/cases.json"])
def test_machines_have_no_language(client, path, db):
    assert client.get(path).status_code == 404
