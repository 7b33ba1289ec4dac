"""The fact sheet is one sheet: of A4, in every language, also when every contact is set."""

import re

import pytest

from tests.browser.test_visit import LANGUAGES

CONTACTS = (
    "Example Organisation for Human Rights. Questions of the press: press@human-rights.example.org, "
    "+00 000 000 0000. Corrections and take-down: corrections@human-rights.example.org. Confidential messages: "
    "Signal example.01, http://examplexamplexamplexamplexamplexamplexamplexamplexample.onion/"
)


def sheets(page) -> int:
    return len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_one_page(site, browser, language):
    page = browser.new_page()
    page.goto(f"{site}{language}/fact-sheet/")
    assert page.locator(".headline-number").count() == 1
    assert page.locator(".sheet-chart svg").count() == 1
    assert sheets(page) == 1
    page.evaluate(
        "text => { document.querySelector('.sheet-foot section:last-child p').textContent = text }", CONTACTS
    )
    assert sheets(page) == 1
    page.close()


def test_pages_are_counted(site, browser):
    """The measure measures: a few more lines take a second page."""
    page = browser.new_page()
    page.goto(f"{site}/fact-sheet/")
    page.evaluate(
        "document.querySelector('main').append(...Array.from({length: 9}, () => document.querySelector('.sheet').cloneNode(true)))"
    )
    assert sheets(page) > 1
    page.close()
