import pytest
from django.db import connection
from django.utils import translation
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.cast"]

# A busy machine is no failure: speed is measured in benchmarks, never asserted.
hypothesis_settings.register_profile("surplace", deadline=None)
hypothesis_settings.load_profile("surplace")


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
