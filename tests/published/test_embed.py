"""The page of code to copy: what is copied is plain HTML that works anywhere."""

import html
import re
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.published.documents import case_document
from tests.published.editions import publish_documents, take_down
from tests.published.examples import mass_return, world

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def page(client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def snippets(client, path: str = "/embed/") -> dict[str, str]:
    """What a reader copies, by the name of the field."""
    found = re.findall(
        r'<textarea id="snippet-([\w-]+)"[^>]*>(.*?)</textarea>', page(client, path), re.DOTALL
    )
    return {name: html.unescape(text) for name, text in found}


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def tags(text: str) -> list[tuple[str, dict]]:
    parser = Tags()
    parser.feed(text)
    return parser.tags


@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_code_has_no_script_no_style_and_whole_addresses(client, prefix):
    publish_documents(*mass_return())
    found = snippets(client, f"{prefix}/embed/?case=return-2023-10-09")
    assert {"numbers", "case", "map", "returns-per-year"} <= set(found)
    looked_at = 0
    for text in found.values():
        for tag, attributes in tags(text):
            assert tag in {
                *("figure", "figcaption", "a", "img", "p", "time"),
                *("table", "caption", "tbody", "tfoot", "tr", "th", "td"),
            }
            assert not {
                name for name in attributes if name.startswith("on") or name in ("style", "class", "id")
            }
            for address in {attributes.get("href"), attributes.get("src")} - {None}:
                assert address.startswith(f"{SITE}{prefix}/"), address
                looked_at += 1
    assert looked_at > 20


def test_pictures_are_there_and_may_be_shown_elsewhere(client):
    publish_documents(*mass_return())
    asked = 0
    for name, text in snippets(client).items():
        for tag, attributes in tags(text):
            if tag == "img":
                assert attributes["alt"], name
                assert attributes["referrerpolicy"] == "no-referrer"
                response = client.get(attributes["src"].removeprefix(SITE))
                assert (response.status_code, response.headers["Content-Type"]) == (200, "image/png")
                assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
                asked += 1
            elif tag == "a":
                assert client.get(attributes["href"].removeprefix(SITE).partition("#")[0]).status_code == 200
    assert asked > 5


def test_numbers_are_those_of_the_site_with_edition_and_date(client):
    publish_documents(*mass_return())
    text = snippets(client)["numbers"]
    assert "edition 1 of" in text
    assert "21 November 2026" in text
    assert "500–600" in text


def test_a_case_is_linked_by_its_title(client):
    publish_documents(case_document(reference="example-case", title={"en": "<i>A</i> & B"}))
    text = snippets(client, "/embed/?case=example-case")["case"]
    assert f'<a href="{SITE}/cases/example-case/">&lt;i&gt;A&lt;/i&gt; &amp; B</a>' in text
    korean = snippets(client, "/ko/embed/?case=example-case")["case"]
    assert f'<a href="{SITE}/ko/cases/example-case/" lang="en">' in korean


@pytest.mark.parametrize("asked", ["no-such-case", "<script>", "x" * 500, "gone-case"])
def test_a_case_that_is_not_there_is_said_so(client, asked):
    gone = case_document(reference="gone-case")
    publish_documents(gone)
    take_down(gone)
    text = client.get("/embed/", {"case": asked}).content.decode()
    assert "No published case has this reference." in text
    assert 'id="snippet-case"' not in text
    assert "<script" not in text


def test_before_the_first_edition(client):
    assert "Nothing is published yet." in page(client, "/embed/")
    assert "numbers" not in snippets(client)


def test_no_page_may_be_framed(client):
    response = client.get("/embed/")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


def test_queries_do_not_grow(client):
    counted = []
    for size in (2, 12):
        publish_documents(*world(size))
        with CaptureQueriesContext(connection) as captured:
            page(client, "/embed/?case=world-case-0")
        counted.append(len(captured))
    assert counted[0] == counted[1]
