"""The first promise: no canary in any private place reaches any public output."""

import re
from itertools import product

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from cases.name_search import is_history, text_columns
from tests.addresses import LANGUAGES, addresses
from tests.canaries import PUBLIC_TEXTS, plant
from tests.published import tables

METHODS = ("get", "head", "options", "post", "put", "delete", "trace")
CANARY = re.compile(r"zq\d{4}canary", re.IGNORECASE)


@pytest.fixture
def scene(db, contributor, editor, publisher):
    return plant(contributor, editor, publisher)


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + content.decode(errors="replace")  # pictures are no text


def test_the_scene_is_full_of_canaries_and_its_published_part_is_public(scene, client):
    assert len(scene.canaries.places) > 150
    assert len({place.split(".")[0] for place in scene.canaries.places.values()} & set(PUBLIC_TEXTS)) == len(
        PUBLIC_TEXTS
    )
    for path in ("/cases/open-case/", "/actions/open-action/", f"/sources/{scene.published['source']}/"):
        assert client.get(path).status_code == 200, path
    assert "open-figure" in body(client.get("/figures/"))
    assert "example route" in body(client.get("/background/"))


#: Hold no words of people, or words of other tables alone.
WITHOUT_WORDS = {"recordsearch", "sourceorigin", "startedrecord"}


def test_every_private_table_holds_a_canary(scene):
    planted = {place.partition(".")[0] for place in scene.canaries.places.values()}
    tables_with_words = {
        model._meta.model_name
        for app in ("cases", "advocacy")
        for model in apps.get_app_config(app).get_models()
        if not is_history(model) and text_columns(model)
    }
    planted |= {"edition", "editionentry"}  # the reasons of editions, planted by making them
    assert tables_with_words - planted - WITHOUT_WORDS == set()
    assert len(tables_with_words) > 30


def test_no_public_address_shows_a_canary(scene, client, record_property):
    references = [*scene.published.values(), "taken-down-case", "no-such-reference"]
    paths = addresses(references)
    asked = 0
    for path, method in product(paths, METHODS):
        # Pictures are drawn once each: HEAD is the same view, and other methods reach none.
        if path.endswith(".png") and method == "head":
            continue
        response = getattr(client, method)(path)
        asked += 1
        assert response.status_code < 500, (method, path)
        leaked = {scene.canaries.places.get(word, word) for word in CANARY.findall(body(response))}
        assert not leaked, (method, path, leaked)
    record_property("requests", asked)
    assert len(paths) > 500
    assert asked > 3000


#: Published documents hold references to what is not published; they lead nowhere (cases.published.resolvable). In no
#: other column does one stand.
UNRESOLVED = {
    "published_document.document",
    "published_reference.to_reference",
    "published_action_case.case_reference",
    "published_response.case_reference",
}


def test_no_published_table_holds_a_canary(scene):
    """What a stolen copy of the public tables would tell, the search index with them: by raw SQL, whatever models say."""
    found, seen = {}, 0
    for cell, text in tables.cells():
        seen += 1
        places = {scene.canaries.places.get(word, word) for word in CANARY.findall(text)}
        if cell in UNRESOLVED:
            places = {place for place in places if not place.startswith("reference of a hidden")}
        if places:
            found[cell] = places
    assert found == {}
    models = {model._meta.db_table for model in apps.get_app_config("published").get_models()}
    index = tables.OF_THE_INDEX if connection.vendor == "sqlite" else set()
    assert tables.names() == models | index
    assert seen > 400


def test_a_draft_answers_byte_for_byte_as_a_missing_record(scene, client):
    asked = 0
    for kind, shape in product(
        ("case", "source", "action"), ("/{}s/{}/", "/ko/{}s/{}/", "/{}s/{}.json", "/{}s/{}/edit/")
    ):
        for method in METHODS:
            hidden = getattr(client, method)(shape.format(kind, scene.hidden[kind]))
            missing = getattr(client, method)(shape.format(kind, "no-such-reference"))
            assert hidden.status_code == missing.status_code, (kind, shape, method)
            assert body(hidden).replace(scene.hidden[kind], "") == body(missing).replace(
                "no-such-reference", ""
            )
            asked += 1
    assert asked == 3 * 4 * len(METHODS)


def answer(client, path, word) -> str:
    """What a search answers, without the word itself and without the name of the page in caches, made from it."""
    response = client.get(path, {"q": word})
    del response.headers["ETag"]
    return body(response).replace(word, "")


def test_searching_for_a_canary_finds_what_searching_for_nonsense_finds(scene, client):
    """A visitor must not be able to confirm a hidden word by asking for it."""
    asked = 0
    files = [f"/{table}.json" for table in ("cases", "sources", "actions", "statements")]
    pages = ["/cases/", "/sources/", "/actions/", "/map/", "/background/"]
    for path in ("/search/", *files, *pages):
        nothing = answer(client, path, "zz0000canary")
        # The pages ask what the files ask, and cost more: one word in twenty.
        for word in list(scene.canaries.places)[:: 20 if path in pages else 1]:
            assert answer(client, path, word) == nothing, (word, path)
            asked += 1
    assert asked > 800


def test_filters_do_not_know_hidden_references(scene, client):
    """Asked for by each parameter that takes a reference, of each list."""
    asked = 0
    for kind, parameter in product(
        ("source", "case", "action", "response", "statement", "figure"),
        ("source", "case", "addressee", "place"),
    ):
        for table in (
            "cases",
            "figures",
            "citations",
            "statements",
            "relations",
            "actions",
            "responses",
            "events",
        ):
            for path in (f"/{table}.csv", f"/{table}.json", f"/api/v1/{table}"):
                hidden = client.get(path, {parameter: scene.hidden[kind]})
                missing = client.get(path, {parameter: "no-such-reference"})
                assert hidden.status_code == missing.status_code
                for response in (hidden, missing):
                    del response.headers["ETag"]
                    del response.headers["Content-Length"]
                assert CANARY.sub("", body(hidden)) == body(missing).replace("no-such-reference", ""), (
                    path,
                    parameter,
                )
                asked += 1
    assert asked == 6 * 4 * 8 * 3


def test_crawling_the_site_by_its_links_meets_no_canary(scene):
    """What a visitor can reach by following links, from every language's home. Facets combine without end: of each
    page every parameter is followed with every value, but not every combination of them."""
    client, seen, waiting = Client(), set(), [f"{language}/" for language in LANGUAGES]
    asked: set[tuple[str, str]] = set()
    while waiting:
        path = waiting.pop(0)
        address, _mark, query = path.partition("?")
        new = {(address, pair) for pair in query.split("&")} - asked
        if path in seen or not new:
            continue
        seen.add(path)
        asked |= new
        response = client.get(path)
        text = body(response)
        assert response.status_code == 200, path
        assert not CANARY.search(text), path
        if "html" in response.headers["Content-Type"]:
            links = re.findall(r'(?:href|src|action)="(/[^"#]*)', text)
            waiting += [
                link.replace("&amp;", "&") for link in links if not link.startswith(("/static/", "/admin"))
            ]
    pages = {path.partition("?")[0] for path in seen}
    assert len(pages) > 100
    assert len(seen) > 300
