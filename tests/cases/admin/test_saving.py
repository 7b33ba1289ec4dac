"""Saving and deleting in the admin: versions, history, references, and two people at one record."""

import pytest

from cases.choices import PublicationState, ReviewState
from cases.models import Case, Event, Figure, Person, WorkingCount
from tests import builders
from tests.cases.admin.forms import filled, page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, contributor):
    client.force_login(contributor)
    return client


def errors(response) -> str:
    assert response.status_code == 200
    return " ".join(str(error) for error in response.context["errors"])


def test_opening_and_saving_changes_nothing(desk):
    case = builders.make_publishable_case(
        summary_en="First line\nsecond line", place=builders.make_place(), detaining_countries=["CN", "RU"]
    )
    response = desk.post(page(case), filled(desk.get(page(case))))
    assert response.status_code == 302
    case.refresh_from_db()
    assert case.row_version == 1
    assert case.versions.count() == 1
    assert [event.row_version for event in case.events.all()] == [1]


def test_browsers_line_ends_are_no_change(desk):
    case = builders.make_case(summary_en="First line\nsecond line")
    data = filled(desk.get(page(case))) | {"summary_en": "First line\r\nsecond line"}
    assert desk.post(page(case), data).status_code == 302
    assert Case.objects.get(pk=case.pk).row_version == 1


def test_a_change_has_author_reason_and_version(desk, contributor):
    case = builders.make_case()
    data = filled(desk.get(page(case))) | {"title_en": "Another example title", "change_reason": "clearer"}
    assert desk.post(page(case), data).status_code == 302
    case.refresh_from_db()
    assert (case.title_en, case.row_version) == ("Another example title", 2)
    last = case.versions.first()
    assert (last.history_user, last.history_change_reason) == (contributor, "clearer")


def test_rows_of_a_list_have_author_and_reason_too(desk, contributor):
    case = builders.make_publishable_case()
    event = case.events.get()
    page_now = desk.get(page(case))
    data = filled(page_now) | {"events-0-summary_en": "Reworded", "change_reason": "typing error"}
    assert desk.post(page(case), data).status_code == 302
    event.refresh_from_db()
    assert (event.summary_en, event.row_version) == ("Reworded", 2)
    last = event.versions.first()
    assert (last.history_user, last.history_change_reason) == (contributor, "typing error")
    case.refresh_from_db()
    assert case.row_version == 1


def test_a_removed_row_is_in_the_history(desk, contributor):
    citation = builders.make_citation()
    data = filled(desk.get(page(citation.case))) | {
        "citations-0-DELETE": "on",
        "change_reason": "wrong source",
    }
    assert desk.post(page(citation.case), data).status_code == 302
    last = type(citation).history.filter(id=citation.pk).first()
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "-",
        contributor,
        "wrong source",
    )


def test_a_new_case_gets_a_random_reference_and_its_events_numbers(desk):
    data = filled(desk.get(pages(Case, "add")))
    data |= {
        "title_en": "An example title",
        "date_edtf": "2013-05",
        "detaining_countries": ["CN"],
        "events-0-kind": "apprehended",
        "events-0-date_edtf": "2013-05-01",
    }
    assert desk.post(pages(Case, "add"), data).status_code == 302
    case = Case.objects.get()
    assert len(case.reference) == 26
    assert case.events.get().reference == f"{case.reference}--e01"


def test_a_new_person_gets_a_random_reference(desk):
    data = filled(desk.get(pages(Person, "add"))) | {"legal_name": "Example Person", "nationalities": ["KP"]}
    assert desk.post(pages(Person, "add"), data).status_code == 302
    assert Person.objects.get().reference.startswith("person-")


def test_a_taken_reference_is_named(desk):
    builders.make_case(reference="example-taken")
    data = filled(desk.get(pages(Case, "add")))
    data |= {"title_en": "An example title", "date_edtf": "2013-05", "reference": "example-taken"}
    response = desk.post(pages(Case, "add"), data)
    assert response.status_code == 200
    assert response.context["adminform"].form.errors["reference"] == [
        "Case with this Reference already exists."
    ]


