"""The public surface as a process of its own: it serves with the private apps not installed."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
#: Fills the database as the staff surface would: two published documents, no record.
PUBLISH = """
import django; django.setup()
from tests.published.documents import case_document, citation_part, source_document
from tests.published.editions import publish_documents
source = source_document(reference="example-source")
publish_documents(source, case_document(reference="example-case", citations=[citation_part("example-source", "case", "example-case")]))
"""
#: Asks the public surface, and reports what each answer was.
ASK = """
import django, json; django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
answers = {{}}
for path in {paths!r}:
    response = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1").get(path)
    body = b"".join(response) if response.streaming else response.content
    answers[path] = [response.status_code, len(body), len(response.cookies), response.headers.get("Vary", "")]
tables = [name for name in connection.introspection.table_names() if name.startswith(("auth_", "cases_"))]
try:
    connection.cursor().execute("DELETE FROM published_case")
    refused = ""
except Exception as error:
    refused = type(error).__name__
print(json.dumps({{"answers": answers, "apps": settings.INSTALLED_APPS, "private tables": len(tables), "refused": refused}}))
"""
PATHS = [
    f"{language}{path}"
    for language in ("", "/ko", "/zh-hans")
    for path in (
        "/",
        "/cases/",
        "/cases/example-case/",
        "/sources/",
        "/sources/example-source/",
        "/data/",
        "/about/",
    )
] + ["/cases.csv", "/cases.json", "/cases.atom", "/cases/example-case.json", "/sitemap.xml", "/healthz"]


@pytest.fixture(scope="module")
def run(tmp_path_factory, new_database):
    """Run a script under one surface, all on the same database file."""
    folder = tmp_path_factory.mktemp("surfaces")
    (folder / "env").touch()
    shutil.copy(new_database, folder / "surplace.sqlite3")

    def script(surface: str, text: str, **more) -> str:
        environment = {
            "PATH": "/usr/bin:/bin",
            "DJANGO_SETTINGS_MODULE": "advocacy.settings",
            "ENV_FILE": str(folder / "env"),
            "DATA_DIR": str(folder),
            "SECRET_KEY": "key-of-a-test-that-is-long-enough-and-varied-0123456789-abcdefg",
            "SITE_SURFACE": surface,
            # Manifest storage would need collectstatic first.
            "DEBUG": "on",
            **more,
        }
        done = subprocess.run(
            [sys.executable, "-c", text], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    script("all", PUBLISH, FIELD_ENCRYPTION_KEYS="b25seSBmb3IgdGVzdHMsIG5ldmVyIGZvciB1c2UuLi4=")
    return script


def test_the_public_surface_serves_without_the_private_apps_and_without_a_cookie(run):
    # No encryption keys: the public surface never needs them.
    found = json.loads(run("public", ASK.format(paths=PATHS)))

    assert {path: answer[0] for path, answer in found["answers"].items()} == dict.fromkeys(PATHS, 200)
    assert [path for path, answer in found["answers"].items() if answer[2] or "Cookie" in answer[3]] == []
    assert not [
        app
        for app in found["apps"]
        if app in ("cases", "advocacy", "simple_history") or "contrib.auth" in app
    ]


def test_the_public_surface_cannot_write(run):
    found = json.loads(run("public", ASK.format(paths=["/healthz"])))
    # The private tables are there in the same file, as SECURITY.md says of SQLite.
    assert found["private tables"] > 10
    assert found["refused"] == "OperationalError"


def test_the_public_surface_has_no_admin(run):
    found = json.loads(run("public", ASK.format(paths=["/admin/", "/admin/login/"])))
    assert {answer[0] for answer in found["answers"].values()} == {404}


def test_the_staff_surface_has_no_public_lists(run):
    key = {"FIELD_ENCRYPTION_KEYS": "b25seSBmb3IgdGVzdHMsIG5ldmVyIGZvciB1c2UuLi4="}
    found = json.loads(run("staff", ASK.format(paths=["/admin/login/", "/cases/", "/cases.csv"]), **key))
    assert [answer[0] for answer in found["answers"].values()] == [200, 404, 404]
