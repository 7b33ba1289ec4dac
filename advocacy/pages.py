"""The pages about the site itself, and what every public page needs to know of it.

Part of the public surface: imports nothing of the record or of the ledger.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from advocacy.language import path_language
from advocacy.paths import is_staff_path

#: The day of the last accessibility tests that templates/pages/accessibility.html speaks of.
ACCESSIBILITY_TESTED = "2026-11-21"


@dataclass(frozen=True)
class Alternate:
    """The page asked for in one language: `path` with its query for the switch, `url` whole for the head."""

    code: str
    name: str
    path: str
    url: str
    is_current: bool


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/about.html", {"four_eyes": settings.FOUR_EYES})


def methodology(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/methodology.html", {"four_eyes": settings.FOUR_EYES})


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/accessibility.html", {"tested": ACCESSIBILITY_TESTED})


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: the site's names, contacts and languages. Runs no query and reads no session."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "SITE_URL": settings.SITE_URL,
        "ORGANISATION_NAME": settings.ORGANISATION_NAME,
        "PRESS_CONTACT": settings.PRESS_CONTACT,
        "CORRECTION_CONTACT": settings.CORRECTION_CONTACT,
        "SECURE_CHANNEL": settings.SECURE_CHANNEL,
        "SECURITY_CONTACT": settings.SECURITY_CONTACT,
        "LANGUAGES": settings.LANGUAGES,
        "alternates": [] if is_staff_path(request.path_info) else alternates(request),
    }


def alternates(request: HttpRequest) -> list[Alternate]:
    """The same page, at the same place of the same list, in each language."""
    current = path_language(request.path_info)
    bare = request.path_info if current == settings.LANGUAGE_CODE else request.path_info[len(current) + 1 :]
    query = request.GET.urlencode()
    found = []
    for code, name in settings.LANGUAGES:
        path = bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"
        place = f"{path}?{query}" if query else path
        found.append(Alternate(code, name, place, f"{settings.SITE_URL}{path}", code == current))
    return found
