"""What every public page knows of the site: the same place in the other languages, names, contacts."""

import pytest

from advocacy import pages


def places(request) -> dict[str, str]:
    return {alternate.code: alternate.path for alternate in pages.alternates(request)}


@pytest.mark.parametrize("path", ["/cases/", "/ko/cases/", "/zh-hans/cases/"])
def test_the_switch_keeps_the_place(rf, path):
    request = rf.get(path + "?country=CN&after=x~y")
    assert places(request) == {
        "en": "/cases/?country=CN&after=x~y",
        "ko": "/ko/cases/?country=CN&after=x~y",
        "zh-hans": "/zh-hans/cases/?country=CN&after=x~y",
    }


@pytest.mark.parametrize(("path", "code"), [("/", "en"), ("/ko/", "ko"), ("/zh-hans/about/", "zh-hans")])
def test_the_present_language_is_marked(rf, path, code):
    assert [alternate.code for alternate in pages.alternates(rf.get(path)) if alternate.is_current] == [code]


def test_addresses_for_the_head_are_whole_and_permanent(rf, settings):
    settings.SITE_URL = "https://surplace.example"
    urls = [alternate.url for alternate in pages.alternates(rf.get("/ko/cases/?x=1"))]
    assert urls == [
        "https://surplace.example/cases/",
        "https://surplace.example/ko/cases/",
        "https://surplace.example/zh-hans/cases/",
    ]


def test_staff_pages_have_no_switch(rf, settings):
    assert pages.site(rf.get(f"/{settings.ADMIN_PATH}"))["alternates"] == []


@pytest.mark.django_db
def test_the_head_names_the_page_in_each_language_with_its_canonical_query(client):
    page = client.get("/ko/cases/?country=CN&colour=red").content.decode()
    assert '<link rel="canonical" href="http://127.0.0.1:8000/ko/cases/?country=CN">' in page
    for code, path in (("en", "/"), ("ko", "/ko/"), ("zh-hans", "/zh-hans/"), ("x-default", "/")):
        assert f'hreflang="{code}" href="http://127.0.0.1:8000{path}cases/?country=CN">' in page


@pytest.mark.parametrize("view", [pages.about, pages.methodology, pages.accessibility])
def test_pages_about_the_site_run_no_query(rf, view):
    # Without the django_db mark a query raises.
    assert view(rf.get("/")).status_code == 200


@pytest.mark.django_db
def test_contacts_show_where_they_are_set(client, settings):
    assert "No address for corrections is published yet." in client.get("/about/").content.decode()
    settings.CORRECTION_CONTACT = "corrections@example.org"
    assert 'href="mailto:corrections@example.org"' in client.get("/about/").content.decode()


@pytest.mark.django_db
def test_no_secure_channel_is_named_where_there_is_none(client, settings):
    page = client.get("/about/").content.decode()
    assert "has published no secure channel yet" in page
    assert "Use only the secure channel named below" not in page
    settings.SECURE_CHANNEL = "Signal: example.01"
    page = client.get("/about/").content.decode()
    assert "has published no secure channel yet" not in page
    assert "Use only the secure channel named below" in page
    assert "Signal: example.01" in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/about/", "/fact-sheet/", "/corrections/", "/accessibility/"])
def test_no_page_has_a_field_for_testimony(client, path):
    page = client.get(path).content.decode()
    assert "<textarea" not in page
    assert 'method="post"' not in page


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_the_accessibility_statement_is_dated_and_admits_what_is_missing(client, prefix):
    page = client.get(f"{prefix}/accessibility/").content.decode()
    assert f'<time datetime="{pages.ACCESSIBILITY_TESTED}">' in page
    assert 'id="limits"' in page
    assert 'id="barrier"' in page


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/about/", "/methodology/"])
def test_an_office_that_relaxes_the_four_eyes_rule_says_so(client, settings, path):
    assert "one person may both write and publish" not in client.get(path).content.decode()
    settings.FOUR_EYES = False
    assert "one person may both write and publish" in client.get(path).content.decode()
