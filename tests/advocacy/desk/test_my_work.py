"""The first page: what waits for whom, and that a number and the list behind it agree."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from advocacy.desk import my_work
from advocacy.models import Action
from cases import editing, waiting, workflow
from cases.choices import ConsentPurpose, CorrectionOutcome, ImportState, PublicationState, ReviewState
from cases.models import (
    Case,
    Consent,
    ContactNote,
    CorrectionRequest,
    Embargo,
    ImportRun,
    RiskReview,
    Source,
)
from cases.publication.publish import publish
from tests import builders
from tests.cast import make_user

pytestmark = pytest.mark.django_db

START = "/admin/"


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def piles(client, user) -> dict[str, dict[str, str]]:
    """What the first page shows this user: {heading: {list: count}}."""
    client.force_login(user)
    response = client.get(START)
    assert response.status_code == 200
    return {
        str(pile.task.heading): {number.url: number.count for number in pile.numbers}
        for _heading, found in response.context["sections"]
        for pile in found
    }


def listed(client, user, url) -> set:
    client.force_login(user)
    response = client.get(url)
    assert response.status_code == 200
    return set(response.context["cl"].queryset.values_list("pk", flat=True))


def case_by(user, **given) -> Case:
    """A publishable case that `user` wrote, rows included."""
    case = builders.make_publishable_case(**given)
    builders.written_by(user)
    return case


def list_of(model, code) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist") + f"?work={code}"


# --- steps of review ----------------------------------------------------------------------------------


def test_a_new_office_has_nothing_to_do(client, contributor):
    client.force_login(contributor)
    assert "Nothing waits for you." in client.get(START).content.decode()


def test_drafts_are_mine_when_assigned_or_when_i_edited_them_last(client, contributor):
    other = make_user("contributor", username="other")
    assigned, edited, theirs, given_away = [builders.make_case() for _number in range(4)]
    for case, by in ((assigned, other), (edited, contributor), (theirs, other), (given_away, contributor)):
        editing.save_record(case, by=by)
    assigned.assigned_to = contributor
    editing.save_record(assigned, by=other)
    given_away.assigned_to = other
    editing.save_record(given_away, by=contributor)
    url = list_of(Case, "draft")
    assert piles(client, contributor)["Drafts"][url] == "2"
    assert listed(client, contributor, url) == {assigned.pk, edited.pk}
    assert listed(client, other, url) == {theirs.pk, given_away.pk}


def test_the_last_edit_counts_and_no_step_of_the_workflow(client, contributor, editor):
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.send_back([case], by=editor, comment="An example comment")
    url = list_of(Case, "returned")
    assert piles(client, contributor)["Returned to me"] == {url: "1"}
    assert "Returned to me" not in piles(client, editor)
    assert "Drafts" not in piles(client, contributor)


def test_review_waits_for_those_who_did_not_edit_it(client, contributor, editor):
    second = make_user("editor", username="second-editor")
    case = case_by(contributor)
    builders.make_citation(event=case.events.get())
    builders.written_by(second)
    builders.make_case().history.update(history_user=contributor)
    # Only the citation of the event is the second editor's.
    for model in (Case, type(case.events.get()), type(case.figures.get()), Source):
        model.history.update(history_user=contributor)
    workflow.submit([case], by=contributor)
    url = list_of(Case, "review")
    assert piles(client, editor)["To review"] == {url: "1"}
    assert listed(client, editor, url) == {case.pk}
    assert "To review" not in piles(client, second)
    assert listed(client, second, url) == set()


def test_without_four_eyes_review_waits_for_everybody_with_the_right(client, contributor, editor, settings):
    case = case_by(editor)
    workflow.submit([case], by=editor)
    assert "To review" not in piles(client, editor)
    settings.FOUR_EYES = False
    assert piles(client, editor)["To review"] == {list_of(Case, "review"): "1"}
    assert "To review" not in piles(client, contributor)


def test_approved_waits_for_the_publisher_until_it_is_published(client, contributor, editor, publisher):
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    url = list_of(Case, "publish")
    assert piles(client, publisher)["To publish"] == {url: "1"}
    assert "To publish" not in piles(client, editor)
    publish([case], by=publisher)
    assert "To publish" not in piles(client, publisher)
    assert "Changed since published" not in piles(client, publisher)


def test_a_change_after_publication_is_pending_until_the_next_edition(client, contributor, editor, publisher):
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher)
    event = case.events.get()
    event.summary_en = "The example group was reported apprehended by example officers."
    editing.save_record(event, by=contributor, reason="example")
    url = list_of(Case, "pending")
    for user in (contributor, editor, publisher):
        assert piles(client, user)["Changed since published"] == {url: "1"}, user
    case.refresh_from_db()
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    assert piles(client, publisher)["To publish"] == {list_of(Case, "publish"): "1"}
    case.refresh_from_db()
    publish([case], by=publisher)
    assert "To publish" not in piles(client, publisher)
    assert "Changed since published" not in piles(client, publisher)


def test_a_source_that_went_along_is_pending_only_when_edited(client, contributor, editor, publisher):
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher)
    source = Source.objects.filter(publication_state=PublicationState.PUBLISHED).first()
    assert source.review_state == ReviewState.DRAFT
    assert "Changed since published" not in piles(client, contributor)
    source.title = "Example article, corrected title"
    editing.save_record(source, by=contributor)
    assert piles(client, contributor)["Changed since published"] == {list_of(Source, "pending"): "1"}


def test_restoring_waits_for_another_than_who_approved(client, contributor, editor):
    first, second = (make_user("publisher", username=f"publisher-{number}") for number in (1, 2))
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=first)
    workflow.withdraw(case, by=editor, internal_reason="example")
    case.refresh_from_db()
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=first)
    assert "To publish" not in piles(client, first)
    assert piles(client, second)["To publish"] == {list_of(Case, "publish"): "1"}


def test_an_embargo_waits_to_be_confirmed_and_holds_publication_back(client, contributor, editor, publisher):
    case = case_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    embargo = Embargo.objects.create(
        kind="case",
        subject_pk=case.pk,
        until=timezone.now() + timedelta(days=3),
        reason="example",
        set_by=publisher,
        set_at=timezone.now(),
    )
    assert piles(client, publisher) == {}
    embargo.until = timezone.now() + timedelta(hours=20)
    embargo.save()
    assert piles(client, publisher) == {"Embargoes to confirm": {list_of(Case, "embargo"): "1"}}
    assert "Embargoes to confirm" not in piles(client, editor)


def test_parts_of_another_subject_are_no_work_of_their_own(client, contributor):
    case = builders.make_case()
    for row in (builders.make_figure(case=case), builders.make_figure(), builders.make_source()):
        editing.save_record(row, by=contributor)
    assert {url: count for url, count in piles(client, contributor)["Drafts"].items() if "figure" in url} == {
        "/admin/cases/figure/?work=draft": "1"
    }
    assert not any("source" in url for url in piles(client, contributor)["Drafts"])


# --- what falls due ---------------------------------------------------------------------------------


def test_replies_are_due_or_overdue_until_a_response_is_entered(client, contributor):
    overdue = builders.make_action(reply_due_on=today(-1))
    due = builders.make_action(reply_due_on=today(7))
    builders.make_action(reply_due_on=today(8))
    builders.make_action()
    answered = builders.make_action(reply_due_on=today(-1))
    builders.make_response(action=answered)
    found = piles(client, contributor)
    assert found["Replies overdue"] == {list_of(Action, "overdue"): "1"}
    assert found["Replies due this week"] == {list_of(Action, "due"): "1"}
    assert listed(client, contributor, list_of(Action, "overdue")) == {overdue.pk}
    assert listed(client, contributor, list_of(Action, "due")) == {due.pk}


def test_next_steps_are_mine_or_nobodys(client, contributor, editor):
    mine = builders.make_contact_note(next_step_on=today(-3), owner=contributor)
    open_to_all = builders.make_contact_note(next_step_on=today(7))
    builders.make_contact_note(next_step_on=today(8))
    builders.make_contact_note(next_step_on=today(-3), owner=editor)
    builders.make_contact_note(next_step_on=today(-3), next_step_done_on=today(), owner=contributor)
    url = list_of(ContactNote, "due")
    assert piles(client, contributor)["Next steps of contact notes"] == {url: "2"}
    assert listed(client, contributor, url) == {mine.pk, open_to_all.pk}


def test_corrections_asked_for_wait_until_answered(client, contributor, editor):
    mine = builders.make_correction_request(owner=contributor)
    builders.make_correction_request(owner=editor)
    builders.make_correction_request(outcome=CorrectionOutcome.DECLINED, answered_on="2024-02-03")
    url = list_of(CorrectionRequest, "unanswered")
    assert piles(client, contributor)["Corrections asked for"] == {url: "1"}
    assert listed(client, contributor, url) == {mine.pk}


def upload(by, state=ImportState.UPLOADED, **given) -> ImportRun:
    return ImportRun.objects.create(
        name="example.csv", state=state, made_by=by, **({"uploaded_at": timezone.now()} | given)
    )


def test_imports_wait_for_who_uploaded_them_while_the_file_is_kept(client, contributor, editor):
    mine = {upload(contributor), upload(contributor, ImportState.CHECKED)}
    upload(editor)
    for state in (ImportState.COMMITTED, ImportState.DISCARDED):
        upload(contributor, state, made_at=timezone.now())
    upload(contributor, uploaded_at=timezone.now() - timedelta(hours=25))
    url = list_of(ImportRun, "import")
    assert piles(client, contributor)["Imports waiting"] == {url: "2"}
    assert listed(client, contributor, url) == {run.pk for run in mine}
    assert piles(client, editor)["Imports waiting"] == {url: "1"}
    # Who may not import any more is not told of it either.
    contributor.groups.clear()
    assert "Imports waiting" not in piles(client, type(contributor).objects.get(pk=contributor.pk))


def test_only_the_latest_risk_review_of_a_case_falls_due(client, contributor):
    case = builders.make_case()
    builders.make_risk_review(case=case, reviewed_on=today(-90), review_again_on=today(-30))
    builders.make_risk_review(case=case, reviewed_on=today(-30), review_again_on=today(60))
    due = builders.make_risk_review(reviewed_on=today(-90), review_again_on=today(30))
    url = list_of(RiskReview, "due")
    assert piles(client, contributor)["Risk reviews to repeat"] == {url: "1"}
    assert listed(client, contributor, url) == {due.pk}


def test_consents_that_ended_count_while_something_rests_on_them(client, contributor):
    def consent(*, shown, published, **given):
        person = builders.make_person()
        case = builders.make_case()
        if published:
            Case.objects.filter(pk=case.pk).update(publication_state=PublicationState.PUBLISHED)
        builders.make_involvement(person=person, case=case, shown=shown)
        return builders.make_consent(person=person, **given)

    withdrawn = consent(shown=True, published=True, withdrawn_on=today())
    expiring = consent(shown=True, published=True, expires_on=today(30))
    kept = consent(shown=False, published=False, withdrawn_on=today(), purpose=ConsentPurpose.INTERNAL)
    consent(shown=True, published=True)
    consent(shown=True, published=True, expires_on=today(31))
    consent(shown=True, published=False, withdrawn_on=today())
    consent(shown=False, published=True, withdrawn_on=today())
    renewed = consent(shown=True, published=True, expires_on=today(-1))
    builders.make_consent(person=renewed.person)
    url = list_of(Consent, "withdrawn")
    assert piles(client, contributor)["Consents that ended"] == {url: "3"}
    assert listed(client, contributor, url) == {withdrawn.pk, expiring.pk, kept.pk}


def test_cases_nobody_checked_for_months(client, contributor, settings):
    settings.STALE_MONTHS = 3
    fresh = builders.make_case(last_checked_on=today())
    stale = builders.make_case(last_checked_on=waiting.months_ago(3) - timedelta(days=1))
    builders.make_case(last_checked_on=waiting.months_ago(3))
    never, new = builders.make_case(), builders.make_case()
    Case.objects.filter(pk=never.pk).update(created_at=timezone.now() - timedelta(days=100))
    url = list_of(Case, "stale")
    assert piles(client, contributor)["Cases to check"] == {url: "2"}
    assert listed(client, contributor, url) == {stale.pk, never.pk}
    assert {fresh.pk, new.pk} & listed(client, contributor, url) == set()


def test_broken_links(client, contributor):
    broken = builders.make_source(link_broken_on=today())
    builders.make_source()
    url = list_of(Source, "broken_link")
    assert piles(client, contributor)["Broken links"] == {url: "1"}
    assert listed(client, contributor, url) == {broken.pk}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2024-08-31", 6, "2024-02-29"),
        ("2023-08-31", 6, "2023-02-28"),
        ("2024-01-15", 1, "2023-12-15"),
        ("2024-12-31", 12, "2023-12-31"),
        ("2024-03-31", 1, "2024-02-29"),
        ("2024-01-31", 2, "2023-11-30"),
    ],
)
def test_months_ago(monkeypatch, day, months, expected):
    monkeypatch.setattr(timezone, "localdate", lambda: timezone.datetime.fromisoformat(day).date())
    assert waiting.months_ago(months).isoformat() == expected


# --- who sees what ----------------------------------------------------------------------------------


def fill() -> None:
    """One of everything that can wait for somebody."""
    author = make_user("contributor", username="example-author")
    reviewer = make_user("editor", username="example-reviewer")
    case = case_by(author)
    workflow.submit([case], by=author)
    approved = case_by(author)
    workflow.submit([approved], by=author)
    workflow.approve([approved], by=reviewer)
    builders.make_action(reply_due_on=today(-1))
    builders.make_contact_note(next_step_on=today())
    builders.make_correction_request()
    builders.make_risk_review(reviewed_on=today(-9), review_again_on=today())
    person = builders.make_person()
    builders.make_involvement(person=person)
    builders.make_consent(person=person, purpose=ConsentPurpose.INTERNAL, withdrawn_on=today())
    builders.make_source(link_broken_on=today())
    builders.make_case(last_checked_on="2020-01-01")


WORK = {"Replies overdue", "Broken links", "Cases to check"}
PEOPLE = {
    "Next steps of contact notes",
    "Corrections asked for",
    "Risk reviews to repeat",
    "Consents that ended",
}
SEEN = {
    "viewer": set(),
    "contributor": WORK | PEOPLE,
    "editor": WORK | PEOPLE | {"To review"},
    "publisher": {"To review", "To publish"},
    "source keeper": {"Broken links"},
    "administrator": set(),
}


@pytest.mark.parametrize("role", SEEN)
def test_each_role_sees_its_own(client, role):
    fill()
    assert set(piles(client, make_user(role))) == SEEN[role]


def test_confidential_sources_are_counted_for_source_keepers_only(client, contributor, source_keeper):
    builders.make_confidential_source(link_broken_on=today())
    assert "Broken links" not in piles(client, contributor)
    assert listed(client, contributor, list_of(Source, "broken_link")) == set()
    assert piles(client, source_keeper)["Broken links"] == {list_of(Source, "broken_link"): "1"}


def test_a_code_that_does_not_concern_the_user_finds_nothing(client, viewer, contributor):
    builders.make_case(last_checked_on="2020-01-01")
    assert len(listed(client, contributor, list_of(Case, "stale"))) == 1
    for code in ("review", "publish", "no-such-thing", ""):
        assert listed(client, contributor, list_of(Case, code) or "") == set(), code
    client.force_login(viewer)
    assert client.get(list_of(Case, "stale")).status_code == 400


def test_counting_stops(client, contributor, monkeypatch):
    monkeypatch.setattr("advocacy.desk.my_work.MOST", 2)
    for _number in range(3):
        builders.make_source(link_broken_on=today())
    assert piles(client, contributor)["Broken links"] == {list_of(Source, "broken_link"): "2+"}


def test_every_thing_that_waits_is_on_the_first_page_and_in_a_filter():
    from_page = {
        (model, task.code) for _heading, tasks in my_work.SECTIONS for task in tasks for model in task.nouns()
    }
    waits = {(model, thing.code) for model, things in waiting.WAITING.items() for thing in things}
    assert len(waits) > 30
    assert waits <= from_page
    assert all(model in admin.site._registry for model, _code in waits)


def test_the_page_costs_the_same_however_much_waits(client, editor):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(START).status_code == 200
        return len(captured)

    client.force_login(editor)

    def add(number):
        for _row in range(number):
            builders.make_action(reply_due_on=today(-1))
            builders.make_contact_note(next_step_on=today())
            builders.make_correction_request()
            upload(editor)
            builders.make_risk_review(reviewed_on=today(-9), review_again_on=today())
            editing.save_record(builders.make_case(), by=editor)
            builders.make_citation(event=builders.make_event())
            builders.make_relation()
            builders.make_advocacy_citation(response=builders.make_response())

    add(2)
    few = queries()
    add(10)
    assert queries() == few
