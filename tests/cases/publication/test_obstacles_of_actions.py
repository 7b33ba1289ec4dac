"""`why_not` of actions and responses."""

import pytest
from django.utils import timezone

from cases.choices import (
    ReviewState,
)
from tests.builders import (
    make_action,
    make_advocacy_citation,
    make_confidential_source,
    make_response,
    make_source,
)
from tests.cases.publication.scene import DAY, TODAY, change, codes

pytestmark = pytest.mark.django_db


def test_nothing_is_in_the_way_of_a_complete_action(action, involvement):
    assert codes(action) == []


@pytest.mark.parametrize(
    ("publicity", "until", "found"),
    [
        ("internal", None, ["not_public"]),
        ("confidential", None, ["not_public"]),
        ("embargoed", DAY, ["embargo"]),
        ("embargoed", 0 * DAY, []),
        ("public", DAY, []),
    ],
)
def test_the_publicity_of_an_action(action, publicity, until, found):
    today = timezone.now().date()
    change(action, publicity=publicity, embargo_until=today + until if until is not None else None)
    assert codes(action) == found


def test_an_action_without_an_open_source(action):
    action.citations.all().delete()
    assert codes(action) == ["no_source"]
    make_advocacy_citation(action=action, source=make_confidential_source())
    assert codes(action) == ["no_source"]


@pytest.mark.parametrize("column", ["actor_en", "summary_en", "summary_ko"])
def test_a_name_in_an_action(action, involvement, column):
    change(action, **{column: "A letter for Zed Sample"})
    assert codes(action) == ["name_in_text"]


def test_an_exact_age_in_an_action(action, involvement):
    change(action, summary_en="A letter for a girl aged 13.")
    assert codes(action) == ["age_in_text"]


def test_a_name_in_the_source_of_an_action(action, involvement):
    make_advocacy_citation(action=action, source=make_source(title="A letter for Zed Sample"))
    assert codes(action) == ["name_in_text"]


def test_a_name_in_a_response_about_another_case(involvement):
    """The action speaks for no case; its response does."""
    action = make_action(review_state=ReviewState.APPROVED)
    make_advocacy_citation(action=action)
    make_response(action=action, case=involvement.case, summary_en="The ministry denied holding Zed Sample.")
    assert codes(action) == ["name_in_text"]


def test_a_name_in_a_response_alone(involvement):
    response = make_response(case=involvement.case, review_state=ReviewState.APPROVED)
    make_advocacy_citation(response=response)
    assert codes(response) == []
    change(response, summary_en="The ministry denied holding Zed Sample.")
    assert codes(response) == ["name_in_text"]


def test_an_action_may_name_only_on_grounds_that_hold_today(action, named, consent):
    change(action, summary_en="A letter for Publica Example.")
    assert codes(action) == []
    change(consent, expires_on=TODAY - DAY)
    assert codes(action) == ["name_in_text"]


def test_a_response_of_an_action_is_no_subject_of_its_own(action):
    response = make_response(action=action, review_state=ReviewState.APPROVED)
    assert codes(response) == ["part_of_action"]
