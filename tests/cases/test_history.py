"""Every change of the record is in its history with its author: also those made to many rows at once."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User

from cases import workflow
from cases.choices import TakedownReason
from cases.editing import delete_record, save_record
from cases.models.record import Record
from cases.publication.publish import publish
from tests.advocacy.importing.bundles import EXAMPLE, Office
from tests.builders import (
    make_case,
    make_citation,
    make_deadline_rule,
    make_dossier,
    make_event,
    written_by,
)
from tests.cases.admin.rows import ROWS

ROOT = Path(__file__).resolve().parent.parent.parent
NOUNS = [
    model
    for app in ("cases", "advocacy")
    for model in apps.get_app_config(app).get_models()
    if issubclass(model, Record)
]
#: Writing past `save()` writes no history. Where it is done nevertheless, and why that is no change of the record.
PAST_HISTORY = {
    ("cases/publication/publish.py", "PublishedEntry.objects.bulk_create"): "published rows",
    ("cases/publication/publish.py", "EditionEntry.objects.bulk_create"): "a log, written once",
    ("cases/publication/publish.py", "PublishedDocument.objects.bulk_create"): "published rows",
    ("cases/publication/publish.py", "PublishedDocument.objects.bulk_update"): "published rows",
    ("cases/publication/publish.py", "PublishedDocument.objects.filter.delete"): "published rows",
    ("cases/publication/publish.py", "PublishedTombstone.objects.filter.delete"): "published rows",
    ("cases/publication/publish.py", "PublishedTombstone.objects.bulk_create"): "published rows",
    ("cases/editing.py", "collector.delete"): "deletes row by row, with history",
    ("cases/erasure.py", "old.update"): "erasing empties history on purpose",
    (
        "advocacy/dossiers/forgetting.py",
        "Dossier.history.filter.update",
    ): "erasing empties history on purpose",
    ("cases/erasure.py", "erasure.delete"): "what was asked and taken back, no record",
    ("cases/erasure.py", "KeptForm.objects.filter.delete"): "unsaved text, no record",
    ("cases/erasure.py", "memory.objects.filter.delete"): "fingerprints of imports, no record",
    ("cases/erasure.py", "counts.update"): "a counter",
    ("cases/importing/memory.py", "ImportedRow.objects.bulk_create"): "fingerprints of imports, no record",
    ("cases/importing/links.py", "link.delete"): "one row, with history",
    (
        "cases/importing/memory.py",
        "ImportedRowBefore.objects.bulk_create",
    ): "fingerprints of imports, no record",
    ("cases/importing/memory.py", "ImportedRow.objects.bulk_update"): "fingerprints of imports, no record",
    ("cases/importing/memory.py", "ImportedRow.objects.filter.delete"): "fingerprints of imports, no record",
    ("cases/importing/memory.py", "run.rows_before.all.delete"): "fingerprints of imports, no record",
    ("cases/importing/undo.py", "version.objects.bulk_create"): "the history of what is deleted",
    ("cases/importing/undo.py", "SourceOrigin.objects.filter.delete"): "derived from the source, no record",
    ("cases/importing/previews.py", "self.digest.update"): "a digest",
    ("cases/importing/undo.py", "undoing.delete"): "deletes with history, as below",
    ("cases/importing/undo.py", "query._raw_delete"): "its history was written just before",
    ("advocacy/importing/work.py", "ImportRun.objects.filter.update"): "how far an import is, no record",
    (
        "advocacy/importing/work.py",
        "ImportRun.objects.filter.exclude.update",
    ): "how far an import is, no record",
    ("cases/admin/exports/pages.py", "PrivateExport.objects.filter.update"): "a log: how many rows were sent",
    ("cases/admin/lists/saved_filters.py", "row.delete"): "a question somebody saved, no record",
    ("cases/embargo.py", "embargo.delete"): "what is planned, no record; the step is in the history",
    ("cases/kept_forms.py", "KeptForm.objects.filter.delete"): "unsaved text, no record",
    ("cases/moving.py", "Distinction.objects.filter.delete"): "a decision about a record that is gone",
    ("cases/merging.py", "Merge.objects.filter.update"): "older merges lead on to the one kept",
    ("cases/merging.py", "PublishedMerge.objects.filter.update"): "published rows",
    ("cases/moving.py", "started.filter.update"): "what a contact note started, no record",
    ("cases/moving.py", "started.filter.delete"): "what a contact note started, no record",
    ("cases/moving.py", "theirs.delete"): "the embargo of the duplicate, no record",
    ("cases/publication/embargoes.py", "Embargo.objects.filter.delete"): "what was planned, no record",
    ("cases/record_search/origins.py", "SourceOrigin.objects.bulk_create"): "derived from the source",
    ("cases/record_search/refreshing.py", "RecordSearch.objects.bulk_create"): "derived from the record",
    ("cases/record_search/refreshing.py", "RecordSearch.objects.filter.delete"): "derived from the record",
    ("cases/record_search/refreshing.py", "gone.exclude.delete"): "derived from the record",
}
WRITES = {
    "update",
    "bulk_create",
    "bulk_update",
    "delete",
    "_raw_delete",
    "abulk_create",
    "aupdate",
    "adelete",
}
#: `update` and `delete` of dictionaries, sets and messages, told apart by what they are called on.
NOT_QUERYSETS = {"kwargs", "names", "family_of"}


def called(node: ast.AST) -> str:
    """What a call is made on, in words: "Case.objects.filter.update"."""
    if isinstance(node, ast.Attribute):
        return f"{called(node.value)}.{node.attr}"
    if isinstance(node, ast.Call):
        return called(node.func)
    return node.id if isinstance(node, ast.Name) else "…"


def writes_past_history() -> set[tuple[str, str]]:
    found = set()
    for folder in ("cases", "advocacy"):
        for path in (ROOT / folder).rglob("*.py"):
            where = path.relative_to(ROOT).as_posix()
            if "migrations" in path.parts or where.startswith("cases/published/"):
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                is_write = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                if is_write and node.func.attr in WRITES:
                    words = called(node.func)
                    if words.split(".")[0] not in NOT_QUERYSETS:
                        found.add((where, words))
    return found


def test_nothing_writes_past_the_history_but_what_is_listed_with_its_reason():
    assert writes_past_history() == PAST_HISTORY.keys()


@pytest.mark.parametrize("model", NOUNS, ids=lambda model: model.__name__)
def test_every_noun_has_a_history_of_all_its_columns(model):
    columns = {field.name for field in model._meta.concrete_fields}
    assert columns <= {field.name for field in model.history.model._meta.concrete_fields}


def last(row):
    version = type(row).history.filter(id=row.pk).order_by("-history_id").first()
    return version.history_type, version.history_user, version.history_change_reason


@pytest.mark.django_db
def test_saving_and_deleting_any_noun_is_in_its_history(contributor):
    subject_of = {model._meta.label_lower: model for model in NOUNS}
    tried = set()
    # No pages of the admin yet.
    without_pages = {"advocacy.deadlinerule": make_deadline_rule, "advocacy.dossier": make_dossier}
    for label, make in (ROWS | without_pages).items():
        if label not in subject_of or label == "cases.consent":
            continue
        row = make()
        pk = row.pk
        save_record(row, by=contributor, reason="an example edit")
        assert last(row) == ("~", contributor, "an example edit")
        delete_record(row, by=contributor, reason="an example deletion")
        row.pk = pk
        assert last(row) == ("-", contributor, "an example deletion")
        tried.add(label)
    links = {"advocacy.actionaddressee", "advocacy.actioncase"}
    assert tried == subject_of.keys() - links - {"cases.consent"}


@pytest.fixture
def case(contributor):
    case = make_case()
    make_citation(event=make_event(case=case))
    written_by(contributor)
    return case


def steps_of(row) -> list[tuple]:
    versions = row.versions.order_by("history_id")
    return [(version.history_user, version.history_change_reason) for version in versions]


@pytest.mark.django_db
def test_every_step_of_the_workflow_is_in_the_history(case, contributor, editor, publisher):
    source = case.events.get().citations.get().source
    workflow.submit([case], by=contributor)
    workflow.send_back([case], by=editor, comment="An example comment.")
    workflow.submit([case], by=contributor)
    workflow.approve([case], by=editor)
    publish([case], by=publisher)
    case.refresh_from_db()
    save_record(case.events.get(), by=contributor)
    workflow.retract(case, by=editor, takedown_reason=TakedownReason.ERROR, internal_reason="an example")

    assert steps_of(case)[1:] == [
        (contributor, "workflow: submitted"),
        (editor, "workflow: returned"),
        (contributor, "workflow: submitted"),
        (editor, "workflow: approved"),
        (publisher, "workflow: published in edition 1"),
        (contributor, "workflow: reopened by an edit"),
        (editor, "workflow: retracted in edition 2"),
    ]
    assert steps_of(source)[1:] == [(publisher, "workflow: published in edition 1")]
    states = case.versions.order_by("history_id").values_list("review_state", "publication_state")
    assert list(states) == [
        ("draft", "unpublished"),
        ("in_review", "unpublished"),
        ("returned", "unpublished"),
        ("in_review", "unpublished"),
        ("approved", "unpublished"),
        ("approved", "published"),
        ("draft", "published"),
        ("draft", "taken_down"),
    ]


@pytest.mark.django_db
def test_every_row_of_an_import_is_in_the_history(tmp_path):
    importer = User.objects.create_superuser("importer")
    office = Office(importer, tmp_path)
    office.imports(**EXAMPLE)
    office.imports(cases="reference,summary\nexample-case,Another artificial sentence.")
    versions = 0
    for model in NOUNS:
        for row in model.objects.all():
            assert row.versions.exists(), row
        for version in model.history.all():
            if version.history_change_reason == "came with the release":
                continue
            assert version.history_user == importer, version
            assert version.history_change_reason.startswith("import ")
            versions += 1
    assert versions > len(EXAMPLE)
    case = next(model for model in NOUNS if model.__name__ == "Case").objects.get(reference="example-case")
    summaries = case.versions.order_by("history_id").values_list("summary_en", flat=True)
    assert list(summaries) == ["Reported in an example.", "Another artificial sentence."]
