"""Citations: right in every format, whatever a title holds."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.published import cite
from cases.published.models import PublishedDocument
from tests.published.documents import action_document, case_document, source_document
from tests.published.editions import publish_documents, take_down

HOSTILE = 'A {brace} } "quote" \\ back & 50% $5 #1 under_score ~tilde ^hat @misc{x,\nER  - \r\nTY  - <b>제목</b> 标题'


def record(title: str = "Example title", **given) -> PublishedDocument:
    publish_documents(case_document(reference="example-case", title={"en": title}, **given))
    return PublishedDocument.objects.get(reference="example-case")


@pytest.mark.django_db
def test_the_citation_in_words_names_who_what_which_edition_and_when(settings):
    settings.ORGANISATION_NAME, settings.SITE_NAME = "Example Organisation", "Sur Place"
    settings.SITE_URL = "https://example.org"
    reference = cite.of(record())
    assert cite.text(reference) == (
        "Example Organisation, “Example title”, Sur Place, edition 1, 21 November 2026"
    )
    assert reference.address == "https://example.org/cases/example-case/"


@pytest.mark.django_db
def test_an_organisation_of_the_name_of_the_site_is_named_once(settings):
    settings.ORGANISATION_NAME = settings.SITE_NAME = "Sur Place"
    assert cite.text(cite.of(record())).count("Sur Place") == 1


@pytest.mark.django_db
def test_a_later_edition_is_another_citation():
    first = cite.of(record())
    second = cite.of(record(title="Example title, corrected"))
    assert (first.edition, second.edition) == (1, 2)
    assert (second.changed - first.changed).days == 1
    assert second.address == first.address


@pytest.mark.django_db
def test_the_bibtex_file_is_whole(client, settings):
    settings.ORGANISATION_NAME, settings.SITE_NAME = "Example Organisation", "Sur Place"
    settings.SITE_URL = "https://example.org"
    record()
    response = client.get("/cases/example-case.bib")
    assert response.headers["Content-Type"] == "application/x-bibtex; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="example-case.bib"'
    assert response.content.decode() == (
        "@misc{sur-place-example-case,\n"
        "  author = {{Example Organisation}},\n"
        "  title = {{Example title}},\n"
        "  howpublished = {Sur Place},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  note = {Edition 1 of 2026-11-21},\n"
        "  url = {https://example.org/cases/example-case/},\n"
        "}\n"
    )


@pytest.mark.django_db
def test_the_ris_file_is_whole(client, settings):
    settings.ORGANISATION_NAME, settings.SITE_NAME = "Example, Organisation", "Sur Place"
    settings.SITE_URL = "https://example.org"
    record()
    response = client.get("/cases/example-case.ris")
    assert response.headers["Content-Type"] == "application/x-research-info-systems; charset=utf-8"
    assert response.content.decode() == (
        "TY  - ELEC\r\nAU  - Example Organisation,\r\nTI  - Example title\r\nT2  - Sur Place\r\n"
        "PB  - Example, Organisation\r\nPY  - 2026\r\nDA  - 2026/11/21\r\nET  - 1\r\nLA  - en\r\n"
        "ID  - sur-place-example-case\r\nUR  - https://example.org/cases/example-case/\r\nER  - \r\n"
    )


def entry_fields(entry: str) -> dict[str, str]:
    """A BibTeX entry as BibTeX reads it: fields end where the braces are balanced. Fails on anything left over."""
    head = re.match(r"@misc\{([^,{}\s]+),", entry)
    fields, at = {}, head.end()
    while found := re.compile(r"\s*(\w+) = ").match(entry, at):
        at, depth = found.end(), 0
        for end in range(at, len(entry)):
            depth += {"{": 1, "}": -1}.get(entry[end], 0)
            if depth == 0 and entry[end] == ",":
                break
        fields[found[1]], at = entry[at:end], end + 1
    assert entry[at:] == "\n}\n", entry[at:]
    return fields


ANY_TITLE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.just(HOSTILE)


@given(ANY_TITLE)
def test_no_title_breaks_out_of_its_bibtex_field(title):
    plain = cite.one_line(title)
    entry = cite.bibtex(reference(plain))
    fields = entry_fields(entry)
    assert list(fields) == ["author", "title", "howpublished", "year", "month", "note", "url"]
    assert back_from_tex(fields["title"][2:-2]) == plain


@given(ANY_TITLE)
def test_no_title_breaks_out_of_its_ris_line(title):
    lines = cite.ris(reference(cite.one_line(title))).split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert [line[:2] for line in lines] == [
        "TY",
        "AU",
        "TI",
        "T2",
        "PB",
        "PY",
        "DA",
        "ET",
        "LA",
        "ID",
        "UR",
        "ER",
    ]
    assert "\n" not in "".join(lines)
    assert "\r" not in "".join(lines)


@given(st.text())
def test_one_line_is_one_line_of_the_same_words(text):
    plain = cite.one_line(text)
    assert len(plain.splitlines()) <= 1
    assert all(ord(sign) >= 32 for sign in plain)
    visible = "".join(text.split())
    assert "".join(plain.split()) == "".join(sign for sign in visible if cite.one_line(sign))


def reference(title: str) -> cite.Reference:
    return cite.Reference("key", "Author", title, "Site", 1, date(2026, 11, 21), "https://example.org/", "en")


def back_from_tex(value: str) -> str:
    """What TeX prints for an escaped text."""
    for sign, command in (
        ("{", r"\textbraceleft{}"),
        ("}", r"\textbraceright{}"),
        ("~", r"\textasciitilde{}"),
        ("^", r"\textasciicircum{}"),
    ):
        value = value.replace(command, f"\x00{ord(sign):03}")
    value = re.sub(r"\\([#$%&_])", r"\1", value)
    value = value.replace(r"\textbackslash{}", "\\")
    return re.sub("\x00(\\d{3})", lambda found: chr(int(found[1])), value)


@pytest.mark.django_db
def test_a_hostile_title_is_text_on_the_page_and_in_the_files(client):
    record(title=HOSTILE)
    page = client.get("/cases/example-case/").content.decode()
    assert "<b>제목</b>" not in page
    assert "&lt;b&gt;제목&lt;/b&gt;" in page
    assert "제목" in client.get("/cases/example-case.bib").content.decode()
    assert client.get("/cases/example-case.ris").content.decode().count("\r\nER  - ") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("suffix", ["bib", "ris"])
def test_files_say_what_is_not_there(client, suffix):
    record()
    assert client.get(f"/cases/example-case.{suffix}?x=1").status_code == 400
    assert client.get(f"/cases/no-such-case.{suffix}").status_code == 404
    assert client.get(f"/ko/cases/example-case.{suffix}").status_code == 404
    take_down(PublishedDocument.objects.get(reference="example-case").document, reason="error")
    gone = client.get(f"/cases/example-case.{suffix}")
    assert gone.status_code == 410
    assert gone.content.decode() == "The record contained a material error.\n"


@pytest.mark.django_db
@pytest.mark.parametrize("make", [case_document, source_document, action_document])
def test_every_record_offers_its_citation_in_three_forms(client, make, settings):
    document = make(reference="example-record")
    publish_documents(document)
    page = client.get(f"/{document['kind']}s/example-record/").content.decode()
    assert "edition 1, 21 November 2026" in page
    assert f"{settings.SITE_URL}/{document['kind']}s/example-record/</a>" in page
    assert "@misc{sur-place-example-record," in page
    assert "TY  - ELEC" in page


@pytest.mark.django_db
def test_the_record_of_a_source_does_not_pass_for_the_source(client):
    """Reference managers would make an article of a newspaper one of ours."""
    publish_documents(
        source_document(reference="example-report", title="Example headline", publisher="Example Daily"),
        source_document(reference="bare-report", title="Example note", publisher=""),
    )
    page = client.get("/sources/example-report/").content.decode()
    ours = "Source record: Example headline (Example Daily)"
    assert f'name="citation_title" content="{ours}"' in page
    assert f'name="dcterms.title" content="{ours}"' in page
    assert f"“{ours}”, edition 1" in page
    assert page.count('content="Example headline"') == page.count("og:title")
    bare = PublishedDocument.objects.get(reference="bare-report")
    assert cite.of(bare).title == "Source record: Example note"


@pytest.mark.django_db
def test_the_record_of_an_action_does_not_pass_for_the_action(client):
    action = action_document(
        reference="example-action", actor={"en": "Example Group"}, summary={"en": "Example report."}
    )
    publish_documents(action)
    found = cite.of(PublishedDocument.objects.get(reference="example-action"))
    assert found.title == "Action record: Example report. (Example Group)"
