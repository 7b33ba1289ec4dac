"""The living style page: what the site is made of, with artificial data. Reads no published row."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published.specimens import specimens

#: Tokens of tokens.css that are shown as patches: what they stand for is written in the sheet.
COLOURS = (
    "paper",
    "surface",
    "ink",
    "ink-quiet",
    "rule",
    "rule-strong",
    "accent",
    "accent-soft",
    "warn",
    "warn-soft",
    "focus",
    "series-1",
    "series-2",
    "series-3",
    "series-soft",
    "uncertain",
)
SIZES = ("3xl", "2xl", "xl", "l", "m", "ui", "s")


def style(request: HttpRequest) -> HttpResponse:
    shown = [(specimen.name, specimen.pieces(request)) for specimen in specimens()]
    return render(request, "pages/style.html", {"specimens": shown, "colours": COLOURS, "sizes": SIZES})
