"""WCAG 2.2 AA on every kind of page, in every language, light and dark, on a phone and on a desk.

axe-core finds what a machine can find: about half of what may be wrong (docs/quality.md says what people looked at).
"""

from itertools import product

import pytest

from tests.browser.demonstration import ROOT
from tests.browser.test_visit import LANGUAGES, PAGES

AXE = (ROOT / "tests/vendor/axe/axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = (320, 1280)
ENLARGED = (320, 640, 800, 1024)
#: Only this rule looks at colours; the others answer the same in the dark.
COLOURS = {"type": "rule", "values": ["color-contrast"]}
RULES = {"light": {"type": "tag", "values": STANDARDS}, "dark": COLOURS}
RUN = """
only => axe.run({runOnly: only, resultTypes: ["violations"], preload: false, iframes: false}).then(
  found => found.violations.map(each => `${each.id}: ${each.nodes.map(node => node.html.slice(0, 160)).join(" | ")}`))
"""
#: Everything that takes the focus and looks the same with it as without, itself and what is drawn in it. Asked after
#: a key was pressed: then focus() counts as that of the keyboard.
UNSEEN = """
() => {
  const looks = each => [each, ...each.querySelectorAll("*")].map(part => {
    const style = getComputedStyle(part);
    return [style.outline, style.boxShadow, style.stroke, style.strokeWidth, style.fill, style.background].join();
  }).join();
  return [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")].filter(each => {
    document.activeElement.blur();
    if (!each.checkVisibility()) return false;
    const before = looks(each);
    each.focus();
    return document.activeElement !== each || looks(each) === before;
  }).map(each => each.outerHTML.slice(0, 160));
}
"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def visitor(browser):
    """One window for all pages. The site's policy forbids foreign scripts, and axe is one."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def listed(found: dict) -> str:
    """One finding in a line."""
    return "\n".join(f"{where}: {what}" for where, each in found.items() for what in each)


def test_axe_finds_nothing(site, visitor):
    found, looks = {}, 0
    for language, path in product(LANGUAGES, PAGES):
        for width in WIDTHS:
            visitor.set_viewport_size({"width": width, "height": 900})
            visitor.emulate_media(color_scheme="light")
            if width == WIDTHS[0]:
                visitor.goto(site + language + path)
                visitor.evaluate(AXE)
            for scheme, rules in RULES.items():
                visitor.emulate_media(color_scheme=scheme)
                if violations := visitor.evaluate(RUN, rules):
                    found[language + path, width, scheme] = violations
                looks += 1
    assert found == {}, listed(found)
    assert looks == len(LANGUAGES) * len(PAGES) * len(WIDTHS) * len(RULES)


def test_axe_would_find_something(site, visitor):
    """The measure measures: a page made worse on purpose is not let through."""
    visitor.goto(site + "/")
    visitor.evaluate(AXE)
    visitor.evaluate("document.querySelector('main').style.color = '#ccc'")
    visitor.evaluate("document.querySelector('img').removeAttribute('alt')")
    visitor.emulate_media(color_scheme="light")
    violations = visitor.evaluate(RUN, RULES["light"])
    assert {violation.partition(":")[0] for violation in violations} >= {"color-contrast", "image-alt"}


def test_nothing_is_cut_off_when_pages_are_enlarged(site, visitor):
    """At 320 pixels (a phone; a window of 1,280 at 400 %), at 640 (at 200 %), and where the layouts change."""
    too_wide, looks = [], 0
    for language, path in product(LANGUAGES, PAGES):
        visitor.goto(site + language + path)
        for width in ENLARGED:
            visitor.set_viewport_size({"width": width, "height": 900})
            if visitor.evaluate(WIDER) > 0:
                too_wide.append((language + path, width))
            looks += 1
    assert too_wide == []
    assert looks == len(LANGUAGES) * len(PAGES) * len(ENLARGED)


@pytest.mark.parametrize("width", WIDTHS)
def test_what_has_the_focus_shows_it(site, visitor, width):
    visitor.set_viewport_size({"width": width, "height": 900})
    hidden, focused = {}, 0
    for path in PAGES:
        visitor.goto(site + path)
        visitor.keyboard.press("Tab")
        assert visitor.evaluate("document.activeElement.className") == "skip", path
        if unseen := visitor.evaluate(UNSEEN):
            hidden[path] = unseen
        focused += visitor.locator("a[href], button, input, select, summary").count()
    assert hidden == {}, listed(hidden)
    assert focused > 30 * len(PAGES)


def test_paper_has_the_text_and_not_the_ways(site, visitor):
    """Printed from a dark window: dark on white, within a sheet, without what only a screen can do."""
    visitor.set_viewport_size({"width": 640, "height": 900})  # A4 less its margins
    seen = 0
    for language, path in product(LANGUAGES, PAGES):
        visitor.goto(site + language + path)
        visitor.emulate_media(media="print", color_scheme="dark")
        ground = "getComputedStyle(document.documentElement).backgroundColor"
        assert visitor.evaluate(ground) == "rgb(255, 255, 255)", language + path
        assert not visitor.locator(".site-navigation").is_visible(), language + path
        assert visitor.locator("h1").is_visible(), language + path
        assert visitor.evaluate(WIDER) <= 0, language + path
        visitor.emulate_media(media="screen")
        seen += 1
    assert seen == len(LANGUAGES) * len(PAGES)
