"""The data set for search engines, and the pages of records for programs that cite: true, alike, without a script."""

import json
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.published.documents import action_document, case_document, source_document
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
VOID = {"meta", "link", "img", "input", "br", "hr"}


class Microdata(HTMLParser):
    """Reads the items of a page: `items` are (type, properties), an item inside another is a property of it."""

    def __init__(self):
        super().__init__()
        self.items, self.open = [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        value = attrs.get("content", attrs.get("href"))
        if "itemscope" in attrs:
            value = {"@type": attrs["itemtype"].rpartition("/")[2]}
        if "itemprop" in attrs:
            parent = next(item for item in reversed(self.open) if item is not None)
            parent.setdefault(attrs["itemprop"], []).append(value)
        elif "itemscope" in attrs:
            self.items.append(value)
        if tag not in VOID:
            self.open.append(value if "itemscope" in attrs else None)

    def handle_endtag(self, tag):
        if tag not in VOID:
            self.open.pop()


def single(properties: dict) -> dict:
    """Properties as JSON-LD writes them: one value by itself, booleans as such."""
    made = {}
    for name, values in properties.items():
        values = values if isinstance(values, list) else [values]
        values = [single(value) if isinstance(value, dict) else value for value in values]
        values = [True if value == "true" else value for value in values]
        made[name] = values[0] if len(values) == 1 else values
    return made


def test_json_ld_and_the_microdata_of_the_page_say_the_same(client):
    publish_documents(case_document())
    response = client.get("/data.jsonld")
    assert response.headers["Content-Type"] == "application/ld+json"
    described = json.loads(response.content)
    reader = Microdata()
    reader.feed(client.get("/data/").content.decode())
    (item,) = reader.items
    linked = {name: value for name, value in described.items() if name not in ("@context", "@id")}
    assert single(item) == linked


def test_what_search_engines_of_data_sets_ask_for(client):
    publish_documents(case_document())
    described = json.loads(client.get("/data.jsonld").content)
    assert (described["@context"], described["@type"]) == ("https://schema.org/", "Dataset")
    assert 50 <= len(described["description"]) <= 5000
    assert described["license"].startswith("https://creativecommons.org/publicdomain/zero")
    assert (described["version"], described["dateModified"]) == ("1.0.1", "2026-11-21T09:30:00Z")
    assert described["url"] == f"{SITE}/data/"
    downloads = [file["contentUrl"] for file in described["distribution"]]
    assert len(downloads) == 9
    assert all(client.get(address.removeprefix(SITE)).status_code == 200 for address in downloads)


def test_before_the_first_edition_it_has_no_date(client):
    assert "dateModified" not in json.loads(client.get("/data.jsonld").content)


def test_the_data_page_links_its_description(client):
    page = client.get("/ko/data/").content.decode()
    assert '<link rel="alternate" type="application/ld+json" href="/data.jsonld">' in page
    assert page.count('type="application/atom+xml"') == 6
    assert "<script" not in page


def tags(page: str) -> dict[str, str]:
    found = {}

    class Tags(HTMLParser):
        def handle_starttag(self, tag, attrs):
            attrs = dict(attrs)
            if tag == "meta" and attrs.get("name", "").startswith(("citation_", "dcterms.")):
                assert attrs["name"] not in found
                found[attrs["name"]] = attrs["content"]

    Tags().feed(page)
    return found


def test_a_case_says_how_it_is_cited(client):
    document = case_document(reference="example-case", title={"en": 'A "group" & more', "ko": "예시"})
    publish_documents(document)
    publish_documents(document)
    found = tags(client.get("/cases/example-case/").content.decode())
    assert found["citation_title"] == found["dcterms.title"] == 'A "group" & more'
    assert found["citation_author"] == found["dcterms.creator"] == "Sur Place"
    assert found["citation_publication_date"] == "2026/11/22"
    assert found["citation_online_date"] == "2026/11/21"
    assert (found["dcterms.issued"], found["dcterms.modified"]) == ("2026-11-21", "2026-11-22")
    assert found["dcterms.hasVersion"] == "2"
    assert found["citation_public_url"] == found["dcterms.identifier"] == f"{SITE}/cases/example-case/"
    assert len(found) == 18


def test_the_language_of_the_title_is_the_one_it_is_in(client):
    publish_documents(case_document(reference="example-case", title={"en": "English", "ko": "한국어 제목"}))
    korean = tags(client.get("/ko/cases/example-case/").content.decode())
    assert (korean["citation_title"], korean["citation_language"]) == ("한국어 제목", "ko")
    assert korean["citation_public_url"] == f"{SITE}/cases/example-case/"
    chinese = tags(client.get("/zh-hans/cases/example-case/").content.decode())
    assert (chinese["citation_title"], chinese["dcterms.language"]) == ("English", "en")


@pytest.mark.parametrize(
    ("kind", "made"), [("case", case_document), ("source", source_document), ("action", action_document)]
)
def test_links_lead_from_a_record_to_its_address_data_and_licence(client, kind, made):
    document = made()
    publish_documents(document)
    path = f"/{kind}s/{document['reference']}/"
    for prefix in ("", "/ko", "/zh-hans"):
        response = client.get(prefix + path)
        assert tags(response.content.decode())["dcterms.identifier"] == SITE + path
        links = {
            part.split('rel="')[1].split('"')[0]: part[1 : part.index(">")]
            for part in response.headers["Link"].split(", ")
        }
        assert links["cite-as"] == SITE + path
        assert links["describedby"] == f"{SITE}/api/v1/{kind}s/{document['reference']}"
        assert links["license"].startswith("https://creativecommons.org/")
        assert links["collection"] == f"{SITE}/data.jsonld"
        for name in ("describedby", "collection"):
            assert client.get(links[name].removeprefix(SITE)).status_code == 200


def test_what_was_taken_down_has_no_tags_and_no_links(client):
    document = case_document(reference="gone-case")
    publish_documents(document)
    take_down(document)
    response = client.get("/cases/gone-case/")
    assert (response.status_code, tags(response.content.decode())) == (410, {})
    assert "Link" not in response.headers


@pytest.mark.parametrize("path", ["/data.jsonld", "/csv-metadata.json", "/cases.csv-metadata.json"])
def test_descriptions_cost_the_same_whatever_is_published(client, path):
    counted = []
    for size in (1, 9):
        publish_documents(*(case_document() for _number in range(size)))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 3
