"""PNG pictures: drawn with the shipped fonts alone, which hold every character the site needs."""

import hashlib
import re
import struct
from pathlib import Path

import pytest
from django.utils import translation

from cases.published import pictures

ROOT = Path(__file__).parents[2]
LISTED = re.compile(r"^\| (\S+\.(?:otf|ttf)) \|.*`([0-9a-f]{64})` \|$", re.MULTILINE)


def svg(text: str, language: str = "en", more: str = "") -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{language}" viewBox="0 0 200 50" '
        f'font-family="{pictures.FACE}"><text x="5" y="35" font-size="30" {more}>{text}</text></svg>'
    )


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def characters(font: Path) -> set[int]:
    """The characters a font maps, read from its cmap (formats 4 and 12), without a font library."""
    data = font.read_bytes()
    count = struct.unpack(">H", data[4:6])[0]
    tables = {
        data[12 + 16 * n : 16 + 16 * n]: struct.unpack(">I", data[20 + 16 * n : 24 + 16 * n])[0]
        for n in range(count)
    }
    cmap = tables[b"cmap"]
    found = set()
    for n in range(struct.unpack(">H", data[cmap + 2 : cmap + 4])[0]):
        at = cmap + struct.unpack(">I", data[cmap + 8 + 8 * n : cmap + 12 + 8 * n])[0]
        form = struct.unpack(">H", data[at : at + 2])[0]
        if form == 4:
            segments = struct.unpack(">H", data[at + 6 : at + 8])[0] // 2
            ends = struct.unpack(f">{segments}H", data[at + 14 : at + 14 + 2 * segments])
            starts_at = at + 16 + 2 * segments
            starts = struct.unpack(f">{segments}H", data[starts_at : starts_at + 2 * segments])
            found |= {code for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1)}
        elif form == 12:
            groups = struct.unpack(">I", data[at + 12 : at + 16])[0]
            for group in range(groups):
                start, end = struct.unpack(">II", data[at + 16 + 12 * group : at + 24 + 12 * group])
                found |= set(range(start, end + 1))
    return found - {0xFFFF}


def missing(texts: str) -> set[str]:
    drawn = set().union(*(characters(font) for font in pictures.FONTS.glob("*.[ot]tf")))
    return {character for character in texts if character.isprintable() and ord(character) not in drawn}


def test_the_fonts_are_those_that_are_described():
    listed = dict(LISTED.findall((pictures.FONTS / "README.md").read_text()))
    shipped = {
        font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in pictures.FONTS.glob("*.[ot]tf")
    }
    assert len(shipped) == 4
    assert shipped == listed
    assert {file.name for _family, files in pictures.FACES.values() for file in files} == set(shipped)


def test_the_fonts_stay_small_and_carry_their_licences():
    assert sum(font.stat().st_size for font in pictures.FONTS.glob("*.[ot]tf")) < 3_000_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (pictures.FONTS / "OFL.txt").read_text()
    assert "Bitstream Vera" in (pictures.FONTS / "DejaVu-LICENSE.txt").read_text()


def test_no_character_of_the_translations_is_missing():
    files = sorted((ROOT / "advocacy" / "locale").glob("*/LC_MESSAGES/*.po"))
    assert len(files) == 2
    texts = "".join(file.read_text() for file in files)
    assert len(set(texts)) > 800
    assert missing(texts) == set()


def test_no_character_of_the_sample_data_is_missing():
    files = sorted((ROOT / "cases" / "sample_data").glob("*.csv"))
    assert len(files) >= 10
    texts = "".join(file.read_text() for file in files if file.name != "sources.csv")
    assert len(set(texts)) > 700
    assert missing(texts) == set()


def test_hangul_and_simplified_characters_are_complete():
    hangul = bytes(range(0xB0, 0xC9)), "euc_kr"
    hanzi = bytes(range(0xB0, 0xF8)), "gb2312"
    texts = "".join(
        bytes([row, cell]).decode(codec, "ignore")
        for rows, codec in (hangul, hanzi)
        for row in rows
        for cell in range(0xA1, 0xFF)
    )
    assert len(texts) == 2350 + 6763
    assert missing(texts) == set()


def test_a_picture_is_as_wide_as_asked():
    assert size(pictures.png(svg("Yanji"), 1200)) == (1200, 300)


def test_text_is_drawn_in_each_script():
    empty = pictures.png(svg(""), 400)
    box = pictures.png(svg("\U0001f600"), 400)
    drawn = {pictures.png(svg(text), 400) for text in ("Yanji", "연길", "延吉", "Nguyễn", "Łódź")}
    assert len(drawn) == 5
    assert not drawn & {empty, box}


def test_each_language_has_its_own_forms():
    assert pictures.png(svg("“a”", "ko"), 400) != pictures.png(svg("“a”", "zh-hans"), 400)


def test_without_a_language_the_active_one_counts():
    plain = svg("“a”").replace(' xml:lang="en"', "")
    with translation.override("zh-hans"):
        assert pictures.png(plain, 400) == pictures.png(svg("“a”", "zh-hans"), 400)
    with translation.override("ko"):
        assert pictures.png(plain, 400) == pictures.png(svg("“a”", "ko"), 400)


def test_fonts_of_the_machine_are_not_used():
    named = svg("Yanji").replace(pictures.FACE, "DejaVu Serif, Liberation Mono, sans-serif")
    assert pictures.png(named, 400) == pictures.png(svg("Yanji"), 400)


def test_what_is_no_svg_is_refused():
    with pytest.raises(ValueError, match="root node"):
        pictures.png("<p>", 400)


def test_no_file_of_the_machine_gets_into_a_picture(tmp_path):
    """The renderer opens what an image element names: such a drawing is refused before."""
    other = tmp_path / "other.png"
    other.write_bytes(pictures.png(svg("Example"), 20))
    for element in (
        f'<image href="{other}" width="50" height="50"/>',
        f'<image xlink:href="file://{other}" width="50" height="50"/>',
        f'<svg:image href="{other}"/>',
        f'<filter id="f"><feImage href="{other}"/></filter>',
    ):
        with pytest.raises(ValueError, match="other picture"):
            pictures.png(svg("Example").replace("<text", f"{element}<text"), 200)
    with pytest.raises(ValueError, match="other picture"):
        pictures.png(f'<!DOCTYPE svg [<!ENTITY x SYSTEM "{other}">]>{svg("&x;")}', 200)
    assert pictures.png(svg(f"&lt;image href=&quot;{other}&quot;/&gt;"), 200)
