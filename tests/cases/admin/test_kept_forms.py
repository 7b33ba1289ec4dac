"""Forms of the admin lose nothing: after a refused save, an ended session, a change of user or of role."""

from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases import kept_forms
from cases.models import Case, KeptForm, Source
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cases.admin.test_queries import queries
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
TITLE = "Example title that must not be lost"


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def sheet_pass(response) -> str:
    return response.context["kept_form"]["pass"]


def opened(client, address) -> dict:
    """What a browser would post from this form, its sheet included."""
    response = client.get(address)
    return filled(response) | {kept_forms.SHEET_FIELD: sheet_pass(response)}


def offers(client, address) -> list[dict]:
    return client.get(address).context["kept_form"]["offers"]


def go_on(client, address):
    """Open the form with the newest kept text in it."""
    return client.get(f"{address}?{offers(client, address)[0]['query']}")


def expired(client):
    client.cookies.pop("sessionid", None)


# --- a refused save ---


def test_what_was_refused_is_offered_again_and_gone_once_saved(desk):
    case = builders.make_case()
    data = opened(desk, page(case)) | {"title_en": TITLE, "affected_low": "not a number"}
    refused = desk.post(page(case), data)
    assert refused.status_code == 200
    assert refused.context["kept_form"]["offers"] == []
    assert kept_forms.sheet_of(sheet_pass(refused)) == kept_forms.sheet_of(data[kept_forms.SHEET_FIELD])

    response = go_on(desk, page(case))
    assert "It is not saved yet" in str(response.context["errors"])
    again = filled(response)
    assert (again["title_en"], again["affected_low"]) == (TITLE, "not a number")
    assert Case.objects.get(pk=case.pk).row_version == 1

    again |= {"affected_low": "4", kept_forms.SHEET_FIELD: sheet_pass(response)}
    assert desk.post(page(case), again).status_code == 302
    assert Case.objects.get(pk=case.pk).title_en == TITLE
    assert offers(desk, page(case)) == []
    assert KeptForm.objects.filter(content__isnull=False).count() == 0


def test_rows_that_were_added_come_back(desk):
    case = builders.make_case()
    data = opened(desk, page(case)) | {
        "events-TOTAL_FORMS": "3",
        "events-2-kind": "apprehended",
        "events-2-date_edtf": "no date",
        "events-2-summary_en": TITLE,
    }
    desk.post(page(case), data)
    assert filled(go_on(desk, page(case)))["events-2-summary_en"] == TITLE


def test_two_new_records_begun_at_once_are_both_kept(desk):
    address = pages(Source, "add")
    for title in ("First example", "Second example"):
        desk.post(address, opened(desk, address) | {"title": title, "published_edtf": "no date"})
    found = [desk.get(f"{address}?{offer['query']}") for offer in offers(desk, address)]
    assert [filled(response)["title"] for response in found] == ["Second example", "First example"]


def test_showing_a_kept_text_never_saves_it(desk):
    """Complete and valid as it is: only the person saves."""
    address = pages(Source, "add")
    data = opened(desk, address) | {"title": TITLE, "kind": "news"}
    sheet = kept_forms.sheet_of(data[kept_forms.SHEET_FIELD])
    desk.post(reverse("keep-form"), data)
    before = Source.objects.count()
    response = desk.get(f"{address}?kept={sheet.name}")
    assert filled(response)["title"] == TITLE
    assert Source.objects.count() == before
    case = builders.make_publishable_case()
    data = opened(desk, page(case)) | {"title_en": TITLE, "events-0-DELETE": "on"}
    desk.post(reverse("keep-form"), data)
    assert filled(go_on(desk, page(case)))["title_en"] == TITLE
    case.refresh_from_db()
    assert (case.row_version, case.events.count()) == (1, 1)


def test_a_newer_version_saved_meanwhile_is_not_overwritten(desk, editor, contributor):
    case = builders.make_case()
    data = opened(desk, page(case)) | {"title_en": TITLE, "affected_low": "x"}
    desk.post(page(case), data)
    desk.force_login(editor)
    desk.post(page(case), filled(desk.get(page(case))) | {"title_en": "Title of the editor"})
    desk.force_login(contributor)
    again = filled(go_on(desk, page(case))) | {"affected_low": "2"}
    response = desk.post(page(case), again)
    assert "editor saved a newer version" in str(response.context["errors"])
    assert Case.objects.get(pk=case.pk).title_en == "Title of the editor"


