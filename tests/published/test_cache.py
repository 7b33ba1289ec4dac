"""The cache of pages: the middleware around a view that counts how often it is asked."""

import hashlib

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils.cache import patch_vary_headers

from cases.published import cache
from cases.published.cache import EditionCache
from cases.published.models import PublishedState
from tests.published.documents import case_document
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def requests() -> RequestFactory:
    return RequestFactory()


class View:
    """Answers with its own count, `change` applied to the answer."""

    def __init__(self, change=lambda response: None, **given):
        self.asked = 0
        self.change, self.given = change, {"content_type": "text/plain; charset=utf-8", **given}

    def __call__(self, request):
        self.asked += 1
        response = HttpResponse(f"answer {self.asked} 한글".encode(), **self.given)
        self.change(response)
        return response


def files(folder) -> list:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_page_is_made_once_for_each_edition(page_cache, requests):
    publish_documents(case_document())
    view = View()
    middleware = EditionCache(view)
    first, second = (middleware(requests.get("/cases/")) for _ in range(2))
    assert first.content == second.content == "answer 1 한글".encode()
    assert first.headers["ETag"] == second.headers["ETag"]
    assert second.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert {part.strip() for part in second.headers["Cache-Control"].split(",")} == {"public", "no-cache"}

    publish_documents(case_document())
    third = middleware(requests.get("/cases/"))
    assert third.content == "answer 2 한글".encode()
    assert third.headers["ETag"] != first.headers["ETag"]


def test_files_hold_the_raw_bytes_in_a_folder_of_the_edition(page_cache, requests):
    publish_documents(case_document())
    EditionCache(View())(requests.get("/cases/"))
    (path,) = files(page_cache)
    assert path.parent.name == PublishedState.objects.get().token
    head, _separator, body = path.read_bytes().partition(b"\n\n")
    assert body == "answer 1 한글".encode()
    assert head == b"Content-Type: text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/cases/", "/sources/"),
        ("/cases/", "/ko/cases/"),
        ("/cases.csv", "/cases.json"),
        ("/cases/?year_from=2013", "/cases/?year_from=2014"),
        ("/cases/", "/cases/?"[:-1] + "?a"),
    ],
)
def test_different_addresses_are_different_pages(page_cache, requests, one, other):
    view = View()
    middleware = EditionCache(view)
    assert middleware(requests.get(one)).content != middleware(requests.get(other)).content


def test_hosts_do_not_share_pages(page_cache, requests, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    middleware = EditionCache(View())
    answers = {
        middleware(requests.get("/", headers={"host": host})).content for host in settings.ALLOWED_HOSTS
    }
    assert len(answers) == 2


def test_a_new_release_shows_its_own_pages(page_cache, requests, settings):
    middleware = EditionCache(View())
    first = middleware(requests.get("/"))
    settings.RELEASE = "another"
    assert middleware(requests.get("/")).content != first.content


def test_who_has_the_page_is_told_so_without_it(page_cache, requests):
    view = View()
    middleware = EditionCache(view)
    etag = middleware(requests.get("/")).headers["ETag"]
    for known in (etag, f"W/{etag}", f'"other", {etag}'):
        answer = middleware(requests.get("/", headers={"if-none-match": known}))
        assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)
    assert view.asked == 1
    assert middleware(requests.get("/", headers={"if-none-match": '"other"'})).status_code == 200
    publish_documents(case_document())
    assert middleware(requests.get("/", headers={"if-none-match": etag})).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "delete", "options"])
def test_only_reading_is_cached(page_cache, requests, method):
    view = View()
    middleware = EditionCache(view)
    for _ in range(2):
        answer = getattr(requests, method)("/")
        assert "ETag" not in middleware(answer).headers
    assert view.asked == 2
    assert files(page_cache) == []


def test_a_request_for_headers_alone_stores_nothing(page_cache, requests):
    view = View()
    middleware = EditionCache(view)
    middleware(requests.head("/"))
    assert files(page_cache) == []
    middleware(requests.get("/"))
    middleware(requests.head("/"))
    assert view.asked == 2


@pytest.mark.parametrize("status", [301, 302, 400, 404, 410, 500, 503])
def test_only_good_answers_are_stored(page_cache, requests, status):
    view = View(status=status)
    middleware = EditionCache(view)
    for _ in range(2):
        assert "ETag" not in middleware(requests.get("/cases/unknown/")).headers
    assert view.asked == 2
    assert files(page_cache) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda response: response.set_cookie("sessionid", "zq-canary"),
        lambda response: response.delete_cookie("sessionid"),
        lambda response: patch_vary_headers(response, ["Cookie"]),
        lambda response: patch_vary_headers(response, ["Accept", "cookie"]),
    ],
)
def test_an_answer_for_one_visitor_is_neither_stored_nor_called_public(page_cache, requests, change):
    view = View(change)
    middleware = EditionCache(view)
    for _ in range(2):
        answer = middleware(requests.get("/"))
        assert "ETag" not in answer.headers
        assert "public" not in answer.headers.get("Cache-Control", "")
    assert view.asked == 2
    assert files(page_cache) == []


def test_an_answer_that_varies_by_something_else_is_stored(page_cache, requests):
    view = View(lambda response: patch_vary_headers(response, ["Accept-Encoding"]))
    middleware = EditionCache(view)
    assert [middleware(requests.get("/")).headers["Vary"] for _ in range(2)] == ["Accept-Encoding"] * 2
    assert view.asked == 1


