"""From a call to a case, a source or an action: one page each, back to the note, seen by those who may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from advocacy.models import Action
from cases.choices import SourceKind
from cases.models import Case, ContactNote, Source, StartedRecord
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cases.admin.test_queries import growth
from tests.cast import make_user

pytestmark = pytest.mark.django_db

CASE = {"title_en": "A new example", "date_edtf": "2020-03", "country": "CN"}
SOURCE = {"title": "A new example", "kind": SourceKind.MEDIA}
ACTION = {
    "kind": "ngo_letter",
    "actor_en": "Example Rights Group",
    "actor_kind": "ngo",
    "summary_en": "Example.",
}


@pytest.fixture
def note():
    return builders.make_contact_note(
        caller="Example Caller", call_back="Example number", content="Example words of the caller"
    )


@pytest.fixture
def keeper(db):
    return make_user("contributor", "source keeper", username="keeper")


def start(client, note, kind, /, **typed):
    return client.post(page(note, f"start-{kind}"), typed)


def test_a_note_is_written_in_one_go(client, contributor):
    client.force_login(contributor)
    form = filled(client.get(pages(ContactNote, "add")))
    assert form["held_on"] == str(timezone.localdate())
    typed = {"caller": "Example Caller", "content": "Example", "use_un": "on", "next_step": "Call back"}
    typed |= {"next_step_on": "2030-01-05", "next_step_at": "14:30", "owner": str(contributor.pk)}
    assert client.post(pages(ContactNote, "add"), form | typed).status_code == 302
    note = ContactNote.objects.get()
    assert (note.use_internal, note.use_un, note.use_government, note.use_publication) == (
        False,
        True,
        False,
        False,
    )
    assert (str(note.next_step_on), str(note.next_step_at), note.owner) == (
        "2030-01-05",
        "14:30:00",
        contributor,
    )


def test_a_time_needs_its_day(client, contributor, note):
    client.force_login(contributor)
    text = client.post(
        page(note), filled(client.get(page(note))) | {"next_step_at": "14:30"}
    ).content.decode()
    assert "Give the day of the next step too" in text


def test_a_step_is_done(client, contributor, publisher):
    note = builders.make_contact_note(next_step="Call", next_step_on="2024-02-02")
    client.force_login(publisher)
    assert client.post(page(note, "next-step-done")).status_code == 403
    client.force_login(contributor)
    client.post(page(note, "next-step-done"))
    note.refresh_from_db()
    assert note.next_step_done_on == timezone.localdate()
    assert "The next step is done" not in client.get(page(note)).content.decode()


def test_a_case_from_a_note(client, contributor, note):
    client.force_login(contributor)
    text = client.get(page(note, "start-case")).content.decode()
    assert "Example words of the caller" in text
    response = start(client, note, "case", **CASE)
    assert response.url == page(note)
    case = Case.objects.get()
    note.refresh_from_db()
    assert note.case == case
    assert page(case) in client.get(page(note)).content.decode()
    # Everybody in the office reads cases: nothing of the note is in it or in its history.
    assert "caller" not in str(vars(case)).lower()
    assert case.history.get().history_change_reason == "started from a contact note"
    second = start(client, note, "case", **CASE, _open="yes")
    note.refresh_from_db()
    assert second.url == page(Case.objects.latest("pk"))
    assert note.case == case
    assert note.started.count() == 2


def test_a_mistake_loses_nothing(client, contributor, note):
    client.force_login(contributor)
    text = start(client, note, "case", **CASE | {"date_edtf": "10/9/2023"}).content.decode()
    assert "A new example" in text
    assert "10/9/2023" in text
    assert (Case.objects.count(), StartedRecord.objects.count()) == (0, 0)


def test_a_case_that_may_be_there_is_asked_about(client, contributor, note):
    client.force_login(contributor)
    place = builders.make_place()
    one = builders.make_case(place=place, date_edtf="2020-03")
    typed = CASE | {"place": place.pk, "affected_low": "5", "affected_high": "5"}
    assert page(one) in start(client, note, "case", **typed).content.decode()
    assert start(client, note, "case", **typed, not_same=str(one.pk)).status_code == 302


def test_a_testimony_is_confidential_by_default(client, keeper, note):
    client.force_login(keeper)
    response = client.get(page(note, "start-source"))
    form = response.context["form"]
    assert form["is_confidential"].value() is True
    assert form["kind"].value() == SourceKind.TESTIMONY
    typed = {"title": "Interview 12", "kind": "testimony", "is_confidential": "on"}
    typed |= {"confidential_identity": "Example Caller", "confidential_content": "Example words"}
    start(client, note, "source", **typed)
    source = Source.objects.get()
    assert source.is_confidential
    assert source.confidential_identity == "Example Caller"
    assert page(source) in client.get(page(note)).content.decode()


def test_others_start_no_confidential_source_and_see_none(client, keeper, contributor, note):
    client.force_login(keeper)
    start(client, note, "source", title="Interview 12", kind="testimony", is_confidential="on")
    hidden = Source.objects.get()
    client.force_login(contributor)
    text = client.get(page(note)).content.decode()
    assert page(hidden) not in text
    assert "Interview 12" not in text
    assert "Nothing has been started from it yet." in text
    form = client.get(page(note, "start-source")).context["form"]
    assert not {"is_confidential", "confidential_identity"} & set(form.fields)
    start(
        client,
        note,
        "source",
        **SOURCE,
        is_confidential="on",
        confidential_identity="x",
        url="https://example.org/a",
    )
    open_source = Source.objects.exclude(pk=hidden.pk).get()
    assert (open_source.is_confidential, open_source.confidential_identity) == (False, "")


def test_an_action_for_the_case_of_the_note(client, contributor, note):
    client.force_login(contributor)
    start(client, note, "case", **CASE)
    start(client, note, "action", **ACTION)
    action = Action.objects.get()
    assert action.cases.get() == Case.objects.get()
    assert action.publicity == "internal"
    assert page(action) in client.get(page(note)).content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("viewer", 403),
        ("contributor", 200),
        ("editor", 200),
        ("publisher", 403),
        ("source keeper", 403),
        ("administrator", 403),
    ],
)
def test_who_may(client, note, role, status):
    client.force_login(make_user(role))
    for kind in ("case", "source", "action"):
        assert client.get(page(note, f"start-{kind}")).status_code == status
        assert start(client, note, kind).status_code == status
    assert StartedRecord.objects.count() == 0


def test_strangers_are_sent_to_the_login(client, note):
    assert reverse("admin:login") in client.get(page(note, "start-case")).url


def test_a_note_that_is_not_there(client, contributor):
    client.force_login(contributor)
    assert client.get(reverse("admin:cases_contactnote_start-case", args=[999])).status_code == 404


def test_the_page_costs_the_same_however_much_was_started(client, keeper, note):
    client.force_login(keeper)

    def add():
        StartedRecord.objects.create(contact_note=note, kind="case", record_pk=builders.make_case().pk)
        StartedRecord.objects.create(contact_note=note, kind="source", record_pk=builders.make_source().pk)

    few, many = growth(client, page(note), add)
    assert many == few


def test_whether_the_link_of_a_source_works(client, contributor, viewer):
    source = builders.make_source()
    client.force_login(viewer)
    assert client.post(page(source, "link-broken")).status_code == 403
    client.force_login(contributor)
    client.post(page(source, "link-broken"))
    source.refresh_from_db()
    assert (source.link_broken_on, source.last_checked_on) == (timezone.localdate(), None)
    client.post(page(source, "link-works"))
    source.refresh_from_db()
    assert (source.link_broken_on, source.last_checked_on) == (None, timezone.localdate())
    assert source.history.first().history_change_reason == "link checked: works"
