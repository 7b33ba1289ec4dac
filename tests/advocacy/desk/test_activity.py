"""What the office did lately: who did what to which record, and nothing that the user's own pages hide."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.test import RequestFactory
from django.utils import timezone

from advocacy.desk import activity
from cases import editing, workflow
from cases.models import Source
from cases.publication.publish import publish
from tests import builders

pytestmark = pytest.mark.django_db


def lines(user) -> list[activity.Line]:
    request = RequestFactory().get("/admin/")
    request.user = user
    return activity.latest(request, admin.site)


def said(user) -> list[tuple[str, str, str, list[str]]]:
    return [
        (line.who, str(line.done), str(line.noun), [reference for reference, _address in line.records])
        for line in lines(user)
    ]


def test_who_did_what_to_which_record_the_latest_first(contributor, editor, publisher, viewer):
    case = builders.make_publishable_case(reference="example-busy-case")
    builders.written_by(contributor)
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    edition = publish([case], by=publisher)
    assert said(viewer)[:3] == [
        ("publisher", "made", "edition", [str(edition.serial)]),
        ("editor", "approved", "case", ["example-busy-case"]),
        ("contributor", "submitted for review", "case", ["example-busy-case"]),
    ]
    assert ("contributor", "entered", "case", ["example-busy-case"]) in said(viewer)


def test_many_rows_of_one_go_are_one_line(contributor):
    for _number in range(5):
        editing.save_record(builders.make_place(), by=contributor)
    editing.save_record(builders.make_statement(), by=contributor)
    editing.save_record(builders.make_place(), by=contributor)
    places, statement = [line for line in lines(contributor) if line.who == "contributor"]
    assert (places.done, places.noun, len(places.records), places.others) == ("changed", "places", 3, 3)
    assert (statement.noun, len(statement.records), statement.others) == ("statement", 1, 0)


def test_work_of_another_hour_is_a_line_of_its_own(contributor):
    place = builders.make_place()
    editing.save_record(place, by=contributor)
    editing.save_record(place, by=contributor)
    assert len([line for line in lines(contributor) if line.who == "contributor"]) == 1
    oldest = place.versions.filter(history_user=contributor).last()
    oldest.history_date = timezone.now() - timedelta(hours=1)
    oldest.save()
    assert len([line for line in lines(contributor) if line.who == "contributor"]) == 2


def test_no_title_no_reason_and_no_name(client, contributor):
    case = builders.make_case(title_en="zq-title")
    editing.save_record(case, by=contributor, reason="zq-reason")
    person = builders.make_person(legal_name="zq-name", reference="person-example")
    editing.save_record(person, by=contributor, reason="zq-reason")
    client.force_login(contributor)
    page = client.get("/admin/").content.decode()
    assert "person-example" in page
    assert "zq-" not in page


def test_nouns_about_people_are_for_those_who_may_see_them(viewer, contributor):
    person = builders.make_person(reference="person-example")
    editing.save_record(person, by=contributor)
    assert any("person-example" in references for *_rest, references in said(contributor))
    assert not any("person-example" in references for *_rest, references in said(viewer))


def test_confidential_sources_and_what_rests_on_them_are_not_there(contributor, source_keeper):
    hidden = builders.make_confidential_source(reference="hidden-source")
    figure = builders.make_figure(source=hidden, reference="hidden-figure")
    citation = builders.make_citation(source=hidden, reference="hidden-citation")
    for row in (hidden, figure, citation):
        editing.save_record(row, by=source_keeper)
    seen = {reference for *_rest, references in said(contributor) for reference in references}
    assert not {reference for reference in seen if reference.startswith("hidden")}
    seen = {reference for *_rest, references in said(source_keeper) for reference in references}
    assert {"hidden-source", "hidden-figure", "hidden-citation"} <= seen


def test_a_source_that_became_confidential_takes_its_past_with_it(contributor, source_keeper):
    source = builders.make_source(reference="once-open", publisher="", url="")
    editing.save_record(source, by=contributor)
    assert any("once-open" in references for *_rest, references in said(contributor))
    source.is_confidential = True
    editing.save_record(source, by=source_keeper)
    assert not any("once-open" in references for *_rest, references in said(contributor))
    editing.delete_record(source, by=source_keeper, reason="example")
    assert not any("once-open" in references for *_rest, references in said(contributor))
    assert Source.history.filter(reference="once-open").exists()


def test_what_was_deleted_is_named_without_a_link(contributor):
    relation = builders.make_relation(reference="example-gone")
    editing.delete_record(relation, by=contributor, reason="example")
    (line,) = [line for line in lines(contributor) if line.done == "deleted"]
    assert line.records == [("example-gone", "")]


def test_links_lead_to_the_record(client, contributor):
    case = builders.make_case()
    editing.save_record(case, by=contributor)
    client.force_login(contributor)
    addresses = [address for line in lines(contributor) for _reference, address in line.records if address]
    assert addresses
    for address in addresses:
        assert client.get(address).status_code == 200


def test_it_ends_after_twenty_lines(contributor):
    place = builders.make_place()
    for _number in range(activity.LATEST + 5):
        editing.save_record(place, by=contributor)
    for hours, version in enumerate(place.versions.all()):
        version.history_date = timezone.now() - timedelta(hours=hours)
        version.save()
    assert len(lines(contributor)) == activity.LATEST
