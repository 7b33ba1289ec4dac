"""Private exports: what a list shows, to whom it is shown, marked, harmless and logged."""

import csv
import io

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from advocacy.models import Addressee
from cases.admin.exports import export_files
from cases.models import Case, Person, PrivateExport, Source
from tests import builders
from tests.cases.admin.forms import page, pages
from tests.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def export(client, model, query="", file_format="csv", columns=("reference",)):
    data = {"format": file_format, "columns": columns}
    return client.post(f"{pages(model)}export/{query}", data)


def table(response) -> list[list[str]]:
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def offered(client, model) -> set[str]:
    return {
        name
        for name, _label in client.get(pages(model) + "export/").context["form"].fields["columns"].choices
    }


def test_the_file_holds_what_the_list_shows(desk, editor):
    builders.make_case(reference="example-one", title_en="한국어 延吉", detaining_countries=["CN", "VN"])
    builders.make_case(reference="example-two", date_edtf="2001")
    response = export(
        desk,
        Case,
        "?when=2013",
        columns=("date_edtf", "title_en", "detaining_countries", "review_state", "reference"),
    )
    assert response.headers["Content-Type"].startswith("text/csv")
    assert response.headers["Content-Disposition"].startswith('attachment; filename="internal-use-case-')
    notice, headings, *rows = table(response)
    assert notice[0].startswith("Internal use: not for publication")
    assert "Narrowed to: date of the incident: 2013" in notice[0]
    assert "Made by: editor" in notice[0]
    assert headings == [
        "Title (English)",
        "Detaining countries",
        "Date of the incident",
        "Reference",
        "Review",
    ]
    assert rows == [["한국어 延吉", "China; Vietnam", "2013-05", "example-one", "Draft"]]
    log = PrivateExport.objects.get()
    assert (log.user, log.kind, log.format, log.rows, log.has_restricted) == (
        editor,
        "cases.case",
        "csv",
        1,
        False,
    )
    assert log.filter == "date of the incident: 2013"
    assert log.columns == ["title_en", "detaining_countries", "date_edtf", "reference", "review_state"]


def test_formulas_are_harmless_in_both_formats(desk):
    for number, text in enumerate(('=HYPERLINK("http://example.org")', "+1", "@x", "-1", "＝x")):
        builders.make_case(reference=f"example-{number}", title_en=text)
    rows = table(export(desk, Case, columns=("title_en",)))[2:]
    assert len(rows) == 5
    assert all(cell.startswith("'") for (cell,) in rows)
    book = load_workbook(
        io.BytesIO(b"".join(export(desk, Case, "", "xlsx", ("title_en",)).streaming_content))
    )
    assert book.sheetnames == ["Internal use", "Rows"]
    cells = [row[0] for row in book["Rows"].iter_rows(min_row=2)]
    assert [cell.data_type for cell in cells] == ["s"] * 5
    assert {cell.value for cell in cells} >= {"+1", '=HYPERLINK("http://example.org")'}
    assert book["Internal use"]["B4"].value == "editor"


def test_hostile_text_fits_into_both_formats(desk):
    builders.make_case(title_en='a\x0bb\x1f,"\r\nc', note="x" * 40_000)
    assert table(export(desk, Case, columns=("title_en", "note")))[2][1] == "x" * 40_000
    content = b"".join(export(desk, Case, "", "xlsx", ("title_en", "note")).streaming_content)
    cell = load_workbook(io.BytesIO(content))["Rows"]["B2"].value
    assert len(cell) == export_files.LONGEST_CELL
    assert "cut here" in cell


def test_columns_are_those_the_role_sees(client, viewer, editor, source_keeper):
    client.force_login(viewer)
    assert "is_confidential" not in offered(client, Source)
    assert client.get(pages(Person) + "export/").status_code == 403
    assert export(client, Person).status_code == 403
    client.force_login(editor)
    assert {"reference", "sex"} <= offered(client, Person)
    assert "is_confidential" not in offered(client, Source)
    client.force_login(source_keeper)
    assert "is_confidential" in offered(client, Source)
    assert "confidential_identity" not in offered(client, Source)


def test_a_column_that_is_not_offered_is_refused(desk):
    builders.make_person(legal_name="Example Secret")
    response = export(desk, Person, columns=("reference", "legal_name"))
    assert not response.streaming
    assert b"Example Secret" not in response.content
    assert not PrivateExport.objects.exists()
    assert "Choose at least one column." in export(desk, Person, columns=()).content.decode()


