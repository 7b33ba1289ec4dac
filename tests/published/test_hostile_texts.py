"""Texts of the record that try to be more than texts: no page, picture or file takes them for markup or formulas, and
none fails because of them."""

import csv
import io
import re
from xml.etree import ElementTree

import pytest

from tests import addresses
from tests.published.documents import (
    PLACE,
    action_document,
    case_document,
    citation_part,
    event_part,
    figure_document,
    response_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

MARKUP = '</text></title><image href="/etc/hostname"/><script>alert(1)</script>{{ 7|add:7 }}{% now %}'
#: Nothing of it may stand in XML, a header or a field of one line. Signs of writing direction stay: they are text.
CONTROL = "\x01\x0b\x1f\x85\ufffe\uffff\r\nTY  - BOOK\r\nSet-Cookie: a=b"
HOSTILE = f"=cmd|'/C calc'!A0 {MARKUP} {CONTROL} ]]> &amp; \u202e \\input{{x}} }}"
PATHS = ("hostile-case", "hostile-source", "hostile-action")


def words(text: str = HOSTILE) -> dict[str, str]:
    return {"en": text, "ko": text}


@pytest.fixture
def hostile() -> None:
    """One of everything whose free texts are all hostile."""
    place = {**PLACE, "reference": "hostile-place", "name": words(), "city": words(), "province": words()}
    responder = {"reference": "hostile-ministry", "name": words(), "kind": "ministry", "country": "CN"}
    source = source_document(reference="hostile-source", title=HOSTILE, publisher=HOSTILE, author=HOSTILE)
    event = event_part(kind="forcibly_returned", place=place, summary=words(), stated_reason=words())
    case = case_document(
        reference="hostile-case",
        title=words(),
        summary=words(),
        place=place,
        events=[event],
        citations=[citation_part("hostile-source", "case", "hostile-case", locator=HOSTILE)],
    )
    figure = figure_document("hostile-source", attributed_to=HOSTILE, label=words(), subgroup=words())
    action = action_document(
        reference="hostile-action",
        actor=words(),
        summary=words(),
        addressees=[responder],
        cases=["hostile-case"],
        responses=[response_part(responder=responder, summary=words())],
    )
    statement = statement_document("hostile-source", text=words(), topic="state_position")
    publish_documents(source, case, figure, action, statement)


def test_no_public_address_takes_a_text_for_more(hostile, client):
    asked, checked = 0, dict.fromkeys((*CHECKS, "png"), 0)
    for path in addresses.addresses(PATHS):
        response = client.get(path)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        asked += 1
        assert response.status_code < 500, path
        assert "Set-Cookie" not in response.headers, path
        if response.status_code != 200:
            continue
        for kind, check in CHECKS.items():
            if kind in response.headers["Content-Type"]:
                check(content.decode(errors="replace"), path)
                checked[kind] += 1
        checked["png"] += content.startswith(b"\x89PNG")
    assert asked > 250
    least = {"xml": 40, "csv": 20, "html": 45, "png": 35, "research-info": 1, "bibtex": 1}
    assert {kind: number for kind, number in checked.items() if number < least[kind]} == {}


def check_xml(text: str, path: str) -> None:
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(text).iter()}  # noqa: S314  our own
    assert not names & {"image", "script", "foreignObject", "style"}, path


def check_html(text: str, path: str) -> None:
    assert not re.search(r"<image|<script>|<script[^>]*>alert", text), path


def check_csv(text: str, path: str) -> None:
    for line in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
        assert not [cell for cell in line if cell[:1] in ("=", "+", "@", "\t", "\r")], path


def check_ris(text: str, path: str) -> None:
    """One field a line, and one record."""
    lines = text.split("\r\n")
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in lines if line), path
    assert [line for line in lines if line.startswith("TY")] == ["TY  - ELEC"]
    assert "\n" not in text.replace("\r\n", "")


def check_bibtex(text: str, path: str) -> None:
    """Braces of the entry balance, whatever the title does, and no command of its own stands in it."""
    assert text.count("{") == text.count("}"), path
    assert text.count("\n@") == 0
    assert "\\input" not in text


CHECKS = {
    "xml": check_xml,
    "html": check_html,
    "csv": check_csv,
    "research-info": check_ris,
    "bibtex": check_bibtex,
}
