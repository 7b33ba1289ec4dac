"""Withdrawn consent takes down at once whatever rests on it."""

import json

import pytest
from django.utils import timezone

from cases import workflow
from cases.choices import (
    Act,
    Naming,
    TakedownReason,
)
from cases.editing import delete_record, save_record
from cases.models import Consent
from cases.publication.publish import NotAllowed
from cases.published.models import (
    PublishedCase,
    PublishedReference,
    PublishedTombstone,
)
from tests.builders import (
    make_action,
    make_advocacy_citation,
    make_case,
    make_citation,
    make_consent,
    make_involvement,
    make_risk_review,
    make_source,
)
from tests.cases.publication.scene import everything_public, make_full_case, name_somebody_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return make_full_case()


@pytest.fixture
def named(case):
    return name_somebody_in(case)


def test_withdrawn_consent_takes_the_case_down_at_once(case, named, put_out, contributor):
    put_out(case)
    consent = Consent.objects.get()
    edition = workflow.withdraw_consent(consent, by=contributor)

    assert not PublishedCase.objects.exists()
    assert PublishedTombstone.objects.get().reason == TakedownReason.UNDER_REVIEW
    assert edition.entries.get().act == Act.WITHDRAWN
    named.refresh_from_db()
    consent.refresh_from_db()
    assert (named.naming, named.naming_grounds) == (Naming.ANONYMOUS, "")
    assert consent.withdrawn_on == timezone.localdate()
    assert "Publica" not in json.dumps(everything_public(), default=str)


@pytest.mark.parametrize("edit", ["hidden", "anonymous", "removed"])
def test_withdrawn_consent_looks_at_what_is_public_not_at_the_record(case, named, put_out, contributor, edit):
    """Somebody prepared a correction already, but the public still sees the name."""
    put_out(case)
    if edit == "hidden":
        named.shown = False
    elif edit == "anonymous":
        named.naming, named.naming_grounds = Naming.ANONYMOUS, ""
    if edit == "removed":
        delete_record(named, by=contributor, reason="an example")
    else:
        save_record(named, by=contributor)
    workflow.withdraw_consent(Consent.objects.get(), by=contributor)
    assert not PublishedCase.objects.exists()


def test_withdrawn_consent_takes_down_what_else_names_the_person(case, named, put_out, contributor):
    action = make_action(cases=[case], summary_en="A letter for Publica Example.")
    make_advocacy_citation(action=action)
    silent = make_action(cases=[case])
    make_advocacy_citation(action=silent)
    make_citation(case=case, source=make_source(title="The case of Publica Example"))
    put_out(case, action, silent)
    workflow.withdraw_consent(Consent.objects.get(), by=contributor)

    assert set(PublishedTombstone.objects.values_list("kind", flat=True)) == {"case", "action", "source"}
    assert PublishedReference.objects.filter(to_kind="case").count() == 1
    assert "Publica" not in json.dumps(everything_public(), default=str)


@pytest.mark.parametrize("purpose", ["internal", "un", "government"])
def test_other_consent_takes_nothing_down(case, named, put_out, contributor, purpose):
    put_out(case)
    consent = make_consent(person=named.person, purpose=purpose)
    assert workflow.withdraw_consent(consent, by=contributor) is None
    assert PublishedCase.objects.exists()
    named.refresh_from_db()
    assert named.naming == Naming.NAMED


def test_withdrawing_consent_needs_the_right_to_change_consents(case, named, put_out, publisher):
    put_out(case)
    with pytest.raises(NotAllowed):
        workflow.withdraw_consent(Consent.objects.get(), by=publisher)
    assert PublishedCase.objects.exists()


def test_withdrawn_consent_leaves_cases_alone_that_do_not_show_the_person(case, named, put_out, contributor):
    other = make_case(reference="example-case-beta", affected_low=15, affected_high=15)
    make_risk_review(case=other)
    make_citation(case=other)
    make_involvement(case=other, person=named.person)
    put_out(case, other)
    workflow.withdraw_consent(Consent.objects.get(), by=contributor)
    assert PublishedCase.objects.get().reference == "example-case-beta"
