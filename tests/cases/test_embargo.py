"""Embargoes: nothing new goes out before the moment; confirmed within the last day; published then or not at all."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases import embargo, workflow
from cases.choices import PublicationState, ReviewState
from cases.editing import save_record
from cases.models import Case, Edition, Embargo
from cases.publication import subjects
from cases.publication.publish import CannotPublish, NotAllowed, publish
from cases.publication.subjects import why_not
from tests import builders
from tests.cast import make_user

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(contributor):
    """Approved, written by the contributor."""
    case = builders.make_publishable_case()
    builders.written_by(contributor)
    Case.objects.filter(pk=case.pk).update(review_state=ReviewState.APPROVED)
    case.refresh_from_db()
    return case


def under_embargo(case, by, after=10 * HOUR):
    return embargo.set_embargo(
        case, by=by, until=timezone.now() + after, reason="Example: they are on the way."
    )


def passes(case, by=2 * HOUR):
    """Let the embargo of the case have ended some time ago."""
    Embargo.objects.update(until=timezone.now() - by)


def test_nothing_goes_out_before_it_ends(case, contributor, publisher):
    under_embargo(case, contributor)
    with pytest.raises(CannotPublish) as refused:
        publish([case], by=publisher)
    assert [obstacle.code for obstacle in refused.value.obstacles[case]] == ["embargo"]
    passes(case)
    publish([case], by=publisher)
    case.refresh_from_db()
    assert case.publication_state == PublicationState.PUBLISHED
    assert not Embargo.objects.exists()


def test_an_embargoed_source_does_not_slip_out_with_a_case(case, contributor, publisher):
    source = case.citations.get().source
    under_embargo(source, contributor)
    with pytest.raises(CannotPublish) as refused:
        publish([case], by=publisher)
    assert list(refused.value.obstacles) == [source]


def test_it_forbids_a_correction_but_no_taking_down(case, contributor, publisher, editor):
    publish([case], by=publisher)
    case.title_en = "Example title, corrected"
    save_record(case, by=contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    under_embargo(case, contributor)
    with pytest.raises(CannotPublish):
        publish([case], by=publisher)
    workflow.withdraw(case, by=editor, internal_reason="Example")
    case.refresh_from_db()
    assert case.publication_state == PublicationState.TAKEN_DOWN


def test_who_may_set_move_and_lift(case, contributor, publisher, viewer):
    soon, later = timezone.now() + HOUR, timezone.now() + 5 * HOUR
    with pytest.raises(NotAllowed):
        embargo.set_embargo(case, by=viewer, until=soon, reason="Example")
    embargo.set_embargo(case, by=contributor, until=later, reason="Example")
    with pytest.raises(NotAllowed):  # shortening lets it out earlier
        embargo.set_embargo(case, by=contributor, until=soon, reason="Example")
    with pytest.raises(NotAllowed):
        embargo.lift(case, by=contributor)
    embargo.set_embargo(case, by=publisher, until=soon, reason="Example")
    assert Embargo.objects.get().until == soon
    embargo.lift(case, by=publisher)
    assert not Embargo.objects.exists()
    reasons = list(case.versions.values_list("history_change_reason", flat=True)[:2])
    assert reasons[0] == "workflow: embargo lifted"
    assert reasons[1].startswith("workflow: embargoed until 20")


def test_what_cannot_be_embargoed(case, contributor):
    action = builders.make_action()
    for subject in (
        action,  # has a date of its own
        builders.make_figure(case=case),
        builders.make_response(action=action),
        builders.make_confidential_source(),
    ):
        with pytest.raises(NotAllowed):
            under_embargo(subject, make_user("contributor", "source keeper", username=f"for-{subject}"[:30]))
    for until, reason in ((timezone.now() - HOUR, "Example"), (timezone.now() + HOUR, " ")):
        with pytest.raises(NotAllowed):
            embargo.set_embargo(case, by=contributor, until=until, reason=reason)
    assert not Embargo.objects.exists()


def test_the_reason_is_encrypted(case, contributor):
    under_embargo(case, contributor)
    stored = Embargo.objects.extra(select={"raw": "reason"}).values_list("raw", flat=True)[0]
    assert "Example" not in stored


def test_it_is_confirmed_within_the_last_day_by_somebody_who_may_publish(
    case, contributor, publisher, editor
):
    under_embargo(case, contributor, after=25 * HOUR)
    with pytest.raises(NotAllowed):
        embargo.confirm(case, by=publisher)
    under_embargo(case, contributor, after=26 * HOUR)
    Embargo.objects.update(until=timezone.now() + 23 * HOUR)
    assert [row.subject_pk for row in embargo.to_confirm("case")] == [case.pk]
    with pytest.raises(NotAllowed):
        embargo.confirm(case, by=editor)
    author = make_user("contributor", "publisher")
    case.title_en = "Example title, changed"
    save_record(case, by=author)
    Case.objects.filter(pk=case.pk).update(review_state=ReviewState.APPROVED)
    with pytest.raises(CannotPublish):  # four eyes
        embargo.confirm(case, by=author)
    embargo.confirm(case, by=publisher, public_note="An example goes out.")
    assert not embargo.to_confirm().exists()
    Embargo.objects.update(until=timezone.now() - HOUR)
    assert not Edition.objects.exists()


def confirmed(case, contributor, publisher, **words):
    under_embargo(case, contributor)
    embargo.confirm(case, by=publisher, **words)


def test_what_was_confirmed_goes_out_once_in_the_name_of_who_confirmed(
    case, contributor, publisher, capsys, django_capture_on_commit_callbacks
):
    confirmed(case, contributor, publisher, public_note="An example goes out.", internal_reason="Example")
    call_command("publish_embargoed")
    assert not Edition.objects.exists()
    passes(case)
    call_command("publish_embargoed")
    call_command("publish_embargoed")
    edition = Edition.objects.get()
    assert (edition.made_by, edition.public_note, edition.internal_reason) == (
        publisher,
        "An example goes out.",
        "Example",
    )
    assert capsys.readouterr().out.count("is public with edition 1") == 1


def test_what_was_not_confirmed_stays(case, contributor):
    under_embargo(case, contributor)
    passes(case)
    call_command("publish_embargoed")
    assert not Edition.objects.exists()
    assert embargo.to_confirm().count() == 1


@pytest.mark.parametrize("what", ["the case", "its source", "the review", "the publisher", "time"])
def test_whatever_changed_since_needs_a_publisher_again(case, contributor, publisher, editor, what):
    confirmed(case, contributor, publisher)
    passes(case, by=25 * HOUR if what == "time" else HOUR)
    if what == "the case":
        case.title_en = "Example title, changed"
        save_record(case, by=contributor)
        Case.objects.filter(pk=case.pk).update(review_state=ReviewState.APPROVED)
    elif what == "its source":
        source = case.citations.get().source
        source.title = "Example headline, changed"
        save_record(source, by=contributor)
    elif what == "the review":
        workflow.send_back([case], by=editor, comment="Example")
    elif what == "the publisher":
        publisher.is_active = False
        publisher.save()
    with pytest.raises(CommandError) as refused:
        call_command("publish_embargoed")
    assert case.reference in str(refused.value)
    assert not Edition.objects.exists()
    row = Embargo.objects.get()
    assert (row.confirmed_by, row.confirmed_seen, row.public_note) == (None, "", "")
    call_command("publish_embargoed")  # said once


def test_an_embargo_of_a_record_that_is_gone_troubles_nobody(case, contributor, publisher):
    confirmed(case, contributor, publisher)
    passes(case)
    Embargo.objects.update(subject_pk=case.pk + 1000)
    call_command("publish_embargoed")
    assert not Embargo.objects.exists()


def test_names_are_kept_out_of_both_texts_of_an_edition(case, contributor, publisher):
    builders.make_risk_review(case=case)
    builders.make_involvement(case=case, person=builders.make_person(legal_name="Zzyzx Example-Han"))
    builders.written_by(contributor)
    for words in (
        {"public_note": "About Zzyzx Example Han"},
        {"internal_reason": "zzyzx example-han called"},
    ):
        with pytest.raises(NotAllowed):
            publish([case], by=publisher, **words)
        with pytest.raises(NotAllowed):
            confirmed(case, contributor, publisher, **words)
        embargo.lift(case, by=publisher)
    publish([case], by=publisher, internal_reason="Example")
    with pytest.raises(NotAllowed):
        workflow.withdraw(case, by=publisher, internal_reason="The mother of Zzyzx Example-Han called")


def test_many_cost_no_more_queries_than_few(contributor, publisher, django_assert_num_queries):
    many = [builders.make_case(review_state=ReviewState.APPROVED) for _ in range(6)]
    for case in many:
        under_embargo(case, contributor)
    fetched = subjects.fetch_relations(many)
    with django_assert_num_queries(0):
        found = [[obstacle.code for obstacle in why_not(case)] for case in fetched]
    assert all("embargo" in codes for codes in found)
