import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory

from advocacy.headers import HeadersMiddleware

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Every kind of answer, by what gives it: address, request, status.
ANSWERS = {
    "page": ("/page/", {}, 200),
    "redirect": ("/away/", {}, 302),
    "slash": ("/page", {}, 301),
    "file": ("/static/admin/css/base.css", {}, 200),
    "missing": ("/missing/", {}, 404),
    "missing file": ("/static/missing.css", {}, 404),
    "denied": ("/deny/", {}, 403),
    "suspicious": ("/suspect/", {}, 400),
    "failing": ("/fail/", {}, 500),
    "database": ("/lost/", {}, 503),
    "unknown host": ("/page/", {"HTTP_HOST": "other.example"}, 400),
    "unknown host of a file": ("/static/admin/css/base.css", {"HTTP_HOST": "other.example"}, 400),
    "NUL": ("/page/%00", {}, 400),
    "method": ("/page/", {"REQUEST_METHOD": "TRACE"}, 405),
    "admin": ("/admin/form/", {}, 200),
    "admin failing": ("/admin/form/", {"REQUEST_METHOD": "PUT"}, 405),
}


def policy_of(response) -> set[str]:
    return set(response.headers["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("kind", ANSWERS)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_every_answer_has_the_headers(settings, visitor, kind, scheme):
    settings.WHITENOISE_USE_FINDERS = True
    settings.SECURE_HSTS_SECONDS = 31_536_000 if scheme == "https" else 0
    path, request, status = ANSWERS[kind]
    response = visitor.get(path, secure=scheme == "https", **request)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in ALWAYS} == ALWAYS
    is_admin = path.startswith("/admin/")
    assert policy_of(response) == POLICY
    features = response.headers["Permissions-Policy"].split(", ")
    assert {"geolocation=()", "camera=()", "microphone=()"} <= set(features)
    hsts = response.headers.get("Strict-Transport-Security")
    assert hsts == ("max-age=31536000" if scheme == "https" else None)
    assert (response.headers.get("Cache-Control") == "no-store") == (is_admin or status >= 400)
    assert "Server" not in response.headers
    assert "Access-Control-Allow-Origin" not in response.headers


def test_redirect_to_https_has_the_headers(settings, visitor):
    settings.SECURE_SSL_REDIRECT = True
    response = visitor.get("/page/")
    assert response.status_code == 301
    assert response.headers["Location"] == "https://testserver/page/"
    assert policy_of(response) == POLICY


def test_headers_are_outermost(settings):
    assert settings.MIDDLEWARE[0] == "advocacy.headers.HeadersMiddleware"


@pytest.mark.django_db
def test_sign_in_page_keeps_nothing_and_has_no_inline_code():
    response = Client().get("/admin/login/")
    assert response.headers["Cache-Control"] == "no-store"
    body = response.content.decode()
    assert "data:" not in body
    assert " style=" not in body
    assert "<style" not in body
    assert "<script>" not in body


@pytest.mark.parametrize(
    "response", [HttpResponse(b"body"), StreamingHttpResponse([b"bo", b"dy"])], ids=["whole", "streamed"]
)
def test_an_answer_to_head_has_no_body(response):
    # Asked without the test client, which would take the body out itself.
    answer = HeadersMiddleware(lambda request: response)(RequestFactory().head("/page/"))
    assert b"".join(answer) == b""
    if not answer.streaming:
        assert answer.headers["Content-Length"] == "4"
