import runpy
import sys

import pytest

from advocacy.newenv import ROOT, fill, main
from tests.advocacy.test_settings import ROOT as PROJECT


@pytest.fixture
def write(monkeypatch, tmp_path):
    """Run the command; the text of the file it was to write."""

    def run(*arguments: str) -> str:
        file = tmp_path / "new" / ".env"
        monkeypatch.setattr(sys, "argv", ["newenv", "--file", str(file), *arguments])
        main()
        assert file.stat().st_mode & 0o777 == 0o600
        return file.read_text("utf-8")

    return run


def test_new_file_starts_the_site(write, monkeypatch, tmp_path):
    text = write("--port", "9000")
    for name in ("SECRET_KEY", "FIELD_ENCRYPTION_KEYS", "SITE_URL"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "new" / ".env"))
    settings = runpy.run_path(str(PROJECT / "advocacy" / "settings.py"))
    assert settings["SITE_URL"] == "http://127.0.0.1:9000"
    assert len(settings["FIELD_ENCRYPTION_KEYS"]) == 1
    assert "change-me" not in text


def test_existing_file_is_left_alone(write, capsys):
    first = write()
    assert write("--port", "9000") == first
    assert "stays as it is" in capsys.readouterr().out


def test_keys_are_fresh(write, tmp_path):
    first = write()
    (tmp_path / "new" / ".env").unlink()
    assert write() != first


def test_unknown_variable_is_an_error():
    with pytest.raises(KeyError, match="NOT_THERE"):
        fill("SECRET_KEY=change-me\n", {"NOT_THERE": "1"})


def test_command_needs_nothing_installed(monkeypatch):
    source = (ROOT / "advocacy" / "newenv.py").read_text("utf-8")
    imported = {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    assert imported <= sys.stdlib_module_names
