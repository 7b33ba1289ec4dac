"""Tor Browser on "Safest": no scripts, no fonts from the site, no SVG. What a page says must not depend on them."""

import re
from html import unescape
from itertools import product

import pytest

from tests.browser.test_visit import LANGUAGES, PAGES

DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
#: The frame of what another part of the same drawing shows larger: it has no number of its own.
FRAME = re.compile(r'<a class="map-inset".*?</a>', re.DOTALL)
#: Names that a drawing gives to its parts: the links and the marks of a chart, the circles of a map.
NAMES = re.compile(r'aria-label="([^"]*)"|<title[^>]*>([^<]*)<')
#: Pages with a drawing whose table is on the page they lead to beside it.
ELSEWHERE = {"/": "/map/", "/fact-sheet/": "/statistics/"}
#: Kinds of requests that the safest level leaves out.
LEFT_OUT = {"font", "script", "media"}


@pytest.fixture
def safest(browser):
    """A window as strict as that, and what it met: requests asked for and complaints of the browser."""
    context = browser.new_context(viewport={"width": 1000, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.asked, page.complaints, page.drawings = [], [], []

    def strict(route):
        request = route.request
        page.asked.append(request.url)
        if request.resource_type in LEFT_OUT or request.url.partition("?")[0].endswith(".svg"):
            route.abort()
        elif request.resource_type == "document":
            response = route.fetch()
            text = response.text()
            page.drawings = DRAWING.findall(text)
            route.fulfill(response=response, body=DRAWING.sub("", text))
        else:
            route.continue_()

    page.route("**/*", strict)
    page.on("console", lambda message: page.complaints.append(message.text))
    yield page
    assert context.cookies() == []
    context.close()


def test_every_page_is_whole_without_scripts_fonts_and_drawings(site, safest):
    visited, drawn = 0, 0
    for language, path in product(LANGUAGES, PAGES):
        safest.goto(site + language + path)
        assert safest.locator("svg").count() == 0
        assert safest.locator("h1").inner_text().strip(), language + path
        assert safest.locator("main").inner_text().strip(), language + path
        # Folded text is there too: it opens without scripts.
        text, drawings = words(safest), safest.drawings
        if drawings and path in ELSEWHERE:
            assert safest.locator(f"main a[href$='{ELSEWHERE[path]}']").count() > 0
            safest.goto(site + language + ELSEWHERE[path])
            text += words(safest)
        for drawing in drawings:
            drawn += 1
            missing = [name for name in numbers_said(drawing) if name not in text]
            assert missing == [], (language + path, missing[:5])
        visited += 1
    assert visited == len(LANGUAGES) * len(PAGES)
    assert drawn > len(LANGUAGES)
    assert [url for url in safest.asked if not url.startswith(site)] == []
    # Of what was left out on purpose, and of the page that is missing on purpose, the browser says so itself.
    expected = ("404", "net::ERR_FAILED")
    assert [text for text in safest.complaints if not any(word in text for word in expected)] == []


def words(page) -> str:
    """All that a page says, folded or not."""
    return " ".join(page.locator("main").text_content().split())


def numbers_said(drawing: str) -> set[str]:
    """The numbers in the names of the parts of a drawing: "Jilin: at least 1,234 people" says "1,234"."""
    names = [unescape(one or other) for one, other in NAMES.findall(FRAME.sub("", drawing))]
    return {number for name in names for number in re.findall(r"\d[\d,]*\d|\d", name)}
