"""The timeline of a record with its rows, and putting back fields of an older version."""

import pytest

from cases.choices import Measure
from cases.editing import delete_record, save_record
from cases.models import Case, Person
from tests import builders
from tests.cases.admin.forms import page
from tests.cases.admin.test_queries import growth
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


@pytest.fixture
def changed(contributor):
    """A case with two changed fields, and its first version."""
    case = builders.make_case(title_en="Example title", note="Old note")
    case.title_en, case.note = "Another title", "New note"
    save_record(case, by=contributor, reason="an example reason")
    return case, case.versions.last()


def version_page(record, version):
    return f"{page(record, 'history')}{version.pk}/"


def text(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- the timeline ---------------------------------------------------------------------------------


def test_rows_of_a_case_stand_in_its_timeline(desk, contributor, editor):
    case = builders.make_case()
    event = builders.make_event(case=case, reference="example-event")
    citation = builders.make_citation(event=event, reference="example-citation")
    event.summary_en = "The example group was reported released."
    save_record(event, by=editor, reason="example second source")
    delete_record(citation, by=contributor, reason="wrong example source")
    entries = desk.get(page(case, "history")).context["entries"]
    assert [(entry.kind, entry.row.split()[0] if entry.row else "") for entry in entries] == [
        ("deleted", "Citation"),
        ("changed", "Event"),
        ("added", "Citation"),
        ("added", "Event"),
        ("added", ""),
    ]
    shown = text(desk.get(page(case, "history")))
    for said in ("wrong example source", "example second source", "editor", "Event example-event"):
        assert said in shown
    assert "apprehended</del>" in shown
    assert "released</ins>" in shown


def test_rows_of_people_are_for_those_who_may_see_people(client, viewer, contributor):
    case = builders.make_case()
    builders.make_involvement(case=case, reference="example-hidden-involvement")
    builders.make_risk_review(case=case)
    for user, expected in ((viewer, 1), (contributor, 3)):
        client.force_login(user)
        response = client.get(page(case, "history"))
        assert len(response.context["entries"]) == expected
        nouns = [value for value, _label in response.context["form"].fields["noun"].choices]
        assert ("cases.involvement" in nouns) == (expected == 3)
        assert ("example-hidden-involvement" in response.content.decode()) == (expected == 3)


def test_rows_that_rest_on_a_confidential_source_are_in_no_timeline(client, editor):
    case = builders.make_case()
    source = builders.make_confidential_source()
    figure = builders.make_figure(case=case, source=source, reference="example-secret-figure")
    builders.make_citation(case=case, source=source, reference="example-secret-citation")
    builders.make_working_count(case=case, figure=figure, reason="example-secret-reason")
    # Once it rested on an open source: what was seen then is hidden with what it became.
    moved = builders.make_citation(case=case, reference="example-secret-moved", locator="p. 9")
    moved.source = source
    moved.save()
    client.force_login(editor)
    response = client.get(page(case, "history"))
    assert "example-secret" not in response.content.decode()
    assert len(response.context["entries"]) == 1
    client.force_login(make_user("editor", "source keeper"))
    response = client.get(page(case, "history"))
    assert len(response.context["entries"]) == 6
    assert "example-secret-reason" in response.content.decode()


def test_a_version_that_rested_on_a_confidential_source_is_not_compared(client, editor):
    case = builders.make_case()
    figure = builders.make_figure(
        case=case, source=builders.make_confidential_source(), attributed_to="example-secret-witness"
    )
    figure.source, figure.attributed_to = builders.make_source(), "Example Office"
    figure.save()
    client.force_login(editor)
    response = client.get(page(case, "history"))
    assert "example-secret-witness" not in response.content.decode()
    assert "Figure" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("noun=cases.event", ["added"]),
        ("field=title_en", ["changed", "added"]),
        ("field=note", ["added"]),
        ("noun=cases.figure", []),
    ],
)
def test_it_can_be_narrowed(desk, contributor, query, expected):
    case = builders.make_case(title_en="Example title")
    case.title_en = "Another title"
    save_record(case, by=contributor)
    builders.make_event(case=case)
    response = desk.get(f"{page(case, 'history')}?{query}")
    assert [entry.kind for entry in response.context["entries"]] == expected


