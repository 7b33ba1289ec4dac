import json
import os
import re
import runpy
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django_countries import countries

from tests.environment import VARIABLES

ROOT = Path(__file__).resolve().parent.parent.parent
# Without what is special to tests, the database they run on among it.
PRODUCTION = {
    "ENV_FILE": VARIABLES["ENV_FILE"],
    "SECRET_KEY": VARIABLES["SECRET_KEY"],
    "FIELD_ENCRYPTION_KEYS": VARIABLES["FIELD_ENCRYPTION_KEYS"],
    "DATA_DIR": VARIABLES["DATA_DIR"],
    "SITE_URL": "https://site.example",
}
PRIVATE = ("admin", "auth", "contenttypes", "sessions", "messages")


@pytest.fixture
def load(monkeypatch):
    """Read the settings file afresh, in an environment of the test's own."""

    def load_settings(**variables: str) -> dict:
        with monkeypatch.context() as context:
            for name in names_read():
                context.delenv(name, raising=False)
            for name, value in (PRODUCTION | variables).items():
                context.setenv(name, value)
            return runpy.run_path(str(ROOT / "advocacy" / "settings.py"))

    return load_settings


def names_read() -> list[str]:
    return re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', (ROOT / "advocacy" / "settings.py").read_text("utf-8"))


def test_example_file_and_settings_name_the_same_variables():
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    explained = [
        match[1]
        for before, line in pairwise(lines)
        if (match := re.match(r"(?:# )?([A-Z_]+)=", line)) and re.match(r"# .+[.:]$", before)
    ]
    assert sorted(explained) == sorted(set(names_read()))


def test_example_file_shows_the_defaults(load, tmp_path):
    example = (ROOT / ".env.example").read_text("utf-8")
    file = tmp_path / "env"
    file.write_text(re.sub(r"(?m)^# ([A-Z_]+=.)", r"\1", example), "utf-8")
    same = {"DATA_DIR": str(tmp_path), "DATABASE_URL": "sqlite:///x.sqlite3"}
    shown = load(**same, ENV_FILE=str(file))
    default = load(**same)
    assert "SITE_NAME=Sur Place" in file.read_text("utf-8").splitlines()
    differ = {name for name in default if name.isupper() and shown[name] != default[name]}
    assert differ == set()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("FIELD_ENCRYPTION_KEYS", ""),
        ("DEBUG", "perhaps"),
        ("SITE_URL", "http://site.example"),
        ("EXTRA_HOSTS", "*"),
        ("SITE_SURFACE", "private"),
        ("DATABASE_URL", "mysql://host/name"),
        ("DATABASE_POOL", "deep"),
        ("STATEMENT_TIMEOUT", "1s"),
        ("DATA_DIR", "/dev/null/inside"),
        ("FOUR_EYES", "two"),
        ("TIME_ZONE", "Home"),
        ("PROXY_HEADER", "X-Anything"),
        ("ADMIN_PATH", "Ad Min"),
        ("LOG_LEVEL", "LOUD"),
        ("EMAIL_URL", "pigeon://"),
        ("PAGE_CACHE", "some"),
        ("ENV_FILE", "/dev/null/missing"),
    ],
)
def test_wrong_value_stops_the_start(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=name):
        load(**{name: value})


def test_debug_accepts_what_is_refused_otherwise(load):
    settings = load(DEBUG="on", SECRET_KEY="", FIELD_ENCRYPTION_KEYS="", SITE_URL="http://site.example")
    assert settings["SECRET_KEY"].startswith("django-insecure")
    assert settings["DEBUG"] is True


def test_https_switches_on_all_that_depends_on_it(load):
    settings = load()
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SESSION_COOKIE_NAME"] == "__Host-sessionid"
    assert settings["CSRF_COOKIE_NAME"] == "__Host-csrftoken"
    assert settings["ALLOWED_HOSTS"] == ["site.example"]


