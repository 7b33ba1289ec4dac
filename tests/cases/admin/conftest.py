"""A case on its way to the public."""

import pytest

from cases.choices import ReviewState
from cases.models import Case, Citation, Event, Figure, Source
from cases.publication.publish import publish
from tests import builders


@pytest.fixture
def author(django_user_model):
    return django_user_model.objects.create_user("example-author")


@pytest.fixture
def case(author):
    """Complete, and written by somebody who does nothing else here."""
    case = builders.make_publishable_case()
    for model in (Case, Citation, Event, Figure, Source):
        model.history.update(history_user=author)
    return case


def in_state(case, review_state):
    """The case with this review state, as the workflow leaves it."""
    Case.objects.filter(pk=case.pk).update(review_state=review_state)
    case.refresh_from_db()
    return case


@pytest.fixture
def published(case, client, publisher):
    """The case, public; the publisher sits at the desk."""
    client.force_login(publisher)
    publish([in_state(case, ReviewState.APPROVED)], by=publisher)
    case.refresh_from_db()
    return case
