"""The promise that everything can be read: contrast of the colour tokens that stand on each other, light and dark.

Ratios as WCAG 2.2 defines them (success criteria 1.4.3 and 1.4.11).
"""

import re
from itertools import product
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
TEXT, GRAPHIC = 4.5, 3.0
GROUNDS = ("paper", "surface")
#: (what is drawn, what it stands on, least ratio)
PAIRS = (
    *((ink, ground, TEXT) for ink in ("ink", "ink-quiet", "accent", "warn") for ground in GROUNDS),
    *((ink, "accent-soft", TEXT) for ink in ("ink", "ink-quiet", "accent")),
    *((ink, "warn-soft", TEXT) for ink in ("ink", "warn")),
    *(("paper", ground, TEXT) for ground in ("accent", "ink")),
    *(("rule-strong", ground, GRAPHIC) for ground in GROUNDS),
    *(("focus", ground, GRAPHIC) for ground in (*GROUNDS, "accent-soft", "warn-soft")),
    *((mark, "paper", GRAPHIC) for mark in ("series-1", "series-2", "series-3", "series-soft", "uncertain")),
)
#: Lines that only help to find the way: nothing is lost without them.
DECORATION = {"rule", "grid"}

HEX = re.compile(r"#[0-9a-fA-F]{3,8}\b")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})\s*;")
#: A picture may bring tokens of its own, such as land and sea of the map.
OWN = re.compile(r"--[\w-]+:\s*#[0-9a-fA-F]{6};")
#: Rules for paper, which is white whatever the tokens say.
PAPER = re.compile(r"@media print \{.*?\n\}", re.DOTALL)
USE = re.compile(
    r"(?<![\w-])(color|background|background-color|fill|stroke|outline|border[\w-]*):[^;{}]*?var\(--([\w-]+)"
)


def blocks() -> dict[str, dict[str, str]]:
    """The colours of tokens.css: those of the light page, and with those of the dark page over them."""
    light, _query, dark = (CSS / "tokens.css").read_text().partition("@media (prefers-color-scheme: dark)")
    colours = dict(TOKEN.findall(light))
    return {"light": colours, "dark": colours | dict(TOKEN.findall(dark))}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_that_of_the_standard():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize(("scheme", "pair"), list(product(("light", "dark"), PAIRS)), ids=str)
def test_what_stands_on_a_ground_can_be_told_from_it(scheme, pair):
    drawn, ground, least = pair
    colours = blocks()[scheme]
    assert ratio(colours[drawn], colours[ground]) >= least


def test_the_dark_page_has_every_colour_of_its_own():
    light, _query, dark = (CSS / "tokens.css").read_text().partition("@media (prefers-color-scheme: dark)")
    assert dict(TOKEN.findall(light)).keys() == dict(TOKEN.findall(dark)).keys()
    assert len(TOKEN.findall(dark)) > 15


def test_every_colour_in_use_is_one_of_the_tokens_compared_here():
    grounds = {ground for _drawn, ground, _least in PAIRS}
    drawn = {drawn for drawn, _ground, _least in PAIRS}
    used = 0
    for sheet in CSS.glob("*.css"):
        if sheet.name in ("tokens.css", "print.css", "admin.css"):
            continue
        text = PAPER.sub("", sheet.read_text())
        assert HEX.findall(OWN.sub("", text)) == [], sheet.name
        own = set(re.findall(r"--([\w-]+):", text))
        for attribute, token in USE.findall(text):
            known = grounds | drawn | DECORATION if attribute != "color" else drawn
            is_length = token.startswith(("size", "space", "radius"))
            assert token in known | own or is_length, (sheet.name, attribute, token)
            used += 1
    assert used > 60
