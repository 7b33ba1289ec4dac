"""Who may open which page: every role, every noun, every kind of page, as a table."""

import pytest
from django.contrib import admin
from django.urls import reverse

from tests.cases.admin.rows import ROWS

pytestmark = pytest.mark.django_db

PAGES = ("changelist", "add", "change", "history", "delete")
ROLES = ("viewer", "contributor", "editor", "publisher", "source_keeper", "administrator")

#: What a role may do with a noun, as letters: view, add, change, delete. Nothing: no page opens.
OPEN = "v"
WRITE = "vac"
REMOVE = "vacd"

WORKERS = {"contributor", "editor"}
RECORD = {
    "cases.case": WRITE,
    "cases.workingcount": REMOVE,
    "cases.event": REMOVE,
    "cases.figure": WRITE,
    "cases.statement": WRITE,
    "cases.source": WRITE,
    "cases.citation": REMOVE,
    "cases.relation": REMOVE,
    "cases.place": WRITE,
    "advocacy.action": WRITE,
    "advocacy.addressee": WRITE,
    "advocacy.response": WRITE,
    "advocacy.advocacycitation": REMOVE,
}
PEOPLE = {
    "cases.person": WRITE,
    "cases.involvement": REMOVE,
    "cases.consent": WRITE,
    "cases.contactnote": WRITE,
    "cases.riskreview": WRITE,
}
EDITIONS = ("cases.edition", "cases.editionentry")
ACCOUNTS = {"auth.user": WRITE, "auth.group": OPEN}


def rights(role: str, noun: str) -> str:
    if noun in RECORD:
        if role == "source_keeper" and noun == "cases.source":
            return WRITE
        return RECORD[noun] if role in WORKERS else OPEN
    if noun in PEOPLE:
        if role in WORKERS:
            return PEOPLE[noun]
        return OPEN if role == "publisher" else ""
    if noun in EDITIONS:
        return OPEN
    return ACCOUNTS[noun] if role == "administrator" else ""


def expected(role: str, noun: str, page: str) -> int:
    letter = {"changelist": "v", "add": "a", "change": "v", "history": "v", "delete": "d"}[page]
    return 200 if letter in rights(role, noun) else 403


def address(noun: str, page: str, row) -> str:
    args = [] if page in ("changelist", "add") else [row.pk]
    return reverse(f"admin:{noun.replace('.', '_')}_{page}", args=args)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_answers_as_the_table_says(request, client, role):
    client.force_login(request.getfixturevalue(role))
    found, wanted = {}, {}
    for noun, make in ROWS.items():
        row = make()
        for page in PAGES:
            found[noun, page] = client.get(address(noun, page, row)).status_code
            wanted[noun, page] = expected(role, noun, page)
    assert {key: (found[key], wanted[key]) for key in found if found[key] != wanted[key]} == {}
    assert len(found) == len(admin.site._registry) * len(PAGES) == 110


def test_nobody_unknown_opens_anything(client):
    asked = 0
    for noun, make in ROWS.items():
        row = make()
        for page in PAGES:
            response = client.get(address(noun, page, row))
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")
            asked += 1
    assert asked == 110


def test_staff_without_a_role_open_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("example-new", is_staff=True))
    assert {client.get(address(noun, "changelist", None)).status_code for noun in ROWS} == {403}


def test_saving_needs_the_right_to_change(client, viewer):
    client.force_login(viewer)
    for noun in ("cases.case", "cases.source", "advocacy.action"):
        row = ROWS[noun]()
        assert client.post(address(noun, "change", row), {"title_en": "Example"}).status_code == 403
        assert client.post(address(noun, "add", row), {"title_en": "Example"}).status_code == 403
        assert row.versions.count() == 1


# --- what the pages tell --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("noun", "field"),
    [
        ("cases.person", "legal_name"),
        ("cases.person", "contact"),
        ("cases.involvement", "testimony"),
        ("cases.contactnote", "content"),
        ("advocacy.addressee", "contact"),
    ],
)
def test_encrypted_texts_are_on_the_page_of_the_record_alone(client, contributor, viewer, noun, field):
    row = ROWS[noun](**{field: "example-encrypted-text"})
    client.force_login(contributor)
    assert "example-encrypted-text" in client.get(address(noun, "change", row)).content.decode()
    assert "example-encrypted-text" not in client.get(address(noun, "changelist", row)).content.decode()
    found = client.get(address(noun, "changelist", row), {"q": "example-encrypted-text"})
    assert found.context["cl"].result_count == 0
    client.force_login(viewer)
    for page in PAGES:
        assert "example-encrypted-text" not in client.get(address(noun, page, row)).content.decode()


def test_no_list_filter_or_search_touches_an_encrypted_text():
    encrypted = 0
    for model, model_admin in admin.site._registry.items():
        names = {field.name for field in model._meta.fields if type(field).__name__ == "EncryptedTextField"}
        encrypted += len(names)
        used = {*model_admin.list_display, *model_admin.search_fields, *map(str, model_admin.list_filter)}
        assert not names & used, model
    assert encrypted == 18


def test_the_history_of_encrypted_texts_is_for_those_who_see_them(client, contributor, viewer):
    row = ROWS["advocacy.addressee"](contact="example-encrypted-text")
    row.contact = "example-other-text"
    row.save()
    version = f"{address('advocacy.addressee', 'history', row)}{row.versions.last().pk}/"
    client.force_login(contributor)
    assert "example-encrypted-text" in client.get(version).content.decode()
    assert (
        "example-encrypted-text" in client.get(address("advocacy.addressee", "history", row)).content.decode()
    )
    client.force_login(viewer)
    assert "example-encrypted-text" not in client.get(version).content.decode()
    assert (
        "example-encrypted-text"
        not in client.get(address("advocacy.addressee", "history", row)).content.decode()
    )
