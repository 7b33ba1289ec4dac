"""The admin of the advocacy ledger, of the accounts, and the first page."""

import re

import pytest
from django.contrib.auth.models import Group, User

from advocacy.models import Action, Addressee, Response
from tests import builders
from tests.cases.admin.forms import filled, page, pages

pytestmark = pytest.mark.django_db

INLINE_CODE = re.compile(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:|src=.data:")


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def test_an_action_with_everything_on_one_page(desk, contributor):
    case, addressee, source = builders.make_case(), builders.make_addressee(), builders.make_source()
    data = filled(desk.get(pages(Action, "add"))) | {
        "kind": "ngo_letter",
        "summary_en": "An example letter.",
        "actor_en": "Example Rights Group",
        "actor_kind": "ngo",
        "addressee_links-0-addressee_reference": addressee.reference,
        "case_links-0-case_reference": case.reference,
        "responses-0-kind": "no_comment",
        "responses-0-responder": addressee.pk,
        "responses-0-summary_en": "Declined comment.",
        "citations-0-source": source.pk,
        "change_reason": "first entry",
    }
    assert desk.post(pages(Action, "add"), data).status_code == 302
    action = Action.objects.get()
    assert list(action.addressees.all()) == [addressee]
    assert list(action.cases.all()) == [case]
    assert action.citations.get().source == source
    assert len(action.reference) == len(action.responses.get().reference) == 26
    for row in (action, action.addressee_links.get(), action.case_links.get(), action.responses.get()):
        last = row.versions.get()
        assert (last.history_user, last.history_change_reason) == (contributor, "first entry")


def test_a_case_shows_its_actions_to_read(desk):
    case = builders.make_case()
    builders.make_action(cases=[case], summary_en="An example letter of note.")
    response = desk.get(page(case))
    assert "An example letter of note." in response.content.decode()
    assert "action_links-0-action" not in filled(response)


def test_an_addressee_needs_a_reference_in_words(desk):
    data = filled(desk.get(pages(Addressee, "add"))) | {"name_en": "Example Ministry"}
    response = desk.post(pages(Addressee, "add"), data)
    assert "reference" in response.context["adminform"].form.errors
    assert desk.post(pages(Addressee, "add"), data | {"reference": "example-ministry"}).status_code == 302


def test_an_embargo_needs_its_date(desk):
    action = builders.make_action()
    data = filled(desk.get(page(action))) | {"publicity": "embargoed"}
    response = desk.post(page(action), data)
    assert "needs the date until which it is embargoed" in str(response.context["errors"])


def test_lists_find_actions_by_addressee_and_case(desk):
    case, addressee = builders.make_case(), builders.make_addressee(name_en="Example Ministry of Letters")
    action = builders.make_action(cases=[case], addressees=[addressee])
    builders.make_action()
    for term in ("Ministry of Letters", case.reference):
        assert list(desk.get(pages(Action), {"q": term}).context["cl"].result_list) == [action]


def test_a_response_of_no_action_can_be_published_and_one_of_an_action_not(desk):
    alone, answer = builders.make_response(), builders.make_response(action=builders.make_action())
    assert "This response is published with its action." not in desk.get(page(alone)).content.decode()
    assert "This response is published with its action." in desk.get(page(answer)).content.decode()
    assert Response.objects.count() == 2


# --- accounts -------------------------------------------------------------------------------------


def test_administrators_make_accounts_and_give_roles(client, administrator):
    client.force_login(administrator)
    data = {
        "username": "example-new",
        "usable_password": "true",
        "password1": "long enough 123",
        "password2": "long enough 123",
        "roles": [Group.objects.get(name="contributor").pk],
    }
    response = client.post(pages(User, "add"), data)
    assert response.status_code == 302
    user = User.objects.get(username="example-new")
    role = Group.objects.get(name="viewer")
    data = {"username": "example-new", "is_active": "on", "is_staff": "on", "groups": [role.pk]}
    assert client.post(page(user), data).status_code == 302
    assert list(user.groups.all()) == [role]


def test_no_page_shows_a_hash(client, administrator, viewer):
    client.force_login(administrator)
    for user in (administrator, viewer):
        text = client.get(page(user)).content.decode()
        assert "Set a new password" in text
        kind, *_rest, digest = user.password.split("$")
        assert kind not in text
        assert digest[:6] not in text


def test_only_superusers_make_superusers(client, administrator):
    client.force_login(administrator)
    data = {"username": "administrator", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(page(administrator), data | {"groups": [administrator.groups.get().pk]})
    administrator.refresh_from_db()
    assert not administrator.is_superuser


def test_nobody_takes_over_the_account_of_a_superuser(client, administrator, viewer):
    chief = User.objects.create_superuser("example-chief", password="long enough 123")
    client.force_login(administrator)
    password = {"usable_password": "true", "password1": "other long 123", "password2": "other long 123"}
    address = f"/admin/auth/user/{chief.pk}/password/"
    assert client.get(address).status_code == client.post(address, password).status_code == 403
    client.post(page(chief), {"username": "example-other", "is_active": "on", "is_staff": "on"})
    chief.refresh_from_db()
    assert chief.username == "example-chief"
    assert chief.check_password("long enough 123")
    assert client.get(f"/admin/auth/user/{viewer.pk}/password/").status_code == 200
    client.force_login(chief)
    assert client.get(address).status_code == 200


def test_accounts_cannot_be_searched_by_hash(client, administrator):
    client.force_login(administrator)
    assert client.get(pages(User), {"password__startswith": "md5"}).status_code == 400


def test_nobody_else_sees_accounts(client, editor, viewer):
    client.force_login(editor)
    assert client.get(pages(User)).status_code == 403
    assert client.get(page(viewer)).status_code == 403
    assert client.get(pages(Group)).status_code == 403


# --- all of it ------------------------------------------------------------------------------------


def test_the_first_page_follows_the_work(client, editor, settings):
    client.force_login(editor)
    response = client.get("/admin/")
    assert [group["name"] for group in response.context["app_list"]] == [
        "Cases",
        "Sources",
        "People",
        "Advocacy",
        "Publication",
    ]
    assert settings.SITE_NAME in response.content.decode()


def test_pages_carry_no_inline_code_and_a_strict_policy(client, editor):
    case = builders.make_publishable_case()
    addresses = ["/admin/", "/admin/password_change/", pages(type(case)), page(case), page(case, "history")]
    addresses += [page(case.events.get()), page(case.events.get(), "delete"), page(case, "preview")]
    looked = 0
    client.force_login(editor)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert not INLINE_CODE.findall(response.content.decode()), address
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        looked += 1
    client.logout()
    assert not INLINE_CODE.findall(client.get("/admin/login/").content.decode())
    assert looked == 8


def test_the_stylesheet_comes_last(client, editor):
    client.force_login(editor)
    text = client.get("/admin/").content.decode()
    assert text.rindex("admin/css/") < text.index("/static/css/admin.css")
