"""manage.py import_bundle and export_bundle."""

import os
import stat
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from advocacy.importing import SAMPLE_DATA
from cases.models import Case
from tests.advocacy.importing.bundles import EXAMPLE, contents, write_bundle

pytestmark = pytest.mark.django_db


def run(name, *arguments, **options) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command(name, *map(str, arguments), stdout=out, stderr=err, verbosity=0, **options)
    return out.getvalue(), err.getvalue()


@pytest.fixture
def bundle(tmp_path):
    return write_bundle(tmp_path / "example", **EXAMPLE)


@pytest.fixture
def importer(db):
    return User.objects.create_superuser("importer")


def test_without_commit_nothing_is_written(bundle):
    before = contents()
    out, _err = run("import_bundle", bundle)
    assert ["cases", "2", "0", "0", "0"] in [line.split() for line in out.splitlines()]
    assert "Nothing was written." in out
    assert contents() == before


def test_commit_writes_as_somebody(bundle, importer):
    out, _err = run("import_bundle", bundle, "--commit", "--as", "importer")
    assert out.endswith("Imported.\n")
    version = Case.objects.get(reference="example-case").history.get()
    assert (version.history_user, version.history_change_reason) == (importer, "import example")
    out, _err = run("import_bundle", bundle, "--commit", "--as", "importer")
    assert "The record says all this already" in out


def test_changes_are_listed(bundle, importer, tmp_path):
    run("import_bundle", bundle, "--commit", "--as", "importer")
    note = "reference,note\nexample-case,new note\n"
    out, _err = run("import_bundle", write_bundle(tmp_path / "notes", cases=note))
    assert "cases.csv, row 2, example-case, note: “” → “new note”" in out


def test_faults_end_with_an_error_and_write_nothing(tmp_path, importer):
    path = write_bundle(tmp_path / "broken", cases="reference,title,date_edtf\na,A,2013-13\nb,,2013\n")
    before = contents()
    out, err = StringIO(), StringIO()
    with pytest.raises(CommandError, match="Faults: 2") as failed:
        call_command(
            "import_bundle", path, "--commit", "--as", "importer", stdout=out, stderr=err, verbosity=0
        )
    assert failed.value.returncode == 1
    assert [line.split(":")[0] for line in err.getvalue().splitlines()] == [
        "cases.csv, row 2, column date_edtf",
        "cases.csv, row 3, column title",
    ]
    assert contents() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "Name the folder"),
        (["nowhere"], "There is no folder or zip file nowhere"),
        ([SAMPLE_DATA, "--commit"], "Say with --as"),
        ([SAMPLE_DATA, "--commit", "--as", "ghost"], "no active user ghost"),
    ],
)
def test_what_cannot_be_done_is_said(arguments, message):
    with pytest.raises(CommandError, match=message):
        run("import_bundle", *arguments)


def test_somebody_without_rights_imports_nothing(bundle):
    User.objects.create_user("clerk")
    with pytest.raises(CommandError, match="clerk lacks these rights"):
        run("import_bundle", bundle, "--commit", "--as", "clerk")
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["export", "export.zip"])
def test_an_export_can_be_imported_and_is_never_overwritten(bundle, importer, tmp_path, name):
    run("import_bundle", bundle, "--commit", "--as", "importer")
    old = os.umask(0)
    try:
        out, _err = run("export_bundle", tmp_path / name)
    finally:
        os.umask(old)
    assert "Wrote 15 files" in out
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) & 0o077 == 0
    out, _err = run("import_bundle", tmp_path / name)
    assert ["cases", "0", "0", "2", "0"] in [line.split() for line in out.splitlines()]
    with pytest.raises(CommandError, match="is there already"):
        run("export_bundle", tmp_path / name)


def test_the_columns_are_described_without_a_database(django_db_blocker):
    with django_db_blocker.block():
        out, _err = run("import_bundle", "--describe")
    assert "### cases.csv" in out
