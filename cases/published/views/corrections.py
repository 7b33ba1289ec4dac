"""The way to a correction, and what was corrected so far."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published import corrections


def corrections_page(request: HttpRequest) -> HttpResponse:
    rules = {"four_eyes": settings.FOUR_EYES, "correction_days": settings.CORRECTION_DAYS}
    return render(request, "pages/corrections.html", {**corrections.context(), **rules})
