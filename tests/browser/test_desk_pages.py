"""Every page of the admin: WCAG 2.2 AA, light and dark, on the width of a phone, and nothing that the browser refuses.

All nouns, all kinds of pages, and the states of a record that have a page of their own, for somebody who may do
everything (tests/browser/every_noun.py makes the rows); for readers, whose forms are other ones, every form.
"""

import json
from collections import Counter

import pytest
from django.contrib import admin
from django.urls import reverse

from advocacy.admin.importing import DOINGS
from tests.browser.demonstration import PASSWORD, python
from tests.browser.desk import RELEASE, SETTLE
from tests.browser.test_accessibility import AXE, RULES, RUN, WIDER, listed
from tests.cases.admin.test_access import addresses, door_of, noun_of

SCREEN, PHONE = {"width": 1280, "height": 900}, 360
#: Names of the steps of every noun.
STEPS = {step.name for shown in admin.site._registry.values() for step in getattr(shown, "steps", ())}
#: Addresses that answer GET with no page of ours.
NO_PAGE = {
    "autocomplete": "JSON",
    "jsi18n": "a script",
    "read-date": "JSON",
    "keep-form": "JSON",
    "discard-kept-form": "by POST alone",
    "view_on_site": "leads to the public site",
    "faults": "a file",
    **dict.fromkeys(DOINGS, "by POST alone"),
    **dict.fromkeys((*STEPS, "distinguish"), "leads to the record"),
}
#: Pages that all nouns share, with nothing of the noun's own but words.
ALIKE = {"filters", "export", "deleted", "undelete", "simple_history", "history", "delete"}
#: Nobody adds or deletes these; imports are uploaded and taken back.
NOBODYS = {
    f"cases_{noun}_{kind}"
    for noun in ("edition", "editionentry", "privateexport")
    for kind in ("add", "delete")
} | {"cases_importrun_delete"}
#: Consents are withdrawn, not deleted.
NO_ROW = {"cases_consent_undelete"}
#: What stands in the address of a page of no noun.
KEYS = {"app_list": "cases", "help": "roles"}
#: Every kind of element on the page: its name, its classes, the names of its attributes.
BUILD = """
() => [...new Set([...document.querySelectorAll("body *")].map(
  each => [each.tagName, each.type || "", each.className, ...each.getAttributeNames()].join(" ")))]
"""
POST = """
([address, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  fields.csrfmiddlewaretoken = document.querySelector("[name='csrfmiddlewaretoken']").value;
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) {
      const input = document.createElement("input");
      [input.type, input.name, input.value] = ["hidden", name, value];
      form.append(input);
    }
  }
  document.body.append(form);
  form.submit();
}
"""


@pytest.fixture(scope="module")
def made(folder, site) -> dict:
    return json.loads(python(folder, site, "-m", "tests.browser.every_noun"))


@pytest.fixture
def look(browser, site):
    """A window with somebody signed in; `look.found` and `look.complaints` say what is wrong."""
    watch = Look(browser, site)
    yield watch
    watch.window.context.close()


class Look:
    """`pages` counts what was looked at, `builds` holds the kinds of elements of pages that many nouns share."""

    def __init__(self, browser, site: str):
        self.site, self.pages = site, 0
        self.window = browser.new_context(viewport=SCREEN, locale="en").new_page()
        self.found: dict[tuple[str, str], list[str]] = {}
        self.complaints: list[str] = []
        self.answers: dict[str, int] = {}
        self.seen: set[str] = set()
        self.builds: set[str] = set()
        self.window.on("console", lambda said: said.type == "error" and self.complain(said.text))
        self.window.on("pageerror", lambda error: self.complain(str(error)))

    def complain(self, what: str) -> None:
        self.complaints.append(f"{self.window.url}: {what}")

    def sign_in(self, name: str) -> None:
        self.window.goto(f"{self.site}/admin/")
        self.at("login")
        self.window.fill("#id_username", name)
        self.window.fill("#id_password", PASSWORD)
        with self.window.expect_navigation():
            self.window.locator("[type=submit]").click()
        assert self.window.locator("#user-tools").count() == 1

    def visit(self, name: str, path: str, alike: bool = False) -> None:
        """Go to a page and look at it, unless the way ends at one that was looked at."""
        self.answers[name] = self.window.goto(self.site + path).status
        if self.answers[name] == 200 and self.window.url not in self.seen:
            self.seen.add(self.window.url)
            self.at(name, alike)

    def at(self, name: str, alike: bool = False) -> None:
        """Look at the page that is open. Of pages that many nouns share (`alike`) axe gets those that hold something
        new: an element, class or kind of field that stands on none that it had before."""
        self.pages += 1
        if not (alike and self.knows_build()):
            self.axe(name)
        self.window.set_viewport_size(SCREEN | {"width": PHONE})
        if (wider := self.window.evaluate(WIDER)) > 0:
            self.found[name, "on a phone"] = [f"{wider} pixels wider than the window"]
        self.window.set_viewport_size(SCREEN)

    def knows_build(self) -> bool:
        new = set(self.window.evaluate(BUILD)) - self.builds
        self.builds |= new
        return not new

    def axe(self, name: str) -> None:
        self.window.evaluate(AXE)
        for scheme, rules in RULES.items():
            self.window.emulate_media(color_scheme=scheme)
            self.window.evaluate(SETTLE)
            if violations := self.window.evaluate(RUN, rules):
                self.found[name, scheme] = violations
        self.window.emulate_media(color_scheme="light")
        self.window.evaluate(RELEASE)


