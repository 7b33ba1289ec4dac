"""The authorities' position: everything said, put down to whom it belongs, and who was silent."""

import re

import pytest

from cases.choices import Attitude, ResponseKind
from cases.published import authorities
from cases.published.models import PublishedResponse
from tests.published.documents import (
    PLACE,
    RESPONDER,
    action_document,
    case_document,
    citation_part,
    event_part,
    response_document,
    response_part,
    source_document,
    statement_document,
)
from tests.published.editions import publish_documents

pytestmark = pytest.mark.django_db

LAOS = {
    "reference": "example-lao-office",
    "name": {"en": "Example Lao Office"},
    "kind": "ministry",
    "country": "LA",
}
COURT = {"reference": "example-court", "name": {"en": "Example Court"}, "kind": "court", "country": ""}


def found(attitude=None) -> list[authorities.Authority]:
    rows = PublishedResponse.objects.order_by("-sort_date", "-reference").select_related("subject")
    return authorities.of_all(rows, attitude)


def test_every_kind_of_response_has_one_attitude():
    assert set(authorities.ATTITUDES) == set(ResponseKind)
    assert set(authorities.ATTITUDES.values()) == set(Attitude)


def test_answers_go_to_the_state_of_the_responder_and_to_no_other():
    publish_documents(
        action_document(
            responses=[response_part(), response_part(responder=LAOS, response_kind="justified")]
        ),
        action_document(
            responses=[
                response_part(date="2020"),
                response_part(responder=COURT, response_kind="interim_measure"),
            ]
        ),
    )
    states = found()
    assert [state.code for state in states] == ["CN", "LA", ""]
    china, laos, none = states
    assert list(china.answers) == [Attitude.DENIED]
    assert [answer.response["date"] for answer in china.answers[Attitude.DENIED]] == ["2020", "2013-06-02"]
    assert list(laos.answers) == [Attitude.JUSTIFIED]
    assert list(none.answers) == [Attitude.ORDERED]
    assert none.anchor == "no-state"


def test_an_answer_names_its_sources_its_action_and_its_case(client):
    denial = response_part(case="example-case")
    action = action_document(reference="example-action", responses=[denial], cases=["example-case"])
    action["citations"] = [
        citation_part("example-report", "response", denial["reference"]),
        citation_part("unpublished-report", "response", denial["reference"]),
        citation_part("example-other", "action", "example-action"),
    ]
    publish_documents(
        source_document(reference="example-report", publisher="Example Daily"),
        source_document(reference="example-other", publisher="Another Daily"),
        case_document(reference="example-case", title={"en": "Example case title"}),
        action,
    )
    page = client.get("/authorities/").content.decode()
    item = page[page.index(f'<li id="{denial["reference"]}"') :]
    item = item[: item.index("</li>")]
    assert "The ministry denied the account." in item
    assert "/sources/example-report/" in item
    assert "Another Daily" not in item
    assert "unpublished" not in item
    assert f"/actions/example-action/#{denial['reference']}" in item
    assert "Example case title" in item


def test_silence_is_not_counted_as_an_answer_nor_as_proof_of_none(client):
    publish_documents(
        action_document(responses=[response_part(response_kind="no_reply")]),
        action_document(
            addressees=[{"reference": "cn", "name": {"en": "State"}, "kind": "state", "country": "CN"}]
        ),
    )
    page = client.get("/authorities/").content.decode()
    assert "1 recorded response, newest first" in page
    assert ">No answer recorded</a>" in page
    assert "Not answered" not in page
    assert "does not prove that none was given" in page


def test_a_lone_response_is_there_too(client):
    publish_documents(response_document(summary={"en": "Said without being asked."}))
    assert "Said without being asked." in client.get("/authorities/").content.decode()


