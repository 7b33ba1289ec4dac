"""The site served as `make demo` serves it, and a browser in front of it."""

import os
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

from tests.browser.demonstration import CHROMIUM, demonstration

#: Nothing of the browser's own business reaches the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# Not of the whole session: while the browser is driven, Django takes the thread for an asynchronous one.
@pytest.fixture(scope="package")
def browser():
    """Headless Chromium of the system. Without one the tests are skipped, except where CI is set."""
    if not CHROMIUM:
        reason = "no Chromium found: install the Debian package chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def folder(tmp_path_factory) -> Path:
    """Where data and static files of the demonstration lie."""
    return tmp_path_factory.mktemp("served")


@pytest.fixture(scope="package")
def site(folder) -> str:
    """The address of the demonstration, on SQLite, served by gunicorn with its static files."""
    if connection.vendor != "sqlite":
        pytest.skip("the demonstration is served on SQLite: once is enough")
    with demonstration(folder) as address:
        yield address
