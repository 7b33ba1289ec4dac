"""An import in the browser: upload, columns, preview, wrong rows, import; who sees it; what is on the disk."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.urls import reverse

from advocacy.importing import process, uploads, work
from cases.choices import ImportState, ImportTask
from cases.importing import uploaded
from cases.models import Case, Event, Figure, ImportMapping, ImportRun, Person
from tests import builders
from tests.advocacy.importing.bundles import EXAMPLE, as_file
from tests.advocacy.importing.uploading import CASES, Desk, address
from tests.cast import make_user

pytestmark = pytest.mark.django_db


def bundle(**files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.csv", as_file(text))
    return stream.getvalue()


def test_a_table_with_headings_of_its_own_becomes_cases(desk):
    run = desk.uploads(CASES)
    assert (run.state, run.task) == (ImportState.UPLOADED, "")
    page = desk.page(run)
    suggested = {field.label: field.value() for field, _cells in page.context["columns"].rows()}
    assert suggested == {
        "ID": "reference",
        "Headline": "title",
        "날짜": "date_edtf",
        "Country": "detaining_country",
        "Names": "",
    }
    run = desk.chooses(run)
    assert (run.state, run.faults, run.counts["cases"]["new"]) == (ImportState.CHECKED, 0, 2)
    assert not Case.objects.exists()
    assert b"Example group one held" in desk.page(run).content
    run = desk.imports(run)
    assert (run.state, run.task, run.layout) == (ImportState.COMMITTED, "", "")
    case = Case.objects.get(reference="example-a")
    assert (case.title_en, [country.code for country in case.detaining_countries]) == (
        "Example group one held",
        ["CN"],
    )
    version = case.history.get()
    assert (version.history_user, version.history_change_reason) == (desk.user, "import example.csv")
    assert not uploads.folder_of(run).exists()


def test_columns_are_remembered_for_the_sender(desk):
    first = desk.chooses(desk.uploads(CASES, sender="Example Office"), Headline="", Country="note")
    assert ImportMapping.objects.get().sender == "Example Office"
    desk.does(first, "discard")
    again = desk.page(desk.uploads(CASES, sender="Example Office")).context["columns"]
    chosen = {field.label: field.value() for field, _cells in again.rows()}
    assert (chosen["Country"], chosen["Headline"]) == ("note", "")
    other = desk.page(desk.uploads(CASES, sender="Another Office")).context["columns"]
    assert {field.label: field.value() for field, _cells in other.rows()}["Country"] == "detaining_country"


def test_one_value_can_be_given_to_a_whole_column(desk):
    run = desk.chooses(desk.uploads(CASES), **{"constant-note": "from the example"})
    desk.imports(run)
    assert set(Case.objects.values_list("note", flat=True)) == {"from the example"}


def test_two_headings_cannot_be_one_column_and_every_row_needs_its_id(desk):
    run = desk.uploads(CASES)
    data = {"table": "cases", "heading-1": "title", "heading-2": "title"}
    response = desk.client.post(address(run, "columns"), data)
    text = response.content.decode()
    assert "“Headline” is this column already." in text
    assert "Choose which heading is reference" in text
    assert ImportRun.objects.get().state == ImportState.UPLOADED


def test_wrong_rows_come_back_with_reasons_and_can_be_mended(desk):
    wrong = CASES.replace("Russia", "Atlantis").replace("Example group two", "=Example group two")
    run = desk.chooses(desk.uploads(wrong))
    assert (run.faults, run.counts["cases"]["wrong"]) == (1, 1)
    assert "not a known country" in desk.page(run).content.decode()
    assert desk.client.post(address(run, "commit"), {"seen": run.digest}).status_code == 302
    assert not Case.objects.exists()
    response = desk.client.get(address(run, "faults", "cases"))
    text = b"".join(response.streaming_content).decode()
    header, row = text.lstrip("\ufeff").strip().split("\r\n")
    assert header == "reference,title,date_edtf,detaining_country,faults"
    assert row.startswith(
        "example-b,'=Example group two held,2014,Atlantis,\"detaining_country: This is not a known"
    )
    again = desk.uploads(text.replace("Atlantis", "Russia"), "mended.csv")
    desk.imports(desk.chooses(again))
    assert Case.objects.get().title_en == "=Example group two held"


def test_a_date_in_words_comes_back_with_what_to_write(desk):
    run = desk.chooses(desk.uploads(CASES.replace("2013-05", "mid March 2012")))
    meant = "2012-03-11~/2012-03-20~"
    assert meant in desk.page(run).content.decode()
    response = desk.client.get(address(run, "faults", "cases"))
    text = b"".join(response.streaming_content).decode()
    assert f"write: {meant}" in text
    desk.imports(desk.chooses(desk.uploads(text.replace("mid March 2012,", f"{meant},", 1), "mended.csv")))
    assert Case.objects.get().date_edtf == meant


def test_a_bundle_is_checked_at_once_and_shows_what_changes(desk):
    run = desk.uploads(bundle(**{name: EXAMPLE[name] for name in ("cases", "places")}), "example.zip")
    assert (run.state, run.faults) == (ImportState.CHECKED, 0)
    desk.imports(run)
    later = desk.uploads(
        bundle(cases="reference,title\nexample-case,Another example title\nexample-part,Example part held")
    )
    assert later.counts["cases"] == {"new": 0, "changed": 1, "same": 1, "wrong": 0}
    text = desk.page(later, file="cases", kind="changed").content.decode()
    assert "Example group held" in text
    assert "Another example title" in text
    assert "example-part" in desk.page(later, file="cases", kind="same").content.decode()


def test_a_workbook_is_read_as_a_person_sees_it(desk):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["reference", "title", "date_edtf", "affected_low", ""])
    sheet.append(["example-x", "예시 사건 例", None, 5])
    sheet["C2"] = date(2012, 3, 1)
    sheet["C2"].number_format = "mmm-yy"
    stream = io.BytesIO()
    workbook.save(stream)
    run = desk.chooses(desk.uploads(stream.getvalue(), "example.xlsx"))
    assert run.faults == 0, desk.page(run).content.decode()
    desk.imports(run)
    case = Case.objects.get()
    assert (case.title_en, case.date_edtf, case.affected_low) == ("예시 사건 例", "2012-03", 5)


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\xff\xfe\x00", b'"a,b\n1,2\n', b"\n\n"])
def test_a_file_that_cannot_be_read_says_so(desk, data):
    run = desk.uploads(data, "broken.bin")
    text = desk.page(run).content.decode()
    assert 'role="alert"' in text
    assert run.state == ImportState.UPLOADED


def test_an_empty_or_too_large_file_is_not_kept(desk, monkeypatch):
    monkeypatch.setattr(uploads, "LARGEST", 10)
    for data in (b"", b"x" * 11):
        file = io.BytesIO(data)
        file.name = "example.csv"
        response = desk.client.post(reverse("admin:cases_importrun_add"), {"file": file})
        assert response.context["form"].errors["file"]
    assert not ImportRun.objects.exists()
    assert not list(uploads.settings.IMPORT_DIR.glob("*"))


# --- who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["viewer", "publisher", "source_keeper", "administrator"])
def test_without_the_right_nothing_is_read(desk, client, request, role):
    run = desk.chooses(desk.uploads(CASES))
    client.force_login(request.getfixturevalue(role))
    pages = [reverse("admin:cases_importrun_changelist"), address(run), address(run, "faults", "cases")]
    assert [client.get(page).status_code for page in pages] == [403] * 3
    doings = ("table", "columns", "check", "commit", "discard", "undo", "repeat")
    assert [client.post(address(run, doing)).status_code for doing in doings] == [403] * 7
    file = io.BytesIO(b"a")
    file.name = "example.csv"
    assert client.post(reverse("admin:cases_importrun_add"), {"file": file}).status_code == 403
    assert len(list(uploads.settings.IMPORT_DIR.iterdir())) == 1
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_before_it_is_imported_only_who_uploaded_it_opens_it(desk, client, editor):
    run = desk.chooses(desk.uploads(CASES))
    client.force_login(editor)
    for name in ("change", "faults"):
        more = ["cases"] if name == "faults" else []
        assert client.get(address(run, name, *more)).status_code == 403
    assert client.post(address(run, "commit"), {"seen": run.digest}).status_code == 403
    assert not Case.objects.exists()
    assert client.get(reverse("admin:cases_importrun_changelist")).status_code == 200


def test_what_a_form_would_not_show_an_import_does_not_tell(desk):
    hidden = builders.make_confidential_source(title="Example secret title")
    figure = builders.make_figure(reference="example-figure", source=hidden, note="Example secret note")
    assert Figure.objects.get() == figure
    run = desk.uploads(bundle(figures="figure_id,note\nexample-figure,mine"))
    text = desk.page(run).content.decode()
    assert run.faults == 1
    assert "no import may touch" in text
    assert "secret" not in text
    cited = desk.uploads(
        bundle(
            sources="source_id,title,kind,publisher\nexample-open,Example,media,Example Daily",
            citations="citation_id,entity_type,entity_id,source_id\nc-1,figure,example-figure,example-open",
        )
    )
    assert "There is no such id" in desk.page(cited, file="citations", kind="wrong").content.decode()


def test_a_figure_that_stays_behind_is_named_to_those_who_may_see_it(desk):
    """It keeps the event from moving either way."""
    old, new = builders.make_case(reference="example-old"), builders.make_case(reference="example-new")
    event = builders.make_event(case=old, reference="example-old--e01")
    desk.imports(desk.uploads(bundle(events="event_id,reference,kind\nexample-old--e02,example-old,died")))
    moved = Event.objects.get(reference="example-old--e02")
    figure = builders.make_figure(
        case=old,
        event=moved,
        source=builders.make_confidential_source(),
        reference="example-secret-figure",
    )
    move = bundle(events=f"event_id,reference,kind\n{moved.reference},{new.reference},died")
    text = desk.page(desk.uploads(move)).content.decode()
    assert "Other records depend on this one. Ask a source keeper." in text
    assert "secret" not in text
    figure.source = builders.make_source()
    figure.save()
    assert "example-secret-figure" in desk.page(desk.uploads(move)).content.decode()
    assert event.case == old


def test_undoing_takes_the_right_to_change_what_came_in(client, desk):
    run = desk.imports(desk.uploads(bundle(people="person_id,note\nperson-new,x")))
    clerk = make_user(username="example-clerk")
    names = ("import_records", "view_case", "add_case", "change_case")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    other = Desk(client, clerk)
    assert 'id="undo"' not in other.page(run).content.decode()
    assert client.post(address(run, "undo"), {"reason": "Example reason"}).status_code == 403
    assert Person.objects.count() == 1
    client.force_login(desk.user)
    assert 'id="undo"' in client.get(address(run)).content.decode()
    assert desk.does(run, "undo", reason="Example reason").state == ImportState.UNDONE


def test_nobody_imports_or_counts_people_whom_they_may_not_see(client, desk):
    clerk = make_user(username="example-clerk")
    names = ("import_records", "view_case", "add_case", "add_person", "add_place", "view_place")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=names))
    builders.make_person(reference="person-known", note="Example secret note")
    run = Desk(client, clerk).uploads(bundle(people="person_id,note\nperson-known,mine\nperson-new,x"))
    assert run.faults == 1
    text = desk.page(run).content.decode()
    assert "You have no right to see such records" in text
    assert "secret" not in text
    assert Person.objects.count() == 1


# --- the work -------------------------------------------------------------------------------------


def test_two_clicks_import_once(desk):
    run = desk.chooses(desk.uploads(CASES))
    assert work.ask(run, ImportTask.COMMIT)
    assert not work.ask(run, ImportTask.COMMIT)
    assert work.perform(run.pk)
    assert not work.perform(run.pk)
    assert Case.objects.count() == 2


def test_while_somebody_works_nobody_else_begins(desk):
    run = desk.chooses(desk.uploads(CASES))
    work.ask(run, ImportTask.COMMIT)
    with uploaded.locked(run):
        assert uploaded.is_alive(run)
        assert not work.perform(run.pk)
        assert "reloads by itself" in desk.page(run).content.decode()
        assert desk.page(run)["Refresh"] == "3"
        assert "Refresh" not in desk.page(run, still="yes")
    assert not Case.objects.exists()
    assert work.perform(run.pk)


def test_killed_work_is_said_and_can_be_begun_again(desk, monkeypatch):
    run = desk.chooses(desk.uploads(CASES))
    monkeypatch.setattr(process, "start", lambda pk: True)
    desk.does(run, "commit", seen=run.digest)
    ImportRun.objects.update(task_at="2020-01-01T00:00Z")
    text = desk.page(run).content.decode()
    assert "was interrupted" in text
    assert f"manage.py run_import {run.pk}" in text
    monkeypatch.setattr(process, "start", work.perform)
    assert desk.does(run, "repeat").state == ImportState.COMMITTED
    assert Case.objects.count() == 2


def test_interrupted_work_can_be_given_up(desk, monkeypatch):
    run = desk.chooses(desk.uploads(CASES))
    monkeypatch.setattr(process, "start", lambda pk: True)
    desk.does(run, "commit", seen=run.digest)
    assert desk.does(run, "repeat", stop="yes").task == ""
    assert desk.page(run).context["total"] == 2


def test_where_no_process_starts_the_command_does_it(desk, monkeypatch):
    run = desk.uploads(CASES)
    monkeypatch.setattr(process, "start", lambda pk: False)
    run = desk.chooses(run)
    assert run.task == ImportTask.CHECK
    assert f"manage.py run_import {run.pk}" in desk.page(run).content.decode()
    call_command("run_import")
    run.refresh_from_db()
    assert run.state == ImportState.CHECKED


def test_what_was_seen_is_what_is_imported(desk):
    run = desk.chooses(desk.uploads(CASES))
    builders.make_case(reference="example-a", title_en="Entered by hand")
    run = desk.imports(run)
    assert run.state == ImportState.CHECKED
    assert "has changed since you looked" in desk.page(run).content.decode()
    assert Case.objects.count() == 1
    assert desk.client.post(address(run, "commit"), {"seen": "other"}).status_code == 302
    assert Case.objects.count() == 1


def test_a_failure_writes_nothing_and_is_told(desk, monkeypatch):
    def failing(*arguments, **options):
        raise RuntimeError("in the middle")

    run = desk.chooses(desk.uploads(CASES))
    monkeypatch.setattr("cases.importing.memory.remember", failing)
    with pytest.raises(RuntimeError):
        desk.imports(run)
    run.refresh_from_db()
    assert (run.state, run.task) == (ImportState.CHECKED, "")
    assert "The work failed" in run.message
    assert not Case.objects.exists()


def test_the_work_speaks_the_language_of_who_asked(desk):
    run = desk.uploads(CASES.replace("Russia", "Atlantis"))
    work.speak(run, "ko")
    assert work._language_of(run) == "ko"
    work.speak(run, "xx")
    assert work._language_of(run) == "en"


# --- the disk -------------------------------------------------------------------------------------


def test_nothing_is_on_the_disk_in_plain_and_for_others(desk):
    run = desk.chooses(desk.uploads(CASES))
    found = list(uploads.folder_of(run).rglob("*"))
    assert len(found) >= 3
    assert uploads.folder_of(run).stat().st_mode & 0o077 == 0
    for path in found:
        content = path.read_bytes()
        assert b"Example" not in content, path
        assert "예".encode() not in content
    assert (uploads.folder_of(run) / "upload").stat().st_mode & 0o077 == 0


def test_uploads_go_after_a_day(desk):
    run = desk.chooses(desk.uploads(CASES))
    assert uploads.expire() == 0
    ImportRun.objects.update(uploaded_at="2020-01-01T00:00Z")
    assert uploads.expire() == 1
    run.refresh_from_db()
    assert (run.state, run.layout) == (ImportState.DISCARDED, "")
    assert not uploads.folder_of(run).exists()


def test_nobody_fills_the_disk(desk, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_WAITING", 1)
    desk.uploads(CASES)
    file = io.BytesIO(CASES.encode())
    file.name = "example.csv"
    response = desk.client.post(reverse("admin:cases_importrun_add"), {"file": file})
    assert "uploads waiting" in response.content.decode()
    assert len(list(uploads.settings.IMPORT_DIR.iterdir())) == 1
