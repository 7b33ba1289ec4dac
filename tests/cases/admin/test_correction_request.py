"""Corrections asked for: about what was public, due when we promised, and for those who may see people."""

import pytest

from cases.choices import CorrectionOutcome, ReviewState
from cases.models import Case, CorrectionRequest
from cases.publication.publish import publish
from tests import builders
from tests.cases.admin.forms import filled, page, pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def public(contributor, publisher):
    case = builders.make_publishable_case(reference="example-public-case")
    builders.written_by(contributor)
    Case.objects.filter(pk=case.pk).update(review_state=ReviewState.APPROVED)
    case.refresh_from_db()
    publish([case], by=publisher)
    return case


def ask(client, **given):
    address = pages(CorrectionRequest, "add")
    data = filled(client.get(address)) | {
        "received_on": "2024-02-01",
        "asked_by": "Example Reader 한예시",
        "text": "An example number is wrong.",
    }
    return client.post(address, data | given)


def errors(response) -> dict:
    return response.context["adminform"].form.errors


def test_about_a_public_record_with_a_link_to_it(client, contributor, public):
    client.force_login(contributor)
    assert ask(client, kind="case", subject_reference=" Example-Public-Case ").status_code == 302
    asked = CorrectionRequest.objects.get()
    assert (asked.subject_reference, asked.outcome, asked.due_on) == (
        public.reference,
        CorrectionOutcome.OPEN,
        None,
    )
    assert f'href="{page(public)}"' in client.get(page(asked)).content.decode()
    assert asked.versions.get().history_user == contributor


def test_about_the_site_as_a_whole(client, contributor):
    client.force_login(contributor)
    assert ask(client).status_code == 302


def test_hidden_and_unknown_references_get_the_same_answer(client, contributor):
    builders.make_case(reference="hidden-case")
    builders.make_confidential_source(reference="hidden-source")
    client.force_login(contributor)
    answers = {
        str(errors(ask(client, kind=kind, subject_reference=reference)))
        for kind, reference in (
            ("case", "hidden-case"),
            ("source", "hidden-source"),
            ("case", "no-such-case"),
        )
    }
    assert len(answers) == 1
    assert "Nothing of this kind was ever public" in answers.pop()
    assert not CorrectionRequest.objects.exists()


def test_due_as_promised(client, contributor, settings):
    settings.CORRECTION_DAYS = 14
    client.force_login(contributor)
    assert ask(client).status_code == 302
    assert CorrectionRequest.objects.get().due_on.isoformat() == "2024-02-15"
    assert ask(client, due_on="2024-02-03").status_code == 302
    assert CorrectionRequest.objects.latest("pk").due_on.isoformat() == "2024-02-03"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "case"}, "Give both the kind and the reference"),
        ({"outcome": "accepted"}, "one that is accepted or declined needs it"),
        ({"answered_on": "2024-02-03"}, "An open request has no day of answer"),
        ({"due_on": "2024-01-01"}, "cannot be due or answered before"),
        ({"outcome": "declined", "answered_on": "2024-01-01"}, "cannot be due or answered before"),
    ],
)
def test_what_does_not_fit_together_is_said_and_kept(client, contributor, given, message):
    client.force_login(contributor)
    response = ask(client, **given)
    assert response.status_code == 200
    assert message in str(errors(response))
    assert "An example number is wrong." in response.content.decode()


def test_what_is_asked_is_encrypted_and_in_no_list(client, contributor):
    client.force_login(contributor)
    ask(client, text="zq-example-text")
    assert "zq-example-text" not in client.get(pages(CorrectionRequest)).content.decode()
    assert "Example Reader" not in client.get(pages(CorrectionRequest)).content.decode()
