"""The people of the demonstration in front of a browser, and the camera that takes the pictures of the manual."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page

from tests.browser.demonstration import PASSWORD, ROOT

#: Where the pictures lie, and what a document calls that folder.
FOLDER = ROOT / "static" / "img" / "manual"
WIDTH = 1100
#: Bytes of one picture: the manual is read on slow lines too.
LARGEST = 120_000
#: Milliseconds until something that a program of ours or the server does must be there.
PATIENCE = 30_000
#: Bars that stay in view would cover what is below them. Our own policy (CSP) forbids such a style; the camera may.
UNSTUCK = ".form-parts, .submit-row, .help-documents { position: static !important; }"


class Office:
    """Staff of the demonstration, each in a browser of their own, and the pictures taken so far."""

    def __init__(self, browser: Browser, site: str, folder: Path = FOLDER):
        self.browser, self.site, self.folder = browser, site, folder
        self.desks: dict[str, Page] = {}
        self.taken: list[str] = []

    def desk(self, name: str) -> Page:
        """The page that this person has open; they sign in the first time."""
        if name not in self.desks:
            context = self.browser.new_context(
                viewport={"width": WIDTH, "height": 800}, locale="en", bypass_csp=True
            )
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.goto(f"{self.site}/admin/")
            page.fill("#id_username", name)
            page.fill("#id_password", PASSWORD)
            page.press("#id_password", "Enter")
            page.locator("#user-tools").wait_for()
            # Leaving a form that was only filled for its picture is no mistake.
            page.on("dialog", lambda dialog: dialog.accept())
            self.desks[name] = page
        return self.desks[name]

    def open(self, name: str, path: str) -> Page:
        """The page at `path` of the admin, as this person sees it. Raises RuntimeError unless it is there."""
        page = self.desk(name)
        answer = page.goto(f"{self.site}/admin/{path}")
        if answer is None or not answer.ok:
            raise RuntimeError(f"{name} cannot open {path}")
        return page

    def find(self, name: str, path: str, words: str) -> Page:
        """The page of the row that the list at `path` shows with these words."""
        page = self.open(name, path)
        page.locator("#result_list tbody tr", has_text=words).locator("th a").first.click()
        page.wait_for_load_state()
        return page

    def picture(
        self,
        name: str,
        page: Page,
        first: Locator | str = "#content",
        last: Locator | str | None = None,
        height: int = 560,
    ) -> None:
        """Take `name`.png: the page from the top of `first` to the bottom of `last`, no more than `height` high.

        Raises RuntimeError when the picture is too large for the manual or its name is taken.
        """
        if name in self.taken:
            raise RuntimeError(f"two pictures are called {name}")
        page.evaluate("document.activeElement?.blur()")
        top, end = (box_of(page, item) for item in (first, last or first))
        clip = {
            "x": 0,
            "y": max(top["y"] - 10, 0),
            "width": WIDTH,
            "height": min(end["y"] + end["height"] - top["y"] + 20, height),
        }
        file = self.folder / f"{name}.png"
        page.screenshot(path=file, full_page=True, clip=clip, animations="disabled", style=UNSTUCK)
        if file.stat().st_size > LARGEST:
            raise RuntimeError(f"{file.name} has {file.stat().st_size} bytes, {LARGEST} are allowed")
        self.taken.append(name)
        print(f"{file.name:28} {file.stat().st_size:>7}", flush=True)


def box_of(page: Page, item: Locator | str) -> dict[str, float]:
    """Where something stands on its whole page."""
    found = (page.locator(item) if isinstance(item, str) else item).first
    return found.evaluate(
        "item => { const box = item.getBoundingClientRect();"
        " return {y: box.top + scrollY, height: box.height}; }"
    )
