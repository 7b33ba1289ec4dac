import re

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


# --- the language that staff choose -------------------------------------------------------------------


@pytest.mark.django_db
def test_staff_choose_their_language_for_the_session(client, viewer):
    client.force_login(viewer)
    answer = client.post("/admin/language/", {"language": "ko", "next": "/admin/cases/case/?q=x"})
    assert (answer.status_code, answer.url) == (302, "/admin/cases/case/?q=x")
    page = client.get("/admin/", HTTP_ACCEPT_LANGUAGE="zh-hans")
    assert page.headers["Content-Language"] == "ko"
    assert '<html lang="ko"' in page.content.decode()
    client.post("/admin/language/", {"language": "zh-hans"})
    assert client.get("/admin/").headers["Content-Language"] == "zh-hans"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ko", "zh-hans"])
def test_each_language_stands_under_its_own_name(client, viewer, language):
    """Whoever was led into a language they cannot read looks for the name they know."""
    client.force_login(viewer)
    client.post("/admin/language/", {"language": language})
    html = client.get("/admin/").content.decode()
    for code, name in (("en", "English"), ("ko", "한국어"), ("zh-hans", "简体中文")):
        assert re.search(rf'value="{code}" lang="{code}"[^>]*>{name}</button>', html)


@pytest.mark.django_db
def test_the_choice_ends_with_the_session(client, viewer):
    client.force_login(viewer)
    client.post("/admin/language/", {"language": "ko"})
    client.post("/admin/logout/")
    client.force_login(viewer)
    assert client.get("/admin/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_the_choice_leaves_public_pages_alone(client, viewer):
    client.force_login(viewer)
    client.post("/admin/language/", {"language": "ko"})
    public = client.get("/about/")
    assert public.headers["Content-Language"] == "en"
    assert "Cookie" not in public.headers.get("Vary", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["https://example.org/", "//example.org/admin/", "/about/", "javascript:alert(1)", "", "/\\example.org"],
)
def test_it_never_leads_out_of_the_admin(client, viewer, address):
    client.force_login(viewer)
    answer = client.post("/admin/language/", {"language": "ko", "next": address})
    assert (answer.status_code, answer.url) == (302, "/admin/")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "fr", "ko; x", "../ko"])
def test_other_languages_are_refused(client, viewer, language):
    client.force_login(viewer)
    assert client.post("/admin/language/", {"language": language}).status_code == 400
    assert client.get("/admin/").headers["Content-Language"] == "en"


@pytest.mark.django_db
def test_strangers_choose_nothing(client):
    assert "/admin/login/" in client.post("/admin/language/", {"language": "ko"}).url
    assert client.get("/admin/language/").status_code in (302, 405)
    assert client.get("/admin/login/").headers["Content-Language"] == "en"
