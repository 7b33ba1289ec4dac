"""The picture that goes with a link to a case where the link is shared: 1200 × 630, words only.

Drawn here with shipped fonts (cases/published/pictures.py): nobody else is asked, and no photograph says more than the
record. The title is broken into lines by the widths of the font it is drawn in.
"""

import unicodedata
from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import date_words
from cases.choices import Language, Verification
from cases.published import cite, pictures, resolve
from cases.published.models import PublishedDocument
from cases.published.templatetags import words

WIDTH, HEIGHT, MARGIN = 1200, 630, 72
#: Sizes of the title, the largest that takes no more than `MOST_LINES` wins.
TITLE_SIZES = (64, 56, 48, 40)
MOST_LINES = 4
#: Advance of the signs from space to ~ in NotoSansCJKkr-Bold, thousandths of the size.
# fmt: off
ADVANCES = (
    227, 370, 574, 590, 590, 963, 740, 325, 378, 378, 507, 590, 325, 370, 325, 387, 590, 590, 590, 590, 590, 590, 590,
    590, 590, 590, 325, 325, 590, 590, 590, 514, 1006, 641, 681, 656, 714, 615, 585, 717, 757, 330, 568, 686, 578, 853,
    749, 770, 667, 770, 682, 624, 625, 748, 619, 915, 627, 580, 613, 378, 387, 378, 590, 567, 626, 591, 644, 527, 644,
    581, 372, 597, 640, 304, 306, 604, 315, 964, 641, 626, 644, 644, 436, 495, 421, 637, 576, 863, 562, 574, 511, 378,
    296, 378, 590,
)
# fmt: on
#: Other letters: square in East Asia, elsewhere no wider than this (letters with accents).
_SQUARE, _OTHER = 1000, 900
#: No line begins with these, and none ends with those.
_NOT_FIRST = "，。、；：！？）」』》〉”’,.;:!?)]}%…·"
_NOT_LAST = "（「『《〈“‘([{"
ELLIPSIS = "…"


def of(published: PublishedDocument) -> bytes:
    """The PNG of a published case in the active language."""
    return pictures.png(svg(published), WIDTH)


def svg(published: PublishedDocument) -> str:
    """The card as SVG; its text is plain words of the document."""
    document = published.document
    title = cite.one_line(resolve.localized(document["title"]))
    size, lines = fitted(title, WIDTH - 2 * MARGIN)
    return pictures.svg(
        "cases/card.svg",
        {
            "document": document,
            "published": published,
            "lines": [(line, round(220 + number * size * 1.25)) for number, line in enumerate(lines)],
            "size": size,
            "facts": cut(facts(document), 28),
            "foot": cut(foot(published), 24),
            "width": WIDTH,
            "height": HEIGHT,
            "margin": MARGIN,
            "right": WIDTH - MARGIN,
            "language": get_language(),
            "SITE_NAME": cut(cite.one_line(settings.SITE_NAME), 30, WIDTH - 2 * MARGIN - 300),
        },
    )


def facts(document: Mapping) -> str:
    """When and where, as far as reported."""
    parts = (date_words.words(document["date"], get_language()), words.place(document["place"]))
    return cite.one_line(" · ".join(part for part in parts if part))


def foot(published: PublishedDocument) -> str:
    """How well it is established, which edition says so, and where."""
    edition = _("edition %(serial)s") % {"serial": published.edition}
    verification = str(Verification(published.document["verification"]).label)
    return cite.one_line(" · ".join((verification, edition, settings.SITE_URL.partition("://")[2])))


def cut(text: str, size: float, width: float = WIDTH - 2 * MARGIN) -> str:
    """The text, its end left out where there is no room for it."""
    if advance(text, size) <= width:
        return text
    while text and advance(text + ELLIPSIS, size) > width:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS


def fitted(title: str, width: float) -> tuple[int, list[str]]:
    """The largest size in which the title fits, with its lines; what does not fit in the smallest one is cut."""
    for size in TITLE_SIZES:
        lines = wrapped(title, size, width)
        if len(lines) <= MOST_LINES:
            return size, lines
    rest = "".join(lines[MOST_LINES - 1 :])
    return size, [*lines[: MOST_LINES - 1], cut(rest, size, width)]


def wrapped(title: str, size: float, width: float) -> list[str]:
    """The title in lines no wider than `width`: Latin and Hangul between words, Chinese between characters; a word
    longer than a line is broken."""
    lines, line = [], ""
    for piece in _pieces(title, size, width):
        if line and advance((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def advance(text: str, size: float) -> float:
    """How wide the text is drawn, at most."""
    return size * sum(_advance(sign) for sign in text) / 1000


def _advance(sign: str) -> int:
    if " " <= sign <= "~":
        return ADVANCES[ord(sign) - ord(" ")]
    if unicodedata.combining(sign):
        return 0
    return _SQUARE if unicodedata.east_asian_width(sign) in "WFA" else _OTHER


def _pieces(title: str, size: float, width: float) -> list[str]:
    """The text in pieces between which a line may end, each no wider than a line."""
    pieces: list[str] = []
    for sign in title:
        last = pieces[-1] if pieces else ""
        joins = last and not _may_part(last[-1], sign)
        if joins and advance(last + sign, size) <= width:
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if after == " " or after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return before == " " or before == "-" or _is_chinese(before) or _is_chinese(after)


def _is_chinese(sign: str) -> bool:
    return get_language() == Language.ZH_HANS and unicodedata.east_asian_width(sign) == "W"
