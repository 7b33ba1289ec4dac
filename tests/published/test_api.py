"""The JSON API: pages without gaps, single things, what is gone, totals, editions, errors that help."""

import random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.published import totals
from cases.published.api import answers
from cases.published.exports import FILTERS
from cases.published.models import PublishedCase, PublishedEntry
from tests.published.documents import (
    affected,
    case_document,
    citation_part,
    event_part,
    one_of_everything,
    source_document,
)
from tests.published.editions import publish_documents, take_down
from tests.published.examples import world
from tests.published.test_exports import results as whole_file

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"


def get(client, path: str, status: int = 200, **query) -> dict:
    response = client.get(f"/api/v1/{path}", query)
    assert response.status_code == status, response.content
    kind = "application/json" if status == 200 else "application/problem+json"
    assert response.headers["Content-Type"] == kind
    return response.json()


def pages(client, address: str) -> list[dict]:
    found = []
    while address:
        found.append(client.get(address).json())
        address = found[-1]["next"]
    return found


@pytest.mark.parametrize("table", FILTERS)
def test_pages_hold_the_whole_list_in_its_order_once(client, table):
    publish_documents(*world(4), *one_of_everything().values())
    compared = 0
    for sort in FILTERS[table].sorts:
        query = {"sort": sort}
        if "q" in {parameter.name for parameter in FILTERS[table].parameters}:
            query["q"] = "example"
        expected = whole_file(client, table, urlencode(query))
        for limit in (1, 3, 200):
            found = pages(client, f"/api/v1/{table}?{urlencode(query)}&limit={limit}")
            things = [thing for page in found for thing in page["data"]]
            assert things == expected["results"]
            assert {page["count"] for page in found} == {expected["count"]}
            assert max(len(page["data"]) for page in found) <= limit
            compared += len(things)
    assert compared >= 3


def test_a_page_says_what_it_is(client):
    publish_documents(*(case_document(countries=["LA"]) for _number in range(3)))
    response = client.get("/api/v1/cases?country=LA&limit=2&lang=ko")
    page = response.json()
    assert (page["count"], page["count_is_exact"], len(page["data"])) == (3, True, 2)
    assert page["filter"]["parameters"] == {"country": "LA"}
    assert page["filter"]["sort"] == "newest"
    assert page["edition"] == {"serial": 1, "made_at": "2026-11-21T09:30:00Z"}
    assert page["licence"]["name"] == "CC0-1.0"
    assert page["next"].startswith(f"{SITE}/api/v1/cases?country=LA&after=")
    assert page["next"].endswith("&limit=2&lang=ko")
    assert response.headers["Content-Language"] == "ko"
    assert response.headers["Link"].startswith(f'<{page["next"]}>; rel="next", ')
    assert 'rel="service-desc"' in response.headers["Link"]
    assert 'rel="license"' in response.headers["Link"]
    last = client.get(page["next"])
    assert last.json()["next"] is None
    assert 'rel="next"' not in last.headers["Link"]


def test_words_are_in_the_language_asked_for_and_data_are_not(client):
    publish_documents(case_document())
    found = {language: get(client, "cases", lang=language) for language in ("en", "ko", "zh-hans")}
    assert len({page["filter"]["sentence"] for page in found.values()}) == 3
    assert found["en"] == get(client, "cases")
    assert found["en"]["data"] == found["ko"]["data"] == found["zh-hans"]["data"]


def test_a_list_too_long_to_count_says_so(client, monkeypatch):
    publish_documents(*(case_document() for _number in range(3)))
    monkeypatch.setattr(answers, "MOST_COUNTED", 2)
    page = get(client, "cases")
    assert (page["count"], page["count_is_exact"], len(page["data"])) == (2, False, 3)
    assert "2" not in page["filter"]["sentence"]
    monkeypatch.setattr(answers, "MOST_COUNTED", 3)
    assert get(client, "cases")["count_is_exact"] is True


@pytest.mark.parametrize("table", FILTERS)
def test_one_thing_is_that_of_the_list_with_the_sources_it_cites(client, table):
    publish_documents(*one_of_everything().values())
    compared = 0
    for thing in get(client, table)["data"]:
        found = get(client, f"{table}/{thing['reference']}")
        assert found["data"] == thing
        named = {thing.get("source")} | {citation["source"] for citation in thing.get("citations", ())}
        references = [source["reference"] for source in found["sources"]]
        assert named - {None} <= set(references)
        assert references == sorted(references)
        compared += 1
    assert compared


def test_a_part_comes_with_the_sources_cited_for_it_alone(client):
    event, other = event_part(), event_part()
    sources = [source_document(reference=f"source-{n}") for n in range(3)]
    case = case_document(events=[event, other])
    case["citations"] = [
        citation_part("source-0", "event", event["reference"]),
        citation_part("source-1", "event", other["reference"]),
        citation_part("source-2", "case", case["reference"]),
    ]
    publish_documents(case, *sources)
    found = get(client, f"events/{event['reference']}")
    assert [source["reference"] for source in found["sources"]] == ["source-0"]
    found = get(client, f"cases/{case['reference']}")
    assert len(found["sources"]) == 3


