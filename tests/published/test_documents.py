"""The documents of these tests have the form of those that publication writes."""

import pytest

from advocacy.publication import action_document, response_document
from cases.publication import policy
from tests import builders
from tests.published import documents

pytestmark = pytest.mark.django_db


def shape(value: object) -> object:
    """The names of all fields, at any depth; what is keyed by language, or not given, counts as text."""
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    if isinstance(value, dict) and not set(value) <= {"en", "ko", "zh-hans"}:
        return {key: shape(inner) for key, inner in value.items()}
    return "text"


def test_case():
    place, source = builders.make_place(), builders.make_source()
    case = builders.make_case(place=place)
    event = builders.make_event(case=case, place=place)
    builders.make_figure(case=case, source=source)
    builders.make_citation(event=event, source=source)
    builders.make_relation(from_case=case)
    expected = documents.case_document(
        events=[documents.event_part()],
        figures=[documents.figure_part("x")],
        citations=[documents.citation_part("x", "event", "x")],
        relations=[documents.relation_part("x", "x")],
        working_counts=[dict.fromkeys(("measure", "low", "high", "basis", "figure", "reason"), "")],
    )
    assert shape(policy.case_document(case)) == shape(expected)


def test_source_figure_and_statement():
    source = builders.make_source()
    assert shape(policy.source_document(source)) == shape(documents.source_document())
    figure, statement = (
        builders.make_figure(source=source),
        builders.make_statement(source=source, countries=["CN"]),
    )
    assert shape(policy.figure_document(figure)) == shape(documents.figure_document("x"))
    assert shape(policy.statement_document(statement)) == shape(documents.statement_document("x"))


def test_action_and_response():
    action = builders.make_action(addressees=[builders.make_addressee()])
    builders.make_response(action=action)
    expected = documents.action_document(responses=[documents.response_part()])
    assert shape(action_document(action)) == shape(expected)
    response = builders.make_response(action=None)
    assert shape(response_document(response)) == shape(documents.response_document())