def test_it_can_be_narrowed_to_one_person(desk, contributor, editor):
    case = builders.make_case()
    for user in (contributor, editor):
        case.note += "x"
        save_record(case, by=user)
    response = desk.get(f"{page(case, 'history')}?who={editor.pk}")
    assert [entry.version.row.history_user for entry in response.context["entries"]] == [editor]


@pytest.mark.parametrize(
    "query", ["who=x", "who=99999", "noun=cases.person", "field=history_id", "p=zz", "p=999"]
)
def test_nonsense_in_the_address_narrows_nothing(desk, query):
    case = builders.make_case()
    response = desk.get(f"{page(case, 'history')}?{query}")
    assert len(response.context["entries"]) == 1


def test_long_histories_come_in_pages(desk, contributor):
    case = builders.make_case()
    for number in range(60):
        case.note = str(number)
        case.save()
    response = desk.get(f"{page(case, 'history')}?field=note")
    assert len(response.context["entries"]) == 50
    second = desk.get(f"{page(case, 'history')}?field=note&p=2")
    assert len(second.context["entries"]) == 11
    assert "field=note&amp;p=2" in response.content.decode()


def test_steps_of_the_workflow_are_told_in_words(desk, contributor):
    case = builders.make_case()
    desk.post(page(case, "submit"))
    assert "Submitted for review" in text(desk.get(page(case, "history")))
    assert "workflow:" not in desk.get(page(case, "history")).content.decode()


@pytest.mark.parametrize("address", ["history/", "history/1/", "history/x/"])
def test_what_does_not_exist_is_not_found(desk, address):
    assert desk.get(f"/admin/cases/case/999/{address}").status_code == 404
    assert desk.get(f"/admin/cases/case/x/{address}").status_code == 404


def test_hostile_text_stays_text(desk, contributor):
    case = builders.make_case(note="<script>alert(1)</script>")
    case.note = "<img src=x onerror=alert(1)>"
    save_record(case, by=contributor, reason="<b>example</b>")
    for address in (page(case, "history"), version_page(case, case.versions.last())):
        shown = desk.get(address).content.decode()
        assert "<img src=x" not in shown
        assert "<b>example" not in shown
        assert "<script>alert" not in shown


def test_the_timeline_costs_the_same_however_long(desk, contributor):
    case = builders.make_case()

    def add():
        source = builders.make_source()
        event = builders.make_event(case=case, place=builders.make_place())
        figure = builders.make_figure(case=case, event=event, source=source)
        measure = Measure.values[case.working_counts.count()]
        builders.make_working_count(case=case, figure=figure, measure=measure)
        involvement = builders.make_involvement(case=case)
        for thing in ({"case": case}, {"event": event}, {"figure": figure}, {"involvement": involvement}):
            builders.make_citation(**thing, source=source)
        builders.make_relation(from_case=case)
        builders.make_risk_review(case=case)
        event.summary_en += " Again."
        event.save()
        delete_record(builders.make_citation(event=event), by=contributor, reason="example")

    few, many = growth(desk, page(case, "history"), add)
    # A full page may show fewer nouns than there are.
    assert many <= few


# --- putting back ---------------------------------------------------------------------------------


def test_what_is_ticked_comes_back(desk, changed, contributor):
    case, first = changed
    seen = desk.get(version_page(case, first))
    assert [row.name for row in seen.context["rows"] if row.is_different] == ["title_en", "note"]
    data = {"field": ["title_en"], "seen_version": "2", "reason": "example misreading"}
    response = desk.post(version_page(case, first), data)
    assert response.status_code == 302
    assert response.url == page(case)
    case.refresh_from_db()
    assert (case.title_en, case.note) == ("Example title", "New note")
    assert "example misreading" in case.versions.first().history_change_reason


def test_everything_comes_back_with_one_button(desk, changed):
    case, first = changed
    desk.post(version_page(case, first), {"all": "1", "seen_version": "2"})
    case.refresh_from_db()
    assert (case.title_en, case.note) == ("Example title", "Old note")


