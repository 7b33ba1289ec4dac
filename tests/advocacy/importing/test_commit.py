"""What a bundle does to the record: new, changed and untouched rows, their history, and who may."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied

from advocacy.importing import SAMPLE_DATA, CommitRefused, check, commit, read_bundle
from advocacy.models import Action, Addressee, AdvocacyCitation, Response
from cases.choices import PublicationState, Publicity, ReviewState
from cases.importing import commit as committing
from cases.models import (
    Case,
    Citation,
    Event,
    Figure,
    ImportedRow,
    ImportRun,
    Involvement,
    Place,
    Relation,
    Source,
)
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE, contents


def test_every_column_arrives(office):
    office.imports(**EXAMPLE)
    case = Case.objects.get(reference="example-case")
    assert [country.code for country in case.detaining_countries] == ["CN", "RU"]
    assert (case.title_en, case.title_ko, case.title_zh_hans) == (
        "Example group held",
        "예시 사건",
        "示例案件",
    )
    assert (case.verification_of, case.person_kind, case.women) == ("detention", "refugees", None)
    assert (str(case.date_earliest), str(case.date_latest)) == ("2013-05-01", "2013-05-31")
    event = Event.objects.get(reference="example-case--e02")
    assert (event.case, event.sequence, event.to_place.reference) == (case, 10, "example-site")
    place = Place.objects.get(reference="example-city")
    assert (place.name_zh_hans, place.city_zh_hans, str(place.latitude)) == ("例市", "例市", "42.90000")
    assert Source.objects.get(reference="example-reprint").derived_from.reference == "example-article"
    assert Figure.objects.get(reference="agg--f01").case is None
    assert Relation.objects.get().from_case.reference == "example-part"
    assert Involvement.objects.get().shown is False
    action = Action.objects.get()
    assert [link.addressee.name_en for link in action.addressee_links.all()] == ["Example Ministry", "media"]
    assert sorted(action.cases.values_list("reference", flat=True)) == ["example-case", "example-part"]
    assert action.publicity == Publicity.PUBLIC
    assert Response.objects.get().responder.reference == "example-office"
    assert Addressee.objects.get(reference="media").name_ko == "언론"
    assert Citation.objects.get(reference="cit-4").involvement.reference == "example-case--p01"
    assert AdvocacyCitation.objects.get(reference="cit-6").response.reference == "example-response"
    assert Citation.objects.get(reference="cit-1").credibility == 2


def test_new_rows_are_private_drafts_with_a_history(office):
    run = office.imports(**EXAMPLE)
    for model in (Case, Source, Action, Response, Citation, Event):
        for row in model.objects.all():
            (version,) = row.history.all()
            assert (version.history_user, version.history_type) == (office.user, "+")
            assert version.history_change_reason == f"import {run.name}"
            assert row.row_version == 1
    for model in (Case, Source, Action, Response):
        states = set(model.objects.values_list("review_state", "publication_state"))
        assert states == {(ReviewState.DRAFT, PublicationState.UNPUBLISHED)}
    assert run.counts["cases"] == {"new": 2, "changed": 0, "same": 0, "wrong": 0}
    assert run.counts["addressees"]["new"] == 3


def test_the_same_file_twice_changes_nothing(office):
    office.imports(**EXAMPLE)
    before, cells = contents(), dict(ImportedRow.objects.values_list("pk", "cells"))
    for clear_empty in (False, True):
        preview = office.checks(clear_empty, **EXAMPLE)
        assert preview.faults == []
        assert not list(preview.changes())
    assert office.imports(**EXAMPLE) is None
    assert contents() == before
    assert dict(ImportedRow.objects.values_list("pk", "cells")) == cells


def test_a_changed_cell_is_previewed_and_written(office):
    office.imports(**EXAMPLE)
    bundle = {
        "events": "event_id,date_edtf\nexample-case--e01,2013-05-11",
        "cases": "reference,note\nexample-case,N",
    }
    preview = office.checks(**bundle)
    assert [(c.file, c.row, c.reference, c.column, c.before, c.after) for c in preview.changes()] == [
        ("cases.csv", 2, "example-case", "note", "", "N"),
        ("events.csv", 2, "example-case--e01", "date_edtf", "2013-05-10~", "2013-05-11"),
    ]
    assert preview.counts["events"].changed == 1
    run = commit(preview, by=office.user)
    event = Event.objects.get(reference="example-case--e01")
    assert (event.date_edtf, str(event.date_latest), event.row_version) == ("2013-05-11", "2013-05-11", 2)
    assert event.updated_at == run.made_at
    assert event.summary_en == "Held."
    assert [version.history_type for version in event.history.all()] == ["~", "+"]
    latest = event.history.first()
    assert (latest.date_edtf, latest.row_version, latest.history_user) == ("2013-05-11", 2, office.user)


def test_an_empty_cell_leaves_alone_unless_told_to_clear(office):
    office.imports(**EXAMPLE)
    bundle = "reference,summary,affected_high,verification_of,place_id\nexample-case,,,,"
    assert office.imports(cases=bundle) is None
    case = Case.objects.get(reference="example-case")
    assert case.summary_en
    office.imports(clear_empty=True, cases=bundle)
    case.refresh_from_db()
    assert (case.summary_en, case.affected_high, case.verification_of, case.place) == (
        "",
        None,
        "incident",
        None,
    )
    assert case.title_en
    (fault,) = office.faults(clear_empty=True, cases="reference,title\nexample-case,")
    assert "cannot be cleared" in fault


def test_links_of_an_action_follow_their_cell(office):
    office.imports(**EXAMPLE)
    office.imports(actions="action_id,addressee,reference\nexample-action,media; Example Court,example-part")
    action = Action.objects.get()
    assert list(action.addressee_links.values_list("addressee__name_en", "position")) == [
        ("media", 1),
        ("Example Court", 2),
    ]
    assert list(action.cases.values_list("reference", flat=True)) == ["example-part"]
    assert action.row_version == 2
    deleted = action.addressee_links.model.history.filter(history_type="-").get()
    assert (deleted.addressee.name_en, deleted.history_user) == ("Example Ministry", office.user)
    office.imports(clear_empty=True, actions="action_id,addressee\nexample-action,")
    assert not action.addressee_links.exists()


def test_an_addressee_is_made_from_its_name_once(office):
    builders.make_addressee(reference="example-bureau", name_en="Example Bureau (old)")
    header = "response_id,responder,kind,summary\n"
    names = ("Example: Bureau", "Example: Bureau", "Example Bureau!", "예시 기관")
    rows = "".join(f"r{number},{name},denied,S\n" for number, name in enumerate(names))
    preview = office.checks(responses=header + rows)
    assert preview.counts["addressees"].new == 3
    commit(preview, by=office.user)
    made = dict(Addressee.objects.values_list("name_en", "reference"))
    assert made.pop("예시 기관").startswith("addressee-")
    assert made == {
        "Example Bureau (old)": "example-bureau",
        "Example: Bureau": "example-bureau-2",
        "Example Bureau!": "example-bureau-3",
    }
    assert Response.objects.filter(responder__name_en="Example: Bureau").count() == 2


def test_sources_may_derive_from_sources_that_stand_below(office):
    rows = "".join(f"s{n},S,media,s{n + 1}\n" for n in range(5)) + "s5,S,media,\n"
    office.imports(sources=f"source_id,title,kind,derived_from\n{rows}")
    assert Source.objects.get(reference="s0").derived_from.reference == "s1"
    assert all(source.history.count() == 1 for source in Source.objects.all())


def test_a_citation_may_move_within_its_wing(office):
    office.imports(**EXAMPLE)
    office.imports(
        citations="citation_id,entity_type,entity_id\ncit-1,event,example-case--e01\ncit-2,case,example-part"
    )
    moved = Citation.objects.get(reference="cit-1")
    assert (moved.case, moved.event.reference) == (None, "example-case--e01")
    office.imports(citations="citation_id,entity_id\ncit-1,example-case--e02")
    moved.refresh_from_db()
    assert moved.event.reference == "example-case--e02"


@pytest.mark.parametrize(
    "bundle",
    [
        {"cases": "reference,note\nexample-case,new note"},
        {"events": "event_id,summary\nexample-case--e01,new"},
        {"events": "event_id,reference,kind\nexample-case--e03,example-case,died"},
        {"figures": "figure_id,attributed_to\nexample-case--f01,new"},
        {"citations": "citation_id,locator\ncit-2,p. 9"},
        {
            "citations": "citation_id,entity_type,entity_id,source_id\nnew,figure,example-case--f01,example-article"
        },
        {"involvements": "involvement_id,age_at_event\nexample-case--p01,41"},
        {"people": "person_id,sex\nperson-example1,other"},
        {"translations": "entity_type,entity_id,field,language,text\ncase,example-case,summary,ko,예시"},
    ],
)
def test_a_change_reopens_the_review_of_its_case(office, bundle):
    office.imports(**EXAMPLE)
    Case.objects.update(review_state=ReviewState.APPROVED, approved_by=office.user)
    office.imports(**bundle)
    states = dict(Case.objects.values_list("reference", "review_state"))
    assert states == {"example-case": ReviewState.DRAFT, "example-part": ReviewState.APPROVED}
    assert Case.objects.get(reference="example-case").approved_by is None


@pytest.mark.parametrize(
    "bundle",
    [
        {"actions": "action_id,note\nexample-action,new"},
        {"actions": "action_id,addressee\nexample-action,media"},
        {"responses": "response_id,note\nexample-response,new"},
        {"citations": "citation_id,locator\ncit-6,p. 9"},
    ],
)
def test_a_change_reopens_the_review_of_its_action(office, bundle):
    office.imports(**EXAMPLE)
    Action.objects.update(review_state=ReviewState.IN_REVIEW)
    office.imports(**bundle)
    assert Action.objects.get().review_state == ReviewState.DRAFT


def test_an_import_changes_no_publication(office):
    office.imports(**EXAMPLE)
    Case.objects.update(publication_state=PublicationState.PUBLISHED)
    office.imports(cases="reference,note\nexample-case,new note")
    case = Case.objects.get(reference="example-case")
    assert case.publication_state == PublicationState.PUBLISHED
    assert case.history.first().publication_state == PublicationState.PUBLISHED


def test_what_changed_since_the_check_is_not_overwritten(office):
    office.imports(**EXAMPLE)
    preview = office.checks(cases="reference,note\nexample-case,new note")
    Case.objects.filter(reference="example-case").update(row_version=2)
    before = contents()
    with pytest.raises(CommitRefused, match="has changed since"):
        commit(preview, by=office.user)
    assert contents() == before


def test_what_was_entered_since_the_check_is_not_entered_again(office):
    preview = office.checks(**EXAMPLE)
    builders.make_statement(reference="example-statement")
    before = contents()
    with pytest.raises(CommitRefused, match="has changed since"):
        commit(preview, by=office.user)
    assert contents() == before


def test_what_was_deleted_since_the_check_is_missed(office):
    place = builders.make_place(reference="example-place")
    preview = office.checks(cases="reference,title,date_edtf,place_id\na,A,2013,example-place")
    place.delete()
    before = contents()
    with pytest.raises(CommitRefused, match="has changed since"):
        commit(preview, by=office.user)
    assert contents() == before


def test_a_workflow_step_since_the_check_is_not_undone(office):
    office.imports(**EXAMPLE)
    preview = office.checks(cases="reference,note\nexample-case,new note")
    Case.objects.update(review_state=ReviewState.RETURNED, publication_state=PublicationState.PUBLISHED)
    commit(preview, by=office.user)
    case = Case.objects.get(reference="example-case")
    assert (case.review_state, case.history.first().publication_state) == ("returned", "published")


def test_a_failure_in_the_middle_writes_nothing(office, monkeypatch):
    def failing(*arguments):
        raise RuntimeError("in the middle")

    monkeypatch.setattr(committing.memory, "remember", failing)
    preview = office.checks(**EXAMPLE)
    before = contents()
    with pytest.raises(RuntimeError):
        commit(preview, by=office.user)
    assert contents() == before


def test_a_preview_with_faults_is_never_written(office):
    preview = office.checks(cases="reference,title\na,A")
    with pytest.raises(CommitRefused, match="has faults"):
        commit(preview, by=office.user)
    assert not Case.objects.exists()


def test_an_import_needs_the_rights_of_an_edit(office):
    preview = office.checks(cases="reference,title,date_edtf\na,A,2013")
    clerk = User.objects.create_user("clerk")
    with pytest.raises(PermissionDenied, match="clerk lacks these rights: cases"):
        commit(preview, by=clerk)
    assert not ImportRun.objects.exists()
    clerk.user_permissions.add(Permission.objects.get(codename="add_case"))
    commit(preview, by=User.objects.get(pk=clerk.pk))
    assert Case.objects.exists()
    preview = office.checks(cases="reference,title\na,B")
    with pytest.raises(PermissionDenied, match="change_case"):
        commit(preview, by=User.objects.get(pk=clerk.pk))


def test_the_number_of_queries_does_not_grow_with_the_rows(office, django_assert_max_num_queries):
    def bundle(size):
        cases = "".join(f"case-{n},Case {n},2013\n" for n in range(size))
        events = "".join(f"case-{n}--e01,case-{n},died\n" for n in range(size))
        return {
            "cases": f"reference,title,date_edtf\n{cases}",
            "events": f"event_id,reference,kind\n{events}",
        }

    small = office.checks(**bundle(3))
    with django_assert_max_num_queries(32) as few:
        commit(small, by=office.user)
    with django_assert_max_num_queries(70):
        large = office.checks(**bundle(300))
    with django_assert_max_num_queries(3 * len(few) + 32):
        commit(large, by=office.user)


def test_nobody_is_attached_to_the_cases_of_the_data_set(office):
    bundle = read_bundle(SAMPLE_DATA)
    assert not {"people", "involvements", "consents"} & bundle.sheets.keys()
    preview = check(bundle)
    assert preview.faults == []
    assert preview.counts["cases"].new == 112
    assert preview.counts["citations"].new == 1447
