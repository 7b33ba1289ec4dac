"""The corrections page: what was changed is listed with its note, what is gone is never named."""

import pytest

from cases.choices import Act
from cases.published.models import PublishedEdition, PublishedEntry, PublishedTombstone
from tests.published.documents import case_document, source_document
from tests.published.editions import publish_documents, take_down

pytestmark = pytest.mark.django_db


def note(state, text: str) -> None:
    PublishedEdition.objects.filter(pk=state.serial).update(public_note=text)


def entry(state, document: dict, act: Act = Act.CORRECTED, fields=()) -> None:
    PublishedEntry.objects.create(
        edition_id=state.serial,
        kind=document["kind"],
        reference=document["reference"],
        act=act,
        fields_changed=list(fields),
    )


def page(client, path="/corrections/") -> str:
    return client.get(path).content.decode()


def test_nothing_corrected_and_nothing_down_is_said(client):
    shown = page(client)
    assert "No record is retracted or withdrawn now." in shown
    assert "Nothing that was published has been changed yet." in shown


def test_a_change_shows_its_date_edition_fields_and_note(client):
    case = case_document(title={"en": "Example corrected case"})
    publish_documents(case)
    state = publish_documents({**case, "date": "2014"})
    entry(state, case, fields=["date", "events", "no_such_field"])
    note(state, "The year was wrong.")
    shown = page(client)
    assert "Example corrected case" in shown
    assert '<time datetime="2026-11-22">' in shown
    assert "edition 2" in shown
    assert "Fields changed: date, events" in shown
    assert "The year was wrong." in shown


def test_first_publications_are_no_corrections(client):
    case = case_document(title={"en": "Example new case"})
    entry(publish_documents(case), case, act=Act.PUBLISHED)
    assert "Example new case" not in page(client)


@pytest.mark.parametrize("prefix", ["", "/ko", "/zh-hans"])
def test_what_is_gone_is_dated_and_reasoned_but_not_named(client, prefix):
    case = case_document(reference="example-secret-reference", title={"en": "Example secret title"})
    state = publish_documents(case)
    entry(state, case)
    note(take_down(case, reason="error"), "Taken down after a reader wrote.")
    shown = page(client, prefix + "/corrections/")
    assert "secret" not in shown
    assert '<time datetime="2026-11-22">' in shown
    assert "Taken down after a reader wrote." in shown
    if not prefix:
        assert "The record contained a material error." in shown
        assert "1 record is down now." in shown
        assert "1 change so far." in shown


def test_a_restored_record_is_no_longer_listed_as_down(client):
    source = source_document()
    publish_documents(source)
    take_down(source)
    assert "1 record is down now." in page(client)
    publish_documents(source)
    # As publication does when a subject comes back.
    PublishedTombstone.objects.all().delete()
    assert "No record is retracted or withdrawn now." in page(client)


def test_a_time_is_promised_only_where_the_office_has_set_one(client, settings):
    assert "has not bound itself to a number of days" in page(client)
    settings.CORRECTION_DAYS = 10
    assert "Every request is answered within 10 days" in page(client)


def test_one_person_offices_do_not_claim_two(client, settings):
    assert "another checks and publishes it" in page(client)
    settings.FOUR_EYES = False
    assert "another checks and publishes it" not in page(client)


def test_the_cost_does_not_grow(client, django_assert_max_num_queries):
    cases = [case_document() for _each in range(12)]
    state = publish_documents(*cases)
    for case in cases:
        entry(state, case)
    take_down(cases[0])
    with django_assert_max_num_queries(7):
        assert page(client).count("edition 1") == 11