def test_encrypted_fields_need_their_own_right(client):
    user = make_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="export_restricted"))
    client.force_login(user)
    builders.make_person(reference="person-1", legal_name="Example Name")
    builders.make_addressee(reference="example-office", contact="Example Street")
    form = client.get(pages(Person) + "export/").context["form"]
    assert "legal_name" not in form.fields["columns"].initial
    assert table(export(client, Person, columns=("legal_name", "reference")))[2] == [
        "Example Name",
        "person-1",
    ]
    assert PrivateExport.objects.get().has_restricted
    assert table(export(client, Addressee, columns=("contact",)))[2] == ["Example Street"]
    user.groups.clear()
    client.force_login(type(user).objects.get(pk=user.pk))
    assert export(client, Person, columns=("legal_name",)).status_code == 403
    viewer = make_user("viewer")
    viewer.user_permissions.add(Permission.objects.get(codename="export_restricted"))
    client.force_login(viewer)
    assert "contact" not in offered(client, Addressee)


def test_encrypted_texts_never_lie_on_the_disk_while_a_file_is_made(client):
    user = make_user("editor")
    user.user_permissions.add(Permission.objects.get(codename="export_restricted"))
    client.force_login(user)
    builders.make_person(reference="person-1", legal_name="Example Name")
    refused = export(client, Person, "", "xlsx", ("legal_name", "reference"))
    assert "Encrypted texts leave as CSV only" in refused.content.decode()
    assert not PrivateExport.objects.exists()
    assert export(client, Person, "", "xlsx", ("reference",)).streaming


def test_confidential_sources_are_in_no_file_of_others(desk, client, source_keeper):
    secret = builders.make_confidential_source(reference="example-secret", title="Secret label")
    builders.make_source(reference="example-reprint", derived_from=secret)
    columns = ("title", "reference", "derived_from")
    headings, *rows = table(export(desk, Source, columns=columns))[1:]
    assert len(rows) == 1
    assert dict(zip(headings, rows[0], strict=True))["Derived from"] == ""
    assert "example-secret" not in str(rows)
    client.force_login(source_keeper)
    assert "example-secret" in str(table(export(client, Source, columns=columns)))


def test_words_searched_for_are_in_the_file_and_not_in_the_log(desk):
    builders.make_case(title_en="Example Harbour")
    notice = table(export(desk, Case, "?q=harbour"))[0][0]
    assert "search: harbour" in notice
    assert PrivateExport.objects.get().filter == "search: …"


def test_a_malformed_filter_is_refused(desk):
    for query in ("?title_en__startswith=E", "?when=soonish", "?p=0", "?consent__x=1"):
        assert export(desk, Case, query).status_code == 400, query
    assert not PrivateExport.objects.exists()


def test_a_list_that_is_too_long_is_refused_before_it_begins(desk, monkeypatch):
    monkeypatch.setitem(export_files.MOST_ROWS, "csv", 2)
    for _row in range(3):
        builders.make_case()
    response = export(desk, Case)
    assert "more than 2 rows" in response.content.decode()
    assert not PrivateExport.objects.exists()


def test_rows_stay_unknown_where_the_download_breaks_off(desk):
    for _row in range(3):
        builders.make_case()
    response = export(desk, Case)
    next(iter(response.streaming_content))
    assert PrivateExport.objects.get().rows is None


def test_the_number_of_queries_does_not_grow(desk):
    columns = ("reference", "derived_from", "assigned_to")
    counts = []
    for number in (2, 10):
        for _row in range(number):
            builders.make_source(derived_from=builders.make_source())
        with CaptureQueriesContext(connection) as captured:
            table(export(desk, Source, columns=columns))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_log_is_for_the_administrator(client, administrator, editor, desk):
    builders.make_case()
    table(export(desk, Case))
    log = PrivateExport.objects.get()
    assert desk.get(pages(PrivateExport)).status_code == 403
    client.force_login(administrator)
    html = client.get(pages(PrivateExport)).content.decode()
    assert "cases" in html
    assert "editor" in html
    assert client.post(page(log), {"rows": 9}).status_code == 403
    assert client.post(page(log, "delete"), {"post": "yes"}).status_code == 403
