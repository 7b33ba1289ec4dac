"""The roles in the database are those of advocacy/roles.py, and these say what DESIGN says."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from advocacy import roles
from advocacy.roles import PERMISSIONS, ROLES
from cases.models.record import Record
from tests.cast import ROLES as CAST

SECRETS = ("person", "involvement", "consent", "contactnote", "riskreview", "correctionrequest")


def of(role: str) -> set[str]:
    return {name.split(".")[1] for name in PERMISSIONS[role]}


@pytest.mark.django_db
def test_the_migration_made_the_roles_as_they_are_listed():
    made = {
        group.name: {
            f"{app}.{codename}"
            for app, codename in group.permissions.values_list("content_type__app_label", "codename")
        }
        for group in Group.objects.all()
    }
    assert made == PERMISSIONS


@pytest.mark.django_db
def test_every_permission_that_is_listed_exists():
    known = {
        f"{app}.{codename}"
        for app, codename in Permission.objects.values_list("content_type__app_label", "codename")
    }
    assert set().union(*PERMISSIONS.values()) - known == set()


def test_there_are_six_roles():
    assert (
        ROLES
        == CAST
        == (
            "viewer",
            "contributor",
            "editor",
            "publisher",
            "source keeper",
            "administrator",
        )
    )


def test_every_noun_is_open_or_about_people():
    nouns = {
        model._meta.label_lower
        for app in ("cases", "advocacy")
        for model in apps.get_app_config(app).get_models()
        if issubclass(model, Record)
    }
    assert {*roles.OPEN_NOUNS, *roles.PEOPLE_NOUNS} == nouns
    assert not {*roles.OPEN_NOUNS} & {*roles.PEOPLE_NOUNS}


@pytest.mark.parametrize(
    ("permission", "holders"),
    [
        ("publish_edition", {"publisher"}),
        ("review_subject", {"editor", "publisher"}),
        ("take_down", {"editor", "publisher"}),
        ("view_confidential_source", {"source keeper"}),
        ("change_consent", {"contributor", "editor"}),
        ("view_person", {"contributor", "editor", "publisher"}),
        ("change_case", {"contributor", "editor"}),
        ("change_source", {"contributor", "editor", "source keeper"}),
        ("view_case", set(ROLES)),
        ("change_user", {"administrator"}),
        ("change_group", set()),
        ("delete_user", set()),
    ],
)
def test_who_may(permission, holders):
    assert {role for role in ROLES if permission in of(role)} == holders


@pytest.mark.parametrize("role", ["viewer", "source keeper", "administrator"])
def test_who_does_not_work_on_cases_sees_nothing_of_people(role):
    assert [name for name in of(role) if name.split("_", 1)[1] in SECRETS] == []


def test_nobody_deletes_what_can_be_public_nor_people_nor_consents():
    deletable = {name for role in ROLES for name in of(role) if name.startswith("delete_")}
    assert deletable == {
        "delete_workingcount",
        "delete_event",
        "delete_citation",
        "delete_relation",
        "delete_involvement",
        "delete_actionaddressee",
        "delete_actioncase",
        "delete_advocacycitation",
    }


def test_nobody_writes_editions_or_published_rows_by_hand():
    written = {name for role in ROLES for name in PERMISSIONS[role] if "view_" not in name}
    assert [name for name in written if "published" in name or name.endswith(("edition", "entry"))] == [
        "cases.publish_edition"
    ]
