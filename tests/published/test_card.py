"""The picture for links: drawn here, in the language of the page, with room for every title."""

import struct
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cases.published import card
from cases.published.models import PublishedDocument
from cases.published.pictures import KOREAN_BOLD
from tests.published.documents import case_document
from tests.published.editions import publish_documents, take_down

TITLES = {
    "en": "Example group of refugees held near an example border in the spring of an example year",
    "ko": "예시 국경 근처에서 예시 연도 봄에 붙잡혀 있던 난민들의 예시 사건",
    "zh-hans": "在示例年份的春天于示例边境附近被关押的一群难民的示例案件",
}
ROOM = card.WIDTH - 2 * card.MARGIN
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=300)


def published(**given) -> PublishedDocument:
    publish_documents(case_document(reference="example-case", **given))
    return PublishedDocument.objects.get(reference="example-case")


def tree(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 our own document


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in tree(svg).iter() if element.tag.endswith("text")]


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ko", "ko"), ("/zh-hans", "zh-hans")])
def test_each_language_has_its_picture(client, prefix, language):
    published(title=TITLES)
    response = client.get(f"{prefix}/cases/example-case/card.png")
    assert response.headers["Content-Type"] == "image/png"
    assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", response.content[16:24]) == (1200, 630)
    assert len(response.content) < 120_000


@pytest.mark.django_db
def test_the_pictures_of_the_languages_differ(client):
    published(title=TITLES)
    pictures = {
        client.get(f"{prefix}/cases/example-case/card.png").content for prefix in ("", "/ko", "/zh-hans")
    }
    assert len(pictures) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("language", TITLES)
def test_the_card_says_what_when_where_and_how_sure(language):
    with translation.override(language):
        found = texts(card.svg(published(title=TITLES)))
    assert "".join(found[2:-2]).replace(" ", "") == TITLES[language].replace(" ", "")
    reported, when = {
        "en": ("Reported", "May 2013"),
        "ko": ("보고됨", "2013년 5월"),
        "zh-hans": ("据报", "2013年5月"),
    }[language]
    assert found[0] == "Sur Place"
    assert found[1] == reported
    assert when in found[-2]
    assert "1" in found[-1]


@pytest.mark.django_db
def test_a_title_of_anything_is_text_in_well_formed_svg():
    hostile = '</text><script>alert("x")</script>&amp; \x0b\x1f {{ title }} ]]> ' + "W" * 400
    found = card.svg(published(title={"en": hostile}, date="", place=None))
    root = tree(found)
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "text"}
    assert "<script>" in "".join(texts(found)).replace(" ", "")
    assert card.of(published(title={"en": hostile})).startswith(b"\x89PNG")


@given(TEXT, st.sampled_from(list(TITLES)))
def test_every_title_has_room(title, language):
    with translation.override(language):
        size, lines = card.fitted(title, ROOM)
    assert 1 <= len(lines) <= card.MOST_LINES
    assert all(card.advance(line, size) <= ROOM for line in lines)
    shown, whole = "".join("".join(lines).split()), "".join(title.split())
    assert shown == whole or (shown.endswith(card.ELLIPSIS) and whole.startswith(shown[:-1]))


def test_lines_break_where_the_script_allows():
    with translation.override("ko"):
        words = set(TITLES["ko"].split())
        assert all(word in words for line in card.wrapped(TITLES["ko"], 64, ROOM) for word in line.split())
    with translation.override("zh-hans"):
        lines = card.wrapped("。" + "示" * 15 + "，" + "例" * 20, 64, ROOM)
        assert len(lines) == 3
        assert not any(line.startswith("，") for line in lines)


def test_the_largest_size_that_fits_is_taken():
    assert card.fitted("Short title", ROOM) == (card.TITLE_SIZES[0], ["Short title"])
    assert card.fitted("word " * 60, ROOM)[0] == card.TITLE_SIZES[-1]


def glyphs_of(font: bytes, cmap: int) -> dict[int, int]:
    """Character → glyph by the subtable of format 4 (segments) of the table cmap, as far as it needs no glyph array."""
    for number in range(struct.unpack(">H", font[cmap + 2 : cmap + 4])[0]):
        start = cmap + struct.unpack(">I", font[cmap + 8 + 8 * number : cmap + 12 + 8 * number])[0]
        if struct.unpack(">H", font[start : start + 2])[0] == 4:
            segments = struct.unpack(">H", font[start + 6 : start + 8])[0] // 2
            numbers = struct.unpack(f">{4 * segments + 1}H", font[start + 14 : start + 16 + 8 * segments])
            ends, starts = numbers[:segments], numbers[segments + 1 : 2 * segments + 1]
            deltas, offsets = numbers[2 * segments + 1 : 3 * segments + 1], numbers[3 * segments + 1 :]
            return {
                code: (code + delta) & 0xFFFF
                for first, last, delta, offset in zip(starts, ends, deltas, offsets, strict=True)
                if not offset
                for code in range(first, last + 1)
            }
    raise AssertionError("The font has no such subtable.")


def test_the_widths_are_those_of_the_font():
    """Reads the advance of each sign from the tables cmap and hmtx of the font itself."""
    font = KOREAN_BOLD.read_bytes()
    tables = {
        font[at : at + 4]: struct.unpack(">II", font[at + 8 : at + 16])
        for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)
    }
    head, hhea, hmtx, cmap = (tables[name][0] for name in (b"head", b"hhea", b"hmtx", b"cmap"))
    units = struct.unpack(">H", font[head + 18 : head + 20])[0]
    metrics = struct.unpack(">H", font[hhea + 34 : hhea + 36])[0]
    glyphs = glyphs_of(font, cmap)
    for code in range(32, 127):
        place = hmtx + 4 * min(glyphs[code], metrics - 1)
        advance = struct.unpack(">H", font[place : place + 2])[0] * 1000 / units
        assert card.ADVANCES[code - 32] == pytest.approx(advance, abs=1), chr(code)


@pytest.mark.django_db
def test_what_is_not_there_has_no_picture(client):
    document = published().document
    assert client.get("/cases/example-case/card.png?size=2").status_code == 400
    assert client.get("/cases/no-such-case/card.png").status_code == 404
    take_down(document)
    gone = client.get("/ko/cases/example-case/card.png")
    assert gone.status_code == 410
    assert gone.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "locale"), [("", "en_GB"), ("/ko", "ko_KR"), ("/zh-hans", "zh_CN")])
def test_the_page_names_its_picture(client, settings, prefix, locale):
    settings.SITE_URL = "https://example.org"
    published(title={**TITLES, "en": 'Title with "quotes" & <signs>'})
    page = client.get(f"{prefix}/cases/example-case/").content.decode()
    assert (
        f'<meta property="og:image" content="https://example.org{prefix}/cases/example-case/card.png">'
        in page
    )
    assert f'<meta property="og:url" content="https://example.org{prefix}/cases/example-case/">' in page
    assert f'<meta property="og:locale" content="{locale}">' in page
    assert 'property="og:image:alt" content="' in page
    if not prefix:
        assert 'og:title" content="Title with &quot;quotes&quot; &amp; &lt;signs&gt;"' in page
