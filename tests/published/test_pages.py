"""The public pages: every one in every language, and what the most important ones say."""

import re
from html.parser import HTMLParser

import pytest
from django.utils.html import escape

from tests.published.documents import (
    case_document,
    figure_document,
    relation_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents
from tests.published.examples import MASS_RETURN, mass_return

pytestmark = pytest.mark.django_db

PATHS = (
    "/",
    "/cases/",
    "/cases/?country=CN&year_from=2023&year_to=2023",
    f"/cases/{MASS_RETURN}/",
    "/sources/",
    "/sources/rfa-2023-10-12/",
    "/actions/",
    f"/actions/{MASS_RETURN}--a01/",
    "/figures/",
    "/background/",
    "/about/",
    "/methodology/",
    "/fact-sheet/",
    "/authorities/",
    "/corrections/",
    "/accessibility/",
)
LANGUAGES = {"": "en", "/ko": "ko", "/zh-hans": "zh-hans"}


class Outline(HTMLParser):
    """What of a page its structure is judged by."""

    def __init__(self, page: str):
        super().__init__()
        self.headings, self.ids, self.links, self.tags = [], [], [], []
        self.languages, self.labels, self.named, self.lang = [], [], [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given)
        if tag == "html":
            self.lang = given["lang"]
        if tag == "label":
            self.labels.append(given.get("for"))
        if tag in ("input", "select") and given.get("type") != "hidden":
            self.named.append(given.get("id"))
        if "style" in given or tag in ("script", "style"):
            raise AssertionError(f"inline style or script: {tag} {given}")


@pytest.fixture
def published():
    documents = mass_return()
    documents.append(statement_document("rfa-2023-10-12", topic="state_position"))
    publish_documents(*documents)
    return {document["reference"]: document for document in documents}


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_every_page_in_every_language_is_well_built(client, published, prefix, path):
    response = client.get(prefix + path)
    assert response.status_code == 200
    outline = Outline(response.content.decode())
    assert outline.lang == LANGUAGES[prefix]
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    steps = [later - earlier for earlier, later in zip(outline.headings, outline.headings[1:], strict=False)]
    assert max(steps, default=0) <= 1, outline.headings
    assert len(outline.ids) == len(set(outline.ids)), sorted(outline.ids)
    assert {"main", "header", "footer", "nav"} <= set(outline.tags)
    assert outline.tags.count("main") == 1
    assert outline.links[0]["href"] == "#content"
    assert set(outline.named) <= set(outline.labels)


@pytest.mark.parametrize("prefix", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_links_within_the_site_lead_somewhere_in_the_same_language(client, published, prefix, path):
    outline = Outline(client.get(prefix + path).content.decode())
    inside = {link["href"].partition("#")[0] for link in outline.links if link["href"].startswith("/")}
    pages = {
        address for address in inside if not re.search(r"\.(csv|json|atom|md|xml|bib|ris)(\?|$)", address)
    }
    switch = {link["href"] for link in outline.links if "hreflang" in link}
    assert len(pages) > 5
    for address in sorted(pages):
        assert client.get(address).status_code == 200, address
        if address not in switch:
            assert address.startswith(f"{prefix}/"), address


def test_fragments_of_links_exist_on_their_pages(client, published):
    for path in PATHS:
        for link in Outline(client.get(path).content.decode()).links:
            address, hash_, fragment = link["href"].partition("#")
            if hash_ and not address.startswith("http"):
                target = Outline(client.get(address or path).content.decode())
                assert fragment in target.ids, (path, link["href"])


def test_the_case_page_shows_both_counts_beside_their_sources(client, published):
    page = client.get(f"/cases/{MASS_RETURN}/").content.decode()
    table = page[page.index('id="numbers"') :]
    assert "more than 500" in table
    assert "about 600" in table
    assert (
        table.index("more than 500") < table.index("RFA") < table.index("about 600") < table.index("Yonhap")
    )
    assert "500–600" in table
    assert "the lowest to the highest of the counts below" in table


def test_the_case_page_names_what_disputes_it(client, published):
    page = client.get(f"/cases/{MASS_RETURN}/").content.decode()
    assert "Disputed by source" in page
    assert 'href="#source-hindu-2023-10-13"' in page


def test_the_case_page_counts_independent_origins_of_what_supports_it(client, published):
    page = client.get(f"/cases/{MASS_RETURN}/").content.decode()
    assert page.count('id="source-') == 3
    assert "comes from at least 2 origins: reprints count once." in page
    assert "How well the incident is established is judged apart from that." in page


def test_outbound_links_say_nothing_of_the_reader(client, published):
    for path in PATHS:
        for link in Outline(client.get(path).content.decode()).links:
            if link["href"].startswith("https://example.org"):
                assert set(link["rel"].split()) == {"noopener", "noreferrer", "nofollow"}


def test_a_relation_shows_from_both_ends_and_to_published_things_only(client, published):
    hidden = relation_part(MASS_RETURN, "unpublished-case", kind="same_incident")
    case = published[MASS_RETURN]
    publish_documents({**case, "relations": [*case["relations"], hidden]})
    page = client.get(f"/cases/{MASS_RETURN}/").content.decode()
    assert "is counted in" in page
    assert '<a href="/figures/#agg--f45">' in page
    assert "unpublished-case" not in page
    assert "belongs to the same incident" not in page
    figures = client.get("/figures/").content.decode()
    assert "counts in" in figures
    assert "Mass return of 9 October 2023" in figures


def test_a_source_that_is_not_published_leaves_no_trace(client):
    documents = {document["reference"]: document for document in mass_return()}
    del documents["yna-2023-10-11"]
    publish_documents(*documents.values())
    page = client.get(f"/cases/{MASS_RETURN}/").content.decode()
    assert "yna-2023-10-11" not in page
    assert "about 600" not in page


def test_english_texts_are_marked_on_korean_pages(client, published):
    page = client.get(f"/ko/cases/{MASS_RETURN}/").content.decode()
    assert '<span lang="en">Mass return of 9 October 2023</span>' in page
    assert 'class="note"' in page
    assert 'class="note"' not in client.get(f"/cases/{MASS_RETURN}/").content.decode()


def test_a_source_is_shown_in_its_own_language(client, published):
    page = client.get("/sources/yna-2023-10-11/").content.decode()
    assert '<span lang="ko">활동가 “600명 북송”</span>' in page


def test_only_exact_days_are_machine_readable(client):
    publish_documents(
        case_document(date="2013-05-10", outcome_as_of=""), case_document(date="2014-06", outcome_as_of="")
    )
    page = client.get("/cases/").content.decode()
    assert '<time datetime="2013-05-10">10 May 2013</time>' in page
    assert "June 2014" in page
    assert "2014-06" not in page.replace("sort_date", "")


def test_the_source_page_lists_what_rests_on_it(client, published):
    page = client.get("/sources/rfa-2023-10-12/").content.decode()
    assert "Mass return of 9 October 2023" in page
    assert "count Forcibly returned: more than 500" in page
    assert "about 2,600" in page


def test_a_reprint_and_its_origin_name_each_other(client):
    origin = source_document(reference="example-origin", title="Example original")
    publish_documents(origin, source_document(reference="example-reprint", derived_from="example-origin"))
    assert "Example original" in client.get("/sources/example-reprint/").content.decode()
    assert "/sources/example-reprint/" in client.get("/sources/example-origin/").content.decode()


def test_the_action_page_shows_addressees_responses_and_sources(client, published):
    page = client.get(f"/actions/{MASS_RETURN}--a01/").content.decode()
    assert "Example Ministry" in page
    assert "The ministry denied the account." in page
    assert f"/cases/{MASS_RETURN}/" in page
    assert "China denies" in page


def test_sums_of_figures_are_checked_and_shown(client):
    source = source_document(reference="example-report")
    whole = figure_document("example-report", reference="whole-92", low=92, high=92)
    parts = [
        figure_document(
            "example-report",
            reference=f"part-{n}",
            low=n,
            high=n,
            relations=[relation_part(f"part-{n}", "whole-92", from_kind="figure", to_kind="figure")],
        )
        for n in (41, 51)
    ]
    publish_documents(source, whole, *parts)
    assert "41 + 51 = 92" in client.get("/figures/").content.decode()


def test_texts_of_documents_are_escaped(client):
    hostile = '<script>alert("x")</script>'
    publish_documents(case_document(reference="hostile", title={"en": hostile}, summary={"en": hostile}))
    for path in ("/", "/cases/", "/cases/hostile/"):
        page = client.get(path).content.decode()
        assert hostile not in page
    assert escape(hostile) in page


def test_the_home_page_answers_the_first_questions(client, published, settings):
    settings.PRESS_CONTACT = "press@example.org"
    publish_documents(
        case_document(title={"en": "Older"}, outcome="detained", outcome_as_of="2008-03"),
        case_document(title={"en": "Newer"}, outcome="detained", outcome_as_of="2019-05"),
    )
    page = client.get("/").content.decode()
    assert re.search(r'headline-number">at least 500<', page)
    assert page.index("last reported May 2019") < page.index("last reported March 2008")
    assert "The ministry denied the account." in page
    assert "press@example.org" in page
    assert "edition 2" in page


def test_helpers_are_not_among_the_returned_of_the_home_page(client, published):
    publish_documents(
        case_document(
            person_kind="activist",
            working_counts=[
                {
                    "measure": "forcibly_returned",
                    "low": 7,
                    "high": 7,
                    "basis": "figures",
                    "figure": "",
                    "reason": "",
                }
            ],
        )
    )
    assert re.search(r'headline-number">at least 500<', client.get("/").content.decode())
