"""A day in an office of two: everything gets done, and nobody judges their own work."""

import pytest

from advocacy.roles import PRESETS
from cases.choices import PublicationState, ReviewState
from cases.models import Case, CorrectionRequest, Source
from tests import builders
from tests.cases.admin.forms import decided, filled, page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def first():
    return make_user(*PRESETS["office-of-two"], username="first")


@pytest.fixture
def second():
    return make_user(*PRESETS["office-of-two"], username="second")


def step(client, user, record, name, **data):
    """Press a button of the panel, and confirm where it asks."""
    client.force_login(user)
    response = client.post(page(record, name), decided(record, confirmed="yes", **data))
    assert response.status_code in (200, 302), name
    record.refresh_from_db()
    return record.review_state, record.publication_state


def test_a_whole_day(client, first, second):
    case = builders.make_publishable_case()
    builders.written_by(first)
    assert step(client, first, case, "submit")[0] == ReviewState.IN_REVIEW
    # Four eyes, although the first has every right.
    assert step(client, first, case, "approve")[0] == ReviewState.IN_REVIEW
    assert (
        step(client, second, case, "send-back", comment="Give the month, please.")[0] == ReviewState.RETURNED
    )

    client.force_login(first)
    data = filled(client.get(page(case))) | {"title_en": "Example group held at a border, mended"}
    assert client.post(page(case), data).status_code == 302
    assert step(client, first, case, "submit")[0] == ReviewState.IN_REVIEW
    assert step(client, second, case, "approve")[0] == ReviewState.APPROVED
    assert step(client, first, case, "publish")[1] == PublicationState.UNPUBLISHED
    assert step(client, second, case, "publish")[1] == PublicationState.PUBLISHED

    client.force_login(first)
    asked = filled(client.get(pages(CorrectionRequest, "add"))) | {
        "received_on": "2024-02-01",
        "kind": "case",
        "subject_reference": case.reference,
        "asked_by": "Example Reader",
        "text": "An example number is wrong.",
    }
    assert client.post(pages(CorrectionRequest, "add"), asked).status_code == 302
    assert CorrectionRequest.objects.count() == 1

    # Taking down needs one alone, whoever wrote it.
    taken = step(
        client,
        first,
        case,
        "retract",
        takedown_reason="error",
        public_note="An example note.",
        internal_reason="An example reason.",
    )
    assert taken[1] == PublicationState.TAKEN_DOWN


def test_both_see_confidential_sources_and_people(client, first, second):
    source, person = builders.make_confidential_source(), builders.make_person()
    for user in (first, second):
        client.force_login(user)
        for record in (source, person):
            assert client.get(page(record)).status_code == 200
        assert client.get(pages(Source)).context["cl"].queryset.filter(pk=source.pk).exists()


def test_accounts_stay_with_an_administrator(client, first):
    client.force_login(first)
    assert client.get("/admin/auth/user/").status_code == 403
    assert client.get(pages(Case)).status_code == 200
