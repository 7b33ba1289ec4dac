"""Actions and responses in public: their documents, and what never goes along."""

import json

import pytest

from advocacy.models import Action, Response
from cases import workflow
from cases.choices import Act, Publicity, ReviewState, TakedownReason
from cases.editing import save_record
from cases.models import Source
from cases.publication.publish import CannotPublish, publish
from cases.publication.subjects import document, fetch_relations, kind_of, model_of, why_not
from cases.published.models import (
    PublishedAction,
    PublishedActionCase,
    PublishedCitation,
    PublishedDocument,
    PublishedEntry,
    PublishedResponse,
    PublishedSource,
    PublishedTombstone,
)
from tests.builders import (
    make_action,
    make_addressee,
    make_advocacy_citation,
    make_case,
    make_citation,
    make_confidential_source,
    make_response,
    make_source,
    written_by,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    """An action with two addressees, a case, an answer, and an open source for each."""
    action = make_action(
        addressees=[
            make_addressee(reference="example-b", contact="zq-canary", note="zq-canary"),
            make_addressee(reference="example-a", contact="zq-canary"),
        ],
        cases=[make_case(reference="example-case-hidden", title_en="zq-canary")],
        reference="example-action-alpha",
        note="zq-canary",
    )
    response = make_response(action=action, reference="example-response-alpha", note="zq-canary")
    make_advocacy_citation(action=action, source=make_source(reference="example-source-alpha"))
    make_advocacy_citation(response=response, source=make_source(reference="example-source-beta"))
    return action


@pytest.fixture
def put_out(contributor, editor, publisher):
    def published(*subjects):
        written_by(contributor)
        workflow.submit(subjects, by=contributor)
        workflow.approve(subjects, by=editor)
        edition = publish(subjects, by=publisher)
        for subject in subjects:
            subject.refresh_from_db()
        return edition

    return published


def test_the_document_of_an_action(action):
    assert document(action) == {
        "schema": 1,
        "kind": "action",
        "reference": "example-action-alpha",
        "action_kind": "ngo_letter",
        "actor": {"en": "Example Rights Group"},
        "actor_kind": "ngo",
        "addressees": [
            {
                "reference": reference,
                "name": {"en": action.addressees.get(reference=reference).name_en},
                "kind": "ministry",
                "country": "",
            }
            for reference in ("example-b", "example-a")
        ],
        "date": "2013-06-01",
        "summary": {"en": "An example letter asked for an example answer."},
        "cases": ["example-case-hidden"],
        "responses": [
            {
                "reference": "example-response-alpha",
                "response_kind": "no_comment",
                "responder": {
                    "reference": action.responses.get().responder.reference,
                    "name": {"en": action.responses.get().responder.name_en},
                    "kind": "ministry",
                    "country": "",
                },
                "date": "2013-06-10",
                "summary": {"en": "The example ministry was reported to decline comment."},
                "case": "",
            }
        ],
        "citations": [
            {
                "reference": citation.reference,
                "cited_kind": kind,
                "cited_reference": cited.reference,
                "source": citation.source.reference,
                "stance": "supports",
                "credibility": None,
                "locator": "",
            }
            for kind, cited in (("action", action), ("response", action.responses.get()))
            for citation in cited.citations.all()
        ],
    }


def test_publishing_an_action_takes_its_sources_along_and_nothing_else(action, put_out):
    put_out(action)
    assert set(PublishedDocument.objects.values_list("kind", "reference")) == {
        ("action", "example-action-alpha"),
        ("source", "example-source-alpha"),
        ("source", "example-source-beta"),
    }
    assert PublishedAction.objects.get().answered
    assert PublishedResponse.objects.get().action_reference == "example-action-alpha"
    assert PublishedActionCase.objects.get().case_reference == "example-case-hidden"
    assert set(PublishedCitation.objects.values_list("cited_kind", flat=True)) == {"action", "response"}
    documents = json.dumps(list(PublishedDocument.objects.values_list("document", flat=True)))
    assert "canary" not in documents


def test_the_files_of_an_action_do_not_name_a_case_that_is_not_public(action, put_out):
    put_out(action)
    assert "example-case-hidden" not in PublishedAction.objects.get().csv_line
    case = action.cases.get()
    make_citation(case=case)
    put_out(case)
    assert "example-case-hidden" in PublishedAction.objects.get().csv_line
    workflow.withdraw(case, by=case.approved_by, internal_reason="an example")
    assert "example-case-hidden" not in PublishedAction.objects.get().csv_line


def test_confidential_sources_of_an_action_do_not_go_out(action, put_out):
    secret = make_confidential_source()
    make_advocacy_citation(action=action, source=secret)
    put_out(action)
    assert secret.reference not in json.dumps(document(action))
    assert PublishedSource.objects.count() == 2


@pytest.mark.parametrize("publicity", [Publicity.INTERNAL, Publicity.CONFIDENTIAL])
def test_an_internal_action_is_not_published_even_when_approved(action, put_out, publicity):
    Action.objects.update(publicity=publicity)
    with pytest.raises(CannotPublish) as refused:
        put_out(action)
    assert [found.code for found in refused.value.obstacles[action]] == ["not_public"]
    assert not PublishedDocument.objects.exists()


def test_a_response_of_an_action_goes_out_with_it_alone(action, put_out):
    response = action.responses.get()
    with pytest.raises(CannotPublish) as refused:
        put_out(response)
    assert [found.code for found in refused.value.obstacles[response]] == ["part_of_action"]


def test_a_response_alone(put_out, publisher):
    response = make_response()
    make_advocacy_citation(response=response)
    put_out(response)
    row = PublishedResponse.objects.get()
    assert (row.action_reference, row.reference) == ("", response.reference)
    workflow.retract(
        response, by=publisher, takedown_reason=TakedownReason.ERROR, internal_reason="an example"
    )
    assert not PublishedResponse.objects.exists()
    assert PublishedTombstone.objects.get().kind == "response"


def test_a_response_alone_shows_with_its_case_and_not_before(put_out):
    case = make_case(reference="example-case-hidden")
    make_citation(case=case)
    response = make_response(case=case)
    make_advocacy_citation(response=response)
    put_out(response)
    assert not PublishedResponse.objects.exists()
    put_out(case)
    assert PublishedResponse.objects.get().case_reference == case.reference


def test_an_edit_of_a_response_reopens_its_action_and_goes_out_as_its_correction(
    action, put_out, contributor
):
    put_out(action)
    response = Response.objects.get()
    response.summary_en = "The example ministry was reported to agree."
    save_record(response, by=contributor)
    action.refresh_from_db()
    assert action.review_state == ReviewState.DRAFT
    assert "agree" not in json.dumps(PublishedDocument.objects.get(kind="action").document)
    put_out(action)
    entry = PublishedEntry.objects.filter(kind="action").first()
    assert (entry.act, entry.fields_changed) == (Act.CORRECTED, ["responses"])
    assert "agree" in json.dumps(PublishedDocument.objects.get(kind="action").document)


def test_taking_an_action_down_takes_its_responses_along(action, put_out, publisher):
    put_out(action)
    workflow.withdraw(action, by=publisher, internal_reason="an example")
    for table in (PublishedAction, PublishedActionCase, PublishedResponse, PublishedCitation):
        assert not table.objects.exists()
    assert PublishedSource.objects.count() == 2


def test_the_registry_knows_both_wings(action):
    assert model_of("action") is Action
    assert model_of("response") is Response
    assert model_of("source") is Source
    assert kind_of(action) == "action"


def test_publishing_many_costs_as_many_queries_as_few(
    put_out, publisher, contributor, editor, django_assert_max_num_queries
):
    def cost(number) -> int:
        actions = []
        for _ in range(number):
            case = make_case()
            actions.append(make_action(addressees=[make_addressee()], cases=[case]))
            for thing in (
                {"action": actions[-1]},
                {"response": make_response(action=actions[-1], case=case)},
            ):
                make_advocacy_citation(**thing)
        written_by(contributor)
        workflow.submit(actions, by=contributor)
        workflow.approve(actions, by=editor)
        with django_assert_max_num_queries(150) as queries:
            publish(actions, by=publisher)
        return len(queries)

    cost(1)  # the rights of the publisher are looked up once
    assert cost(9) == cost(2)
    fetched = fetch_relations(Action.objects.all())
    assert len(fetched) == 12
    with django_assert_max_num_queries(0):
        for each in fetched:
            why_not(each)
