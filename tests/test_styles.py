"""The promise that no rule is dead and no class is a word without a rule, and that shipped files are what they say.

The admin's sheet is left out: most of what it styles is Django's.
"""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHEETS = sorted(path for path in (ROOT / "static" / "css").glob("*.css") if path.name != "admin.css")
TEMPLATES = sorted(
    path
    for path in (ROOT / "templates").rglob("*")
    if path.suffix in (".html", ".svg") and "admin" not in path.parts
)
#: Python that may write classes: into drawings, and into HTML with format_html.
MODULES = sorted((ROOT / "cases" / "published").rglob("*.py"))

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{};]*)\{")
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
CLASSES = re.compile(r'class="([^"]*)"')
VALUE = re.compile(r"\{\{.*?\}\}")
TAG = re.compile(r"\{%.*?%\}", re.DOTALL)
TEXT = re.compile(r"[\"']([\w -]+)[\"']")
#: Names that say what a part is to those who read the markup, and that no rule needs.
NAMES_ONLY = {
    "change-note",
    "claim-count",
    "map-compact",
    "map-nowhere",
    "map-panel",
    "map-places",
    "on-map",
    "rate",
    "record-edition",
    "response",
    "search-kind",
    "step-kind",
    "time-beside",
}
DIGEST = re.compile(r"\b([0-9a-f]{64})\b")


def styled() -> dict[str, str]:
    """Every class that a rule names, with its sheet."""
    found = {}
    for sheet in SHEETS:
        for selector in RULE.findall(COMMENT.sub("", sheet.read_text())):
            if not selector.strip().startswith("@"):
                found |= dict.fromkeys(CLASS.findall(selector), sheet.name)
    return found


def written() -> dict[str, str]:
    """Every class that a template gives, with its path. One made from a value keeps the part before: "outcome-*"."""
    found = {}
    for path in TEMPLATES:
        for value in CLASSES.findall(TAG.sub(" ", VALUE.sub("*", path.read_text()))):
            # What begins with a dash is the end of a name that a condition makes longer.
            names = [name for name in value.split() if not name.startswith("-")]
            found |= dict.fromkeys(names, str(path.relative_to(ROOT)))
    return found


def words_of_modules() -> set[str]:
    """Every word of plain text in the modules: a class may be chosen there and written by a template as a value."""
    return {word for path in MODULES for text in TEXT.findall(path.read_text()) for word in text.split()}


def matches(name: str, patterns: set[str]) -> bool:
    return any(re.fullmatch(re.escape(pattern).replace(r"\*", ".+"), name) for pattern in patterns)


def test_every_rule_has_something_to_apply_to():
    given, words = set(written()), words_of_modules()
    # A class that is a value alone says nothing: then the word must stand in a module.
    given.discard("*")
    dead = {name: sheet for name, sheet in styled().items() if not matches(name, given) and name not in words}
    assert dead == {}
    assert len(styled()) > 60


def test_every_class_has_a_rule():
    names = styled()
    loose = {
        name: path for name, path in written().items() if not any(matches(known, {name}) for known in names)
    }
    assert set(loose) <= NAMES_ONLY, loose
    assert set(loose) >= NAMES_ONLY, "these have a rule now, or are gone"
    assert len(written()) > 60


@pytest.mark.parametrize("folder", ["static/fonts", "tests/vendor/axe"])
def test_files_of_others_are_those_whose_origin_is_written_down(folder):
    readme = (ROOT / folder / "README.md").read_text()
    files = [path for path in (ROOT / folder).iterdir() if path.suffix in (".woff2", ".js")]
    assert {hashlib.sha256(path.read_bytes()).hexdigest() for path in files} == set(DIGEST.findall(readme))
    assert any(path.name.startswith("LICENSE") for path in (ROOT / folder).iterdir())


def test_every_face_in_the_sheet_is_shipped_and_every_shipped_face_used():
    named = set(re.findall(r'url\("\.\./fonts/([^"]+)"\)', (ROOT / "static/css/tokens.css").read_text()))
    assert named == {path.name for path in (ROOT / "static/fonts").glob("*.woff2")}
    assert len(named) == 8
