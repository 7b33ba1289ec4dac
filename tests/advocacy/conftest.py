import pytest
from django.test import Client


@pytest.fixture
def visitor(settings) -> Client:
    """A visitor who is shown what a server would answer, of the addresses in tests/advocacy/views.py."""
    settings.ROOT_URLCONF = "tests.advocacy.views"
    return Client(raise_request_exception=False)