def test_discarding(desk):
    case = builders.make_case()
    desk.post(page(case), opened(desk, page(case)) | {"title_en": TITLE, "affected_low": "x"})
    sheet = offers(desk, page(case))[0]["sheet"]
    response = desk.post(reverse("discard-kept-form"), {"sheet": sheet})
    assert response.url == page(case)
    assert offers(desk, page(case)) == []
    assert desk.post(reverse("discard-kept-form"), {"sheet": "unknown"}).url == reverse("admin:index")


# --- the session has ended ---


def test_what_is_posted_after_the_session_ended_comes_back_after_the_login(desk, contributor):
    data = opened(desk, pages(Case, "add")) | {"title_en": TITLE, "date_edtf": "2013-05"}
    expired(desk)
    response = desk.post(pages(Case, "add"), data)
    assert response.status_code == 302
    assert response.url.startswith("/admin/login/?next=")
    assert TITLE not in response.url
    login = desk.get(response.url)
    assert "What you wrote is kept" in login.content.decode()
    assert TITLE not in login.content.decode()

    following = login.context["next"]
    signed_in = desk.post(
        response.url, {"username": contributor.username, "password": PASSWORD, "next": following}
    )
    back = desk.get(signed_in.url)
    assert filled(back)["title_en"] == TITLE
    assert Case.objects.count() == 0
    assert (
        desk.post(pages(Case, "add"), filled(back) | {kept_forms.SHEET_FIELD: sheet_pass(back)}).status_code
        == 302
    )
    assert Case.objects.get().title_en == TITLE
    assert offers(desk, pages(Case, "add")) == []


def test_whoever_signs_in_instead_sees_an_empty_form(desk, editor):
    data = opened(desk, pages(Case, "add")) | {"title_en": TITLE}
    expired(desk)
    following = desk.get(desk.post(pages(Case, "add"), data).url).context["next"]
    desk.force_login(editor)
    response = desk.get(following)
    assert response.status_code == 200
    assert TITLE not in response.content.decode()
    assert response.context["kept_form"]["offers"] == []


def test_a_stranger_keeps_nothing(client, contributor):
    for text in ("", "made up", kept_forms.new_sheet(contributor, "/x").as_pass()[:-2]):
        response = client.post(pages(Case, "add"), {"title_en": TITLE, kept_forms.SHEET_FIELD: text})
        assert response.status_code == 302
        assert client.post(reverse("keep-form"), {kept_forms.SHEET_FIELD: text, "x": "y"}).status_code == 403
    assert KeptForm.objects.count() == 0


def strict(user) -> Client:
    """A browser whose posts are checked against forgery, as those of real ones are."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def test_a_form_from_before_signing_in_again_is_kept_not_refused(contributor):
    browser = strict(contributor)
    data = opened(browser, pages(Case, "add")) | {"title_en": TITLE, "csrfmiddlewaretoken": "x" * 64}
    response = browser.post(pages(Case, "add"), data)
    assert response.status_code == 302
    assert urlsplit(response.url).path == pages(Case, "add")
    assert Case.objects.count() == 0
    assert filled(browser.get(response.url))["title_en"] == TITLE


def test_the_protection_against_forgery_still_refuses_everything_else(contributor):
    browser = strict(contributor)
    opened(browser, pages(Case, "add"))
    assert browser.post(pages(Case, "add"), {"title_en": TITLE}).status_code == 403
    assert browser.post(reverse("discard-kept-form"), {"sheet": "x"}).status_code == 403
    assert browser.post(reverse("keep-form"), {"x": "y"}).status_code == 403
    assert KeptForm.objects.count() == 0


# --- roles ---


def test_a_field_that_the_user_may_not_see_any_longer_is_not_shown(client, contributor):
    """A source keeper's text about a confidential source, after the role was taken away."""
    contributor.groups.add(Group.objects.get(name="source keeper"))
    client.force_login(contributor)
    secret = builders.make_confidential_source(title="example-secret-title")
    case = builders.make_case()
    data = opened(client, page(case)) | {
        "title_en": TITLE,
        "citations-0-source": secret.pk,
        "affected_low": "x",
    }
    client.post(page(case), data)
    on_source = opened(client, page(secret)) | {"title": "example-secret-title-2", "published_edtf": "x"}
    client.post(page(secret), on_source)
    assert "example-secret-title" in go_on(client, page(case)).content.decode()

    contributor.groups.remove(Group.objects.get(name="source keeper"))
    client.force_login(type(contributor).objects.get(pk=contributor.pk))
    response = go_on(client, page(case))
    assert filled(response)["title_en"] == TITLE
    assert "example-secret-title" not in response.content.decode()
    assert client.get(page(secret)).status_code == 302  # there is no such source
    for kept in KeptForm.objects.filter(page=page(secret)):
        assert client.get(f"{page(secret)}?kept={kept.sheet}").status_code == 302


