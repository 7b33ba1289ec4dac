"""The second promise: every address is in the table, with who gets what from it.

A new route without a row here fails, on purpose: somebody must have decided for whom it is.
"""

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.canaries import plant

#: Public addresses by name: what the visitor gets from a published subject, a missing one, one taken down.
#: None: the address names no subject.
PUBLIC = {
    "home": (200, None, None),
    "about": (200, None, None),
    "methodology": (200, None, None),
    "data": (200, None, None),
    "case-list": (200, None, None),
    "case-page": (200, 404, 410),
    "source-list": (200, None, None),
    "source-page": (200, 404, 404),
    "action-list": (200, None, None),
    "action-page": (200, 404, 404),
    "figure-list": (200, None, None),
    "statement-list": (200, None, None),
    "healthz": (200, None, None),
    "robots": (200, None, None),
    "security-txt": (404, None, None),  # no SECURITY_CONTACT in the tests
    "sitemap": (200, None, None),
    "sitemap-file": (404, None, None),  # one file holds them all until there are 50,000
    "datapackage": (200, None, None),
    "data-dictionary": (200, None, None),
    "case-json": (200, 404, 410),
    **{f"{table}-atom": (200, None, None) for table in ("cases", "sources", "actions")},
    **{
        f"{table}-{suffix}": (200, None, None)
        for suffix in ("csv", "json")
        for table in (
            "cases",
            "events",
            "figures",
            "statements",
            "sources",
            "citations",
            "relations",
            "actions",
            "responses",
        )
    },
}
KIND_OF_PAGE = {"case-page": "case", "case-json": "case", "source-page": "source", "action-page": "action"}


def walk(resolver, prefix="") -> list[tuple[str, str]]:
    """(name, path with placeholders) of every route."""
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).lstrip("^").rstrip("$")
        found += walk(entry, path) if hasattr(entry, "url_patterns") else [(entry.name, path)]
    return found


def public_routes() -> list[tuple[str, str]]:
    return walk(get_resolver("advocacy.public_urls"))


def test_every_public_route_is_in_the_table():
    assert {name for name, _path in public_routes()} == set(PUBLIC)


@pytest.fixture
def scene(db, contributor, editor, publisher):
    return plant(contributor, editor, publisher)


def test_visitors_get_what_the_table_says(scene, client):
    asked = 0
    for name, path in public_routes():
        found, missing, taken_down = PUBLIC[name]
        kind = KIND_OF_PAGE.get(name)
        expected = (
            {scene.published[kind]: found, "no-such-reference": missing, "taken-down-case": taken_down}
            if kind
            else {"1": found}
        )
        for language in ("", "/ko", "/zh-hans"):
            if language and name in {name for name, path in walk_machine()}:
                continue
            for reference, status in expected.items():
                filled = path.replace("<slug:reference>", reference).replace("<int:number>", reference)
                assert client.get(f"{language}/{filled}").status_code == status, (language, filled)
                asked += 1
    assert asked > 90


def walk_machine() -> list[tuple[str, str]]:
    return walk(get_resolver("cases.published.machine_urls"))


def test_every_other_route_is_the_admin_and_asks_a_stranger_to_log_in(db, client):
    known = set(public_routes())
    routes = [(name, path) for name, path in walk(get_resolver()) if (name, path) not in known]
    assert len(routes) > 100
    open_to_all = {"login", "logout", "jsi18n"}
    for name, path in routes:
        assert path.startswith(settings.ADMIN_PATH), path
        if name in open_to_all:
            continue
        filled = path.replace("<path:object_id>", "1")
        for placeholder in (
            "<int:pk>",
            "<int:content_type_id>",
            "<path:object_id>",
            "<id>",
            "<app_label>",
            "<url>",
        ):
            filled = filled.replace(placeholder, "1")
        for method in ("get", "post"):
            status = getattr(client, method)("/" + filled).status_code
            assert status in (302, 403, 404, 405), (method, path, status)
