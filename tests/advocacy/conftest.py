import pytest
from django.test import Client


@pytest.fixture
def visitor(settings) -> Client:
    """A visitor who is shown what a server would answer, of the addresses in tests/advocacy/views.py."""
    settings.ROOT_URLCONF = "tests.advocacy.views"
    # Of what stands around every view only the site's own: the cache of public pages has its tests elsewhere.
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("cases.")]
    return Client(raise_request_exception=False)
