"""Pictures as PNG, drawn from SVG with the fonts of this folder and no others: the same bytes on every machine."""

import re
from collections.abc import Mapping
from pathlib import Path

import resvg_py
from django.template.loader import render_to_string
from django.utils.translation import get_language

from cases.choices import Language

#: `font-family` for the text of every SVG that is also a file. Browsers take what the reader has; PNGs are drawn with
#: the shipped fonts, which answer to the last name.
FACE = "Helvetica Neue, Helvetica, Arial, sans-serif"

FONTS = Path(__file__).parent / "fonts"
KOREAN = FONTS / "NotoSansCJKkr-Regular.otf"
KOREAN_BOLD = FONTS / "NotoSansCJKkr-Bold.otf"
CHINESE = FONTS / "NotoSansCJKsc-Regular.otf"
OTHER_LATIN = FONTS / "DejaVuSans.ttf"
#: The family and the font files of a language. The first file draws what it can, each further one what those before it
#: lack; so it is the order that gives characters both have their Korean or their Chinese form. There is no bold
#: Chinese, so a Chinese picture has no bold at all.
FACES = {
    Language.EN: ("Noto Sans CJK KR", (KOREAN, KOREAN_BOLD, CHINESE, OTHER_LATIN)),
    Language.KO: ("Noto Sans CJK KR", (KOREAN, KOREAN_BOLD, CHINESE, OTHER_LATIN)),
    Language.ZH_HANS: ("Noto Sans CJK SC", (CHINESE, KOREAN, OTHER_LATIN)),
}
_LANGUAGE = re.compile(r'<svg\b[^>]*?\s(?:xml:)?lang="([^"]+)"')


#: What XML 1.0 cannot hold, whatever a title or a name holds: one such character makes a picture unreadable.
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: What the renderer would open a file of this machine for, and declarations, which can hold entities. Text is escaped
#: and cannot match.
_READS = re.compile(r"<(?:\w+:)?(?:image|feImage)\b|<!")


def svg(template: str, context: Mapping[str, object]) -> str:
    """The SVG document that a template draws, well-formed whatever the texts in it hold."""
    return _NO_XML.sub("", render_to_string(template, context)).strip()


def png(svg: str, width: int) -> bytes:
    """The picture of an SVG document, `width` pixels wide, on white where it draws nothing.

    The language is that of its root element (`xml:lang`), else the active one. A character that no shipped font
    has is drawn as an empty box. Raises ValueError for what is no SVG, or names another picture. Reads nothing but the
    fonts.
    """
    if _READS.search(svg):
        raise ValueError("A drawing holds no other picture.")
    family, files = FACES[_language(svg)]
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=width,
        background="#ffffff",
        skip_system_fonts=True,
        font_family=family,
        sans_serif_family=family,
        font_files=[str(file) for file in files],
    )


def _language(svg: str) -> str:
    found = _LANGUAGE.search(svg)
    wanted = found[1] if found else get_language()
    return wanted if wanted in FACES else Language.EN
