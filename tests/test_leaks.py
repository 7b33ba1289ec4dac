"""The first promise: no canary in any private place reaches any public output."""

import re
from itertools import product

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.canaries import PUBLIC_TEXTS, plant

LANGUAGES = ("", "/ko", "/zh-hans")
METHODS = ("get", "head", "options", "post", "put", "delete", "trace")
CANARY = re.compile(r"zq\d{4}canary", re.IGNORECASE)


@pytest.fixture
def scene(db, contributor, editor, publisher):
    return plant(contributor, editor, publisher)


def patterns(resolver, prefix="") -> list[str]:
    found = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).lstrip("^").rstrip("$")
        found += patterns(entry, path) if hasattr(entry, "url_patterns") else [path]
    return found


def public_paths(references: list[str]) -> list[str]:
    """Every public address, with each reference in its place, in every language."""
    plain = [path for path in patterns(get_resolver("advocacy.public_urls")) if not path.startswith("static")]
    paths = set()
    for path in plain:
        for filled in fill(path, references):
            paths |= {f"{language}/{filled}" for language in LANGUAGES}
    return sorted(paths)


def fill(path: str, references: list[str]) -> list[str]:
    if "<" not in path:
        return [path]
    if "<int:" in path:
        return [re.sub(r"<int:\w+>", number, path) for number in ("1", "2")]
    return [re.sub(r"<slug:\w+>", reference, path) for reference in references]


def body(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + content.decode()


def test_the_scene_is_full_of_canaries_and_its_published_part_is_public(scene, client):
    assert len(scene.canaries.places) > 150
    assert len({place.split(".")[0] for place in scene.canaries.places.values()} & set(PUBLIC_TEXTS)) == len(
        PUBLIC_TEXTS
    )
    for path in ("/cases/open-case/", "/actions/open-action/", f"/sources/{scene.published['source']}/"):
        assert client.get(path).status_code == 200, path
    assert "open-figure" in body(client.get("/figures/"))
    assert "example route" in body(client.get("/background/"))


def test_no_public_address_shows_a_canary(scene, client, record_property):
    references = [*scene.published.values(), "taken-down-case", "no-such-reference"]
    paths = public_paths(references)
    asked = 0
    for path, method in product(paths, METHODS):
        response = getattr(client, method)(path)
        asked += 1
        assert response.status_code < 500, (method, path)
        leaked = {scene.canaries.places.get(word, word) for word in CANARY.findall(body(response))}
        assert not leaked, (method, path, leaked)
    record_property("requests", asked)
    assert len(paths) > 150
    assert asked == len(paths) * len(METHODS)


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
    for path in ("/cases/", "/sources/", "/actions/"):
        nothing = answer(client, path, "zz0000canary")
        for word in scene.canaries.places:
            assert answer(client, path, word) == nothing, (word, path)
            asked += 1
    assert asked > 400


def test_filters_do_not_know_hidden_references(scene, client):
    for kind in ("source", "case", "action", "response", "statement", "figure"):
        for suffix in ("csv", "json"):
            for table in ("cases", "figures", "citations", "statements", "relations"):
                hidden = client.get(f"/{table}.{suffix}", {"source": scene.hidden[kind]})
                missing = client.get(f"/{table}.{suffix}", {"source": "no-such-reference"})
                assert hidden.status_code == missing.status_code
                for response in (hidden, missing):
                    del response.headers["ETag"]
                assert CANARY.sub("", body(hidden)) == body(missing).replace("no-such-reference", "")


def test_crawling_the_site_by_its_links_meets_no_canary(scene):
    """What a visitor can reach by following links, from every language's home."""
    client, seen, waiting = Client(), set(), [f"{language}/" for language in LANGUAGES]
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 3000:
            continue
        seen.add(path)
        response = client.get(path)
        text = body(response)
        assert response.status_code == 200, path
        assert not CANARY.search(text), path
        if "html" in response.headers["Content-Type"]:
            links = re.findall(r'href="(/[^"#]*)', text)
            waiting += [
                link.replace("&amp;", "&") for link in links if not link.startswith(("/static/", "/admin"))
            ]
    assert len(seen) > 100
