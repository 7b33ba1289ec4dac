"""The promises of structure: which room may know which, read from the imports of every module."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parent.parent
#: Pure modules of the record's wing that the public side may use.
PURE = {
    "cases.choices",
    "cases.counts",
    "cases.date_words",
    "cases.dates",
    "cases.text",
    "cases.typed_date_tokens",
    "cases.typed_date_words",
    "cases.typed_dates",
}
#: Modules of the site package that run on the public surface.
PUBLIC_SITE = {
    "advocacy",
    "advocacy.env",
    "advocacy.errors",
    "advocacy.headers",
    "advocacy.language",
    "advocacy.logs",
    "advocacy.newenv",
    "advocacy.pages",
    "advocacy.paths",
    "advocacy.public_urls",
    "advocacy.requests",
    "advocacy.settings",
    "advocacy.wsgi",
}
#: What the machine room of Django must not be on the public surface.
PRIVATE_APPS = (
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
)


def modules() -> dict[str, Path]:
    """Every module of the project by name, tests apart."""
    files = [path for top in ("advocacy", "cases") for path in (ROOT / top).rglob("*.py")]
    named = {}
    for path in files:
        parts = path.relative_to(ROOT).with_suffix("").parts
        named[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return named


MODULES = modules()


def imports(name: str) -> set[str]:
    """The project's own modules that a module imports, as far as they exist."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[name].read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports relatively"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
            found.add(node.module)
    return {imported for imported in found if imported in MODULES}


def of(prefix: str) -> list[str]:
    return [name for name in MODULES if name == prefix or name.startswith(prefix + ".")]


def test_the_walk_saw_the_project():
    assert len(MODULES) > 100
    assert {"cases.models.case", "cases.published.models.rows", "advocacy.settings"} <= set(MODULES)


def test_cases_never_imports_advocacy():
    wrong = {
        name: found
        for name in of("cases")
        if (found := {i for i in imports(name) if i.split(".")[0] == "advocacy"})
    }
    assert wrong == {}


def test_the_published_app_imports_only_itself_and_pure_modules():
    allowed = PURE | {"cases"} | set(of("cases.published"))
    wrong = {name: found for name in of("cases.published") if (found := imports(name) - allowed)}
    assert wrong == {}


def test_pure_modules_import_only_pure_modules():
    wrong = {name: found for name in PURE if (found := imports(name) - PURE - {"cases"})}
    assert wrong == {}


def test_public_modules_of_the_site_package_import_nothing_private():
    allowed = PURE | PUBLIC_SITE | {"cases"} | set(of("cases.published"))
    wrong = {name: found for name in PUBLIC_SITE if (found := imports(name) - allowed)}
    assert wrong == {}


def test_every_published_table_is_named_so():
    tables = [model._meta.db_table for model in apps.get_app_config("published").get_models()]
    assert len(tables) > 10
    assert [table for table in tables if not table.startswith("published_")] == []


def test_published_rows_have_no_foreign_key_out_of_the_published_app():
    models = list(apps.get_app_config("published").get_models())
    foreign = [field for model in models for field in model._meta.get_fields() if field.is_relation]
    assert len(foreign) > 10
    assert [str(field) for field in foreign if field.related_model._meta.app_label != "published"] == []


@pytest.mark.parametrize("word", ["utils", "helpers", "mixins", "constants", "common", "misc"])
def test_no_module_is_named_for_its_technical_kind(word):
    assert [name for name in MODULES if word in name.split(".")] == []


def test_no_star_imports():
    stars = [
        name
        for name, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert stars == []


def test_no_module_is_long():
    long = {
        name: lines
        for name, path in MODULES.items()
        if "migrations" not in name
        and (lines := len(path.read_text().splitlines())) > 400
        # One vocabulary after the other, without logic: the place where codes are spelled.
        and name != "cases.choices"
    }
    assert long == {}


def test_the_public_surface_loads_no_private_module(tmp_path):
    """In a process of its own: settings, addresses and views of the public surface, and what they drag in."""
    script = """
import django, json, sys
django.setup()
from django.urls import get_resolver
def walk(resolver):
    for entry in resolver.url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from walk(entry)
        else:
            yield entry
names = [str(entry.pattern) for entry in walk(get_resolver())]
from django.conf import settings
print(json.dumps({"modules": sorted(sys.modules), "apps": settings.INSTALLED_APPS, "urls": len(names)}))
"""
    (tmp_path / "env").touch()
    environment = {
        "PATH": "/usr/bin:/bin",
        "SITE_SURFACE": "public",
        "SECRET_KEY": "k0y-of-a-test-that-is-long-enough-and-varied-0123456789-abcdefgh",
        "DATA_DIR": str(tmp_path),
        "ENV_FILE": str(tmp_path / "env"),
        "DJANGO_SETTINGS_MODULE": "advocacy.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    answer = json.loads(run.stdout)
    assert answer["urls"] > 20
    assert not set(PRIVATE_APPS) & set(answer["apps"])
    assert not {"cases", "advocacy"} & set(answer["apps"])
    loaded = {name for name in answer["modules"] if name in MODULES}
    assert "cases.published.models.rows" in loaded
    private = (
        set(of("cases.models"))
        | set(of("advocacy.models"))
        | set(of("cases.publication"))
        | set(of("cases.admin"))
    )
    private |= {"cases.workflow", "cases.editing", "advocacy.publication", "advocacy.roles"}
    assert loaded & private == set()
    assert [name for name in answer["modules"] if name.startswith(PRIVATE_APPS)] == []
