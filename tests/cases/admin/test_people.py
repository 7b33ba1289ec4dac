"""Steps about people: withdrawn consent, and the naming of a child."""

import pytest

from cases.choices import Naming, NamingGrounds
from tests import builders
from tests.cases.admin.forms import page

pytestmark = pytest.mark.django_db


def test_withdrawing_consent(client, contributor):
    consent = builders.make_consent()
    client.force_login(contributor)
    assert client.post(page(consent, "withdraw-consent")).status_code == 200
    client.post(page(consent, "withdraw-consent"), {"confirmed": "yes", "on": "2024-03-01"})
    consent.refresh_from_db()
    assert str(consent.withdrawn_on) == "2024-03-01"
    assert "Record that consent was withdrawn" not in client.get(page(consent)).content.decode()


def test_withdrawing_consent_needs_the_right_to_change_it(client, publisher):
    consent = builders.make_consent()
    client.force_login(publisher)
    assert client.post(page(consent, "withdraw-consent"), {"confirmed": "yes"}).status_code == 403
    consent.refresh_from_db()
    assert consent.withdrawn_on is None


def make_named_child(by):
    child = builders.make_involvement(
        age_at_event=12, naming=Naming.NAMED, naming_grounds=NamingGrounds.PUBLIC_CAMPAIGN, shown=True
    )
    child.versions.update(history_user=by)
    return child


def test_a_second_person_approves_the_naming_of_a_child(client, contributor, editor, publisher):
    child = make_named_child(editor)
    client.force_login(contributor)
    assert client.post(page(child, "approve-child-naming")).status_code == 403
    client.force_login(editor)
    client.post(page(child, "approve-child-naming"))
    child.refresh_from_db()
    assert child.child_naming_approved_by is None
    client.force_login(publisher)
    assert "Approve the naming of a child" in client.get(page(child)).content.decode()
    client.post(page(child, "approve-child-naming"))
    child.refresh_from_db()
    assert child.child_naming_approved_by == publisher
