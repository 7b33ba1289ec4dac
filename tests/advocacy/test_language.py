import pytest
from django.utils import translation

from advocacy.language import path_language


@pytest.mark.parametrize(
    ("path", "language"),
    [
        ("/", "en"),
        ("/cases/", "en"),
        ("/ko/", "ko"),
        ("/ko", "ko"),
        ("/zh-hans/cases/", "zh-hans"),
        ("/zh-hant/", "en"),
        ("/korea/", "en"),
        ("/cases/ko/", "en"),
        ("/KO/", "en"),
    ],
)
def test_language_of_a_path(path, language):
    assert path_language(path) == language


@pytest.mark.parametrize(
    ("path", "language"), [("/page/", "en"), ("/ko/page/", "ko"), ("/zh-hans/page/", "zh-hans")]
)
def test_public_page_follows_its_address_and_nothing_else(visitor, path, language):
    visitor.cookies["django_language"] = "ko"
    response = visitor.get(path, HTTP_ACCEPT_LANGUAGE="zh-hans")
    with translation.override(language):
        assert response.content.decode() == translation.gettext("Home")
    assert response.headers["Content-Language"] == language
    assert "Vary" not in response.headers
    assert not response.cookies


def test_korean_and_chinese_pages_differ(visitor):
    assert len({visitor.get(path).content for path in ("/page/", "/ko/page/", "/zh-hans/page/")}) == 3


def test_default_language_has_no_prefix(visitor):
    assert visitor.get("/en/page/").status_code == 404


def test_streamed_body_keeps_the_language(visitor):
    streamed = b"".join(visitor.get("/ko/stream/").streaming_content)
    assert streamed == visitor.get("/ko/page/").content


def test_admin_follows_the_browser(visitor):
    response = visitor.get("/admin/form/", HTTP_ACCEPT_LANGUAGE="ko")
    assert response.headers["Content-Language"] == "ko"
    assert "Accept-Language" in response.headers["Vary"]
