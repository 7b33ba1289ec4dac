"""The second promise: every address is in the table, with who gets what from it.

A new route without a row here fails, on purpose: somebody must have decided for whom it is.
"""

import pytest
from django.conf import settings
from django.urls import get_resolver

from tests.addresses import LANGUAGES, machine_names, routes, walk
from tests.canaries import plant

#: Public addresses by name: what the visitor gets from a published subject, a missing one, one taken down.
#: None: the address names no subject.
PUBLIC = {
    "home": (200, None, None),
    "about": (200, None, None),
    "methodology": (200, None, None),
    "accessibility": (200, None, None),
    "fact-sheet": (200, None, None),
    "corrections": (200, None, None),
    "authorities": (200, None, None),
    "search": (200, None, None),
    "style": (200, None, None),
    "data": (200, None, None),
    "embed": (200, None, None),
    "case-list": (200, None, None),
    "map": (200, None, None),
    "statistics": (200, None, None),
    **{f"chart-{suffix}": (200, None, None) for suffix in ("csv", "png", "svg")},
    **{f"map-{suffix}": (200, None, None) for suffix in ("csv", "svg", "png")},
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
    "dataset-jsonld": (200, None, None),
    "csv-metadata": (200, None, None),
    "editions-atom": (200, None, None),
    # Files have no language: under one they lead to the address without.
    **{f"{suffix}-in-{code}": (301, None, None) for suffix in ("csv", "json") for code in ("ko", "zh-hans")},
    **{f"api{name}": (200, None, None) for name in ("", "-openapi", "-editions", "-totals")},
    "api-edition": (200, None, None),
    "api-case": (200, 404, 410),
    **{
        f"api-{kind}": (200, 404, 404)
        for kind in (
            "event",
            "figure",
            "statement",
            "source",
            "citation",
            "relation",
            "action",
            "response",
        )
    },
    "case-json": (200, 404, 410),
    "case-bibtex": (200, 404, 410),
    "case-ris": (200, 404, 410),
    "case-card": (200, 404, 410),
    **{
        f"{table}-atom": (200, None, None)
        for table in ("cases", "sources", "actions", "figures", "statements")
    },
    **{
        name.format(table): (200, None, None)
        for name in ("{}-csv", "{}-json", "{}-csv-metadata", "api-{}")
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
KIND_OF_PAGE = {
    **dict.fromkeys(("case-page", "case-json", "case-bibtex", "case-ris", "case-card"), "case"),
    "source-page": "source",
    "action-page": "action",
    **{
        f"api-{kind}": kind
        for kind in (
            "case",
            "event",
            "figure",
            "statement",
            "source",
            "citation",
            "relation",
            "action",
            "response",
        )
    },
}


def test_every_public_route_is_in_the_table():
    assert {name for name, _path in routes()} == set(PUBLIC)


@pytest.fixture
def scene(db, contributor, editor, publisher):
    return plant(contributor, editor, publisher)


def test_visitors_get_what_the_table_says(scene, client):
    asked, machine = 0, machine_names()
    for name, path in routes():
        found, missing, taken_down = PUBLIC[name]
        kind = KIND_OF_PAGE.get(name)
        expected = (
            {scene.published[kind]: found, "no-such-reference": missing, "taken-down-case": taken_down}
            if kind
            else {"1": found}
        )
        for language in [""] if name in machine else LANGUAGES:
            for reference, status in expected.items():
                filled = path.replace("<slug:reference>", reference).replace("<table:table>", "cases")
                filled = filled.replace("<int:number>", reference).replace("<int:serial>", reference)
                filled = filled.replace("<slug:chart>", "countries")
                assert client.get(f"{language}/{filled}").status_code == status, (language, filled)
                asked += 1
    assert asked > 90


def test_every_other_route_is_the_admin_and_asks_a_stranger_to_log_in(db, client):
    known = set(routes())
    others = [(name, path) for name, path in walk(get_resolver()) if (name, path) not in known]
    assert len(others) > 100
    open_to_all = {"login", "logout", "jsi18n"}
    for name, path in others:
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
