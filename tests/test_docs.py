"""The promise that the documents are true as far as a machine can tell: what they name exists."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.http import QueryDict
from django.urls import Resolver404, resolve
from django.utils.translation import override

from advocacy.language import path_language
from advocacy.roles import ROLES
from cases.published.filters import CaseFilter
from tests.test_translations import FORBIDDEN

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
#: The pages that each say one decision, by number.
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))

FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
INDENTED = re.compile(r"^ {4}(.+)$", re.MULTILINE)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

MAKE = re.compile(r"^make ([a-z][a-z-]*)")
COMMAND = re.compile(r"manage\.py ([a-z_]+)")
MODULE = re.compile(r"python -m ([a-z_.]+)")
VARIABLE = re.compile(r"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=.*)?")
TEST = re.compile(r"(tests/[\w/]+\.py)::(test_\w+)")
#: A path has a slash, and no sign of an address, a date (2017-07/2017-08), a placeholder or a command.
FILE = re.compile(r"\.?[a-zA-Z_][\w.-]*(?:/[\w.*\[\]-]+)*/?")
#: An address begins with a slash, and so does a date with an open start (/2023-05).
ADDRESS = re.compile(r"/(?!\d{4}-)[\w./-]*(?:\?[\w=&-]*)?")

#: Modules that python runs and that are not ours.
FOREIGN_MODULES = {"pytest"}


def read(path: Path) -> str:
    return path.read_text("utf-8")


def codes(text: str) -> list[str]:
    """What stands as code in a document: spans, and the lines of fenced and of indented blocks."""
    plain = FENCE.sub("", text)
    fenced = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
    indented = [line.strip() for line in INDENTED.findall(plain) if "](" not in line]
    return SPAN.findall(plain) + fenced + indented


def named(pattern: re.Pattern, whole: bool = False) -> list[tuple[str, str]]:
    """(document, name) of every code that begins with, or as a whole is, what the pattern describes."""
    found = []
    for document in DOCUMENTS:
        for code in codes(read(document)):
            match = pattern.fullmatch(code) if whole else pattern.search(code)
            if match:
                found.append(
                    (document.relative_to(ROOT).as_posix(), match[1] if match.re.groups else match[0])
                )
    return found


def anchors(text: str) -> set[str]:
    """The fragments by which the headings of a document can be linked, as GitHub makes them."""
    headings = (
        re.sub(r"[`*]|\[|\]\([^)]*\)", "", heading) for heading in HEADING.findall(FENCE.sub("", text))
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def test_the_documents_are_there():
    names = {path.relative_to(ROOT).as_posix() for path in DOCUMENTS}
    assert {"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md"} <= names
    assert len(DECISIONS) >= 10
    assert len(names) >= 20


def test_make_targets_exist():
    makefile = read(ROOT / "Makefile")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    assert {"demo", "test", "check"} <= targets
    wanted = named(MAKE)
    assert {target for document, target in wanted if document == "README.md"} >= {"demo", "test", "check"}
    assert [(document, target) for document, target in wanted if target not in targets] == []


def test_commands_exist():
    wanted = named(COMMAND)
    assert len(wanted) > 5
    assert [(document, name) for document, name in wanted if name not in get_commands()] == []


def test_modules_exist():
    wanted = [(document, name) for document, name in named(MODULE) if name not in FOREIGN_MODULES]
    assert wanted
    missing = [name for name in wanted if not (ROOT / (name[1].replace(".", "/") + ".py")).is_file()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document):
    wrong = []
    for target in LINK.findall(FENCE.sub("", read(document))):
        if re.match(r"https?://|mailto:", target):
            continue
        path, _hash, fragment = target.partition("#")
        found = (document.parent / path).resolve() if path else document
        is_there = found.exists() and found.is_relative_to(ROOT)
        if not is_there or (fragment and fragment not in anchors(read(found))):
            wrong.append(target)
    assert wrong == []


def test_paths_exist():
    wanted = [(document, path) for document, path in named(FILE, whole=True) if "/" in path]
    assert len(wanted) > 80
    assert [(document, path) for document, path in wanted if not any(ROOT.glob(path.rstrip("/")))] == []


def test_tests_named_exist():
    wanted = list(chain.from_iterable(TEST.findall(read(document)) for document in DOCUMENTS))
    assert wanted
    assert [
        (path, name)
        for path, name in wanted
        if not re.search(rf"^def {name}\(", read(ROOT / path), re.MULTILINE)
    ] == []


def test_addresses_exist():
    """Public addresses and those of the admin, as the documents write them: from the root of the site."""
    wanted = [(document, address) for document, address in named(ADDRESS, whole=True) if address != "/"]
    assert len(wanted) > 5
    missing = []
    for document, address in wanted:
        path = address.partition("?")[0]
        try:
            with override(path_language(path)):
                resolve(path)
        except Resolver404:
            missing.append((document, address))
    assert missing == []


def test_filters_shown_are_understood():
    queries = [
        address.partition("?")[2] for _document, address in named(ADDRESS, whole=True) if "?" in address
    ]
    assert queries
    # `lang` is that of a file.
    parsed = [CaseFilter.parse(QueryDict(query), also=["lang"]) for query in queries]
    assert [listed.errors for listed in parsed] == [[]] * len(queries)


def test_variables_exist():
    """Settings stand in .env.example; other names in capitals in the Makefile, a test or the code that reads them."""
    example = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", read(ROOT / ".env.example"), re.MULTILINE))
    assert "FOUR_EYES" in example
    example |= set(re.findall(r"\b[A-Z]+(?:_[A-Z]+)*_FILE\b", read(ROOT / ".env.example")))
    sources = [ROOT / "Makefile", *(ROOT / "advocacy").rglob("*.py"), *(ROOT / "cases").rglob("*.py")]
    sources += (ROOT / "tests").glob("*.py")
    others = set(re.findall(r"\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b", "\n".join(map(read, sources))))
    wanted = named(VARIABLE, whole=True)
    assert len(wanted) > 20
    assert [(document, name) for document, name in wanted if name not in example | others] == []


def test_every_setting_is_read_and_every_setting_read_is_in_the_example():
    example = set(re.findall(r"^#? ?([A-Z][A-Z0-9_]+)=", read(ROOT / ".env.example"), re.MULTILINE))
    read_by_settings = set(
        re.findall(r'env\.\w+\(\s*"([A-Z][A-Z0-9_]+)"', read(ROOT / "advocacy" / "settings.py"))
    )
    assert example == read_by_settings


def test_readme_is_one_page_and_shows_the_way_in():
    text = read(ROOT / "README.md")
    assert len(text.split()) < 750
    assert "docs/img/home.png" in text
    assert [role for role in ROLES if role not in text] == []
    users = {role.replace(" ", "-") for role in ROLES}
    assert users <= set(codes(text))


def test_one_version_everywhere():
    version = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]["version"]
    assert version == settings.RELEASE
    assert re.search(rf"^## {re.escape(version)} ", read(ROOT / "CHANGELOG.md"), re.MULTILINE)
    assert f"\nversion: {version}\n" in read(ROOT / "CITATION.cff")


def test_decisions_are_numbered_listed_and_of_one_form():
    index = read(ROOT / "docs" / "decisions" / "README.md")
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))
    for path in DECISIONS:
        text = read(path)
        title = re.match(r"# (\d+)\. (.+)\n", text)
        assert title, path.name
        assert int(title[1]) == int(path.name[:4])
        assert f"| [{path.name[:4]}]({path.name}) | {title[2]} |" in index
        assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"], path.name
    assert index.count("\n| [") == len(DECISIONS)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_forbidden_word(document):
    """docs/terms.md alone may name them, to say that they are not used."""
    if document.name == "terms.md":
        assert "illegal" in read(document)
        return
    text = read(document).lower()
    found = [word for word in FORBIDDEN["en"] if re.search(rf"\b{word}s?\b", text)]
    found += [word for language in ("ko", "zh-hans") for word in FORBIDDEN[language] if word in text]
    assert found == []


def test_no_document_names_a_machine():
    paths = re.compile(r"(?<![\w.])/(?:home|root|work|tmp|Users)/\S*|[A-Z]:\\")
    found = [(path.name, match) for path in DOCUMENTS for match in paths.findall(read(path))]
    assert found == []