def pages(made: dict) -> dict[str, str]:
    """The address of every page of a noun or of the site, by the name of its pattern."""
    found = {}
    for pattern in addresses():
        noun = noun_of(pattern.name)
        kind = kind_of(pattern.name)
        if kind in NO_PAGE or not (kind in KEYS or door_of(pattern.name)[0]):
            continue
        first = made["deleted" if kind == "undelete" else "rows"].get(noun)
        keys = [KEYS.get(kind, first), made["versions"].get(noun)]
        count = pattern.pattern.regex.groups
        if None not in keys[:count]:
            name = pattern.name if noun or not count else f"{pattern.name} of one"
            found[name] = reverse(f"admin:{pattern.name}", args=keys[:count])
    return found


def kind_of(name: str) -> str:
    """The last part of the name of an address, behind its noun."""
    noun = noun_of(name)
    return name[len(noun) + 1 :] if noun else name


def test_every_page_is_in_order(look, made):
    look.sign_in(made["user"])
    found = pages(made)
    for name, path in found.items():
        look.visit(name, path, alike=kind_of(name) in ALIKE)
    for name, path in made["more"].items():
        look.visit(name, path)
    for name, (path, fields) in made["posts"].items():
        look.window.goto(f"{look.site}/admin/password_change/")
        with look.window.expect_navigation():
            look.window.evaluate(POST, [path, fields])
        assert look.window.locator("#content form, #content table").count(), name
        look.at(name)
    refused = {name for name, status in look.answers.items() if status != 200}
    # The browser says so of each of them, and of nothing else.
    complaints = [each for each in look.complaints if "status of 403" not in each]
    assert refused == NOBODYS
    assert len(look.complaints) - len(complaints) == len(NOBODYS)
    assert complaints == []
    assert look.found == {}, listed(look.found)
    left = {pattern.name for pattern in addresses()} - found.keys()
    assert {name for name in left if kind_of(name) not in (*NO_PAGE, *KEYS) and door_of(name)[0]} == NO_ROW
    assert look.pages > 280


def test_readers_forms_are_in_order(look, made):
    """Without the right to change, forms are built otherwise."""
    look.sign_in("viewer")
    for name, path in pages(made).items():
        if kind_of(name) == "change" or name in ("index", "cases_case_changelist"):
            look.visit(name, path)
    statuses = Counter(look.answers.values())
    assert look.found == {}, listed(look.found)
    assert [each for each in look.complaints if "status of 403" not in each] == []
    assert statuses[200] > 15
    assert set(statuses) == {200, 403}


def test_a_worse_page_would_be_found(look, made):
    """The measure measures."""
    look.sign_in(made["user"])
    look.window.evaluate("document.querySelector('#user-tools a').replaceChildren()")
    look.window.evaluate("document.querySelector('#content').style.color = '#777'")
    look.window.evaluate("document.querySelector('h1').style.inlineSize = '400px'")
    look.window.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"margin: 0\">Example</p>')"
    )
    look.at("worse")
    told = listed(look.found)
    assert "link-name" in told
    assert "color-contrast" in "".join(look.found["worse", "dark"])
    assert look.found["worse", "on a phone"]
    assert "Content Security Policy" in "".join(look.complaints)