@pytest.mark.parametrize("address", ["http://127.0.0.1:9000", "http://abc.onion"])
def test_http_switches_it_off_so_that_signing_in_works(load, address):
    settings = load(SITE_URL=address)
    assert settings["SECURE_SSL_REDIRECT"] is False
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["SESSION_COOKIE_SECURE"] is settings["CSRF_COOKIE_SECURE"] is False
    assert settings["SESSION_COOKIE_NAME"] == "sessionid"


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(load):
    settings = load()
    assert settings["SESSION_COOKIE_HTTPONLY"] is settings["CSRF_COOKIE_HTTPONLY"] is True
    assert settings["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert settings["CSRF_COOKIE_SAMESITE"] == "Strict"
    assert settings["SESSION_COOKIE_AGE"] == 12 * 3600


def test_hosts(load):
    assert load(EXTRA_HOSTS="abc.onion")["ALLOWED_HOSTS"] == ["site.example", "abc.onion"]
    assert "localhost" in load(SITE_URL="http://127.0.0.1:8000")["ALLOWED_HOSTS"]
    assert load(SITE_URL="http://abc.onion")["ALLOWED_HOSTS"] == ["abc.onion"]


def test_proxy_header_is_trusted_only_when_declared(load):
    assert "SECURE_PROXY_SSL_HEADER" not in load()
    declared = load(PROXY_HEADER="X-Forwarded-Proto")
    assert declared["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_postgresql_options(load):
    url = "postgresql://user:pass@host:5433/name?sslmode=require"
    database = load(DATABASE_URL=url, STATEMENT_TIMEOUT="1500")["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("host", 5433, "name")
    assert database["OPTIONS"] == {
        "connect_timeout": 5,
        "sslmode": "require",
        "options": "-c statement_timeout=1500",
    }
    assert database["CONN_HEALTH_CHECKS"] is True
    assert database["CONN_MAX_AGE"] == 60


def test_postgresql_pool_replaces_lasting_connections(load):
    database = load(DATABASE_URL="postgresql://host/name", DATABASE_POOL="on")["DATABASES"]["default"]
    assert database["OPTIONS"]["pool"]["max_size"] == 10
    assert database["CONN_MAX_AGE"] == 0


def test_public_surface_may_only_read_its_database(load):
    sqlite = load(SITE_SURFACE="public")["DATABASES"]["default"]["OPTIONS"]["init_command"]
    assert sqlite.endswith("PRAGMA query_only = ON")
    postgresql = load(SITE_SURFACE="public", DATABASE_URL="postgresql://host/name")["DATABASES"]["default"]
    assert "default_transaction_read_only=on" in postgresql["OPTIONS"]["options"]


def test_public_surface_has_no_migrations_to_run(load):
    assert load(SITE_SURFACE="public")["MIGRATION_MODULES"] == {"published": None}
    assert load(SITE_SURFACE="staff")["MIGRATION_MODULES"] == {}


def test_sqlite_connection_is_tuned(load, tmp_path):
    script = """
import django, json
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    print(json.dumps({n: cursor.execute(f"PRAGMA {n}").fetchone()[0] for n in
        ("journal_mode", "synchronous", "foreign_keys", "temp_store", "query_only", "busy_timeout", "secure_delete")}))
"""
    read = run(script, SITE_SURFACE="all", DATABASE_URL=f"sqlite:///{tmp_path}/x.sqlite3")
    assert read == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "temp_store": 2,
        "query_only": 0,
        "busy_timeout": 20_000,
        "secure_delete": 1,
    }


def run(script: str, **variables: str) -> dict:
    """What the script prints as JSON in a fresh process with production settings."""
    environment = PRODUCTION | {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "advocacy.settings"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment | variables,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


PUBLIC_SCRIPT = """
import json, sys
from wsgiref.util import setup_testing_defaults
from advocacy.wsgi import application

# Asked as a server asks, without django.test, which imports private applications of its own accord.
environ = {"PATH_INFO": "/admin/", "HTTP_HOST": "site.example", "wsgi.url_scheme": "https"}
setup_testing_defaults(environ)
answer = []
application(environ, lambda status, headers: answer.extend([status, headers]))
modules = sorted(sys.modules)

from django.conf import settings
from django.core.management import call_command
call_command("check", deploy=True, fail_level="WARNING")
call_command("migrate", check_unapplied=True, verbosity=0)
print(json.dumps({
    "apps": settings.INSTALLED_APPS, "middleware": settings.MIDDLEWARE, "keys": settings.FIELD_ENCRYPTION_KEYS,
    "processors": settings.CONTEXT_PROCESSORS, "modules": modules, "status": answer[0], "headers": dict(answer[1]),
}))
"""


@pytest.fixture(scope="module")
def public(tmp_path_factory, new_database) -> dict:
    """What the public surface answers and has loaded, on a database that the staff surface has made."""
    file = tmp_path_factory.mktemp("public") / "x.sqlite3"
    shutil.copy(new_database, file)
    database = f"sqlite:///{file}"
    # A key that cannot be a key: the public surface must not even look at it.
    return run(PUBLIC_SCRIPT, SITE_SURFACE="public", DATABASE_URL=database, FIELD_ENCRYPTION_KEYS="not a key")


def test_public_surface_installs_nothing_private(public):
    assert sorted(public["apps"]) == [
        "cases.published",
        "django.contrib.staticfiles",
        "django_countries",
        "whitenoise.runserver_nostatic",
    ]
    used = " ".join(public["middleware"] + public["processors"])
    assert [name for name in PRIVATE if f"contrib.{name}" in used] == []
    assert "csrf" not in used
    assert public["keys"] == []


def test_public_surface_imports_nothing_private(public):
    # Of Django's own, the tables: django-countries imports code of the admin wherever it is installed.
    private = re.compile(
        rf"django\.contrib\.({'|'.join(PRIVATE)})\.models|simple_history|"
        r"(cases|advocacy)\.(models|admin|publication|importing|workflow|management|apps)\b"
    )
    assert [name for name in public["modules"] if private.match(name)] == []
    assert "cases.published.urls" in public["modules"]


def test_public_surface_serves_no_admin_and_sets_no_cookie(public):
    assert public["status"] == "404 Not Found"
    assert "Set-Cookie" not in public["headers"]
    assert "Vary" not in public["headers"]


def test_staff_surface_has_the_admin_and_no_public_lists():
    script = """
import django, json
django.setup()
from django.urls import get_resolver
print(json.dumps([str(p.pattern) for p in get_resolver().url_patterns]))
"""
    assert run(script, SITE_SURFACE="staff") == ["admin/", "admin/", ""]


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("KP", "North Korea"),
        ("KR", "South Korea"),
        ("RU", "Russia"),
        ("LA", "Laos"),
        ("VN", "Vietnam"),
        ("US", "United States"),
    ],
)
def test_countries_have_the_names_people_use(code, name):
    assert countries.name(code) == name


def test_neither_korea_is_named_from_the_other_ones_point_of_view():
    with translation.override("zh-hans"):
        assert [countries.name(code) for code in ("KP", "KR")] == ["朝鲜", "韩国"]
