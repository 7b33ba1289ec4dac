"""The environment of a test run: set before Django reads it, so that no developer's `.env` takes part."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Each process, hence each pytest-xdist worker, has its own folder.
DATA_DIR = tempfile.mkdtemp(prefix="surplace-tests-")
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)
Path(DATA_DIR, "static").mkdir()

# Every variable the project knows; those not given here must not reach the tests from outside.
VARIABLES = {
    "ENV_FILE": os.devnull,
    "SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz",
    "FIELD_ENCRYPTION_KEYS": "b25seSBmb3IgdGVzdHMsIG5ldmVyIGZvciB1c2UuLi4=",
    "SITE_URL": "http://127.0.0.1:8000",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{DATA_DIR}/tests.sqlite3",
    "DATA_DIR": DATA_DIR,
    # Tests roll back: two of them may show different data under one serial.
    "PAGE_CACHE": "off",
}
os.environ.update(VARIABLES)