def test_what_was_taken_down_is_gone_and_what_never_was_is_missing(client):
    case = case_document(reference="gone-case")
    publish_documents(case)
    take_down(case)
    gone = get(client, "cases/gone-case", 410)
    assert gone["reference"] == "gone-case"
    assert (gone["reason"], gone["taken_down_at"]) == ("withdrawn", "2026-11-22T09:30:00Z")
    assert gone["detail"] == "The record was withdrawn by the editors."
    missing = get(client, "cases/no-such-case", 404)
    assert missing == {"type": "about:blank", "title": "Not Found", "status": 404}
    assert get(client, "sources/gone-case", 404) == missing
    assert get(client, "events/gone-case", 404) == missing


def test_what_is_not_published_leaves_no_trace(client):
    everything = one_of_everything()
    publish_documents(*everything.values())
    take_down(everything["reprint"])
    gone = everything["reprint"]["reference"]
    asked = 0
    for table in FILTERS:
        for page in pages(client, f"/api/v1/{table}?limit=2"):
            assert gone not in str(page), table
        for thing in get(client, table)["data"]:
            assert gone not in str(get(client, f"{table}/{thing['reference']}"))
            asked += 1
    assert asked > 10


def test_a_wrong_parameter_is_named_with_what_is_allowed(client):
    problem = get(client, "cases", 400, country="xx", outcome="freed", colour="red", limit="201", lang="fr")
    errors = {error["parameter"]: error for error in problem["errors"]}
    assert set(errors) == {"country", "outcome", "colour", "limit", "lang"}
    assert "detained" in errors["outcome"]["allowed"]["enum"]
    assert errors["country"]["allowed"] == {"type": "string", "pattern": "^([A-Z]{2}|none)$"}
    assert {"outcome", "after", "lang"} <= set(errors["colour"]["allowed"]["enum"])
    assert errors["limit"]["allowed"] == {"type": "integer", "minimum": 1, "maximum": 200}
    assert errors["lang"]["allowed"]["enum"] == ["en", "ko", "zh-hans"]
    assert errors["outcome"]["message"] == "“freed” is no possible value of “outcome”."
    assert "freed" in get(client, "cases", 400, outcome="freed", lang="ko")["errors"][0]["message"]


def test_parameters_that_contradict_each_other(client):
    (error,) = get(client, "cases", 400, year_from="2014", year_to="2012")["errors"]
    assert (error["parameter"], error["allowed"]) == ("", None)
    assert "2014" in error["message"]


@pytest.mark.parametrize("after", ["x", "2013-01-01", "2013-01-01~UPPER", "~", "0" * 90])
def test_a_cursor_of_no_list_is_refused(client, after):
    (error,) = get(client, "cases", 400, after=after)["errors"]
    assert error["parameter"] == "after"


@pytest.mark.parametrize(
    "query", ["after=x", "after=-1", "after=99999999999", "limit=0", "limit=x", "serial=1"]
)
def test_editions_refuse_what_they_do_not_know(client, query):
    response = client.get(f"/api/v1/editions?{query}")
    assert response.status_code == 400
    assert len(response.json()["errors"]) == 1


@pytest.mark.parametrize("query", ["limit=2&limit=3", "country=CN&country=LA", "lang=ko&lang=en"])
def test_a_parameter_given_twice_is_refused(client, query):
    (error,) = client.get(f"/api/v1/cases?{query}").json()["errors"]
    assert error["parameter"] == query.partition("=")[0]
    assert client.get("/api/v1/cases?limit=2&limit=2").status_code == 200


@pytest.mark.parametrize(
    "path", ["", "openapi.json", "cases/x", "editions", "editions/1", "totals", "events/x"]
)
def test_every_address_refuses_parameters_it_does_not_have(client, path):
    response = client.get(f"/api/v1/{path}?colour=red")
    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "colour"


def test_unknown_addresses_answer_in_json(client):
    for path in ("no-such-table", "cases/a/b", "cases/§", "editions/x"):
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, response.json()["status"]) == (404, 404)
        assert response.headers["Cache-Control"] == "no-store"


