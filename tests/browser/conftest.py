"""The site served as `make demo` serves it, and a browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a password for this test only"
#: Nothing of the browser's own business reaches the network.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


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
def site(tmp_path_factory) -> str:
    """The address of the demonstration, on SQLite, served by gunicorn with its static files."""
    if connection.vendor != "sqlite":
        pytest.skip("the demonstration is served on SQLite: once is enough")
    folder = tmp_path_factory.mktemp("served")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(folder / "env"),
        "DATA_DIR": str(folder / "data"),
        "SITE_URL": address,
        "DEMO_PASSWORD": PASSWORD,
    }

    def python(*arguments: str) -> None:
        subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True
        )

    python("-m", "advocacy.newenv", "--file", str(folder / "env"), "--site-url", address)
    python("manage.py", "migrate", "--verbosity", "0")
    python("manage.py", "demo_data")
    python("manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "advocacy.wsgi"],
        cwd=ROOT,
        env=environment,
    )
    wait_for(port, server)
    yield address
    server.terminate()
    server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Until the server takes connections; fails the test when it ends or takes too long."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the server did not start")