def test_who_may_only_read_is_offered_nothing(client, contributor):
    client.force_login(contributor)
    case = builders.make_case()
    client.post(page(case), opened(client, page(case)) | {"title_en": TITLE, "affected_low": "x"})
    sheet = KeptForm.objects.get().sheet
    contributor.groups.set([Group.objects.get(name="viewer")])
    client.force_login(type(contributor).objects.get(pk=contributor.pk))
    for address in (page(case), f"{page(case)}?kept={sheet}"):
        response = client.get(address)
        assert response.status_code == 200
        assert "kept_form" not in response.context
        assert TITLE not in response.content.decode()


def test_a_list_the_role_got_meanwhile_shows_its_stored_rows(client, contributor, viewer):
    """Kept without the list of people, shown with it: nothing of it is lost or refused."""
    case = builders.make_case()
    involvement = builders.make_involvement(case=case)
    client.force_login(contributor)
    data = opened(client, page(case)) | {"title_en": TITLE}
    without = {name: value for name, value in data.items() if not name.startswith("involvements-")}
    assert without != data
    client.post(reverse("keep-form"), without)
    response = go_on(client, page(case))
    again = filled(response)
    assert again["involvements-0-id"] == str(involvement.pk)
    assert client.post(page(case), again).status_code == 302
    assert Case.objects.get(pk=case.pk).title_en == TITLE


# --- what the script keeps ---


def test_the_script_keeps_what_is_typed_and_says_when(desk):
    data = opened(desk, pages(Case, "add")) | {"title_en": TITLE}
    with time_machine.travel(timezone.now(), tick=False):
        assert "Your text was kept at" in desk.post(reverse("keep-form"), data).json()["said"]
        assert desk.post(reverse("keep-form"), data).status_code == 429
    assert desk.post(reverse("keep-form"), data | {"x": "x" * kept_forms.LONGEST}).status_code == 413
    assert desk.get(reverse("keep-form")).status_code == 405
    assert filled(go_on(desk, pages(Case, "add")))["title_en"] == TITLE


def test_the_script_goes_on_keeping_after_the_session_ended(desk):
    data = opened(desk, pages(Case, "add")) | {"title_en": TITLE}
    expired(desk)
    assert "Your session has ended" in desk.post(reverse("keep-form"), data).json()["said"]
    assert KeptForm.objects.count() == 1


def test_the_form_and_its_sheet_belong_together(desk):
    """The pass stands outside the form and names it: forms cannot hold forms."""
    html = desk.get(pages(Case, "add")).content.decode()
    assert '<form action="" method="post" id="case_form"' in html or 'id="case_form"' in html
    assert 'name="kept_sheet" form="case_form"' in html


def test_offers_cost_the_same_however_many(desk):
    case = builders.make_case()

    def add():
        desk.post(page(case), opened(desk, page(case)) | {"title_en": TITLE, "affected_low": "x"})

    for _number in range(2):
        add()
    desk.get(page(case))
    few = queries(desk, page(case))
    for _number in range(8):
        add()
    assert len(offers(desk, page(case))) == 10
    assert queries(desk, page(case)) == few
