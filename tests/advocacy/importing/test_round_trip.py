"""Export, import into an empty record, export: the same bytes; and the data set comes back as it was."""

import csv
import stat
import zipfile
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy.importing import SAMPLE_DATA, ExportRefused, check, commit, export, read_bundle, write_files
from advocacy.models import Action, Addressee, AdvocacyCitation
from cases.models import Case, Source
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE, contents

PLACE_NAMES = {"ko": "name_ko", "zh-hans": "name_zh"}


class Emptied(Exception):
    """Rolls back what a test wrote, so that the record is as empty as before."""


def exported_after(path, user) -> dict[str, str]:
    """The files of a record that holds a bundle and nothing else."""
    files = {}
    try:
        with transaction.atomic():
            preview = check(read_bundle(path))
            assert list(map(str, preview.faults)) == []
            commit(preview, by=user)
            files, left_out = export()
            assert left_out == {}
            raise Emptied
    except Emptied:
        assert not Case.objects.exists()
    return files


def sets(text: str) -> list[dict[str, str]]:
    """The rows of a file; several countries in one cell stand in the order of their codes."""
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_everything_comes_back_byte_for_byte(office):
    path = office.folder / "first"
    write_files({f"{name}.csv": _dedented(text) for name, text in EXAMPLE.items()}, path)
    first = exported_after(path, office.user)
    assert all(text.count("\n") > 1 for text in first.values())
    for again in (office.folder / "again", office.folder / "again.zip"):
        write_files(first, again)
        assert exported_after(again, office.user) == first


def _dedented(text: str) -> str:
    return "".join(f"{line.strip()}\n" for line in text.strip().splitlines())


def test_the_data_set_comes_back_byte_for_byte(office):
    first = exported_after(SAMPLE_DATA, office.user)
    write_files(first, office.folder / "again")
    assert exported_after(office.folder / "again", office.user) == first


def test_the_data_set_comes_back_as_it_was(office):
    files = exported_after(SAMPLE_DATA, office.user)
    originals = sorted(SAMPLE_DATA.glob("*.csv"))
    assert len(originals) == 12
    expected = {
        path.name: list(csv.DictReader(path.open(newline="", encoding="utf-8"))) for path in originals
    }
    names = [
        row for row in expected["translations.csv"] if (row["entity_type"], row["field"]) == ("place", "name")
    ]
    expected["translations.csv"] = [row for row in expected["translations.csv"] if row not in names]
    places = {row["place_id"]: row for row in expected["places.csv"]}
    for row in names:  # the name of a place has columns of its own
        places[row["entity_id"]][PLACE_NAMES[row["language"]]] = row["text"]
    for name, rows in expected.items():
        exported = [{column: row[column] for column in rows[0]} for row in sets(files[name])]
        assert _comparable(exported) == _comparable(rows), name


def _comparable(rows):
    """Rows in any order; a cell with several countries is a set."""
    return sorted(
        sorted(
            (key, "; ".join(sorted(text.split("; "))) if "country" in key else text)
            for key, text in row.items()
        )
        for row in rows
    )


def test_an_imported_record_can_be_imported_over_itself(office):
    office.imports(**EXAMPLE)
    before = contents()
    preview = check(read_bundle(office.exports()))
    assert preview.faults == []
    assert list(preview.changes()) == []
    assert all(count.new == count.changed == count.wrong == 0 for count in preview.counts.values())
    commit(preview, by=office.user)
    assert contents() | {"cases.ImportRun": 1} == before | {"cases.ImportRun": 1}


numbers = count()
HOSTILE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(HOSTILE, HOSTILE, HOSTILE)
def test_hostile_texts_come_back_letter_for_letter(office, summary, note, korean):
    folder = office.folder / f"hostile-{next(numbers)}"
    with transaction.atomic():
        Case.objects.create(
            reference="example",
            title_en='=Example, "title"',
            date_edtf="2013",
            summary_en=summary,
            note=note,
            summary_ko=korean,
        )
        files, _left_out = export()
        write_files(files, folder)
        Case.objects.all().delete()
    assert exported_after(folder, office.user) == files
    with transaction.atomic():
        commit(check(read_bundle(folder)), by=office.user)
        case = Case.objects.get()
        assert (case.summary_en, case.note, case.summary_ko) == (summary, note, korean)
        transaction.set_rollback(True)


def test_files_are_for_the_owner_alone(office):
    folder = office.exports()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}
    write_files(export()[0], office.folder / "export.zip")
    assert stat.S_IMODE((office.folder / "export.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(office.folder / "export.zip") as archive:
        assert sorted(archive.namelist()) == sorted(path.name for path in folder.iterdir())


def test_a_failed_export_leaves_nothing(office, monkeypatch):
    with pytest.raises(AttributeError):
        write_files({"cases.csv": None}, office.folder / "export")
    assert not (office.folder / "export").exists()
    (office.folder / "there").mkdir()
    with pytest.raises(FileExistsError):
        write_files({}, office.folder / "there")


def test_rows_stand_in_a_defined_order(office):
    for reference in ("b", "a-2", "a", "a-10"):
        builders.make_case(reference=reference)
    case = Case.objects.get(reference="b")
    for number, sequence in (("3", 2), ("1", 10), ("2", 2)):
        builders.make_event(reference=f"b--e{number}", case=case, sequence=sequence)
    files, _left_out = export()
    assert [row["reference"] for row in sets(files["cases.csv"])] == ["a", "a-10", "a-2", "b"]
    assert [row["event_id"] for row in sets(files["events.csv"])] == ["b--e2", "b--e3", "b--e1"]


def test_confidential_sources_are_left_out_with_what_rests_on_them(office):
    secret, public = builders.make_confidential_source(title="CANARY"), builders.make_source()
    reprint = builders.make_source(derived_from=secret)
    figure = builders.make_figure(source=secret)
    builders.make_citation(source=secret)
    builders.make_citation(figure=figure, source=public)
    builders.make_relation(from_figure=figure, to_case=builders.make_case())
    builders.make_statement(source=secret)
    files, left_out = export()
    assert not any("CANARY" in text or secret.reference in text for text in files.values())
    assert left_out == {"figures.csv": 1, "statements.csv": 1, "relations.csv": 1, "citations.csv": 2}
    assert [
        row["derived_from"] for row in sets(files["sources.csv"]) if row["source_id"] == reprint.reference
    ] == [""]
    write_files(files, office.folder / "export")
    Source.objects.filter(pk=reprint.pk).update(derived_from=None)
    assert check(read_bundle(office.folder / "export")).faults == []


def test_what_could_not_be_read_back_is_not_exported(office):
    builders.make_action(addressees=[builders.make_addressee(name_en="One; Two")])
    citation = builders.make_citation(reference="cit-1")
    AdvocacyCitation.objects.create(reference="cit-1", action=Action.objects.get(), source=citation.source)
    with pytest.raises(ExportRefused) as refused:
        export()
    first, second = refused.value.reasons
    assert first.startswith(
        f"addressees, {Addressee.objects.get().reference}, name “One; Two”: A name may not"
    )
    assert second == "citations, cit-1, citation_id: Two rows have this id."


def test_encrypted_texts_are_in_no_export(office):
    builders.make_person(legal_name="CANARY", aliases="CANARY", contact="CANARY", birth_date="CANARY")
    builders.make_addressee(contact="CANARY")
    builders.make_involvement(testimony="CANARY")
    builders.make_consent(scope="CANARY")
    builders.make_contact_note(content="CANARY")
    files, _left_out = export()
    assert files["people.csv"].count("\n") == 4
    assert not any("CANARY" in text for text in files.values())
