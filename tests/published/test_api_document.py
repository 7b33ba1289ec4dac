"""docs/api.md: what it shows is what is answered."""

import json
import re
from pathlib import Path

import pytest

from tests.published.documents import case_document
from tests.published.editions import publish_documents, take_down
from tests.published.examples import mass_return

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text("utf-8")
SITE = "https://surplace.example"
#: A request and, where one follows at once, the answer shown.
SHOWN = re.compile(rf"```\ncurl [^\n]*'{SITE}(/[^']*)'\n```\n(?:\n```json\n(.*?)\n```)?", re.DOTALL)
ANYTHING = "…"


def agrees(shown, found) -> bool:
    """Whether an answer holds what is shown of it: "…" stands for whatever else there is."""
    if shown == ANYTHING:
        return True
    if isinstance(shown, dict):
        names = {name for name in shown if name != ANYTHING}
        whole = ANYTHING in shown or names == set(found)
        return whole and all(name in found and agrees(shown[name], found[name]) for name in names)
    if isinstance(shown, list):
        items = [item for item in shown if item != ANYTHING]
        whole = ANYTHING in shown or len(items) == len(found)
        return whole and all(agrees(item, part) for item, part in zip(items, found, strict=False))
    return shown == found


def test_what_stands_for_the_rest_hides_no_difference():
    assert agrees({"a": [1, "…"], "…": "…"}, {"a": [1, 2], "b": 3})
    assert not agrees({"a": 1}, {"a": 1, "b": 2})
    assert not agrees({"a": [1]}, {"a": [1, 2]})
    assert not agrees({"a": {"b": 1, "…": "…"}}, {"a": {"b": 2}})
    assert not agrees({"a": 1, "…": "…"}, {})


@pytest.mark.django_db
def test_examples_are_answered_as_shown(client, settings):
    settings.SITE_URL = SITE
    gone = case_document(reference="taken-down-example", countries=["LA"])
    publish_documents(*mass_return())
    shown = SHOWN.findall(TEXT)
    assert len(shown) == TEXT.count("curl ") == 9
    compared = 0
    for path, answer in shown:
        if "taken-down-example" in path:
            take_down(gone)
        response = client.get(path)
        assert response.status_code in (200, 400, 410), path
        if answer:
            assert agrees(json.loads(answer), response.json()), (path, response.json())
            compared += 1
    assert compared == 7
