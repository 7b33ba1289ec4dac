"""Two people at once, on PostgreSQL, where transactions really run side by side."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import connection, connections

from advocacy.roles import PERMISSIONS
from cases import restoring, workflow
from cases.choices import Naming, NamingGrounds, PublicationState, ReviewState, TakedownReason
from cases.editing import EditConflict, delete_record, save_record
from cases.models import Case, Consent, Edition, Source
from cases.publication import publish as publishing
from cases.publication.publish import CannotPublish, publish
from cases.published.models import PublishedCase, PublishedDocument, PublishedEdition, PublishedState
from tests.builders import (
    make_case,
    make_citation,
    make_consent,
    make_event,
    make_involvement,
    make_person,
    make_risk_review,
    make_source,
    written_by,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite runs one writer at a time: nothing to race"
    ),
]


@pytest.fixture(autouse=True)
def roles(transactional_db):
    """Tests that commit empty all tables behind them, the roles of the migration too."""
    from django.apps import apps  # noqa: PLC0415  the registry is ready here

    for label in ("auth", "cases", "advocacy"):
        create_permissions(apps.get_app_config(label), verbosity=0)
    permissions = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.set([permissions[name] for name in names])


@pytest.fixture
def ready(roles, contributor, editor):
    """A reviewed case: `ready()`."""

    def made(**given):
        case = make_case(**given)
        make_citation(case=case)
        make_citation(event=make_event(case=case))
        written_by(contributor)
        workflow.submit([case], by=contributor)
        workflow.approve([case], by=editor)
        case.refresh_from_db()
        return case

    return made


def together(*steps) -> list:
    """Run the steps in threads of their own, started at one moment; what each returned or raised."""
    start = threading.Barrier(len(steps))

    def run(step):
        try:
            start.wait(timeout=10)
            return step()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(steps)) as pool:
        return list(pool.map(run, steps))


def test_editions_made_at_once_get_serials_in_the_order_they_commit(ready, publisher):
    cases = [ready() for _ in range(6)]
    results = together(*(lambda case=case: publish([case], by=publisher) for case in cases))

    assert sorted(edition.serial for edition in results) == [1, 2, 3, 4, 5, 6]
    assert PublishedState.objects.get().serial == 6
    assert PublishedCase.objects.count() == 6
    made = PublishedEdition.objects.order_by("serial").values_list("made_at", flat=True)
    assert list(made) == sorted(made)
    for case, edition in zip(cases, results, strict=True):
        assert PublishedDocument.objects.get(reference=case.reference).edition == edition.serial


def test_two_publishers_of_one_case_make_one_edition(ready, publisher):
    case = ready()
    results = together(*[lambda: publish([case], by=publisher)] * 2)
    assert Edition.objects.count() == 1
    assert sorted(type(result).__name__ for result in results) == ["Edition", "NothingToPublish"]


def test_publishing_and_taking_down_at_once_lose_nothing(ready, publisher, editor):
    first, second = ready(), ready()
    publish([first], by=publisher)
    results = together(
        lambda: publish([second], by=publisher),
        lambda: workflow.retract(
            first, by=editor, takedown_reason=TakedownReason.ERROR, internal_reason="an example"
        ),
    )
    assert sorted(edition.serial for edition in results) == [2, 3]
    assert PublishedCase.objects.get().reference == second.reference


def test_an_edit_waits_for_the_edition_and_an_edition_for_the_edit(
    ready, publisher, contributor, monkeypatch
):
    """The edition is held open after it locked the case; the edit that comes then is not in it, and is not lost."""
    case = ready()
    event = case.events.get()
    locked, edited = threading.Event(), threading.Event()
    propose = publishing.propose

    def slow(subjects):
        locked.set()
        assert not edited.wait(timeout=0.5), "the edit did not wait"
        return propose(subjects)

    monkeypatch.setattr(publishing, "propose", slow)

    def edit():
        locked.wait(timeout=10)
        event.summary_en = "Another artificial step."
        save_record(event, by=contributor)
        edited.set()

    results = together(lambda: publish([case], by=publisher), edit)
    assert results[0].serial == 1
    assert results[1] is None
    case.refresh_from_db()
    assert (case.review_state, case.publication_state) == (ReviewState.DRAFT, PublicationState.PUBLISHED)
    assert "Another" not in str(PublishedDocument.objects.get(kind="case").document)
    with pytest.raises(CannotPublish):
        publish([case], by=publisher)


def test_withdrawn_consent_and_an_edition_at_once_do_not_wait_for_each_other(
    ready, publisher, contributor, monkeypatch
):
    """The withdrawal holds the case when the edition begins: it must hold the right to the next serial as well."""
    case = ready(affected_low=15, affected_high=15)
    person = make_person(public_name="Publica Example")
    make_risk_review(case=case)
    make_involvement(
        case=case, person=person, shown=True, naming=Naming.NAMED, naming_grounds=NamingGrounds.CONSENT
    )
    consent = make_consent(person=person)
    written_by(contributor)
    publish([case], by=publisher)
    held = threading.Event()
    take_down = workflow.take_down

    def slow(*subjects, **given):
        held.set()
        time.sleep(0.5)
        return take_down(*subjects, **given)

    monkeypatch.setattr(workflow, "take_down", slow)

    def publish_again():
        held.wait(timeout=10)
        return publish([case], by=publisher)

    results = together(lambda: workflow.withdraw_consent(consent, by=contributor), publish_again)
    assert results[0].serial == 2
    assert isinstance(results[1], CannotPublish)
    assert Consent.objects.get().withdrawn_on
    assert not PublishedCase.objects.exists()


def test_of_two_who_put_back_the_same_one_does_it_and_the_other_is_told(contributor):
    """Both have looked and found nothing in the way."""
    event = make_event()
    make_citation(event=event)
    case = event.case
    delete_record(case, by=contributor, reason="an example")
    version = Case.history.filter(id__isnull=False).order_by("-history_id").first()
    seen = threading.Barrier(2)
    put_back = restoring.put_back

    def slow(record, **given):
        if isinstance(record, Case):
            seen.wait(timeout=10)
        return put_back(record, **given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(restoring, "put_back", slow)
        results = together(*[lambda: restoring.undelete(version, by=contributor)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["CannotRestore", "list"]
    assert (Case.objects.count(), case.events.model.objects.count()) == (1, 1)


def test_of_two_who_put_back_an_older_version_one_does_it_and_the_other_is_told(contributor):
    case = make_case(title_en="Example one")
    save_record(case, by=contributor)
    case.title_en = "Example two"
    save_record(case, by=contributor)
    case.refresh_from_db()
    version = Case.history.filter(title_en="Example one").first()

    def restore():
        restoring.restore_fields(version, ["title_en"], by=contributor, seen_version=case.row_version)

    results = together(restore, restore)
    refused = next(result for result in results if result is not None)
    assert results.count(None) == 1
    assert isinstance(refused, EditConflict | restoring.CannotRestore)
    case.refresh_from_db()
    assert case.title_en == "Example one"


def test_two_halves_of_a_circle_are_not_closed_at_once(contributor):
    """Each says that its source derives from the other's, and read the record before the other wrote."""
    first, second = make_source(), make_source()
    first.derived_from, second.derived_from = second, first
    results = together(
        *(lambda source=source: save_record(source, by=contributor) for source in (first, second))
    )
    assert sorted(type(result).__name__ for result in results) == ["EditRefused", "NoneType"]
    assert Source.objects.filter(derived_from__isnull=False).count() == 1
