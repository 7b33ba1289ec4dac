"""Accounts with their roles: by command and in the admin."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command

from advocacy.roles import PRESETS
from tests.cast import make_user

pytestmark = pytest.mark.django_db

OFFICE = set(PRESETS["office-of-two"])
PASSWORD = "an example of a long password"


def roles_of(name: str) -> set[str]:
    return set(User.objects.get(username=name).groups.values_list("name", flat=True))


# --- by command -------------------------------------------------------------------------------------


def test_the_command_prints_a_password_once_that_works(client, capsys):
    call_command("make_staff", "example", "--preset", "office-of-two", "--role", "administrator")
    said = capsys.readouterr().out
    assert "contributor, editor, publisher, source keeper, administrator" in said
    password = re.search(r"only this once: (\S+)", said)[1]
    assert roles_of("example") == OFFICE | {"administrator"}
    signed_in = client.post("/admin/login/", {"username": "example", "password": password, "next": "/admin/"})
    assert (signed_in.status_code, signed_in.url) == (302, "/admin/")


def test_a_typed_password_is_checked_and_not_printed(monkeypatch, capsys):
    monkeypatch.setattr("advocacy.management.commands.make_staff.getpass", lambda prompt: PASSWORD)
    call_command("make_staff", "example", "--role", "source-keeper", "--ask")
    assert PASSWORD not in capsys.readouterr().out
    assert User.objects.get(username="example").check_password(PASSWORD)
    assert roles_of("example") == {"source keeper"}
    monkeypatch.setattr("advocacy.management.commands.make_staff.getpass", lambda prompt: "short")
    with pytest.raises(CommandError, match="too short"):
        call_command("make_staff", "other", "--role", "viewer", "--ask")
    answers = iter([PASSWORD, PASSWORD + "x"])
    monkeypatch.setattr("advocacy.management.commands.make_staff.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        call_command("make_staff", "other", "--role", "viewer", "--ask")
    assert not User.objects.filter(username="other").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["example"],
        ["--role", "viewer"],
        ["example", "--role", "no-such-role"],
        ["example", "--preset", "no-such-set"],
        ["taken", "--role", "viewer"],
        ["example name!", "--role", "viewer"],
    ],
)
def test_what_cannot_be_made_is_refused(arguments):
    make_user("viewer", username="taken")
    with pytest.raises(CommandError):
        call_command("make_staff", *arguments)
    assert User.objects.count() == 1


# --- in the admin -----------------------------------------------------------------------------------


@pytest.fixture
def desk(client, administrator):
    client.force_login(administrator)
    return client


def add(desk, **given):
    data = {"username": "example", "password1": PASSWORD, "password2": PASSWORD, "preset": ""} | given
    return desk.post("/admin/auth/user/add/", data)


def pk(role):
    return Group.objects.get(name=role).pk


def test_the_form_says_what_each_role_may_do(desk):
    page = desk.get("/admin/auth/user/add/").content.decode()
    assert "Office of two" in page
    assert "One of two people who do everything" in page
    assert page.count('name="roles"') == 6
    assert "Makes accounts and gives out roles" in page


def test_a_set_of_roles_and_single_ones_add_up(desk):
    assert add(desk, preset="office-of-two", roles=[pk("administrator")]).status_code == 302
    assert roles_of("example") == OFFICE | {"administrator"}
    user = User.objects.get(username="example")
    assert user.is_staff
    assert not user.is_superuser
    assert user.check_password(PASSWORD)


def test_single_roles(desk):
    assert add(desk, roles=[pk("viewer")]).status_code == 302
    assert roles_of("example") == {"viewer"}


def test_without_any_role_the_form_says_what_to_do(desk):
    response = add(desk)
    assert response.status_code == 200
    assert "Choose a set of roles, or tick at least one" in response.content.decode()
    assert not User.objects.filter(username="example").exists()


@pytest.mark.parametrize("given", [{"preset": "no-such-set"}, {"roles": ["0"]}, {"roles": ["x"]}])
def test_unknown_roles_are_refused(desk, given):
    assert add(desk, **given).status_code == 200
    assert not User.objects.filter(username="example").exists()


def test_roles_can_be_changed_later(desk):
    user = make_user("viewer", username="example")
    page = f"/admin/auth/user/{user.pk}/change/"
    assert desk.get(page).content.decode().count('name="groups"') == 6
    data = {
        "username": "example",
        "is_active": "on",
        "is_staff": "on",
        "groups": [pk("editor"), pk("publisher")],
    }
    assert desk.post(page, data).status_code == 302
    assert roles_of("example") == {"editor", "publisher"}
