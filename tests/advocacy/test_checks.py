import os

import pytest

from advocacy import checks


def found(check) -> list[str]:
    messages = check(None)
    assert all(message.hint for message in messages)
    return [message.id for message in messages]


ALL = (checks.check_admin_path, checks.check_data_dir, checks.check_encryption_keys, checks.check_site_host)


def test_settings_of_the_tests_are_sound():
    assert [found(check) for check in ALL] == [[], [], [], []]


@pytest.mark.parametrize("path", ["ko/", "zh-hans/admin/", "static/", "page/"])
def test_admin_path_must_not_be_a_public_address(settings, monkeypatch, path):
    monkeypatch.setattr(checks, "PUBLIC_URLS", "tests.advocacy.views")
    settings.ADMIN_PATH = path
    assert found(checks.check_admin_path) == ["surplace.E001"]


@pytest.mark.parametrize("folder", ["static", "static/data"])
def test_data_dir_must_not_be_served(settings, tmp_path, folder):
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.DATA_DIR = tmp_path / folder
    settings.DATA_DIR.mkdir(mode=0o700, parents=True)
    assert found(checks.check_data_dir) == ["surplace.E002"]


def test_data_dir_must_be_writable(settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    # Root may write everywhere, whatever the mode says.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert found(checks.check_data_dir) == ["surplace.E003"]


def test_data_dir_open_to_others_is_a_warning(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(0o750)
    assert found(checks.check_data_dir) == ["surplace.W001"]


def test_host_of_the_site_must_be_allowed(settings):
    settings.ALLOWED_HOSTS = ["other.example"]
    assert found(checks.check_site_host) == ["surplace.E004"]


def test_missing_keys_are_a_warning(settings):
    settings.FIELD_ENCRYPTION_KEYS = []
    assert found(checks.check_encryption_keys) == ["surplace.W002"]
