import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from tests.scheduling import Together

pytest_plugins = ["tests.cast"]

# A busy machine is no failure: speed is measured in benchmarks, never asserted.
hypothesis_settings.register_profile("surplace", deadline=None)
hypothesis_settings.load_profile("surplace")


MIGRATE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """The database of the tests, as pytest-django makes it; on SQLite a copy of it as it is new (`new_database`)."""
    with django_db_blocker.unblock():
        # None is made where no test that was chosen uses one.
        if connection.vendor == "sqlite" and "django_migrations" in connection.introspection.table_names():
            file = tmp_path_factory.mktemp("new") / "database.sqlite3"
            with closing(sqlite3.connect(file)) as copy:
                connection.connection.backup(copy)
            request.config.new_database = file


@pytest.fixture(scope="session")
def new_database(request, django_db_setup, tmp_path_factory) -> Path:
    """An SQLite file with the tables of a new installation, for processes of their own; to be copied.

    Migrating takes half a minute. Where the tests run on PostgreSQL it is done for this, once: tests that use it run
    on one worker (tests/scheduling.py).
    """
    if not hasattr(request.config, "new_database"):
        file = tmp_path_factory.mktemp("new") / "database.sqlite3"
        own = {"DJANGO_SETTINGS_MODULE": "advocacy.settings", "DATABASE_URL": f"sqlite:///{file}"}
        subprocess.run([sys.executable, "-c", MIGRATE], env=os.environ | own, check=True)
        request.config.new_database = file
    return request.config.new_database


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)


def pytest_report_header() -> str:
    return f"database: {connection.vendor}"


@pytest.fixture(autouse=True)
def english():
    """A request leaves its language active in the thread; the next test starts in English."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def page_cache(settings, tmp_path):
    """The cache of public pages, switched on, in a folder of this test alone."""
    settings.PAGE_CACHE = True
    settings.PAGE_CACHE_DIR = tmp_path / "pages"
    return settings.PAGE_CACHE_DIR