def test_nothing_ticked_changes_nothing_and_keeps_the_reason(desk, changed):
    case, first = changed
    response = desk.post(version_page(case, first), {"seen_version": "2", "reason": "example words"})
    assert "Tick the fields" in text(response)
    assert 'value="example words"' in text(response)
    assert case.versions.count() == 2


def test_a_newer_version_is_not_overwritten_and_the_ticks_stay(desk, changed, editor):
    case, first = changed
    case.note = "Newer note"
    save_record(case, by=editor)
    response = desk.post(version_page(case, first), {"field": ["title_en"], "seen_version": "2"})
    assert "Somebody else has changed this record" in text(response)
    assert 'value="title_en" checked' in text(response)
    assert 'name="seen_version" value="3"' in text(response)
    assert case.versions.count() == 3


@pytest.mark.parametrize(
    "data",
    [
        {
            "field": ["review_state", "publication_state", "id", "row_version", "created_at"],
            "seen_version": "2",
        },
        {"field": ["nonsense"], "seen_version": "2"},
        {"field": ["title_en"], "seen_version": "x"},
        {"field": ["title_en"]},
        {"field": ["title_en"], "seen_version": "2", "reason": "workflow: approved"},
    ],
)
def test_bad_input_puts_nothing_back(desk, changed, data):
    case, first = changed
    assert desk.post(version_page(case, first), data).status_code == 200
    assert case.versions.count() == 2


@pytest.mark.parametrize("role", ["viewer", "publisher", "source_keeper", "administrator"])
def test_who_may_not_change_puts_nothing_back(request, client, changed, role):
    case, first = changed
    client.force_login(request.getfixturevalue(role))
    assert "checkbox" not in text(client.get(version_page(case, first)))
    response = client.post(version_page(case, first), {"all": "1", "seen_version": "2"})
    assert response.status_code == 403
    assert case.versions.count() == 2


def test_a_read_only_column_is_not_put_back(desk, contributor):
    consent = builders.make_consent()
    consent.withdrawn_on = "2024-02-01"
    save_record(consent, by=contributor)
    desk.post(
        version_page(consent, consent.versions.last()), {"field": ["withdrawn_on"], "seen_version": "2"}
    )
    consent.refresh_from_db()
    assert consent.withdrawn_on is not None


def test_a_confidential_origin_is_neither_shown_nor_put_back(client, editor):
    secret = builders.make_confidential_source(reference="example-secret")
    source = builders.make_source(derived_from=secret, title="Example title")
    source.derived_from, source.title = None, "Another title"
    source.save()
    first = source.versions.last()
    client.force_login(editor)
    assert "example-secret" not in text(client.get(version_page(source, first)))
    client.post(
        version_page(source, first), {"field": ["derived_from", "title"], "seen_version": source.row_version}
    )
    source.refresh_from_db()
    assert (source.derived_from, source.title) == (None, "Example title")


def test_a_source_does_not_become_confidential_by_it(client, editor):
    """The columns of source keepers come back by their hands alone."""
    source = builders.make_source(confidential_content="example-secret-content")
    source.confidential_content = ""
    source.save()
    first = source.versions.last()
    client.force_login(editor)
    assert "example-secret-content" not in text(client.get(version_page(source, first)))
    client.post(
        version_page(source, first), {"field": ["confidential_content"], "seen_version": source.row_version}
    )
    source.refresh_from_db()
    assert source.confidential_content == ""


def test_encrypted_texts_come_back_encrypted(desk, contributor):
    person = builders.make_person(contact="example contact")
    person.contact = ""
    save_record(person, by=contributor)
    desk.post(version_page(person, person.versions.last()), {"field": ["contact"], "seen_version": "2"})
    assert Person.objects.get(pk=person.pk).contact == "example contact"


def test_what_points_to_something_deleted_is_explained(desk, contributor):
    place = builders.make_place()
    case = builders.make_case(place=place)
    case.place = None
    save_record(case, by=contributor)
    place.delete()
    response = desk.post(version_page(case, case.versions.last()), {"field": ["place"], "seen_version": "2"})
    assert "points to what was deleted too" in text(response)
    assert Case.objects.get(pk=case.pk).place is None
