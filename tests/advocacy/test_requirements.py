import re
from itertools import pairwise

import pytest

from tests.advocacy.test_settings import ROOT

FILES = ["requirements", "requirements-pdf", "requirements-dev"]


def requirements(name: str) -> dict[str, str]:
    """Name and rest of each requirement of a locked file, continuation lines joined."""
    text = (ROOT / f"{name}.txt").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {re.split(r"[=\[ ]", line)[0]: line for line in lines}


@pytest.mark.parametrize("name", FILES)
def test_every_requirement_has_one_version_and_hashes(name):
    locked = requirements(name)
    assert len(locked) > 10
    for line in locked.values():
        assert re.match(r"[a-z0-9-]+==[0-9][0-9a-z.]* ", line), line[:80]
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", line), line[:80]


@pytest.mark.parametrize("name", FILES)
def test_locked_file_names_no_machine(name):
    text = (ROOT / f"{name}.txt").read_text("utf-8")
    assert re.findall(r"https?://|index-url|/\w+/", text) == []


@pytest.mark.parametrize("name", FILES)
def test_locked_file_is_in_step_with_its_input(name):
    lines = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    wanted = {re.match(r"[a-z0-9-]+", line)[0] for line in lines if re.match(r"[a-z]", line)}
    assert wanted - set(requirements(name)) == set()


@pytest.mark.parametrize("name", FILES)
def test_every_input_line_has_its_reason(name):
    lines = (ROOT / f"{name}.in").read_text("utf-8").splitlines()
    for before, line in pairwise(lines):
        if re.match(r"[a-z]", line) and not line.startswith("pytest-"):
            assert before.startswith("# "), line


def test_both_files_agree_on_versions():
    runtime, developing = requirements("requirements"), requirements("requirements-dev")
    assert {name: developing.get(name) for name in runtime} == runtime
