"""What a visitor's browser does on the public pages, without scripts: no cookie, no stranger, nothing cut off."""

from itertools import product

import pytest

PAGES = (
    "/",
    "/cases/?country=CN&year_from=2012&year_to=2014",
    "/cases/return-2023-10-09/",
    "/sources/",
    "/sources/seed-003/",
    "/actions/",
    "/actions/return-2023-10-09--a01/",
    "/figures/",
    "/background/",
    "/search/?q=Yanji",
    "/map/",
    "/statistics/",
    "/authorities/",
    "/fact-sheet/",
    "/corrections/",
    "/accessibility/",
    "/style/",
    "/about/",
    "/methodology/",
    "/data/",
    "/embed/",
    "/no-such-page/",
)
LANGUAGES = ("", "/ko", "/zh-hans")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_keep_to_themselves_and_fit_the_window(site, browser, width):
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    visited = 0
    for language, path in product(LANGUAGES, PAGES):
        response = page.goto(site + language + path)
        assert response.status == (404 if path == "/no-such-page/" else 200), path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, language + path
        assert page.locator("h1").count() == 1, language + path
        visited += 1
    assert visited == len(LANGUAGES) * len(PAGES)
    assert [url for url in asked if not url.startswith(site)] == []
    assert context.cookies() == []
    # The browser itself notes the page that is missing on purpose; the policy has nothing to complain of.
    assert [text for text in complaints if "404" not in text] == []
    context.close()


def test_a_list_is_narrowed_with_the_form_alone(site, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site}/cases/")
    page.locator(".facets a", has_text="Russia").first.click()
    assert "country=RU" in page.url
    assert "Russia" in page.locator("main").inner_text()
    page.get_by_role("link", name="CSV").first.wait_for()
    assert page.get_by_role("link", name="CSV").first.get_attribute("href") == "/cases.csv?country=RU"
