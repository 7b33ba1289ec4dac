"""Staff at their browsers, and somebody who looks at every page of the desk that they open.

Every page is checked by axe; what the browser refuses under the content security policy, and every other error it
reports, is collected. With DAY_SHOTS=FOLDER each step leaves a picture.
"""

import os
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.demonstration import PASSWORD
from tests.browser.test_accessibility import AXE, RULES, RUN

WIDTH = 1280
SHOTS = os.environ.get("DAY_SHOTS")
#: A change of theme fades in, and axe would measure the colours on the way. What lies under a bar that stays in the
#: window can be scrolled out of it: axe would call it too small.
SETTLE = """
() => {
  document.getAnimations().forEach(each => each.finish());
  document.querySelectorAll(".submit-row, .form-parts").forEach(each => { each.style.position = "static"; });
}
"""
#: As the people of the desk see it again.
RELEASE = """
() => document.querySelectorAll(".submit-row, .form-parts").forEach(each => { each.style.position = ""; })
"""
#: What protects a form and what names it: new on every page.
KEY = re.compile(r'value="[\w:.-]{40,}"')


class Watch:
    """What is wrong with the pages of the desk: `found` by axe, `refused` by the browser; `looks` counts the pages.

    axe cannot run in a browser without scripts: there a copy of the page, as it was sent, is looked at in a window of
    its own.
    """

    def __init__(self, browser):
        self.browser = browser
        self.context = browser.new_context(viewport={"width": WIDTH, "height": 900})
        self.window = self.context.new_page()
        self.html = ""
        self.window.route("**/*", self.answer)
        self.found: dict[str, list[str]] = {}
        self.refused: list[str] = []
        self.opened, self.looks = 0, 0
        self.known: set[str] = set()

    def answer(self, route) -> None:
        """The copy of the page, with its own styles and without its scripts."""
        if route.request.is_navigation_request():
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif route.request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    def listen(self, page) -> None:
        """Collect what the browser reports of a page, and count the pages of the desk that it opens."""
        page.on(
            "console", lambda said: said.type == "error" and self.refused.append(f"{page.url}: {said.text}")
        )
        page.on("pageerror", lambda error: self.refused.append(f"{page.url}: {error}"))
        page.on("domcontentloaded", self.count)

    def count(self, page) -> None:
        self.opened += "/admin/" in page.url

    def look(self, page, where: str, has_scripts: bool = True) -> None:
        """Once at each page as it stands: the same one again, but for its keys, is known."""
        self.looks += 1
        html = page.content()
        if (state := KEY.sub("", html)) in self.known:
            return
        self.known.add(state)
        if not has_scripts:
            self.html = html
            self.window.goto(page.url)
            page = self.window
        page.evaluate(AXE)
        page.evaluate(SETTLE)
        if violations := page.evaluate(RUN, RULES["light"]):
            self.found[where] = violations
        page.evaluate(RELEASE)

    def told(self) -> str:
        """Everything that was found, a finding a line."""
        lines = [f"{where}: {what}" for where, found in self.found.items() for what in found]
        return "\n".join([*lines, *self.refused])

    def close(self) -> None:
        self.context.close()


class Colleague:
    """One of the staff at a browser of their own. Every way to a page ends with a look at it."""

    def __init__(self, day, name: str, has_scripts: bool):
        self.day, self.name, self.has_scripts = day, name, has_scripts
        self.context = day.watch.browser.new_context(
            java_script_enabled=has_scripts, viewport={"width": WIDTH, "height": 900}, locale="en"
        )
        self.page = self.context.new_page()
        day.watch.listen(self.page)

    def sign_in(self) -> None:
        self.go("/admin/")
        self.page.fill("#id_username", self.name)
        self.page.fill("#id_password", self.day.password)
        self.press("Log in")
        assert self.page.locator("#user-tools").count() == 1

    def seen(self) -> None:
        self.page.wait_for_load_state()
        where = re.sub(r"\d+", "N", self.page.url.removeprefix(self.day.site))
        self.day.watch.look(self.page, f"{self.name} {where}", self.has_scripts)

    def go(self, path: str) -> None:
        self.page.goto(self.day.site + path)
        self.seen()

    def follow(self, words: str | re.Pattern, within: str = "#content") -> None:
        """Click a link."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("link", name=words).first.click()
        self.seen()

    def press(self, words: str, within: str = "body") -> None:
        """Press a button that sends a form."""
        with self.page.expect_navigation():
            self.page.locator(within).get_by_role("button", name=words, exact=True).first.click()
        self.seen()

    def fill(self, **fields: str) -> None:
        """Type or choose, by the name of the field."""
        for name, value in fields.items():
            field = self.page.locator(f"#content [name='{name}']").first
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def type(self, field: str, text: str) -> None:
        """With the keyboard alone: press Tab until the field has the focus, then type."""
        focused = "document.activeElement.name || document.activeElement.value || ''"
        for _press in range(200):
            if self.page.evaluate(focused) == field:
                self.page.keyboard.type(text)
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {field}")

    def enter(self) -> None:
        """Send the form with the key."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.seen()

    def value(self, field: str) -> str:
        return self.page.locator(f"#content [name='{field}']").first.input_value()

    def understood(self, field: str, edtf: str) -> None:
        """Wait until the page has said what a typed date means."""
        expect(self.page.locator(f"[name='{field}_understood']")).to_have_value(edtf)

    def said(self) -> str:
        """The message above the page."""
        return self.page.locator(".messagelist").inner_text()

    def text(self) -> str:
        return self.page.locator("#content").inner_text()

    def done(self, what: str) -> None:
        """A step of the day is over: write it down, and take its picture."""
        self.day.step(self.name, what, self.page)


class Visitor:
    """A reader of the public site, without scripts and without cookies."""

    def __init__(self, day):
        self.day = day
        self.context = day.watch.browser.new_context(java_script_enabled=False, locale="en")
        self.page = self.context.new_page()

    def go(self, path: str) -> int:
        """The status of a page."""
        return self.page.goto(self.day.site + path).status

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def file(self, path: str) -> str:
        return self.context.request.get(self.day.site + path).text()

    def done(self, what: str) -> None:
        self.day.step("visitor", what, self.page)


class Day:
    """A day at the office: who is there, what is done, and what is wrong with the pages it leads over."""

    def __init__(self, site: str, browser, name: str, password: str = PASSWORD):
        self.site, self.name, self.password = site, name, password
        self.watch = Watch(browser)
        self.steps: list[str] = []
        self.people: list[Colleague | Visitor] = []

    def colleague(self, name: str, has_scripts: bool) -> Colleague:
        """Somebody who is signed in."""
        person = Colleague(self, name, has_scripts)
        self.people.append(person)
        person.sign_in()
        return person

    def visitor(self) -> Visitor:
        self.people.append(Visitor(self))
        return self.people[-1]

    def step(self, who: str, what: str, page) -> None:
        self.steps.append(f"{len(self.steps) + 1:2}. {who} {what}")
        print(self.steps[-1])
        if SHOTS:
            name = re.sub(r"\W+", "-", f"{self.name} {len(self.steps):02} {who} {what}".lower())
            page.screenshot(path=Path(SHOTS) / f"{name[:80].strip('-')}.png")

    def close(self) -> None:
        for person in self.people:
            person.context.close()
        self.watch.close()
