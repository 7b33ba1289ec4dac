"""Deleted records: the list of them, and putting one back."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from cases import restoring
from cases.editing import delete_record
from cases.models import Citation, Event, Involvement
from cases.models.record import Record
from tests import builders
from tests.cases.admin.forms import page, pages
from tests.cases.admin.rows import ROWS
from tests.cases.admin.test_queries import growth
from tests.cast import make_user

pytestmark = pytest.mark.django_db

ROLES = ("viewer", "contributor", "editor", "publisher", "source_keeper", "administrator")
PEOPLE = {
    "cases.person",
    "cases.involvement",
    "cases.consent",
    "cases.contactnote",
    "cases.riskreview",
    "cases.correctionrequest",
}
RECORDS = [model for model in admin.site._registry if issubclass(model, Record)]


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def gone(row, by):
    """The history row of a deletion made now."""
    model, pk = type(row), row.pk
    delete_record(row, by=by, reason="deleted by an example mistake")
    return model.history.filter(id=pk).first()


def undelete_page(version):
    opts = version.instance_type._meta
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_undelete", args=[version.history_id])


def may(role: str, noun: str) -> bool:
    if role in ("contributor", "editor"):
        return True
    return role == "source_keeper" and noun == "cases.source"


@pytest.mark.parametrize("role", ROLES)
def test_who_sees_deleted_records_and_puts_them_back(request, client, role, contributor):
    user = request.getfixturevalue(role)
    client.force_login(user)
    found, wanted = {}, {}
    for model in RECORDS:
        noun = model._meta.label_lower
        row = ROWS[noun]()
        row._history_user = contributor
        pk = row.pk
        row.delete()
        version = model.history.filter(id=pk).first()
        expected = may(role, noun)
        found[noun, "list"] = client.get(pages(model, "deleted")).status_code
        found[noun, "page"] = client.get(undelete_page(version)).status_code
        found[noun, "post"] = client.post(undelete_page(version)).status_code
        found[noun, "back"] = model.objects.filter(pk=pk).exists()
        wanted |= {(noun, what): 200 if expected else 403 for what in ("list", "page")}
        wanted[noun, "post"], wanted[noun, "back"] = 302 if expected else 403, expected
    assert {key: found[key] for key in found if found[key] != wanted[key]} == {}
    assert len(found) == 4 * len(RECORDS)
    assert len(RECORDS) >= 18


def test_nobody_unknown_opens_them(client, contributor):
    version = gone(builders.make_event(), contributor)
    for address in (pages(Event, "deleted"), undelete_page(version)):
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 302
            assert response.url.startswith("/admin/login/")
    assert not Event.objects.exists()


def test_the_list_leads_to_it(desk, client, viewer):
    assert pages(Event, "deleted") in desk.get(pages(Event)).content.decode()
    client.force_login(viewer)
    assert pages(Event, "deleted") not in client.get(pages(Event)).content.decode()


def test_a_row_comes_back_with_what_went_with_it(desk, contributor):
    event = builders.make_event(reference="example-event", summary_en="An example event")
    builders.make_citation(event=event, reference="example-citation")
    version = gone(event, contributor)
    listed = desk.get(pages(Event, "deleted")).content.decode()
    assert "example-event" in listed
    assert "deleted by an example mistake" in listed
    shown = desk.get(undelete_page(version)).content.decode()
    assert "An example event" in shown
    assert "Citation example-citation" in shown
    assert not Event.objects.exists()
    response = desk.post(undelete_page(version), {"reason": "example words"})
    assert response.url == page(Event.objects.get())
    assert Citation.objects.get().event == Event.objects.get()
    assert "example words" in Event.objects.get().versions.first().history_change_reason
    assert "example-event" not in desk.get(pages(Event, "deleted")).content.decode()
    # Whoever had the page open too is led to the record.
    for answer in (desk.get(undelete_page(version)), desk.post(undelete_page(version))):
        assert answer.url == page(Event.objects.get())
    assert "Somebody has put it back already." in desk.get(answer.url).content.decode()


@pytest.mark.parametrize("same_row", [True, False])
def test_what_somebody_else_puts_back_meanwhile_is_said(desk, contributor, monkeypatch, same_row):
    """Between looking and putting back another has done it: with the row, or by giving its reference to a new one."""
    version = gone(builders.make_event(reference="example-event"), contributor)
    undelete, calls = restoring.undelete, []

    def second(row, **given):
        calls.append(row)
        if len(calls) == 2 and same_row:  # the first is the rehearsal
            undelete(version, by=contributor)
        elif len(calls) == 2:
            builders.make_event(reference="example-event")
        return undelete(row, **given)

    monkeypatch.setattr(restoring, "undelete", second)
    response = desk.post(undelete_page(version))
    assert (response.status_code, len(calls)) == (200, 2)
    assert "It cannot be put back as it was" in response.content.decode()
    assert Event.objects.count() == 1


def test_the_timeline_of_the_case_leads_to_it(desk, contributor):
    event = builders.make_event()
    case, version = event.case, gone(event, contributor)
    assert undelete_page(version) in desk.get(page(case, "history")).content.decode()
    desk.post(undelete_page(version))
    assert undelete_page(version) not in desk.get(page(case, "history")).content.decode()


def test_a_part_leads_to_the_whole(desk, contributor):
    event = builders.make_event(reference="example-event")
    citation = builders.make_citation(event=event)
    citation_pk = citation.pk
    version = gone(event, contributor)
    part = Citation.history.filter(id=citation_pk).first()
    shown = desk.get(undelete_page(part)).content.decode()
    assert "Put that back first" in shown
    assert undelete_page(version) in shown
    assert "example-event" in shown
    desk.post(undelete_page(part))
    assert not Citation.objects.exists()


def test_a_bad_reason_puts_nothing_back_and_is_kept(desk, contributor):
    version = gone(builders.make_event(), contributor)
    response = desk.post(undelete_page(version), {"reason": "workflow: approved"})
    assert response.status_code == 200
    assert 'value="workflow: approved"' in response.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("number", ["x", "-1", "0", "99999999999", "²"])
def test_nonsense_in_the_address_is_the_first_or_an_empty_page(desk, number, contributor):
    gone(builders.make_event(), contributor)
    assert desk.get(pages(Event, "deleted"), {"p": number}).status_code == 200


# --- what does not exist for others ---------------------------------------------------------------


def test_what_rested_on_a_confidential_source_is_not_listed(client, editor):
    keeper = make_user("editor", "source keeper")
    source = builders.make_confidential_source()
    version = gone(builders.make_citation(source=source, reference="example-secret"), keeper)
    client.force_login(editor)
    assert "example-secret" not in client.get(pages(Citation, "deleted")).content.decode()
    assert client.get(undelete_page(version)).status_code == 404
    assert client.post(undelete_page(version)).status_code == 404
    assert not Citation.objects.exists()
    client.force_login(keeper)
    assert "example-secret" in client.get(pages(Citation, "deleted")).content.decode()
    assert client.post(undelete_page(version)).status_code == 302


def test_what_comes_back_along_unseen_is_not_told(client, editor):
    keeper = make_user("editor", "source keeper")
    event = builders.make_event()
    builders.make_citation(
        event=event, source=builders.make_confidential_source(), reference="example-secret"
    )
    version = gone(event, keeper)
    client.force_login(editor)
    assert "example-secret" not in client.get(undelete_page(version)).content.decode()
    response = client.post(undelete_page(version), follow=True)
    assert "example-secret" not in response.content.decode()
    assert Citation.objects.filter(reference="example-secret").exists()


def test_what_is_in_the_way_unseen_is_not_named(client, editor):
    keeper = make_user("editor", "source keeper")
    event = builders.make_event()
    builders.make_citation(
        event=event, source=builders.make_confidential_source(), reference="example-secret"
    )
    version = gone(event, keeper)
    builders.make_citation(reference="example-secret")
    client.force_login(editor)
    shown = client.get(undelete_page(version)).content.decode()
    assert "example-secret" not in shown
    assert "Ask a source keeper" in shown
    client.post(undelete_page(version))
    assert not Event.objects.exists()


def test_rows_about_people_come_back_by_those_who_may_change_them(client, contributor, django_user_model):
    """A role of the office's own making may change cases and no people."""
    user = django_user_model.objects.create_user("example-typist", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(codename__in=("view_case", "change_case", "view_event", "change_event"))
    )
    case = builders.make_case()
    builders.make_involvement(case=case, reference="example-involvement")
    version = gone(case, contributor)
    client.force_login(user)
    shown = client.get(undelete_page(version)).content.decode()
    assert "example-involvement" not in shown
    assert "your role may not change" in shown
    client.post(undelete_page(version))
    assert not Involvement.objects.exists()


def test_the_pages_cost_the_same_however_many_rows(desk, contributor):
    def add():
        gone(builders.make_event(place=builders.make_place()), contributor)

    few, many = growth(desk, pages(Event, "deleted"), add)
    assert many == few