def test_a_public_reference_is_frozen_and_changes_need_a_reason(desk):
    case = builders.make_case()
    Case.objects.filter(pk=case.pk).update(  # as an edition leaves it
        first_published_at=case.created_at, publication_state=PublicationState.PUBLISHED
    )
    form = desk.get(page(case)).context["adminform"].form
    assert "reference" not in form.fields
    data = filled(desk.get(page(case))) | {"reference": "example-other", "title_en": "Another example title"}
    response = desk.post(page(case), data)
    assert "change_reason" in response.context["adminform"].form.errors
    desk.post(page(case), data | {"change_reason": "clearer"})
    stored = Case.objects.get(pk=case.pk)
    assert (stored.reference, stored.title_en) == (case.reference, "Another example title")


def test_an_edit_reopens_the_review(desk):
    case = builders.make_publishable_case(review_state=ReviewState.APPROVED)
    data = filled(desk.get(page(case))) | {"events-0-summary_en": "Reworded"}
    desk.post(page(case), data)
    case.refresh_from_db()
    assert case.review_state == ReviewState.DRAFT


# --- two people at one record ---------------------------------------------------------------------


def test_a_conflict_names_the_fields_shows_both_values_and_loses_nothing(desk, client, editor):
    case = builders.make_case(title_en="Example title", summary_en="Example summary")
    mine = filled(desk.get(page(case)))
    client.force_login(editor)
    theirs = filled(client.get(page(case)))
    client.post(
        page(case), theirs | {"title_en": "Title of the editor", "summary_en": "Summary of the editor"}
    )

    mine |= {"title_en": "Title of the contributor", "affected_low": "3"}
    response = client.post(page(case), mine)
    said = errors(response)
    assert "editor saved a newer version" in said
    assert "Title (English)" in said
    assert "Title of the editor" in said
    assert "Title of the contributor" in said
    assert Case.objects.get(pk=case.pk).title_en == "Title of the editor"

    again = filled(response)
    assert again["title_en"] == "Title of the contributor"
    assert again["affected_low"] == "3"
    assert again["summary_en"] == "Summary of the editor"
    assert client.post(page(case), again).status_code == 302
    case.refresh_from_db()
    assert (case.title_en, case.summary_en, case.affected_low, case.row_version) == (
        "Title of the contributor",
        "Summary of the editor",
        3,
        3,
    )


def test_choices_countries_and_places_are_taken_over_too(desk, client, editor):
    case = builders.make_case()
    place = builders.make_place()
    mine = filled(desk.get(page(case))) | {"title_en": "Title of the contributor"}
    client.force_login(editor)
    theirs = filled(client.get(page(case)))
    client.post(
        page(case),
        theirs | {"place": place.pk, "detaining_countries": ["CN", "RU"], "person_kind": "workers"},
    )
    response = client.post(page(case), mine)
    assert "Taken over from the newer version" in errors(response)
    assert client.post(page(case), filled(response)).status_code == 302
    case.refresh_from_db()
    assert (case.place, case.person_kind, case.title_en) == (place, "workers", "Title of the contributor")
    assert [country.code for country in case.detaining_countries] == ["CN", "RU"]


def test_a_row_only_they_changed_is_left_to_them(desk, client, editor):
    case = builders.make_publishable_case()
    event = case.events.get()
    mine = filled(desk.get(page(case))) | {"title_en": "Title of the contributor"}
    client.force_login(editor)
    data = filled(client.get(page(event))) | {"summary_en": "Reworded by the editor"}
    assert client.post(page(event), data).status_code == 302
    assert client.post(page(case), mine).status_code == 302
    event.refresh_from_db()
    assert (event.summary_en, event.row_version) == ("Reworded by the editor", 2)