def test_stated_reasons_and_legal_grounds_come_from_the_steps_of_cases(client):
    event = event_part(
        date="2014-02",
        stated_reason={"en": "Example reason stated."},
        legal_basis={"en": "Example treaty cited."},
        place={**PLACE, "countries": ["LA"]},
    )
    silent = event_part()
    publish_documents(
        source_document(reference="example-report", publisher="Example Daily"),
        case_document(
            events=[event, silent],
            citations=[citation_part("example-report", "event", event["reference"])],
        ),
    )
    (laos,) = found()
    assert laos.code == "LA"
    assert [ground.event["reference"] for ground in laos.grounds] == [event["reference"]]
    page = client.get("/authorities/").content.decode()
    assert "Example reason stated." in page
    assert "Example treaty cited." in page
    assert "Example Daily" in page


def test_a_ground_goes_with_its_case():
    case = case_document(events=[event_part(stated_reason={"en": "Example reason stated."})])
    publish_documents(case)
    assert len(found()) == 1
    publish_documents({**case, "events": [event_part()]})
    assert found() == []


def test_statements_of_positions_show_and_other_statements_do_not(client):
    publish_documents(
        source_document(reference="example-report"),
        statement_document("example-report", topic="state_position", text={"en": "Example position."}),
        statement_document("example-report", topic="route", text={"en": "Example route."}),
        statement_document(
            "unpublished-report", topic="state_position", text={"en": "Unpublished position."}
        ),
    )
    page = client.get("/authorities/").content.decode()
    assert "Example position." in page
    assert "Example route." not in page
    assert "Unpublished position." not in page


def test_silence_is_counted_for_each_state_asked():
    publish_documents(
        *(action_document(addressees=[RESPONDER, LAOS]) for _each in range(7)),
        action_document(addressees=[LAOS], responses=[response_part(responder=LAOS)]),
    )
    states = {state.code: state for state in found()}
    assert states["CN"].silent_count == 7
    assert states["LA"].silent_count == 7
    assert len(states["CN"].silent) == authorities.MOST_SILENT


def test_a_reported_silence_is_no_answer(client):
    publish_documents(action_document(responses=[response_part(response_kind="no_reply")]))
    (china,) = found()
    assert list(china.answers) == [Attitude.SILENT]
    assert china.silent_count == 1


def test_the_page_is_limited_by_state_and_answer(client):
    publish_documents(
        action_document(responses=[response_part(summary={"en": "Denial of one."})]),
        action_document(
            responses=[
                response_part(responder=LAOS, response_kind="justified", summary={"en": "Reason of another."})
            ]
        ),
    )
    page = client.get("/authorities/?country=LA").content.decode()
    assert "Reason of another." in page
    assert "Denial of one." not in page
    page = client.get("/authorities/?answer=denied").content.decode()
    assert "Denial of one." in page
    assert "Reason of another." not in page
    assert "1 recorded response, " in page


@pytest.mark.parametrize("query", ["country=XX1", "answer=lied", "colour=red", "country=LA&country=CN"])
def test_what_it_cannot_read_it_says_and_shows_everything(client, query):
    publish_documents(action_document(responses=[response_part()]))
    page = client.get(f"/authorities/?{query}").content.decode()
    assert "was ignored" in page
    assert "The ministry denied the account." in page


def test_nothing_published_is_said(client):
    assert "No answer of an authority is published yet." in client.get("/authorities/").content.decode()


def test_links_of_the_overview_lead_to_their_sections(client):
    publish_documents(
        source_document(reference="example-report"),
        statement_document("example-report", topic="state_position", countries=["CN", "LA"]),
        action_document(
            responses=[response_part(), response_part(responder=COURT, response_kind="urgent_notice")]
        ),
        action_document(addressees=[LAOS]),
        case_document(events=[event_part(legal_basis={"en": "Example law."})]),
    )
    page = client.get("/authorities/").content.decode()
    overview = page[page.index('class="overview"') : page.index("</nav>", page.index('class="overview"'))]
    targets = re.findall(r'href="#([^"]+)"', overview)
    assert len(targets) == 9
    assert [target for target in targets if f'id="{target}"' not in page] == []
