"""Withdrawn consent takes down at once whatever rests on it."""

import json

import pytest
from django.apps import apps
from django.utils import timezone

from cases import workflow
from cases.choices import (
    Act,
    Naming,
    NamingGrounds,
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
    make_event,
    make_figure,
    make_involvement,
    make_person,
    make_relation,
    make_risk_review,
    make_source,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    """A case with a row of everything, that could be published."""
    case = make_case(reference="example-case-alpha", affected_low=15, affected_high=15)
    source = make_source(reference="example-source-alpha", title="Example headline alpha")
    event = make_event(case=case, reference="example-event-alpha")
    make_citation(event=event, source=source)
    make_citation(case=case, source=source)
    make_figure(case=case, source=source, reference="example-figure-alpha")
    make_relation(from_case=case, to_case=make_case())
    return case


@pytest.fixture
def named(case):
    """Somebody named in that case with consent."""
    make_risk_review(case=case)
    person = make_person(public_name="Publica Example")
    make_consent(person=person)
    return make_involvement(
        case=case, person=person, shown=True, naming=Naming.NAMED, naming_grounds=NamingGrounds.CONSENT
    )


def everything_public() -> dict[str, list]:
    """All rows of the published app."""
    models = apps.get_app_config("published").get_models()
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


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
