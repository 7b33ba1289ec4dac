"""An import taken back: the record, its memory, its history; and what is in the way."""

import pytest

from advocacy.importing import TABLES, work
from advocacy.models import Action, ActionAddressee, ActionCase
from cases.choices import ImportState, ImportTask, ReviewState
from cases.editing import save_record
from cases.importing.undo import UndoRefused, undo
from cases.models import Case, Citation, Event, ImportedRow, ImportRun, Place, Source
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE, contents
from tests.advocacy.importing.uploading import CASES

OF_HISTORY = ("historical", "importrun")
CHANGES = {
    "cases": "reference,title,date_edtf,note\nexample-case,Another title,2014,x\nnew-case,New,2015,",
    "actions": "action_id,addressee\nexample-action,media; Example Office",
    "translations": "entity_type,entity_id,field,language,text\ncase,example-case,title,ko,다른 제목",
}


def record() -> dict:
    """The values of every row of the record, and what imports remember; histories, versions and moments apart."""
    found = {}
    for table in TABLES:
        for model in (*table.models, *(links.through for links in table.links)):
            left = {"id", "row_version", "updated_at", "created_at"}
            names = [field.attname for field in model._meta.concrete_fields if field.name not in left]
            found[model] = sorted(map(repr, model.objects.values_list(*names)))
    found[ImportedRow] = sorted(
        map(repr, ImportedRow.objects.values_list("table", "reference", "cells", "run"))
    )
    return found


def test_everything_is_as_before(office):
    empty = record()
    first = office.imports(**EXAMPLE)
    before, counted = record(), contents()
    second = office.imports(**CHANGES)
    assert record() != before
    undo(second, TABLES, by=office.user, reason="Example reason")
    assert record() == before
    assert contents()["cases.Case"] == counted["cases.Case"]
    version = Case.history.filter(reference="new-case").first()
    assert (version.history_type, version.history_change_reason) == ("-", f"undo of import {second.name}")
    assert (second.state, second.undone_by, second.undo_reason) == (
        ImportState.UNDONE,
        office.user,
        "Example reason",
    )
    first.refresh_from_db()
    undo(first, TABLES, by=office.user, reason="Example reason")
    assert record() == empty
    assert Place.history.filter(history_type="-").count() == 2


def test_what_was_undone_can_be_imported_again(office):
    run = office.imports(**EXAMPLE)
    undo(run, TABLES, by=office.user, reason="Example reason")
    assert not Case.objects.exists()
    assert office.imports(**EXAMPLE)
    assert Case.objects.count() == 2


def test_it_is_undone_once(office):
    run = office.imports(**EXAMPLE)
    undo(run, TABLES, by=office.user, reason="Example reason")
    with pytest.raises(UndoRefused, match="not in the record"):
        undo(run, TABLES, by=office.user, reason="Example reason")


def edit(office):
    case = Case.objects.get(reference="example-case")
    case.title_en = "Mended by hand"
    save_record(case, by=office.user, reason="example", seen_version=case.row_version)


def approve(office):
    Case.objects.filter(reference="example-case").update(review_state=ReviewState.APPROVED)


def add_event(office):
    builders.make_event(case=Case.objects.get(reference="example-case"))


def import_again(office):
    office.imports(cases="reference,note\nexample-case,later")


@pytest.mark.parametrize(
    ("what", "reason"),
    [
        (edit, "Somebody has worked on it since."),
        (approve, "approved or published since."),
        (add_event, "needs it."),
        (import_again, "Somebody has worked on it since."),
    ],
)
def test_what_somebody_did_since_is_in_the_way(office, what, reason):
    run = office.imports(**EXAMPLE)
    what(office)
    before = record(), contents()
    with pytest.raises(UndoRefused) as refused:
        undo(run, TABLES, by=office.user, reason="Example reason")
    found = {each.reference: each.reason for each in refused.value.obstacles}
    assert reason in found["example-case"]
    assert (record(), contents()) == before


def test_a_later_import_that_only_remembers_is_in_the_way(office):
    builders.make_case(reference="by-hand", title_en="By hand", note="")
    run = office.imports(cases="reference,note\nby-hand,from the file")
    office.imports(cases="reference,title\nby-hand,By hand")
    with pytest.raises(UndoRefused) as refused:
        undo(run, TABLES, by=office.user, reason="Example reason")
    assert "A later import" in refused.value.obstacles[0].reason


