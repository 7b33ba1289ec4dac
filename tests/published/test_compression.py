"""Compressed answers: which, for whom, and that each form has a name of its own in caches."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from cases.published.cache import EditionCache
from cases.published.compression import accepted_encoding
from tests.published.documents import case_document
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

PAGE = ("<p>강제송환 " * 200).encode()


def answer(content: bytes = PAGE, content_type: str = "text/html; charset=utf-8", **headers):
    """A middleware around a view that always answers this."""
    return EditionCache(lambda request: HttpResponse(content, content_type=content_type, headers=headers))


def ask(method: str = "get", path: str = "/cases/", **headers):
    return getattr(RequestFactory(), method)(path, headers={"accept-encoding": "gzip, deflate, br"} | headers)


def test_a_page_comes_compressed_to_who_reads_that(page_cache):
    publish_documents(case_document())
    middleware = answer()
    packed = middleware(ask())
    plain = middleware(ask(**{"accept-encoding": "identity"}))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content == PAGE
    assert len(packed.content) < len(PAGE) / 10
    assert "Content-Encoding" not in plain.headers


def test_both_forms_are_stored_and_have_a_tag_each(page_cache):
    publish_documents(case_document())
    middleware = answer()
    first, second = (middleware(ask()) for _ in range(2))
    plain = middleware(ask(**{"accept-encoding": "identity"}))
    assert first.content == second.content
    assert second.headers["Content-Encoding"] == "gzip"
    assert first.headers["ETag"] == second.headers["ETag"] != plain.headers["ETag"]
    assert first.headers["Vary"] == second.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert len([path for path in page_cache.rglob("*") if path.is_file()]) == 2


def test_who_has_one_form_is_not_told_that_it_is_the_other(page_cache):
    middleware = answer()
    tag = middleware(ask()).headers["ETag"]
    again = middleware(ask(**{"if-none-match": tag}))
    assert (again.status_code, again.headers["ETag"], again.headers["Vary"]) == (304, tag, "Accept-Encoding")
    other = middleware(ask(**{"if-none-match": tag, "accept-encoding": "identity"}))
    assert (other.status_code, other.content) == (200, PAGE)


def test_a_request_for_headers_alone_is_told_those_of_the_compressed_page(page_cache):
    middleware = answer(**{"Content-Length": str(len(PAGE))})
    page, head = middleware(ask()), middleware(ask("head"))
    assert page.headers["Content-Length"] == head.headers["Content-Length"] == str(len(page.content))
    assert head.headers["Content-Encoding"] == "gzip"


def test_a_stream_stays_as_it_is(page_cache):
    def broken():
        yield b"first line\r\n" * 100
        raise OSError("the database went away")

    middleware = EditionCache(lambda request: StreamingHttpResponse(broken(), content_type="text/csv"))
    response = middleware(ask())
    assert "Content-Encoding" not in response.headers
    with pytest.raises(OSError, match="went away"):
        b"".join(response)


@pytest.mark.parametrize(
    ("content", "content_type", "headers"),
    [
        (b"short", "text/html", {}),
        (PAGE, "image/png", {}),
        (PAGE, "text/html", {"Content-Encoding": "br"}),
    ],
)
def test_what_would_gain_nothing_stays_as_it_is(page_cache, content, content_type, headers):
    middleware = answer(content, content_type, **headers)
    response = middleware(ask())
    assert response.content == content
    assert response.headers.get("Content-Encoding") == headers.get("Content-Encoding")


def test_what_is_made_for_one_visitor_is_not_compressed(page_cache):
    """Where a secret may stand in the page, its compressed size would help to guess it."""

    def view(request):
        response = HttpResponse(PAGE)
        response.set_cookie("csrftoken", "secret")
        return response

    assert "Content-Encoding" not in EditionCache(view)(ask()).headers


def test_the_admin_is_not_compressed(page_cache, settings):
    middleware = answer()
    response = middleware(ask(path=f"/{settings.ADMIN_PATH}"))
    assert response.content == PAGE


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", ""),
        ("identity", ""),
        ("br", ""),
        ("gzip", "gzip"),
        ("br;q=1.0, GZIP;q=0.8", "gzip"),
        ("gzip;q=0", ""),
        ("gzip; q=0.000", ""),
        ("gzip;q=0.001", "gzip"),
        ("notgzip", ""),
    ],
)
def test_the_browser_says_what_it_reads(header, encoding):
    assert accepted_encoding(RequestFactory().get("/", headers={"accept-encoding": header})) == encoding
