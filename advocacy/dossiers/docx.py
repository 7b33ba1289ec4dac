"""A dossier as DOCX, to edit: real headings, tables with header rows, the language set, pages numbered.

The properties name the organisation and the form, nobody of the staff and no machine.
"""

import io
import re
from datetime import datetime

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from advocacy.dossiers.composing import Composition
from advocacy.dossiers.form import Table

LATIN_FONT = "Noto Sans"
#: Korean first: most names are; Word falls back for characters a font has not.
EAST_ASIAN_FONT = "Noto Sans CJK KR"
LOCALES = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES"}
TEXT_WIDTH = 17.0
#: What XML cannot hold: control characters.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(composition: Composition) -> bytes:
    """The bytes of the file."""
    document = Document()
    set_page(document)
    set_styles(document, composition.language)
    set_properties(document, composition)
    document.add_heading(clean(composition.title), level=0)
    for chapter in composition.chapters:
        document.add_heading(clean(chapter.title), level=1)
        for part in chapter.parts:
            if part.label:
                document.add_heading(clean(part.label), level=2)
            if isinstance(part.value, Table):
                add_table(document, part.value)
            else:
                for line in part.value.splitlines():
                    document.add_paragraph(clean(line))
    add_page_numbers(document, composition.page_word)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def clean(words: str) -> str:
    return FORBIDDEN.sub(" ", words)


def set_page(document) -> None:
    """A4 with room for a hole punch."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)


def set_styles(document, language: str) -> None:
    """Fonts of every style, for East Asian letters too, and the language that a screen reader speaks."""
    for name, size in (("Normal", 10.5), ("Title", 18), ("Heading 1", 14), ("Heading 2", 11)):
        style = document.styles[name]
        style.font.name, style.font.size = LATIN_FONT, Pt(size)
        run = style.element.get_or_add_rPr()
        fonts = run.get_or_add_rFonts()
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONT)
    spoken = document.styles.element.find(".//" + qn("w:rPrDefault") + "//" + qn("w:lang"))
    spoken.set(qn("w:val"), LOCALES[language])
    spoken.set(qn("w:eastAsia"), "ko-KR")


def set_properties(document, composition: Composition) -> None:
    """Properties without anybody's name; the dates of the template would be those of the library."""
    properties = document.core_properties
    properties.title, properties.author = clean(composition.title), clean(composition.organisation)
    properties.language = LOCALES[composition.language]
    properties.last_modified_by = properties.comments = properties.keywords = properties.subject = ""
    now = datetime.now(tz=None).replace(hour=0, minute=0, second=0, microsecond=0)  # noqa: DTZ005
    properties.created = properties.modified = now
    properties.revision = 1


def add_table(document, table: Table) -> None:
    """A table whose header row is marked as one and repeats on every page."""
    grid = document.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    grid.autofit = False
    for cell, words in zip(grid.rows[0].cells, table.headings, strict=True):
        cell.text = clean(words)
        for run in cell.paragraphs[0].runs:
            run.bold = True
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    grid.rows[0]._tr.get_or_add_trPr().append(mark)
    for row in table.rows:
        for cell, words in zip(grid.add_row().cells, row, strict=True):
            cell.text = clean(words)
    for row in grid.rows:
        for cell, share in zip(row.cells, table.widths, strict=True):
            cell.width = Cm(TEXT_WIDTH * share / sum(table.widths))
            for paragraph in cell.paragraphs:
                paragraph.style.font.size = Pt(10.5)
                for run in paragraph.runs:
                    run.font.size = Pt(9)
    document.add_paragraph()


def add_page_numbers(document, word: str) -> None:
    """The number of the page at its foot, as a field."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(f"{word} ")
    run = paragraph.add_run()
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = words
        run._r.append(element)
