"""Folders and zips, opened without trusting them."""

import io
import stat
import zipfile

import pytest

from cases.importing import files
from cases.importing.files import BundleError, read_bundle

COLUMNS = {"cases": ("reference", "title"), "places": ("place_id",)}
CASES = "reference,title\na,b\n"


def zipped(*members, name="bundle.zip"):
    """An open zip of (name or ZipInfo, text)."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, text in members:
            archive.writestr(member, text)
    stream.seek(0)
    stream.name = name
    return stream


def test_a_folder_is_read_without_what_is_for_people(tmp_path):
    (tmp_path / "cases.csv").write_text(CASES)
    (tmp_path / "DATASET.md").write_text("words")
    (tmp_path / ".DS_Store").write_bytes(b"\xff")
    bundle = read_bundle(tmp_path, COLUMNS)
    assert list(bundle.sheets) == ["cases"]
    assert bundle.faults == []
    assert bundle.name == tmp_path.name


@pytest.mark.parametrize("folder", ["", "bundle/"])
def test_a_zip_is_read_from_its_top_or_from_one_folder(folder):
    bundle = read_bundle(zipped((f"{folder}cases.csv", CASES), ("__MACOSX/._cases.csv", "x")), COLUMNS)
    assert bundle.sheets["cases"].rows == [(2, {"reference": "a", "title": "b"})]
    assert bundle.faults == []
    assert bundle.name == "bundle.zip"


def test_a_bundle_is_called_after_its_folder_or_file(tmp_path, monkeypatch):
    (tmp_path / "cases.csv").write_text(CASES)
    monkeypatch.chdir(tmp_path)
    assert read_bundle(".", COLUMNS).name == tmp_path.name
    assert read_bundle(io.BytesIO(zipped(("cases.csv", CASES)).getvalue()), COLUMNS).name == "bundle"
    assert read_bundle(zipped(("cases.csv", CASES)), COLUMNS, "from the desk").name == "from the desk"


def link() -> zipfile.ZipInfo:
    member = zipfile.ZipInfo("cases.csv")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("member", "message"),
    [
        ("../cases.csv", "leads out"),
        ("/cases.csv", "leads out"),
        ("c:/cases.csv", "leads out"),
        ("..\\cases.csv", "leads out"),
        ("a/b/cases.csv", "in one folder"),
        ("case.csv", "is “cases.csv” meant? Allowed: cases.csv, places.csv."),
        ("run.exe", "No file of a bundle has this name"),
        (link(), "Links"),
    ],
)
def test_a_member_of_a_zip_that_plays_tricks_is_a_fault(member, message):
    bundle = read_bundle(zipped((member, CASES)), COLUMNS)
    (fault,) = bundle.faults
    assert message in fault.message
    assert not bundle.sheets


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["cases.csv", "folder/cases.csv"])
def test_two_members_of_one_name_are_a_fault(second):
    (fault,) = read_bundle(zipped(("cases.csv", CASES), (second, CASES)), COLUMNS).faults
    assert "two files" in fault.message


def test_a_huge_member_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 1000)
    (fault,) = read_bundle(zipped(("cases.csv", CASES * 1000)), COLUMNS).faults
    assert "larger than" in fault.message


def test_many_members_together_are_not_unpacked(monkeypatch):
    monkeypatch.setattr(files, "LARGEST_BUNDLE", len(CASES) + 3)
    bundle = read_bundle(zipped(("cases.csv", CASES), ("places.csv", CASES)), COLUMNS)
    assert [fault.file for fault in bundle.faults] == ["places.csv"]


def test_a_huge_file_of_a_folder_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST_FILE", 3)
    (tmp_path / "cases.csv").write_text(CASES)
    (fault,) = read_bundle(tmp_path, COLUMNS).faults
    assert "larger than" in fault.message


def test_a_damaged_member_is_a_fault():
    data = bytearray(zipped(("cases.csv", CASES * 100)).getvalue())
    data[45] ^= 0xFF
    (fault,) = read_bundle(io.BytesIO(bytes(data)), COLUMNS, "upload.zip").faults
    assert "damaged" in fault.message


def test_a_folder_inside_a_folder_is_a_fault(tmp_path):
    (tmp_path / "cases.csv").mkdir()
    (fault,) = read_bundle(tmp_path, COLUMNS).faults
    assert "Only files" in fault.message


def test_where_there_is_no_bundle_nothing_is_checked(tmp_path):
    (tmp_path / "text").write_text("no zip")
    for nothing in (tmp_path / "missing", tmp_path / "text"):
        with pytest.raises(BundleError):
            read_bundle(nothing, COLUMNS)
    (tmp_path / "text").unlink()
    with pytest.raises(BundleError, match="no CSV file"):
        read_bundle(tmp_path, COLUMNS)
    with pytest.raises(BundleError, match="more than 100 files"):
        read_bundle(zipped(*((f"{n}.csv", "") for n in range(101))), COLUMNS)
