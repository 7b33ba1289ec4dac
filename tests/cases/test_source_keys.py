"""By what two sources are recognised as the same document."""

import pytest

from cases.source_keys import ADDRESS_KEY_LENGTH, address_key, likeness, plain_address, title_key

SAME = [
    "https://www.example.org/news/2013/article",
    "http://example.org/news/2013/article/",
    "HTTPS://WWW.EXAMPLE.ORG:443/news/2013/article",
    "https://m.example.org/news/2013/article",
    "https://amp.example.org/news/2013/article",
    "https://example.org/amp/news/2013/article",
    "https://example.org/news/2013/article/amp/",
    "https://example.org/news/2013/article.amp",
    "https://example.org/news//2013/article/index.html",
    "https://example.org/news/2013/article?utm_source=letter&utm_medium=mail&fbclid=x",
    "https://example.org/news/2013/article#comments",
    "https://web.archive.org/web/20130601000000/http://www.example.org/news/2013/article",
    "https://web.archive.org/web/20130601000000id_/http://www.example.org/news/2013/article",
    "https://archive.ph/20130601000000/https://www.example.org/news/2013/article",
    "https://www.google.com/amp/s/www.example.org/news/2013/article",
    "https://www-example-org.cdn.ampproject.org/c/s/www.example.org/news/2013/article",
    "  https://example.org/news/2013/article  ",
]


@pytest.mark.parametrize("url", SAME)
def test_ways_to_one_page(url):
    assert plain_address(url) == "example.org/news/2013/article"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/view?id=1", "https://example.org/view?id=2"),
        ("https://example.org/a", "https://example.org/b"),
        ("https://example.org/a", "https://example.com/a"),
        ("https://news.example.org/a", "https://example.org/a"),
        ("https://example.org/#!/one", "https://example.org/#!/two"),
        ("https://example.org/Article", "https://example.org/article"),
        (
            "https://web.archive.org/web/2013/https://example.org/a",
            "https://web.archive.org/web/2013/https://example.org/b",
        ),
    ],
)
def test_different_pages(one, other):
    assert address_key(one) != address_key(other)


def test_the_order_of_parameters_and_the_writing_of_a_path_do_not_matter():
    assert address_key("https://example.org/view?b=2&a=1") == address_key("https://example.org/view?a=1&b=2")
    assert address_key("https://example.org/%C5%BB%BA%CF") != address_key("https://example.org/%C5%BB%BA%D0")
    assert address_key("https://example.org/탈북") == address_key("https://example.org/%ED%83%88%EB%B6%81")
    assert address_key("https://example.한국/a") == address_key("https://example.xn--3e0b707e/a")


@pytest.mark.parametrize("url", ["", "   "])
def test_no_address_has_no_key(url):
    assert address_key(url) == ""


@pytest.mark.parametrize(
    "url",
    [
        "not an address",
        "https://[half",
        "https://example.org:99999999/",
        "http://",
        "ftp://x",
        "a" * 2000,
        "https://example.org/\ud800?a=\ud800#!\ud800",
    ],
)
def test_anything_can_be_asked_about(url):
    assert len(address_key(url)) in (0, ADDRESS_KEY_LENGTH)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nine refugees are returned", "NINE  REFUGEES are returned."),
        (
            "Nine refugees are returned to Pyongyang | Example Daily",
            "Nine refugees are returned to Pyongyang",
        ),
        (
            "Nine refugees are returned to Pyongyang - Example Daily",
            "Nine refugees are returned to Pyongyang",
        ),
        ("“탈북 청소년” 9명 북송", "'탈북 청소년' 9명 북송"),
        ("９名脱北者被遣返", "9名脱北者被遣返"),
    ],
)
def test_writings_of_one_title(one, other):
    assert title_key(one) == title_key(other) != ""


def test_titles_that_differ():
    assert title_key("Nine refugees returned") != title_key("Ten refugees returned")
    assert title_key("China - a report") != title_key("China")
    assert title_key("…") == ""


def test_likeness_goes_from_nothing_to_all():
    assert likeness("Nine refugees returned from Laos", "Nine refugees returned from Laos") == 1
    assert 0.5 <= likeness("Nine refugees returned from Laos", "Laos: nine young refugees returned") < 1
    assert likeness("Nine refugees returned", "Trade talks in Example City") == 0
    assert likeness("탈북 청소년 9명 강제북송", "라오스 탈북 청소년 9명 강제북송") > 0.5
    assert likeness("", "") == 0