def test_rows_in_the_way_can_be_left_with_what_belongs_to_them(office):
    run = office.imports(**EXAMPLE)
    edit(office)
    undo(run, TABLES, by=office.user, reason="Example reason", keep=True)
    assert Case.objects.get(reference="example-case").title_en == "Mended by hand"
    assert Event.objects.count() == 2
    assert Citation.objects.filter(case__reference="example-case").exists()
    assert Source.objects.filter(reference="example-article").exists()
    assert Place.objects.filter(reference="example-city").exists()
    assert not Source.objects.filter(reference="example-unneeded").exists()
    assert ImportedRow.objects.filter(table="cases", reference="example-case", run=run).exists()


def test_links_come_and_go_with_the_import(office):
    office.imports(**EXAMPLE)
    links = [link.addressee.name_en for link in Action.objects.get().addressee_links.all()]
    run = office.imports(actions="action_id,addressee,reference\nexample-action,media,example-case")
    assert (ActionAddressee.objects.count(), ActionCase.objects.count()) == (1, 1)
    undo(run, TABLES, by=office.user, reason="Example reason")
    assert [link.addressee.name_en for link in Action.objects.get().addressee_links.all()] == links
    assert ActionCase.objects.count() == 2


def test_undoing_reopens_the_review(office):
    office.imports(**EXAMPLE)
    run = office.imports(events="event_id,reference,kind\nexample-case--e09,example-case,died")
    Case.objects.filter(reference="example-case").update(review_state=ReviewState.IN_REVIEW)
    undo(run, TABLES, by=office.user, reason="Example reason")
    assert Case.objects.get(reference="example-case").review_state == ReviewState.DRAFT


def test_the_number_of_queries_does_not_grow_with_the_rows(office, django_assert_max_num_queries):
    def bundle(size, start):
        return {
            "cases": "reference,title,date_edtf\n"
            + "".join(f"case-{start + n},Case {n},2013\n" for n in range(size)),
            "events": "event_id,reference,kind\n"
            + "".join(f"case-{start + n}--e01,case-{start + n},died\n" for n in range(size)),
        }

    few, many = office.imports(**bundle(2, 0)), office.imports(**bundle(60, 100))
    with django_assert_max_num_queries(400) as small:
        undo(few, TABLES, by=office.user, reason="Example reason")
    with django_assert_max_num_queries(len(small) + 10):
        undo(many, TABLES, by=office.user, reason="Example reason")
    assert not Case.objects.exists()


def test_in_the_browser(desk):
    run = desk.imports(desk.chooses(desk.uploads(CASES)))
    case = Case.objects.get(reference="example-a")
    case.title_en = "Mended by hand"
    save_record(case, by=desk.user, reason="example", seen_version=1)
    assert desk.client.post(f"/admin/cases/importrun/{run.pk}/undo/", {"reason": ""}).status_code == 200
    run = desk.does(run, "undo", reason="Example reason")
    assert run.state == ImportState.COMMITTED
    text = desk.page(run).content.decode()
    assert "example-a" in text
    assert "Somebody has worked on it since." in text
    run = desk.does(run, "undo", reason="Example reason", keep="on")
    assert run.state == ImportState.UNDONE
    assert list(Case.objects.values_list("reference", flat=True)) == ["example-a"]
    assert "Example reason" in desk.page(run).content.decode()


def test_what_is_in_the_way_is_not_named_to_those_who_may_not_see_it(desk):
    run = desk.imports(
        desk.chooses(desk.uploads("source_id,title,kind,note\nexample-s,Example source,testimony,x\n"))
    )
    assert run.state == ImportState.COMMITTED
    source = Source.objects.get(reference="example-s")
    source.is_confidential = True
    save_record(source, by=desk.user, reason="example", seen_version=1)
    run = desk.does(run, "undo", reason="Example reason")
    assert [each["reference"] for each in work.obstacles_of(run)] == [""]
    assert "A record that you may not see" in desk.page(run).content.decode()


def test_an_import_that_is_not_in_the_record_cannot_be_undone(desk):
    run = desk.chooses(desk.uploads(CASES))
    assert not work.ask(run, ImportTask.UNDO)
    assert ImportRun.objects.get().task == ""
