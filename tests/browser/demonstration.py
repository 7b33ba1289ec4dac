"""The demonstration with its data set, built in a folder of its own and served by gunicorn."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PASSWORD = "a password for this test only"
SECONDS_TO_START = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def surroundings(folder: Path, address: str) -> dict[str, str]:
    """The environment variables of the demonstration in `folder`."""
    return {
        "PATH": os.environ["PATH"],
        "ENV_FILE": str(folder / "env"),
        "DATA_DIR": str(folder / "data"),
        "SITE_URL": address,
        "DEMO_PASSWORD": PASSWORD,
    }


def python(folder: Path, address: str, *arguments: str) -> str:
    """What a Python program prints that runs in the demonstration in `folder`."""
    environment = surroundings(folder, address)
    ended = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    return ended.stdout


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """The address of the site while it is served; its data and static files lie in `folder`."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    python(folder, address, "-m", "advocacy.newenv", "--file", str(folder / "env"), "--site-url", address)
    python(folder, address, "manage.py", "migrate", "--verbosity", "0")
    python(folder, address, "manage.py", "demo_data")
    python(folder, address, "manage.py", "collectstatic", "--noinput", "--verbosity", "0")
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "advocacy.wsgi"],
        cwd=ROOT,
        env=surroundings(folder, address),
    )
    try:
        wait_for(port, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Until the server takes connections. Raises TimeoutError when it ends or takes too long."""
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")
