"""The history of a record in the admin."""

import pytest

from tests import builders
from tests.cases.admin.forms import filled, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def test_it_says_who_changed_what_and_why(desk):
    case = builders.make_case(title_en="Example title")
    data = filled(desk.get(page(case))) | {
        "title_en": "Another example title",
        "change_reason": "Example reason",
    }
    desk.post(page(case), data)
    text = desk.get(page(case, "history")).content.decode()
    for said in ("contributor", "Example reason", "Example title", "Another example title"):
        assert said in text


def test_a_version_shows_then_and_now(desk):
    case = builders.make_case(title_en="Example title", detaining_countries=["CN", "LA"])
    first = case.versions.get()
    case.title_en = "Another example title"
    case.save()
    response = desk.get(f"{page(case, 'history')}{first.pk}/")
    (changed,) = [row for row in response.context["rows"] if row.is_different]
    assert (changed.then, changed.now) == ("Example title", "Another example title")
    for said in ("<del>", "<ins>", "China, Laos", "Refugees"):
        assert said in response.content.decode()


def test_a_version_is_not_put_back_unasked(desk):
    case = builders.make_case(title_en="Example title")
    first = case.versions.get()
    case.title_en = "Another example title"
    case.save()
    desk.post(f"{page(case, 'history')}{first.pk}/", {"title_en": "Example title", "_save": "Revert"})
    case.refresh_from_db()
    assert case.title_en == "Another example title"
    assert "revert" not in desk.get(page(case, "history")).content.decode().lower()


def test_the_history_of_a_deleted_record_can_be_read(desk):
    event = builders.make_event(summary_en="An example event")
    address, first = page(event, "history"), event.versions.get()
    event.delete()
    assert desk.get(address).status_code == 200
    assert "An example event" in desk.get(f"{address}{first.pk}/").content.decode()


def test_the_version_of_another_record_is_not_found(desk):
    one, other = builders.make_case(), builders.make_case()
    assert desk.get(f"{page(one, 'history')}{other.versions.get().pk}/").status_code == 404


def test_its_pages_carry_no_inline_style_or_script(desk):
    case = builders.make_case()
    case.save()
    for address in (page(case, "history"), f"{page(case, 'history')}{case.versions.first().pk}/"):
        text = desk.get(address).content.decode()
        assert "style=" not in text
        assert "<style" not in text
        assert "onclick" not in text