def test_a_row_both_changed_is_refused(desk, client, editor):
    case = builders.make_publishable_case()
    event = case.events.get()
    mine = filled(desk.get(page(case))) | {"events-0-summary_en": "Reworded by the contributor"}
    client.force_login(editor)
    client.post(page(event), filled(client.get(page(event))) | {"summary_en": "Reworded by the editor"})
    response = client.post(page(case), mine)
    said = errors(response)
    assert "Reworded by the editor" in said
    assert "Reworded by the contributor" in said
    assert client.post(page(case), filled(response)).status_code == 302
    event.refresh_from_db()
    assert event.summary_en == "Reworded by the contributor"


# --- what the record refuses ---------------------------------------------------------------------


def test_a_refused_save_is_an_error_of_the_form_that_keeps_what_was_written(desk, published):
    desk.force_login(make_user("contributor", username="refused-contributor"))
    figure = published.figures.get()
    data = filled(desk.get(page(figure)))
    data |= {"case_reference": builders.make_case().reference, "label_en": "an example label"}
    response = desk.post(page(figure), data | {"change_reason": "wrong case"})
    assert "This is published as part of" in errors(response)
    assert filled(response)["label_en"] == "an example label"
    figure.refresh_from_db()
    assert (figure.case, figure.label_en, figure.versions.count()) == (published, "", 1)


def test_a_refused_deletion_is_said(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("example-superuser"))
    consent = builders.make_consent()
    response = client.post(page(consent, "delete"), {"post": "yes"}, follow=True)
    assert "instead of deleting it" in response.content.decode()
    assert response.redirect_chain[0][0] == page(consent)
    assert type(consent).objects.filter(pk=consent.pk).exists()


# --- rules between rows ---------------------------------------------------------------------------


def test_a_figure_on_the_page_of_an_event_belongs_to_its_case(desk):
    event = builders.make_event()
    source = builders.make_source()
    data = filled(desk.get(page(event)))
    data |= {"figures-0-measure": "apprehended", "figures-0-source": source.pk, "figures-0-count_low": "4"}
    assert desk.post(page(event), data).status_code == 302
    figure = Figure.objects.get()
    assert (figure.case, figure.event) == (event.case, event)
    assert figure.reference == f"{event.case.reference}--f01"


def test_a_figure_names_no_event_of_another_case(desk):
    figure = builders.make_figure(case=builders.make_case())
    data = filled(desk.get(page(figure))) | {"event": builders.make_event().pk}
    response = desk.post(page(figure), data)
    assert response.context["adminform"].form.errors["event"] == ["This event does not belong to the case."]


def test_a_working_count_is_a_figure_of_the_case(desk):
    case = builders.make_case()
    foreign = builders.make_figure(case=builders.make_case())
    address = pages(WorkingCount, "add")
    data = filled(desk.get(address)) | {"case": case.pk, "measure": "apprehended", "figure": foreign.pk}
    response = desk.post(address, data | {"reason": "Example reason"})
    assert "This figure does not belong to the case." in errors(response)


# --- deleting -------------------------------------------------------------------------------------


def test_deleting_keeps_the_reason(desk, contributor):
    event = builders.make_event()
    response = desk.post(page(event, "delete"), {"post": "yes", "change_reason": "entered twice"})
    assert response.status_code == 302
    last = Event.history.filter(id=event.pk).first()
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "-",
        contributor,
        "entered twice",
    )


def test_what_was_public_is_not_deleted(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("example-superuser"))
    case = builders.make_case()
    assert client.get(page(case, "delete")).status_code == 200
    Case.objects.filter(pk=case.pk).update(
        publication_state=PublicationState.TAKEN_DOWN
    )  # as an edition leaves it
    assert client.get(page(case, "delete")).status_code == 403
    assert client.post(page(case, "delete"), {"post": "yes"}).status_code == 403
    assert Case.objects.filter(pk=case.pk).exists()


def test_a_row_whose_deletion_takes_more_than_the_role_may_delete_stays(desk):
    event = builders.make_event()
    builders.make_figure(case=event.case, event=event)
    data = filled(desk.get(page(event.case))) | {"events-0-DELETE": "on"}
    assert "your role may not delete: figure" in errors(desk.post(page(event.case), data))
    assert Event.objects.filter(pk=event.pk).exists()