def test_totals_are_those_of_the_list(client):
    chance = random.Random(8)
    publish_documents(
        *(
            case_document(
                countries=[chance.choice(["CN", "LA"])],
                person_kind=chance.choice(["refugees", "activist"]),
                affected=affected(chance.choice([None, 1, 4]), chance.choice([None, 9])),
                events=[event_part(kind="forcibly_returned")],
            )
            for _number in range(30)
        )
    )
    found = get(client, "totals", country="CN")
    expected = totals.of(PublishedCase.objects.filter(facets__dimension="country", facets__value="CN"))
    assert found["data"]["cases"] == expected.cases > 5
    assert found["data"]["affected"] == {
        "low": expected.affected.low,
        "high": expected.affected.high,
        "cases_with_a_number": expected.affected.counted,
        "cases_without_a_number": expected.affected.without_number,
    }
    assert found["data"]["helpers"]["low"] == expected.helpers.low
    assert found["filter"]["parameters"] == {"country": "CN"}
    assert get(client, "totals", country="TH")["data"]["affected"] is None
    assert get(client, "totals", 400, limit="3")["errors"][0]["parameter"] == "limit"


def test_editions_say_what_they_changed_and_name_nothing_that_is_gone(client):
    case, gone = case_document(reference="example-case"), case_document(reference="gone-case")
    publish_documents(case, gone)
    for serial, reference, act in ((1, "example-case", "published"), (1, "gone-case", "published")):
        PublishedEntry.objects.create(edition_id=serial, kind="case", reference=reference, act=act)
    take_down(gone)
    PublishedEntry.objects.create(edition_id=2, kind="case", reference="gone-case", act="withdrawn")
    newest = get(client, "editions")
    assert [edition["serial"] for edition in newest["data"]] == [2, 1]
    assert newest["data"][0]["acts"] == [{"act": "withdrawn", "kind": "case", "number": 1}]
    first = get(client, "editions/1")["data"]
    assert first["acts"] == [{"act": "published", "kind": "case", "number": 2}]
    assert [entry["reference"] for entry in first["entries"]] == ["example-case"]
    assert first["entries"][0]["permalink"] == f"{SITE}/cases/example-case/"
    for path in ("editions", "editions/1", "editions/2"):
        assert "gone-case" not in str(get(client, path))


def test_editions_are_cut_into_pages(client):
    for _number in range(5):
        publish_documents(case_document())
    found = pages(client, "/api/v1/editions?limit=2")
    assert [edition["serial"] for page in found for edition in page["data"]] == [5, 4, 3, 2, 1]
    assert [len(page["data"]) for page in found] == [2, 2, 1]


def test_it_is_asked_again_by_edition(client):
    publish_documents(case_document())
    first = client.get("/api/v1/cases")
    etag = first.headers["ETag"]
    again = client.get("/api/v1/cases", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/cases?limit=3").headers["ETag"] != etag
    publish_documents(case_document())
    changed = client.get("/api/v1/cases", headers={"If-None-Match": etag})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != etag


def test_head_and_options(client):
    publish_documents(case_document())
    head = client.head("/api/v1/cases")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == client.get("/api/v1/cases").headers["ETag"]
    options = client.options("/api/v1/cases")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    for method in ("post", "put", "delete", "patch"):
        refused = getattr(client, method)("/api/v1/cases")
        assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert refused.json()["title"] == "Method Not Allowed"


ADDRESSES = [
    "",
    *FILTERS,
    "cases?source=world-source-0&country=CN",
    "cases/world-case-0",
    "sources/world-source-0",
    "actions/world-action-0",
    "totals?country=CN",
    "editions",
    "editions/1",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_queries_do_not_grow(client, path):
    publish_documents(*world(2))
    few = queries(client, path)
    publish_documents(*world(12))
    assert queries(client, path) == few <= 12


def queries(client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(captured)


def test_other_sites_may_read_the_data_and_only_these(client):
    publish_documents(case_document(reference="example-case"))
    shared = (
        "/api/v1/",
        "/api/v1/cases",
        "/cases.csv",
        "/cases.json",
        "/cases.atom",
        "/cases/example-case.json",
    )
    shared += ("/datapackage.json", "/data.jsonld", "/csv-metadata.json", "/api/v1/no-such", "/ko/cases.csv")
    for path in shared:
        for response in (client.get(path), client.head(path), client.options(path)):
            assert response.headers["Access-Control-Allow-Origin"] == "*", path
            assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin", path
            assert "Access-Control-Allow-Credentials" not in response.headers
    etag = client.get("/api/v1/cases").headers["ETag"]
    same = client.get("/api/v1/cases", headers={"If-None-Match": etag})
    assert (same.status_code, same.headers["Access-Control-Allow-Origin"]) == (304, "*")
    for path in ("/", "/cases/", "/ko/cases/example-case/", "/data/", "/static/x.png", "/admin/x.json"):
        response = client.get(path)
        assert "Access-Control-Allow-Origin" not in response.headers, path
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin", path
        assert client.options(path).status_code == 405


def test_the_same_bytes_every_time(client):
    publish_documents(*world(3))
    for path in ("cases", "sources/world-source-0", "openapi.json"):
        first, second = (client.get(f"/api/v1/{path}").content for _time in range(2))
        assert first == second
