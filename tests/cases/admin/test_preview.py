"""The staff preview: the public page as the next edition would make it."""

import re

import pytest

from cases.admin.steps import preview
from cases.models import Case, Edition
from cases.published.models import PublishedDocument, PublishedState
from tests import builders
from tests.cases.admin.forms import page

pytestmark = pytest.mark.django_db


def test_the_preview_shows_the_public_page_and_publishes_nothing(client, case, viewer):
    client.force_login(viewer)
    response = client.get(page(case, "preview"))
    text = response.content.decode()
    assert "Preview for staff" in text
    assert case.title_en in text
    assert case.citations.get().source.title in text
    assert viewer.username not in text
    assert response.headers["Cache-Control"] == "no-store"
    assert not PublishedDocument.objects.exists()
    assert not Edition.objects.exists()
    assert PublishedState.objects.filter(serial__gt=0).count() == 0


def test_the_preview_speaks_every_language(client, viewer):
    case = builders.make_publishable_case(title_ko="예시 사례")
    client.force_login(viewer)
    response = client.get(page(case, "preview"), {"language": "ko"})
    assert '<html lang="ko">' in response.content.decode()
    assert "예시 사례" in response.content.decode()
    assert '<html lang="en">' in client.get(page(case, "preview"), {"language": "xx"}).content.decode()


def test_the_preview_hides_what_the_public_does_not_get(client, editor):
    case = builders.make_publishable_case(note="example-private-note")
    builders.make_involvement(case=case, shown=True, testimony="example-testimony", age_at_event=37)
    client.force_login(editor)
    text = client.get(page(case, "preview")).content.decode()
    assert "example-private-note" not in text
    assert "example-testimony" not in text
    # Without tags and without the numbers of the builders.
    words = re.sub(r"<[^>]*>|(article|group|City) \d+", " ", text.split("</header>")[1].split("<footer")[0])
    assert "30 to 44" in words
    assert not re.search(r"\b37\b", words)


@pytest.mark.parametrize(
    "make",
    [
        builders.make_source,
        builders.make_figure,
        builders.make_statement,
        builders.make_action,
        builders.make_response,
    ],
    ids=lambda make: make.__name__,
)
def test_every_subject_has_a_preview(client, viewer, make):
    client.force_login(viewer)
    response = client.get(page(make(), "preview"))
    assert response.status_code == 200
    assert "Preview for staff" in response.content.decode()


def test_a_part_of_another_subject_has_no_preview_of_its_own(client, viewer):
    client.force_login(viewer)
    response = client.get(page(builders.make_figure(case=builders.make_case()), "preview"))
    assert "This figure is published with its case." in response.content.decode()


def test_the_preview_of_what_is_public_changes_nothing_public(client, published, viewer):
    before = list(PublishedDocument.objects.values_list("reference", "document", "edition"))
    Case.objects.filter(pk=published.pk).update(title_en="An unpublished title")
    client.force_login(viewer)
    assert "An unpublished title" in client.get(page(published, "preview")).content.decode()
    assert list(PublishedDocument.objects.values_list("reference", "document", "edition")) == before


def test_the_public_page_is_asked_for_by_nobody_known(client, viewer, rf):
    request = rf.get(
        "/admin/cases/case/1/preview/", {"language": "ko"}, headers={"cookie": "sessionid=example"}
    )
    request.user, request.session = viewer, client.session
    visitor = preview.as_visitor(request)
    assert visitor.get_host() == request.get_host()
    assert not any(hasattr(visitor, name) for name in ("user", "session", "_messages"))
    assert [len(sent) for sent in (visitor.COOKIES, visitor.GET, visitor.POST)] == [0, 0, 0]
