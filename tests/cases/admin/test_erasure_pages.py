"""The pages on which a person is erased."""

import pytest
from django.urls import reverse

from cases import erasure
from cases.editing import save_record
from cases.models import Erasure, Person
from tests import builders
from tests.cases.admin.forms import page, pages

pytestmark = pytest.mark.django_db

SURE = {"step": "carry-out", "sure": "on"}


@pytest.fixture
def person():
    return builders.make_person(legal_name="Zorblaxian Qux", aliases="Zed")


def address(person):
    return reverse("admin:cases_person_erase", args=[person.pk])


def ask(person, by):
    return erasure.ask(person, by=by, reason="Asked for by the person.")


def name(person) -> str:
    return Person.objects.get(pk=person.pk).legal_name


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("viewer", 403),
        ("contributor", 403),
        ("editor", 200),
        ("publisher", 200),
        ("source_keeper", 403),
        ("administrator", 403),
    ],
)
def test_who_opens_them(request, client, person, editor, role, expected):
    ask(person, editor)
    client.force_login(request.getfixturevalue(role))
    assert client.get(address(person)).status_code == expected
    assert client.get(pages(Person, "erasures")).status_code == expected
    if expected == 403:
        assert client.post(address(person), SURE).status_code == 403
        assert name(person)
    leads = address(person) in client.get(page(person)).content.decode()
    assert leads == (expected == 200)


def test_nobody_unknown_opens_them(client, person):
    for response in (client.get(address(person)), client.post(address(person), SURE)):
        assert response.status_code == 302
    assert name(person)


def test_one_asks_and_another_carries_out(client, person, editor, publisher):
    case = builders.make_case(note="They asked after Zorblaxian Qux.")
    client.force_login(editor)
    client.post(address(person), {"step": "ask", "reason": "Asked for by the person."})
    assert "somebody else must carry it out" in client.get(address(person)).content.decode()
    client.post(address(person), SURE)
    assert name(person)
    client.force_login(publisher)
    shown = client.get(address(person)).content.decode()
    assert "They asked after Zorblaxian Qux." in shown
    assert "“Zed”" in shown
    data = SURE | {"shown": f"cases.case:{case.pk}", "erase": f"cases.case:{case.pk}"}
    assert client.post(address(person), data).status_code == 302
    assert name(person) == ""
    case.refresh_from_db()
    assert case.note == "They asked after […]."
    done = client.get(address(person)).content.decode()
    assert "Asked for by the person." in done
    assert (
        Person.objects.get(pk=person.pk).reference in client.get(pages(Person, "erasures")).content.decode()
    )


def test_what_is_unticked_is_spared(client, person, editor, publisher):
    case = builders.make_case(note="Another Zorblaxian Qux.")
    ask(person, editor)
    client.force_login(publisher)
    client.post(address(person), SURE | {"shown": f"cases.case:{case.pk}"})
    case.refresh_from_db()
    assert (case.note, name(person)) == ("Another Zorblaxian Qux.", "")


def test_it_must_have_been_read(client, person, editor, publisher):
    ask(person, editor)
    client.force_login(publisher)
    response = client.post(address(person), {"step": "carry-out"})
    assert "Tick that you have read" in response.content.decode()
    assert name(person)


def test_a_reason_with_the_name_is_refused_and_kept(client, person, editor):
    client.force_login(editor)
    response = client.post(address(person), {"step": "ask", "reason": "Zorblaxian Qux phoned"})
    assert "without the name" in response.content.decode()
    assert "Zorblaxian Qux phoned" in response.content.decode()
    assert not Erasure.objects.exists()


def test_it_can_be_taken_back(client, person, editor):
    ask(person, editor)
    client.force_login(editor)
    client.post(address(person), {"step": "take-back"})
    assert not Erasure.objects.exists()


def test_what_rests_on_a_confidential_source_is_erased_and_not_named(client, person, editor, publisher):
    source = builders.make_confidential_source(
        title="Interview with Zorblaxian Qux", reference="example-secret"
    )
    statement = builders.make_statement(source=source, text_en="Zorblaxian Qux told us so.")
    ask(person, editor)
    client.force_login(publisher)
    shown = client.get(address(person)).content.decode()
    assert "Interview with" not in shown
    assert "told us so" not in shown
    assert "No other record names the person" in shown
    client.post(address(person), SURE)
    statement.refresh_from_db()
    source.refresh_from_db()
    assert (source.title, statement.text_en) == ("Interview with […]", "[…] told us so.")


def test_only_older_versions(client, person, editor, publisher, contributor):
    case = builders.make_case(note="Zorblaxian Qux")
    case.note = ""
    save_record(case, by=contributor)
    ask(person, editor)
    client.force_login(publisher)
    assert "Only in older versions" in client.get(address(person)).content.decode()


@pytest.mark.parametrize("number", ["999", "0"])
def test_nobody_there(client, editor, number):
    client.force_login(editor)
    assert client.get(f"/admin/cases/person/{number}/erase/").status_code == 404
