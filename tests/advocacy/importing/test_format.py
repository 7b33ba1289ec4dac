"""The format itself: what it may carry, and that docs/import-format.md says it as it is."""

import csv
from pathlib import Path

import pytest

from advocacy.importing import SAMPLE_DATA, TABLES
from cases.importing import arrange
from cases.importing.columns import Column, kind_of
from cases.importing.describe import describe
from cases.models import Person
from cases.models.encryption import EncryptedTextField

DOCUMENT = Path(__file__).parents[3] / "docs" / "import-format.md"

#: Fields of imported models that the format leaves out, each for its reason.
LEFT_OUT = {
    "id",
    "row_version",
    "created_at",
    "updated_at",
    *("review_state", "publication_state", "assigned_to", "submitted_by", "approved_by"),  # workflow
    *("review_comment", "first_published_at", "child_naming_approved_by", "mosaic_answer"),  # workflow
    "is_confidential",  # confidential sources are not in a bundle
}


def test_the_document_lists_exactly_the_columns():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.endswith(describe(TABLES)), "run: python manage.py import_bundle --describe"


def test_every_field_is_in_a_bundle_or_left_out_for_a_reason():
    for table in TABLES:
        for model in table.models:
            carried = {name for column in table.columns for name in column.fields(model)}
            for field in model._meta.concrete_fields:
                derived = hasattr(field, "of") or isinstance(field, EncryptedTextField)
                assert derived or field.name in carried | LEFT_OUT, field
                assert not (field.name in carried and field.name in LEFT_OUT), field


def test_no_encrypted_field_has_a_kind_of_cell():
    with pytest.raises(TypeError, match="encrypted"):
        kind_of(Person._meta.get_field("legal_name"))
    with pytest.raises(TypeError, match="encrypted"):
        Column("name", "legal_name", "").bound(Person)


def test_tables_stand_after_those_they_name():
    seen = set()
    for table in TABLES:
        seen.add(table.name)
        assert {target.table for target in table.targets()} <= seen


def test_the_data_set_has_the_first_columns_of_the_format_in_their_order():
    columns = arrange.known_columns(TABLES)
    for path in sorted(SAMPLE_DATA.glob("*.csv")):
        header = next(csv.reader(path.open(newline="", encoding="utf-8")))
        assert tuple(header) == columns[path.stem][: len(header)]
