"""What is not, or no longer, public leaves no trace in what still is: no word, no reference, no number, no answer
that differs. The documents that stay are not written anew by a take-down; everything that reads them must leave it
out."""

import re

import pytest
from django.urls import resolve
from django.utils.translation import activate

from cases.published.models import PublishedEntry
from tests import addresses
from tests.published import tables
from tests.published.documents import (
    action_document,
    case_document,
    citation_part,
    event_part,
    figure_document,
    figure_part,
    relation_part,
    response_document,
    response_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db

#: Words and numbers that stand only in what is not public.
GONE = re.compile(r"zq\w*canary|77[,. ]?531|77,?532", re.IGNORECASE)
NUMBER, OTHER_NUMBER = 77_531, 77_532


def canary(name: str) -> str:
    return f"zq{name}canary"


def word(name: str) -> dict[str, str]:
    return {language: f"Hidden {canary(name)}" for language in ("en", "ko", "zh-hans")}


@pytest.fixture
def world() -> dict[str, dict]:
    """What is public and names what is not: a source and a case that were taken down, a case that never was public."""
    kept = source_document(reference="kept-source")
    gone = source_document(
        reference=canary("source"),
        **{key: f"Hidden {canary(key)}" for key in ("title", "publisher", "original_publisher", "author")},
        url=f"https://example.org/{canary('url')}",
    )
    reprint = source_document(reference="kept-reprint", derived_from=gone["reference"])
    hidden = {"label": word("label"), "subgroup": word("subgroup"), "attributed_to": canary("speaker")}
    figure = figure_document(gone["reference"], reference=canary("figure"), low=NUMBER, high=NUMBER, **hidden)
    figure["citations"] = [
        citation_part("kept-source", "figure", figure["reference"], locator=canary("page"))
    ]
    statement = statement_document(gone["reference"], reference=canary("statement"), text=word("text"))
    part = figure_part(
        gone["reference"], reference=canary("part"), low=OTHER_NUMBER, high=OTHER_NUMBER, **hidden
    )
    event = event_part(stated_reason={"en": "An example reason."})
    past = case_document(
        reference=canary("older"),
        title=word("title"),
        summary=word("summary"),
        events=[event_part(summary=word("step"))],
    )
    case = case_document(
        reference="kept-case",
        events=[event],
        figures=[figure_part("kept-source"), part],
        citations=[
            citation_part("kept-source", "case", "kept-case"),
            citation_part("kept-source", "figure", part["reference"], locator=canary("locator")),
            citation_part(gone["reference"], "event", event["reference"], locator=canary("locator")),
        ],
        relations=[
            relation_part("kept-case", figure["reference"], kind="counted_in", to_kind="figure"),
            relation_part("kept-case", past["reference"]),
            relation_part("kept-case", canary("draft")),
            relation_part(
                part["reference"], figure["reference"], kind="part_of", from_kind="figure", to_kind="figure"
            ),
        ],
        working_counts=[
            {
                "measure": "forcibly_returned",
                "low": 5,
                "high": 5,
                "basis": "chosen",
                "figure": part["reference"],
                "reason": f"Hidden {canary('reason')}",
            }
        ],
    )
    action = action_document(
        reference="kept-action",
        cases=["kept-case", past["reference"], canary("draft")],
        responses=[response_part(case=canary("draft")), response_part(case=past["reference"])],
        citations=[citation_part(gone["reference"], "action", "kept-action", locator=canary("locator"))],
    )
    about_past = response_document(case=past["reference"], summary=word("answer"))
    about_draft = response_document(case=canary("draft"), summary=word("answer"))
    documents = {
        "kept": kept,
        "gone": gone,
        "reprint": reprint,
        "figure": figure,
        "statement": statement,
        "past": past,
        "case": case,
        "action": action,
        "about_past": about_past,
        "about_draft": about_draft,
    }
    state = publish_documents(*documents.values())
    PublishedEntry.objects.bulk_create(
        PublishedEntry(
            edition_id=state.serial, kind=document["kind"], reference=document["reference"], act="corrected",
            fields_changed=["title", "text", "low"],
        )
        for document in documents.values()
    )  # fmt: skip
    return documents


REFERENCES = ("kept-case", "kept-source", "kept-reprint", "kept-action", "no-such-reference")


def text_of(response) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return headers + "\n" + content.decode(errors="replace")


def test_what_was_taken_down_is_found_before_and_nowhere_after(world, client):
    paths = addresses.addresses(REFERENCES)
    english = [path for path in paths if not path.startswith(addresses.LANGUAGES[1:])]
    found = [path for path in english if GONE.search(text_of(client.get(path)))]
    activate("en")
    names = {resolve(path).url_name for path in found}
    # The net holds: while it was public it stood in all of these.
    assert names >= {
        "case-page", "source-page", "figure-list", "statement-list", "corrections", "authorities", "sources-csv",
        "figures-json", "api-statements", "api-edition", "case-json", "sitemap", "statements-atom", "responses-csv",
    }, names  # fmt: skip

    take_down(world["gone"])
    take_down(world["past"])

    after = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code < 500, path
        if "image/png" not in response.headers["Content-Type"]:
            after[path] = set(GONE.findall(text_of(response)))
    assert len(after) > 250
    assert {path: found for path, found in after.items() if found} == {}
    assert rows_with_canaries() == {}


#: Documents stay as they were published; references in these columns lead nowhere while their end is not public.
LEFT = {
    "published_document",
    "published_reference",
    "published_action_case.case_reference",
    "published_response.case_reference",
    "published_entry",
    "published_tombstone",
}


def rows_with_canaries() -> dict[str, list[str]]:
    """Every cell of every published table, those of the search index included, that holds what is gone."""
    found: dict[str, list[str]] = {}
    seen = 0
    for cell, text in tables.cells():
        seen += 1
        if GONE.search(text) and not {cell, cell.partition(".")[0]} & LEFT:
            found.setdefault(cell, []).append(text[:80])
    assert seen > 300
    return found


def test_no_filter_tells_a_draft_from_nothing(world, client):
    """A reference that something public names, and that is not public, finds what any other reference finds."""
    take_down(world["past"])
    asked, told = 0, []
    for route, path in addresses.routes():
        if "<" in path or route == "map-png":  # its text, which holds the value, is that of the SVG
            continue
        for parameter in ("case", "source", "q", "place", "at", "addressee", "publisher", "origin"):
            answers = set()
            # Of one length: some answers say how long they are.
            for value in (canary("draft"), canary("older"), "qx" + "x" * 11):
                response = client.get(f"/{path}", {parameter: value})
                answers.add((response.status_code, without_value(text_of(response), value)))
                asked += 1
            if len(answers) > 1:
                told.append((route, parameter))
    assert told == [], told
    assert asked > 1000


def without_value(text: str, value: str) -> str:
    return re.sub(r"(?m)^(ETag|Content-Length): .*$", "", text.replace(value, ""))
