"""Atom feeds: valid, of the list asked for, newest change first, in the language of the address."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.published import feeds
from cases.published.exports import FILTERS
from cases.published.models import PublishedEdition, PublishedEntry
from tests.published.documents import action_document, case_document, one_of_everything, source_document
from tests.published.editions import publish_documents, take_down
from tests.published.examples import mass_return, world

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


#: What RFC 4287 asks of the elements of a feed and of an entry: least and most.
FEED = {
    "author": (1, None),
    "id": (1, 1),
    "link": (1, None),
    "rights": (0, 1),
    "subtitle": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
    "entry": (0, None),
}
ENTRY = {
    "id": (1, 1),
    "link": (1, None),
    "published": (0, 1),
    "summary": (0, 1),
    "title": (1, 1),
    "updated": (1, 1),
}
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def assert_valid(root: ET.Element) -> int:
    """Whether a feed is what RFC 4287 describes, as far as this site uses it; how many entries were looked at."""
    assert root.tag == f"{ATOM}feed"
    assert_elements(root, FEED)
    relations = [link.get("rel") for link in root.findall(f"{ATOM}link")]
    assert relations.count("self") == relations.count("alternate") == 1
    entries = root.findall(f"{ATOM}entry")
    for element in (root, *entries):
        (id_,) = element.findall(f"{ATOM}id")
        assert re.fullmatch(r"https?://\S+", id_.text)
        for name in ("updated", "published"):
            assert all(MOMENT.fullmatch(found.text) for found in element.findall(f"{ATOM}{name}"))
        for link in element.findall(f"{ATOM}link"):
            assert link.get("href").startswith("http://127.0.0.1:8000/")
            assert set(link.attrib) <= {"rel", "href", "type", "hreflang"}
        for text in element.findall(f"{ATOM}title") + element.findall(f"{ATOM}summary"):
            assert set(text.attrib) <= {"type", LANG}
            assert not list(text)
    for entry in entries:
        assert_elements(entry, ENTRY)
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")] == ["alternate"]
    ids = texts(root, "entry/id")
    assert len(ids) == len(set(ids))
    assert all(name.text for name in root.findall(f"{ATOM}author/{ATOM}name"))
    return len(entries)


def assert_elements(parent: ET.Element, allowed: dict[str, tuple[int, int | None]]) -> None:
    names = [child.tag.removeprefix(ATOM) for child in parent]
    assert set(names) <= set(allowed)
    for name, (least, most) in allowed.items():
        assert names.count(name) >= least, name
        assert most is None or names.count(name) <= most, name


@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_every_feed_is_valid(client, prefix):
    everything = one_of_everything()
    publish_documents(*everything.values(), *mass_return())
    seen = {name: assert_valid(feed(client, f"{prefix}/{name}.atom")) for name in (*feeds.FEEDS, "editions")}
    assert min(seen.values()) > 0
    assert sum(seen.values()) > 10


def test_figures_of_cases_are_in_no_feed_twice(client):
    publish_documents(*mass_return())
    assert texts(feed(client, "/figures.atom"), "entry/id") == ["http://127.0.0.1:8000/figures/#agg--f45"]


def test_a_text_in_another_language_says_so(client):
    publish_documents(
        case_document(title={"en": "English title", "ko": "한국어 제목"}, summary={"en": "Reported."}),
        source_document(title="활동가 “600명 북송”", language="ko"),
    )
    entry = feed(client, "/ko/cases.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").get(LANG) is None
    assert entry.find(f"{ATOM}summary").get(LANG) == "en"
    entry = feed(client, "/zh-hans/cases.atom").find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").get(LANG) == "en"
    assert feed(client, "/sources.atom").find(f"{ATOM}entry/{ATOM}title").get(LANG) == "ko"
    assert feed(client, "/ko/sources.atom").find(f"{ATOM}entry/{ATOM}title").get(LANG) is None


def test_pages_of_a_feed_hold_the_list_once(client, monkeypatch):
    monkeypatch.setattr(feeds, "ENTRIES", 2)
    for _number in range(3):
        publish_documents(case_document(), case_document(countries=["LA"]))
    whole = [f"http://127.0.0.1:8000/cases/{reference}/" for reference in references("cases")]
    found, ids, path = [], set(), "/cases.atom"
    while path:
        root = feed(client, path)
        assert_valid(root)
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        found += texts(root, "entry/id")
        ids |= set(texts(root, "id"))
        assert links["self"] == "http://127.0.0.1:8000" + path
        assert links["first"] == "http://127.0.0.1:8000/cases.atom"
        path = links.get("next", "").removeprefix("http://127.0.0.1:8000")
    assert found == whole
    assert ids == {"http://127.0.0.1:8000/cases.atom"}
    narrowed = feed(client, "/cases.atom?country=LA")
    links = {link.get("rel"): link.get("href") for link in narrowed.findall(f"{ATOM}link")}
    assert links["next"].startswith("http://127.0.0.1:8000/cases.atom?country=LA&after=")


def references(table: str) -> list[str]:
    """The references of a list as its feed orders them."""
    rows = FILTERS[table].model.objects.order_by("-subject__edition", "reference")
    return list(rows.values_list("reference", flat=True))


def test_a_feed_that_fits_has_no_pages(client):
    publish_documents(case_document())
    relations = {link.get("rel") for link in feed(client, "/cases.atom").findall(f"{ATOM}link")}
    assert relations == {"self", "alternate"}


@pytest.mark.parametrize("after", ["x", "1", "1~", "~example", "1~UPPER", "99999999999~example"])
def test_a_place_in_no_feed_is_refused(client, after):
    assert client.get(f"/cases.atom?after={after}").status_code == 400


def test_the_feed_of_editions_says_what_each_did_and_names_nothing_that_is_gone(client):
    case, gone = case_document(reference="example-case"), case_document(reference="gone-case")
    publish_documents(case, gone)
    for reference in ("example-case", "gone-case"):
        PublishedEntry.objects.create(edition_id=1, kind="case", reference=reference, act="published")
    PublishedEdition.objects.update(public_note="First <b>edition</b> & more")
    take_down(gone)
    PublishedEntry.objects.create(edition_id=2, kind="case", reference="gone-case", act="withdrawn")
    root = feed(client, "/editions.atom")
    assert texts(root, "entry/title") == ["Edition 2", "Edition 1"]
    second, first = texts(root, "entry/summary")
    assert second == "<p>Withdrawn: Case (1)</p>"
    assert first == (
        "<p>First &lt;b&gt;edition&lt;/b&gt; &amp; more</p><p>Published: Case (2)</p>"
        '<ul><li><a href="http://127.0.0.1:8000/cases/example-case/">Example group held at a border</a></li></ul>'
    )
    assert "gone-case" not in ET.tostring(root, encoding="unicode")
    assert client.get("/editions.atom?x=1").status_code == 400


@pytest.mark.parametrize("table", [*feeds.FEEDS, "editions"])
def test_queries_of_a_feed_do_not_grow(client, table):
    counted = []
    for size in (2, 12):
        publish_documents(*world(size))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/{table}.atom").status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1] <= 8


@pytest.mark.parametrize(
    ("path", "table"),
    [
        ("/cases/", "cases"),
        ("/sources/", "sources"),
        ("/actions/", "actions"),
        ("/figures/", "figures"),
        ("/background/", "statements"),
        ("/", "editions"),
    ],
)
def test_every_list_names_its_feed_in_its_head_and_in_its_body(client, path, table):
    publish_documents(*one_of_everything().values())
    for language in ("", "/ko", "/zh-hans"):
        head, body = client.get(language + path).content.decode().split("</head>")
        assert 'type="application/atom+xml"' in head, language
        assert f'href="{language}/{table}.atom' in head, language
        assert f'href="{language}/{table}.atom' in body, language
