"""A dossier as PDF, to send: tagged (PDF/UA), with its fonts embedded. Needs typst and fonts, which are optional.

What the dossier says goes to typst as JSON, never into its source, so that no text can be read as a command.
"""

import json
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from advocacy.dossiers.composing import Composition
from advocacy.dossiers.form import Table

try:
    import typst
except ImportError:
    # requirements-pdf.txt was not installed: dossiers are made as DOCX only.
    typst = None

TEMPLATE = Path(settings.BASE_DIR) / "templates" / "dossiers" / "dossier.typ"
#: Each Noto CJK font holds all letters of Latin, Korean and Chinese names; this one draws Chinese as Korea does.
FONTS = ("Noto Sans CJK KR",)


class NotAvailable(Exception):
    """This installation makes no PDF; the message says what to install."""


@lru_cache(maxsize=1)
def fonts():
    """The fonts of the system, read once: it takes a second."""
    return typst.Fonts()


def check() -> None:
    """Raises NotAvailable where typst or the fonts are missing."""
    if typst is None:
        raise NotAvailable(
            _("PDF files need the library typst: install requirements-pdf.txt, or make a DOCX instead.")
        )
    if missing := [name for name in FONTS if name not in fonts().families()]:
        raise NotAvailable(
            _("PDF files need the fonts %s (on Debian the package fonts-noto-cjk), or make a DOCX instead.")
            % ", ".join(missing)
        )


def write(composition: Composition) -> bytes:
    """The bytes of the file. Raises NotAvailable. About a second."""
    check()
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        font_paths=fonts(),
        format="pdf",
        pdf_standards="ua-1",
        sys_inputs={"dossier": json.dumps(as_data(composition), ensure_ascii=False)},
    )


def as_data(composition: Composition) -> dict:
    """What the template reads (templates/dossiers/dossier.typ)."""
    return {
        "title": composition.title,
        "language": composition.language,
        "page_word": composition.page_word,
        "organisation": composition.organisation,
        "fonts": FONTS,
        "chapters": [
            {
                "title": chapter.title,
                "parts": [{"label": part.label, **value_data(part.value)} for part in chapter.parts],
            }
            for chapter in composition.chapters
        ],
    }


def value_data(value) -> dict:
    if isinstance(value, Table):
        return {
            "headings": value.headings,
            "rows": [[cell.split("\n") for cell in row] for row in value.rows],
            "widths": value.widths,
        }
    return {"lines": value.splitlines()}
