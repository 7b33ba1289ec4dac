import pytest
from django.test import RequestFactory

from advocacy.requests import QUERY_BYTES, is_readable

UNREADABLE = {
    "NUL in the path": "/page/%00/",
    "NUL in the query": "/page/?q=%00",
    "bad UTF-8 in the path": "/page/%ff/",
    "half a character in the path": "/page/%ea%b0/",
    "bad UTF-8 in the query": "/page/?q=%c3%28",
    "bad UTF-8 in a name of the query": "/page/?%ff=1",
    "10 kB parameter": "/page/?q=" + "x" * 10_000,
}


@pytest.mark.parametrize("path", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize("prefix", ["", "/ko", "/admin"])
def test_unreadable_address_is_answered_400(visitor, prefix, path):
    assert visitor.get(prefix + path).status_code == 400


def test_raw_nul_is_answered_400(visitor):
    assert visitor.get("/page/", QUERY_STRING="q=\0").status_code == 400
    assert visitor.get("/page/", HTTP_COOKIE='sessionid="\\000abcdefgh"').status_code == 400


@pytest.mark.parametrize(
    "query", ["q=%EA%B0%80", "q=100%", "q=%zz", "q=%", "a=1&a=2&&=&", "q=" + "x" * (QUERY_BYTES - 2)]
)
def test_odd_but_readable_query_reaches_the_page(visitor, query):
    assert visitor.get("/page/", QUERY_STRING=query).status_code == 200


def test_korean_path_is_readable():
    assert is_readable(RequestFactory().get("/사례/"))


@pytest.mark.parametrize(
    "host", ["other.example", "127.0.0.1.other.example", "", "a b", "테스트", "testserver:port"]
)
def test_unknown_host_is_answered_400(visitor, host):
    assert visitor.get("/page/", HTTP_HOST=host, SERVER_NAME="other.example").status_code == 400


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_public_pages_are_read_only(visitor, method):
    for path in ("/page/", "/ko/page/", "/missing/", "/static/missing.css"):
        response = visitor.generic(method, path)
        assert response.status_code == 405
        assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_admin_accepts_forms_and_nothing_else(visitor, method):
    response = visitor.generic(method, "/admin/form/")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"
    assert visitor.post("/admin/form/").status_code == 200


def test_head_is_answered(visitor):
    response = visitor.head("/page/")
    assert response.status_code == 200
    assert response.content == b""


@pytest.mark.parametrize("path", ["//other.example/page", "//other.example/%2f..", "/%5cother.example"])
def test_redirect_for_a_slash_stays_on_the_site(visitor, path):
    response = visitor.get(path)
    location = response.headers.get("Location", "/")
    assert location.startswith("/")
    assert not location.startswith("//")
