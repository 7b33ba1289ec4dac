import pytest
from django.contrib.auth.models import User

from tests.advocacy.importing.bundles import Office


@pytest.fixture
def office(db, tmp_path) -> Office:
    return Office(User.objects.create_superuser("importer"), tmp_path)
