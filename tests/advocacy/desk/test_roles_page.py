"""Roles and rights as a table: on the page, in the documents, and as advocacy/roles.py says."""

from pathlib import Path

import pytest

from advocacy.desk import roles_page
from advocacy.roles import (
    DUTIES,
    NAMES,
    PERMISSIONS,
    PRESET_DUTIES,
    PRESET_NAMES,
    PRESETS,
    ROLES,
    SPECIAL,
    rights_of,
)
from tests.cast import make_user

DOCUMENT = Path(__file__).parents[3] / "docs" / "roles.md"


def test_the_document_ends_with_the_tables():
    assert DOCUMENT.read_text("utf-8").endswith(roles_page.markdown()), (
        "run: python manage.py make_staff --describe"
    )


def test_every_right_of_every_role_is_in_the_table():
    shown = 0
    for rights in (roles_page.noun_rights(), roles_page.special_rights()):
        for right in rights:
            assert len(right.cells) == len(ROLES)
            shown += sum(len(words) for words in right.cells)
    assert shown == sum(len(permissions) for permissions in PERMISSIONS.values()) > 150


def test_every_role_and_set_is_described():
    assert set(DUTIES) == set(NAMES) == set(ROLES)
    assert set(PRESETS) == set(PRESET_NAMES) == set(PRESET_DUTIES)
    special = {name for name in rights_of(ROLES) if name.split(".")[1].split("_")[0] not in roles_page.DEEDS}
    assert special <= set(SPECIAL)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_all_staff_read_the_page_which_marks_their_roles(client, role):
    client.force_login(make_user(role))
    response = client.get("/admin/roles/")
    assert response.status_code == 200
    assert [item["name"] for item in response.context["roles"] if item["is_held"]] == [role]
    assert response.content.decode().count("yours") == 1


@pytest.mark.django_db
def test_the_page_asks_strangers_to_sign_in(client, django_user_model):
    assert client.get("/admin/roles/").status_code == 302
    client.force_login(django_user_model.objects.create_user("example-reader"))
    assert client.get("/admin/roles/").status_code == 302


def test_the_set_for_two_holds_every_role_but_the_administrators():
    assert set(PRESETS["office-of-two"]) == set(ROLES) - {"administrator", "viewer"}
    assert PERMISSIONS["viewer"] <= rights_of(PRESETS["office-of-two"])
