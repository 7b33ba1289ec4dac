"""Atom feeds: valid, of the list asked for, newest change first, in the language of the address."""

import xml.etree.ElementTree as ET

import pytest

from cases.published import feeds
from tests.published.documents import action_document, case_document, source_document
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
TABLES = ("cases", "sources", "actions")


def feed(client, path: str) -> ET.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(response.content)  # noqa: S314  our own answer


def texts(root: ET.Element, path: str) -> list[str]:
    return [element.text for element in root.findall("/".join(ATOM + part for part in path.split("/")))]


def test_entries_are_those_of_the_list_last_changed_first(client):
    first, second = case_document(reference="example-z"), case_document(reference="example-a")
    third = case_document(reference="example-b", countries=["LA"])
    publish_documents(first, second, third)
    publish_documents(first)
    root = feed(client, "/cases.atom")
    assert texts(root, "entry/id") == [
        f"http://127.0.0.1:8000/cases/{document['reference']}/" for document in (first, second, third)
    ]
    assert texts(root, "entry/updated")[0] == "2026-11-22T09:30:00+00:00"
    assert texts(root, "entry/published")[0] == "2026-11-21T09:30:00+00:00"
    assert texts(root, "updated") == ["2026-11-22T09:30:00+00:00"]
    narrowed = feed(client, "/cases.atom?country=LA")
    assert texts(narrowed, "entry/id") == [f"http://127.0.0.1:8000/cases/{third['reference']}/"]
    links = {link.get("rel"): link.get("href") for link in narrowed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": "http://127.0.0.1:8000/cases/?country=LA",
        "self": "http://127.0.0.1:8000/cases.atom?country=LA",
    }
    assert texts(narrowed, "id") == ["http://127.0.0.1:8000/cases.atom?country=LA"]


@pytest.mark.parametrize("table", TABLES)
def test_what_a_valid_feed_must_have(client, table):
    publish_documents(case_document(), source_document(author="Example Author"), action_document())
    root = feed(client, f"/{table}.atom")
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author/name"):
        assert len(texts(root, name)) == 1, name
    for name in ("id", "title", "updated", "summary"):
        (text,) = texts(root, f"entry/{name}")
        assert text, name
    assert texts(root, "author/name") == ["Sur Place"]
    assert "Example Author" not in ET.tostring(root, encoding="unicode")


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_feed_is_valid_and_stays_the_same(client, table):
    root = feed(client, f"/{table}.atom")
    assert (texts(root, "updated"), texts(root, "entry/id")) == (["1970-01-01T00:00:00+00:00"], [])


def test_languages(client):
    publish_documents(
        case_document(reference="example-case", title={"en": "English title", "ko": "한국어 제목"}),
        action_document(action_kind="petition"),
    )
    korean, chinese = feed(client, "/ko/cases.atom"), feed(client, "/zh-hans/cases.atom")
    assert (texts(korean, "entry/title"), texts(chinese, "entry/title")) == (
        ["한국어 제목"],
        ["English title"],
    )
    assert (
        texts(korean, "entry/id")
        == texts(chinese, "entry/id")
        == ["http://127.0.0.1:8000/cases/example-case/"]
    )
    assert texts(korean, "id") == ["http://127.0.0.1:8000/ko/cases.atom"]
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert (korean.get(lang), chinese.get(lang)) == ("ko", "zh-hans")
    assert texts(feed(client, "/actions.atom"), "entry/title") == ["Petition: Example Organisation"]


def test_text_is_escaped_and_cleaned(client):
    publish_documents(case_document(title={"en": "<b>&\ufffe\x07"}, summary={"en": "<script>&"}))
    root = feed(client, "/cases.atom")
    assert texts(root, "entry/title") == ["<b>&"]
    (summary,) = root.findall(f"{ATOM}entry/{ATOM}summary")
    # As HTML it is the text again.
    assert (summary.get("type"), summary.text) == ("html", "&lt;script&gt;&amp;")


@pytest.mark.parametrize("table", TABLES)
def test_a_parameter_that_means_nothing_is_refused(client, table):
    response = client.get(f"/{table}.atom?unknown=1")
    assert (response.status_code, response.headers["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_a_feed_is_bounded(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    publish_documents(*(case_document() for _number in range(3)))
    assert len(texts(feed(client, "/cases.atom"), "entry/id")) == 2
