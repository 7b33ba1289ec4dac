import pytest
from django.contrib.auth.models import User

from advocacy.importing import process, work
from tests.advocacy.importing.bundles import Office
from tests.advocacy.importing.uploading import Desk


@pytest.fixture
def office(db, tmp_path) -> Office:
    return Office(User.objects.create_superuser("importer"), tmp_path)


@pytest.fixture
def desk(client, contributor, monkeypatch, settings, tmp_path):
    settings.IMPORT_DIR = tmp_path / "imports"
    monkeypatch.setattr(process, "start", work.perform)
    return Desk(client, contributor)
