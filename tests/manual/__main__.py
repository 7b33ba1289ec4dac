"""`make manual`: the pictures of docs/staff-manual.md, taken in the demonstration, so that they stay true.

Slow, so no part of `make test`, which holds the manual and the pictures together (tests/test_manual.py). Everything
in the pictures is made up or from the data set.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS
from tests.browser.demonstration import CHROMIUM, demonstration
from tests.manual.office import FOLDER, Office
from tests.manual.story import CHAPTERS


def main() -> int:
    if not CHROMIUM:
        print("make manual needs the Debian package chromium", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, demonstration(Path(folder)) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*ARGUMENTS, "--disable-lcd-text"]
        )
        office = Office(browser, site)
        for chapter in CHAPTERS:
            chapter(office)
        browser.close()
    for file in FOLDER.glob("*.png"):
        if file.stem not in office.taken:
            print(f"{file.name} is no longer taken: removed")
            file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
