"""How much a first visit weighs on the wire: the page and its sheets, as the server sends them to a browser."""

import re
from http.client import HTTPConnection
from itertools import product
from urllib.parse import urlsplit

import pytest

from tests.browser.test_visit import LANGUAGES, PAGES

MOST_BYTES = 60_000
SHEET = re.compile(rb'<link rel="stylesheet" href="([^"]+)"')
SCRIPT = re.compile(rb"<script[^>]+src=")


class Wire:
    """Asks as a browser does, and counts every byte of the answers: status line, headers and body as sent."""

    def __init__(self, site: str):
        self.connection = HTTPConnection(urlsplit(site).netloc, timeout=30)

    def get(self, path: str, encoding: str = "gzip, deflate, br") -> tuple[int, int, dict[str, str], bytes]:
        self.connection.request("GET", path, headers={"Accept-Encoding": encoding})
        response = self.connection.getresponse()
        body = response.read()
        headers = {name.lower(): value for name, value in response.getheaders()}
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders())
        return response.status, len(body) + head, headers, body


@pytest.fixture(scope="module")
def wire(site):
    return Wire(site)


def test_a_first_view_weighs_less_than_sixty_kilobytes(wire):
    sheets, heavy, weighed = {}, {}, 0
    for language, path in product(LANGUAGES, PAGES):
        _status, weight, _headers, _body = wire.get(language + path)
        _status, _plain, _headers, text = wire.get(language + path, "identity")
        assert not SCRIPT.search(text), path
        for sheet in SHEET.findall(text):
            address = sheet.decode()
            sheets.setdefault(address, wire.get(address)[1])
            weight += sheets[address]
        if weight >= MOST_BYTES:
            heavy[language + path] = weight
        weighed += 1
    assert heavy == {}
    assert weighed == len(LANGUAGES) * len(PAGES)
    assert len(sheets) >= 5


def test_pages_and_sheets_come_compressed_and_say_so(wire):
    _status, packed, headers, _body = wire.get("/cases/")
    _status, plain, plain_headers, text = wire.get("/cases/", "identity")
    assert headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain_headers
    assert headers["etag"] != plain_headers["etag"]
    assert "accept-encoding" in headers["vary"].lower()
    assert "accept-encoding" in plain_headers["vary"].lower()
    assert packed < plain / 3
    for sheet in SHEET.findall(text):
        assert wire.get(sheet.decode())[2]["content-encoding"] in ("gzip", "br")
