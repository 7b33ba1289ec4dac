"""The office at work, and what it works on: a case, a person in it, an action about it, all complete."""

import pytest

from cases import workflow
from cases.choices import (
    Naming,
    NamingGrounds,
    ReviewState,
)
from cases.publication.publish import publish
from tests.builders import (
    make_action,
    make_advocacy_citation,
    make_case,
    make_citation,
    make_consent,
    make_event,
    make_involvement,
    make_person,
    make_risk_review,
    make_source,
    written_by,
)
from tests.cases.publication.scene import NAMES, TODAY


@pytest.fixture
def review(contributor, editor):
    """Bring subjects, entered by the contributor, through their review by the editor: `review(case, action)`."""

    def reviewed(*subjects):
        written_by(contributor)
        workflow.submit(subjects, by=contributor)
        workflow.approve(subjects, by=editor)
        for subject in subjects:
            subject.refresh_from_db()

    return reviewed


@pytest.fixture
def put_out(review, publisher):
    """`review`, and publish in one edition, which is returned: `put_out(case, public_note="…")`."""

    def published(*subjects, **notes):
        review(*subjects)
        edition = publish(subjects, by=publisher, **notes)
        for subject in subjects:
            subject.refresh_from_db()
        return edition

    return published


@pytest.fixture
def case():
    """An approved case of fifteen people that could be published: one event, one source, nobody recorded."""
    case = make_case(
        review_state=ReviewState.APPROVED, affected_low=15, affected_high=15, reference="example-case-alpha"
    )
    make_event(case=case)
    make_citation(case=case, source=make_source(reference="example-source-alpha"))
    return case


@pytest.fixture
def involvement(case):
    """An adult of that case, shown as "Person A", with a risk review."""
    make_risk_review(case=case)
    return make_involvement(case=case, person=make_person(**NAMES), shown=True, age_at_event=40)


@pytest.fixture
def named(involvement):
    """The same, to be named with consent."""
    involvement.person.public_name = "Publica Example"
    involvement.person.save()
    involvement.naming, involvement.naming_grounds = Naming.NAMED, NamingGrounds.CONSENT
    involvement.save()
    return involvement


@pytest.fixture
def consent(named):
    return make_consent(person=named.person, given_on=TODAY)


@pytest.fixture
def action(case):
    action = make_action(cases=[case], review_state=ReviewState.APPROVED)
    make_advocacy_citation(action=action)
    return action
