"""The sitemap: every published page in every language, valid, small enough, dated by edition."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
import xmlschema
from django.urls import URLPattern, URLResolver, get_resolver, reverse
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

STANDARD = Path(__file__).parent.parent / "vendor" / "sitemaps" / "sitemap.xsd"
#: The standard asks for a schema of what it does not know itself; search engines know this one element.
LINKS = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<xs:element name="link"><xs:complexType><xs:attribute name="rel" type="xs:string" fixed="alternate"/>
<xs:attribute name="hreflang" type="xs:language"/><xs:attribute name="href" type="xs:anyURI" use="required"/>
</xs:complexType></xs:element></xs:schema>"""
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LINK = "{http://www.w3.org/1999/xhtml}link"
SITE = "http://127.0.0.1:8000"
#: Pages that search engines are told to leave out.
LEFT_OUT = {"search", "style"}


def body(response) -> str:
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def xml(client, path: str) -> ET.Element:
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return ET.fromstring(body(response))  # noqa: S314  our own answer


def locations(root: ET.Element) -> list[str]:
    return [element.text for element in root.iter(f"{SITEMAP}loc")]


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
    monkeypatch.setattr(sitemaps, "PAGES_PER_FILE", 20)
    files = locations(xml(client, "/sitemap.xml"))
    assert files == [f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)]
    parts = [locations(xml(client, file.removeprefix(SITE))) for file in files]
    assert [len(part) for part in parts] == [60, 60, 3]
    assert [address for part in parts for address in part] == whole
    assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404


def pages(resolver, prefix: str = "") -> dict[str, str]:
    """Every page without a parameter, by name."""
    found = {}
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            found |= pages(entry, path)
        elif isinstance(entry, URLPattern) and "<" not in path and (not path or path.endswith("/")):
            found[entry.name] = path
    return found


def test_it_names_every_page_of_the_site_and_nothing_else():
    """A new page is in the sitemap, or in LEFT_OUT for a reason."""
    with translation.override("en"):
        found = {
            reverse(name) for name in pages(get_resolver("advocacy.public_urls")) if name not in ("api",)
        }
    expected = {reverse(name) for name in LEFT_OUT}
    assert found - expected == set(sitemaps.FIXED)
    assert len(sitemaps.FIXED) == len(set(sitemaps.FIXED)) > 12


@pytest.mark.django_db
def test_what_is_left_out_tells_search_engines_so(client):
    for name in LEFT_OUT:
        assert '<meta name="robots" content="noindex">' in client.get(reverse(name)).content.decode(), name


@pytest.mark.django_db
def test_it_is_valid(client):
    schema = xmlschema.XMLSchema(str(STANDARD), build=False)
    schema.add_schema(LINKS, namespace="http://www.w3.org/1999/xhtml", build=True)
    schema.validate(body(client.get("/sitemap.xml")))
    publish_documents(case_document(), source_document(), action_document())
    text = body(client.get("/sitemap.xml"))
    schema.validate(text)
    assert not schema.is_valid(text.replace("<loc>", "<place>").replace("</loc>", "</place>"))


def test_a_file_is_within_the_limits_of_the_protocol(settings):
    """50,000 addresses and 50 MB, for the longest references behind the longest name of a host, an onion address."""
    settings.SITE_URL = f"http://{'x' * 56}.onion:8000"
    longest = sitemaps._page(f"/sources/{'x' * 80}/", None)
    assert sitemaps.PAGES_PER_FILE * longest.count("<url>") <= 50_000
    assert (
        sitemaps.PAGES_PER_FILE * (len(longest.encode()) + 3 * len("<lastmod>2026-11-21T09:30:00Z</lastmod>"))
        < 50_000_000
    )
