"""The files themselves: headings, tables, language, fonts, properties; and what happens where PDF cannot be made."""

import getpass
import io
import re
import shutil
import socket
import subprocess

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from advocacy.dossiers import docx, pdf
from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.making import Draft
from tests.advocacy.dossiers import training
from tests.advocacy.dossiers.reading import words_of

pytestmark = pytest.mark.django_db

HOSTILE = '#panic("x") $x$ *b* _i_ @ref <l> \\ // [#read("/etc/passwd")] \x0b & "quoted" {{ 7 }} =formula'


def made(file_format, channel="wgad_questionnaire", language="en", involvement=None, **answers):
    involvement = involvement or training.complete()
    given = training.answers(channel) | answers
    return (
        Draft(involvement.case, channel, involvement, given, language)
        .made(file_format, training.TODAY)
        .content
    )


def opened(content):
    return Document(io.BytesIO(content))


@pytest.mark.parametrize("channel", FORMS)
def test_docx_has_real_headings_in_the_order_of_the_form(channel):
    document = opened(made("docx", channel))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [*(section.title.en for section in FORMS[channel].sections), "Annex: sources"]
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [FORMS[channel].title.en]


def test_docx_tables_have_header_rows():
    tables = opened(made("docx")).tables
    assert len(tables) == 4
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(cell.text for cell in table.rows[0].cells)


@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("fr", "fr-FR"), ("es", "es-ES")])
def test_docx_says_its_language_and_its_fonts(language, locale):
    document = opened(made("docx", language=language))
    spoken = document.styles.element.find(".//" + qn("w:rPrDefault") + "//" + qn("w:lang"))
    assert spoken.get(qn("w:val")) == locale
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == docx.EAST_ASIAN_FONT
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_docx_numbers_its_pages():
    footer = opened(made("docx")).sections[0].footer.paragraphs[0]
    assert [text.text for text in footer._p.iter(qn("w:instrText"))] == ["PAGE"]


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_properties_name_no_person_and_no_machine(file_format, settings):
    settings.ORGANISATION_NAME = "Example Organisation"
    content = made(file_format)
    told = words_of(content, file_format)
    assert "Example Organisation" in told
    assert not re.search(rf"\b({re.escape(socket.gethostname())}|python-docx)\b", told)
    if file_format == "docx":
        properties = opened(content).core_properties
        assert (properties.author, properties.last_modified_by) == ("Example Organisation", "")
        assert getpass.getuser() not in (properties.author, properties.comments, properties.subject)


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_texts_are_words_and_never_commands(file_format):
    told = words_of(made(file_format, narrative=HOSTILE), file_format)
    for piece in ('#panic("x")', "$x$", "*b*", "_i_", "@ref", "//", '[#read("/etc/passwd")]'):
        assert piece in told.replace("&quot;", '"').replace("“", '"').replace("”", '"'), piece


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr",
            [
                "Identité",
                "Motifs invoqués",
                "10 février 2026",
                "femme",
                "Arrestation",
                "Chine",
                "aucune empreinte",
            ],
        ),
        (
            "es",
            ["Identidad", "Fecha del arresto", "10 de febrero de 2026", "mujer", "Aprehensión", "sin huella"],
        ),
    ],
)
def test_labels_are_in_the_language_and_texts_stay_the_authors(file_format, language, words):
    told = words_of(made(file_format, language=language), file_format)
    assert [word for word in words if word not in told] == []
    assert "Example answer: Account" in told
    assert "Reasons given by the authorities" not in told


@pytest.mark.parametrize("file_format", ["docx", "pdf"])
def test_sources_stand_in_a_numbered_annex_with_their_copies(file_format):
    told = words_of(made(file_format), file_format).replace(" ", "")
    assert "[1]Examplereport" in told
    assert "[2]Examplearticle" in told
    assert "https://web.archive.org/web/2026/https://example.org/a-rather-long-address/of-a-report" in told
    assert "noarchivedcopyonfile" in told
    assert "nohashonfile" in told


def test_what_is_left_out_is_named():
    told = words_of(made("docx", profession="", warrant=""), "docx")
    assert "Not stated above Profession or activity" in told
    assert "Was a warrant or other decision shown? [not stated]" in told


def test_a_letter_does_not_say_what_it_leaves_out():
    told = words_of(made("docx", "letter_to_government", salutation=""), "docx")
    assert "Salutation" not in told
    assert "Not stated above" not in told


@pytest.mark.parametrize("channel", FORMS)
def test_pdf_is_tagged_and_embeds_its_fonts(channel):
    content = made("pdf", channel)
    with pikepdf.open(io.BytesIO(content)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "en"
        with document.open_metadata() as about:
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == FORMS[channel].title.en
    if not shutil.which("pdffonts"):
        pytest.skip("pdffonts is not installed: fonts of PDF files are not looked at")
    said = subprocess.run(["pdffonts", "-"], input=content, capture_output=True, check=True).stdout  # noqa: S607
    fonts = [line.split() for line in said.decode().splitlines()[2:]]
    assert fonts
    # Name, kind (some words), encoding, embedded, subset, with Unicode, object.
    assert {tuple(font[-5:-2]) for font in fonts} == {("yes", "yes", "yes")}


def test_pdf_has_every_letter_of_korean_and_chinese_names():
    told = words_of(made("pdf"), "pdf")
    assert training.KOREAN in told
    assert training.CHINESE in told
    assert "예시 보고서 例子报告" in told
    assert "\ufffd" not in told


@pytest.mark.parametrize("gone", ["typst", "fonts"])
def test_where_pdf_cannot_be_made_a_message_says_what_to_install(gone, monkeypatch):
    if gone == "typst":
        monkeypatch.setattr(pdf, "typst", None)
    else:
        monkeypatch.setattr(pdf, "FONTS", ("Example Font",))
    with pytest.raises(pdf.NotAvailable, match="requirements-pdf" if gone == "typst" else "Example Font"):
        made("pdf")


def test_docx_opens_in_libreoffice(tmp_path):
    if not shutil.which("lowriter"):
        pytest.skip("LibreOffice Writer is not installed: whether it opens the DOCX is not tried")
    (tmp_path / "dossier.docx").write_bytes(made("docx"))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", tmp_path, tmp_path / "dossier.docx"],
        check=True,
        capture_output=True,
        timeout=120,
    )
    told = words_of((tmp_path / "dossier.pdf").read_bytes(), "pdf")
    assert "I. Identity" in told
    assert training.KOREAN in told
