"""Every internal link of every public page leads somewhere, fragments included, in three languages."""

from collections import Counter

import pytest
from django.contrib.staticfiles import finders
from django.urls import resolve

from tests.published.editions import publish_documents
from tests.published.examples import mass_return, world
from tests.published.links import STARTS, Answer, Crawl, Reader

#: Routes whose answer is drawn anew for each address, at some cost: one of each shows that they work.
DRAWN = (".png",)


@pytest.fixture
def crawl(db, client, settings):
    def get(address: str) -> Answer:
        if address.startswith("/static/"):
            found = finders.find(address.removeprefix("/static/"))
            return Answer(200 if found else 404, "")
        answer = client.get(address, follow=True)
        content_type = answer.headers.get("Content-Type", "")
        is_text = content_type.startswith(("text/html", "application/xml", "text/plain"))
        return Answer(
            answer.status_code,
            content_type,
            answer.content.decode() if is_text and not answer.streaming else "",
        )

    drawn = Counter()

    def is_passed_over(address: str) -> bool:
        path = address.partition("?")[0]
        if not path.endswith(DRAWN) or path.startswith("/static/"):
            return False
        drawn[resolve(path).url_name] += 1
        return drawn[resolve(path).url_name] > 1

    return Crawl(get, settings.SITE_URL, is_passed_over)


def test_every_link_leads_somewhere(crawl):
    publish_documents(*mass_return(), *world(2))
    crawl.run(STARTS)
    assert crawl.broken == []
    paths = {address.partition("?")[0] for address in crawl.answers}
    for language in ("", "/ko", "/zh-hans"):
        for page in (
            "/",
            "/cases/",
            "/cases/world-case-0/",
            "/map/",
            "/sources/",
            "/actions/",
            "/data/",
            "/about/",
        ):
            assert language + page in paths
    assert sum(answer.is_page for answer in crawl.answers.values()) > 150
    assert crawl.links > 3000
    assert len(crawl.wanted) > 30


def test_empty_site(crawl):
    assert crawl.run(STARTS).broken == []
    assert sum(answer.is_page for answer in crawl.answers.values()) > 40


def test_the_crawl_finds_what_is_wrong():
    pages = {
        "/": '<a href="/a/#there">x</a> <a href="/a/#not-there">x</a> <a href="/gone/">x</a> <a href="//else.org/">x</a>',
        "/a/": '<p id="there"><a href="?q=1#here">x</a><i id="twice"></i><i id="twice"></i><img src="/no.png">',
        "/a/?q=1": '<p id="here"><a href="?q=2">not followed</a>',
    }

    def get(address: str) -> Answer:
        return Answer(200, "text/html", pages[address]) if address in pages else Answer(404, "text/html")

    walk = Crawl(get, "https://site.example").run(["/"])
    assert sorted(walk.broken) == [
        "#twice more than once on /a/",
        "404: /gone/, linked from /",
        "404: /no.png, linked from /a/",
        "no #not-there on /a/, linked from /",
    ]
    assert set(walk.answers) == {"/", "/a/", "/a/?q=1", "/gone/", "/no.png"}


def test_links_within_drawings_are_read():
    assert Reader('<svg><a href="/x/"><circle id="c"/></a></svg>').addresses == ["/x/"]