def test_a_page_made_while_an_edition_came_is_not_stored(page_cache, requests):
    publish_documents(case_document())
    middleware = EditionCache(View(lambda response: publish_documents(case_document())))
    middleware(requests.get("/"))
    assert files(page_cache) == []


def test_a_page_stored_while_an_edition_came_is_removed(page_cache, requests, monkeypatch):
    """The edition commits, and empties the cache, between the question for the edition and the write."""
    publish_documents(case_document())
    store = cache.store

    def slow(*given):
        publish_documents(case_document())
        cache.clear()
        return store(*given)

    monkeypatch.setattr(cache, "store", slow)
    EditionCache(View())(requests.get("/"))
    assert files(page_cache.parent) == []


def test_streams_and_large_answers_are_made_anew(page_cache, requests, monkeypatch):
    stream = EditionCache(lambda request: StreamingHttpResponse([b"example"]))
    assert stream(requests.get("/cases.csv")).headers["ETag"]
    monkeypatch.setattr(cache, "MOST_BYTES", 5)
    EditionCache(View())(requests.get("/"))
    assert files(page_cache) == []


def test_endless_questions_do_not_fill_the_disk(page_cache, requests, monkeypatch):
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    view = View()
    middleware = EditionCache(view)
    for n in range(9):
        assert middleware(requests.get(f"/cases/?q={n}")).status_code == 200
    assert len(files(page_cache)) == 3
    middleware(requests.get("/cases/?q=0"))
    assert view.asked == 9


def test_endless_questions_crowd_out_no_address_of_its_own(page_cache, requests, monkeypatch):
    """Pictures cost most to make and take no query: they are made once for each edition whatever else is asked."""
    monkeypatch.setattr(cache, "MOST_FILES", 3)
    view = View()
    middleware = EditionCache(view)
    for n in range(9):
        middleware(requests.get(f"/cases/?q={n}"))
    for _ in range(3):
        middleware(requests.get("/map.png"))
    assert view.asked == 9 + 1


@pytest.mark.parametrize("other", ["/map.png?", "/map.png?&", "/map.png?&&&"])
def test_writing_an_address_otherwise_makes_no_further_copy(page_cache, requests, other, settings):
    settings.ALLOWED_HOSTS = ["example.org"]
    view = View()
    middleware = EditionCache(view)
    middleware(requests.get("/map.png", headers={"host": "example.org"}))
    path, _mark, query = other.partition("?")
    for host in ("example.org", "example.org:8080", "EXAMPLE.org:1"):
        middleware(requests.get(path, QUERY_STRING=query, headers={"host": host}))
    assert view.asked == 1
    assert len(files(page_cache)) == 1


def test_no_address_leaves_the_folder(page_cache, requests):
    middleware = EditionCache(View())
    for path in ("/../../etc/passwd", "/%00", "/" + "a" * 5_000, "/?" + "ü" * 50, "/\ud800"):
        middleware(
            requests.get("/", QUERY_STRING=path, PATH_INFO=path.encode("utf-8", "replace").decode("latin-1"))
        )
    assert {path.parent.parent for path in files(page_cache)} == {page_cache}
    plain = len(hashlib.sha1(b"").hexdigest())  # noqa: S324
    assert {len(path.name.removeprefix(cache.ASKED)) for path in files(page_cache)} == {plain}


def test_a_disk_that_cannot_be_written_only_costs_speed(page_cache, requests):
    page_cache.parent.mkdir(exist_ok=True)
    page_cache.write_text("a file where the folder should be")
    view = View()
    middleware = EditionCache(view)
    for _ in range(2):
        assert middleware(requests.get("/")).status_code == 200
    assert view.asked == 2


def test_an_edition_clears_the_pages_of_both_surfaces(page_cache, settings):
    """Publishing happens on the staff surface; the public one has its own folder beside it."""
    pages = []
    for surface in ("staff", "public"):
        pages.append(settings.PAGE_CACHE_DIR.parent / "pages" / surface / "token" / "page")
        pages[-1].parent.mkdir(parents=True)
        pages[-1].write_bytes(b"an example page")
    settings.PAGE_CACHE_DIR = settings.PAGE_CACHE_DIR.parent / "pages" / "staff"
    cache.clear()
    assert not any(page.exists() for page in pages)


@pytest.mark.parametrize("surface", ["all", "public"])
def test_the_admin_is_never_cached(page_cache, requests, settings, surface):
    settings.SERVES_STAFF = surface == "all"
    view = View()
    middleware = EditionCache(view)
    for path in (
        "/admin/cases/case/",
        "/healthz",
        "/robots.txt",
        "/.well-known/security.txt",
        "/static/x.css",
    ):
        answer = middleware(requests.get(path))
        if surface == "all" or path != "/admin/cases/case/":
            assert "ETag" not in answer.headers, path
    stored = len(files(page_cache))
    assert stored == (0 if surface == "all" else 1)


def test_switched_off_it_stores_nothing_and_still_validates(requests, settings, tmp_path):
    settings.PAGE_CACHE, settings.PAGE_CACHE_DIR = False, tmp_path / "pages"
    view = View()
    middleware = EditionCache(view)
    etag = middleware(requests.get("/")).headers["ETag"]
    assert middleware(requests.get("/")).content == "answer 2 한글".encode()
    assert middleware(requests.get("/", headers={"if-none-match": etag})).status_code == 304
    assert files(tmp_path) == []


def test_a_stored_page_costs_one_query(page_cache, requests, django_assert_num_queries):
    middleware = EditionCache(View())
    with django_assert_num_queries(3):
        middleware(requests.get("/"))
    with django_assert_num_queries(1):
        middleware(requests.get("/"))
