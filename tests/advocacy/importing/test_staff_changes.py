"""A cell that staff changed since the last import is not overwritten; both values are shown."""

import pytest

from advocacy.models import Action, Addressee
from cases.importing.memory import fingerprint
from cases.models import Case, ImportedRow
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE

REFUSED = (
    "cases.csv, row 2, column summary: “Newer.”: Changed by staff since the last import: now “Staff's words.”, the file "
    "says “Newer.”. Leave the cell empty to keep what staff wrote."
)


def staff_write(**values):
    Case.objects.filter(reference="example-case").update(**values)


def test_staff_changes_are_refused_with_both_values(office):
    office.imports(**EXAMPLE)
    staff_write(summary_en="Staff's words.")
    assert office.faults(cases="reference,summary\nexample-case,Newer.") == [REFUSED]
    assert office.imports(cases="reference,summary,note\nexample-case,,other cell") is not None


def test_what_staff_typed_and_the_file_says_too_is_the_same(office):
    office.imports(**EXAMPLE)
    staff_write(summary_en="Both say so.")
    office.imports(cases="reference,summary\nexample-case,Both say so.")
    office.imports(cases="reference,summary\nexample-case,And later this.")
    assert Case.objects.get(reference="example-case").summary_en == "And later this."


def test_an_old_file_does_not_undo_a_staff_change(office):
    office.imports(**EXAMPLE)
    staff_write(summary_en="Staff's words.", person_kind="activist")
    (fault,) = office.faults(**EXAMPLE)
    assert "now “Staff's words.”, the file says “Reported in an example.”" in fault


def test_what_staff_emptied_stays_empty(office):
    office.imports(**EXAMPLE)
    staff_write(summary_en="")
    (fault,) = office.faults(cases="reference,summary\nexample-case,Newer.")
    assert "now “”, the file says “Newer.”" in fault


def test_a_file_may_fill_what_nobody_filled(office):
    builders.make_case(reference="by-hand", summary_en="", title_en="By hand")
    office.imports(cases="reference,summary\nby-hand,From the file.")
    (fault,) = office.faults(cases="reference,title\nby-hand,From the file.")
    assert "now “By hand”" in fault
    assert Case.objects.get().summary_en == "From the file."


def test_a_default_that_an_import_left_may_be_changed_by_the_next(office):
    office.imports(**EXAMPLE)
    office.imports(cases="reference,verification\nexample-case,court_finding")
    assert Case.objects.get(reference="example-case").verification == "court_finding"


def test_links_that_staff_changed_are_refused(office):
    office.imports(**EXAMPLE)
    Action.objects.get().addressee_links.last().delete()
    (fault,) = office.faults(actions="action_id,addressee\nexample-action,media")
    assert "now “Example Ministry”, the file says “media”" in fault


def test_a_translation_that_staff_changed_is_refused(office):
    office.imports(**EXAMPLE)
    staff_write(title_ko="직원")
    (fault,) = office.faults(
        translations="entity_type,entity_id,field,language,text\ncase,example-case,title,ko,파일"
    )
    assert fault.startswith("translations.csv, row 2, column text: “파일”: Changed by staff")


@pytest.mark.parametrize(
    ("table", "reference", "model", "bundle"),
    [
        ("cases", "example-part", Case, {"cases": "reference,title,date_edtf\nexample-part,Again,2013"}),
        (
            "addressees",
            "media",
            Addressee,
            {"responses": "response_id,responder,kind,summary\nr,media,noted,S"},
        ),
    ],
)
def test_what_staff_deleted_does_not_come_back(office, table, reference, model, bundle):
    office.imports(**EXAMPLE)
    Action.objects.get().addressee_links.all().delete()
    Action.objects.get().case_links.all().delete()
    model.objects.get(reference=reference).delete()
    (fault,) = office.faults(**bundle)
    assert "Staff deleted this row after an import" in fault


def test_no_text_is_kept_but_its_fingerprint(office):
    office.imports(**EXAMPLE)
    cells = ImportedRow.objects.get(table="cases", reference="example-case").cells
    assert cells["title"] == fingerprint("cases", "example-case", "title", "Example group held")
    assert set(map(len, cells.values())) == {18}
    assert {"title_ko", "verification"} <= cells.keys()
