"""Who may open which page: every role, every noun, every kind of page, as a table."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pytest
from django.contrib import admin
from django.urls import URLPattern, URLResolver, reverse

from advocacy.roles import PERMISSIONS
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
    "cases.correctionrequest": WRITE,
}
EDITIONS = ("cases.edition", "cases.editionentry")
ACCOUNTS = {"auth.user": WRITE, "auth.group": OPEN, "cases.privateexport": OPEN}


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
    if noun == "cases.importrun":
        return "vac" if role in WORKERS else ""
    return ACCOUNTS[noun] if role == "administrator" else ""


def expected(role: str, noun: str, page: str) -> int:
    letter = {"changelist": "v", "add": "a", "change": "v", "history": "v", "delete": "d"}[page]
    return 200 if letter in rights(role, noun) else 403


def address(noun: str, page: str, row) -> str:
    args = [] if page in ("changelist", "add") else [row.pk]
    return reverse(f"admin:{noun.replace('.', '_')}_{page}", args=args)


# --- every address of the admin, GET and POST ------------------------------------------------------------------

#: By the last part of the name of an address: what GET needs, and what POST needs. A letter is the right to the noun
#: (view, add, change, delete), a longer word a special right, | means that one of them is enough, "all" all staff, ""
#: that the method is refused.
WORKS_ON_IT = "c|cases.review_subject|cases.publish_edition"
DOORS = {
    "changelist": ("v", "v"),
    "add": ("a", "a"),
    "change": ("v", "c"),
    "history": ("v", "v"),
    "delete": ("d", "d"),
    "simple_history": ("v", "v"),
    "filters": ("v", "v"),
    "save_filter": ("", "v"),
    "filter": ("", "v"),
    "export": ("v", "v"),
    "deleted": ("c", "c"),
    "undelete": ("c", "c"),
    "review": (WORKS_ON_IT, WORKS_ON_IT),
    "preview": ("v", "v"),
    "phones": ("v", "v"),
    "submit": ("c", "c"),
    "send-back": ("cases.review_subject", "cases.review_subject"),
    "approve": ("cases.review_subject", "cases.review_subject"),
    "publish": ("cases.publish_edition", "cases.publish_edition"),
    "confirm": ("cases.publish_edition", "cases.publish_edition"),
    "embargo": ("c|cases.publish_edition", "c|cases.publish_edition"),
    "lift-embargo": ("cases.publish_edition", "cases.publish_edition"),
    "retract": ("cases.take_down", "cases.take_down"),
    "withdraw": ("cases.take_down", "cases.take_down"),
    "erasures": ("cases.erase_person", "cases.erase_person"),
    "erase": ("cases.erase_person", "cases.erase_person"),
    "approve-child-naming": ("cases.review_subject", "cases.review_subject"),
    "withdraw-consent": ("c", "c"),
    "sources": ("cases.add_citation", "cases.add_citation"),
    "duplicates": ("", "a"),
    "distinguish": ("c", "c"),
    "working_count": ("c", "c"),
    "merge": ("cases.merge_records", "cases.merge_records"),
    **{f"start-{what}": ("c", "c") for what in ("case", "source", "action")},
    "next-step-done": ("c", "c"),
    "cases": ("cases.add_citation", "cases.add_citation"),
    "link-works": ("c", "c"),
    "link-broken": ("c", "c"),
    "password_change": ("c", "c"),
}
#: Addresses of no noun.
SITE_DOORS = {
    "index": ("all", "all"),
    "login": ("all", "all"),
    "logout": ("", "all"),
    "password_change": ("all", "all"),
    "password_change_done": ("all", ""),
    "jsi18n": ("all", ""),
    "language": ("", "all"),
    "roles": ("all", ""),
    "help": ("all", ""),
}
#: Open, they may still answer 403: the version asked for is the present one, and nothing of it can be put back.
REFUSED_BY_STATE = {"simple_history"}
#: Tested on their own, with what they need to answer anything: a noun and a field, an upload, a page that is kept.
ELSEWHERE = {"autocomplete", "view_on_site", "app_list", "read-date", "keep-form", "discard-kept-form"}

#: Their uploads belong to whoever made them: tests/advocacy/importing/test_browser.py.
IMPORTS = "cases_importrun"


@cache
def addresses() -> list[URLPattern]:
    """Every named address of the admin. Remembered: the admin builds them anew each time it is asked."""
    return list(named_among(admin.site.get_urls()))


def named_among(patterns) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from named_among(pattern.url_patterns)
        elif pattern.name:
            yield pattern


@cache
def noun_of(name: str) -> str:
    """The noun of the name of an address, or "" for none: the longest that fits."""
    labels = sorted((model._meta.label_lower for model in admin.site._registry), key=len, reverse=True)
    return next((label for label in labels if name.startswith(label.replace(".", "_") + "_")), "")


def door_of(name: str) -> tuple[str, str]:
    noun = noun_of(name)
    return DOORS[name[len(noun) + 1 :]] if noun else SITE_DOORS[name]


def is_open(role: str, noun: str, need: str) -> bool:
    held = PERMISSIONS[role.replace("_", " ")]
    return any(
        one == "all" or (one in rights(role, noun) if len(one) == 1 else one in held)
        for one in need.split("|")
    )


def named() -> list[str]:
    return sorted(
        {
            pattern.name
            for pattern in addresses()
            if pattern.name not in ELSEWHERE and not pattern.name.startswith(IMPORTS)
        }
    )


def test_every_address_has_its_line():
    unknown = []
    for name in named():
        try:
            door_of(name)
        except KeyError:
            unknown.append(name)
    assert unknown == []
    assert len(named()) > 300


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(request, client, role, method):
    """Refused is 403, or 404 where the page does not exist for the role; open is everything else but a fault."""
    user = request.getfixturevalue(role)
    rows = {noun: make() for noun, make in ROWS.items()}
    wrong, asked, tested = defaultdict(list), 0, set(named())
    client.force_login(user)
    for pattern in addresses():
        name = pattern.name
        if name not in tested:
            continue
        noun, need = noun_of(name), door_of(name)[("get", "post").index(method)]
        keys = pattern.pattern.regex.groups
        args = [1] * keys if not noun else [rows[noun].pk, 1][:keys]
        status = getattr(client, method)(reverse(f"admin:{name}", args=args)).status_code
        asked += 1
        if name == "logout":
            client.force_login(user)
        if not need:
            fits = status in (403, 404, 405)
        elif is_open(role, noun, need):
            fits = status in (200, 302, 400, 404) or name.endswith(tuple(REFUSED_BY_STATE))
        else:
            fits = status in (403, 404)
        if not fits:
            wrong[name.removeprefix(noun.replace(".", "_")), status, need].append(noun)
    assert dict(wrong) == {}
    assert asked > 300
    # Nothing but "logout" ended the session: else all that came after it would have been asked by nobody.
    assert client.session["_auth_user_id"] == str(user.pk)


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
    assert len(found) == len(admin.site._registry) * len(PAGES) >= 120


def test_nobody_unknown_opens_anything(client):
    asked = 0
    for noun, make in ROWS.items():
        row = make()
        for page in PAGES:
            response = client.get(address(noun, page, row))
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")
            asked += 1
    assert asked == len(admin.site._registry) * len(PAGES) >= 120


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
    assert encrypted >= 21


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
