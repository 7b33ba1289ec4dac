"""Error pages: plain, in the language of the path, and independent of database, session and user."""

import sys

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from advocacy.language import path_language
from advocacy.paths import is_api_path
from cases.published.api import problems

RETRY_AFTER_SECONDS = 60
STYLESHEETS = ("css/tokens.css", "css/base.css", "css/layout.css", "css/components.css")
ICON = "img/icon.svg"


def error_page(request: HttpRequest, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
    """The page `templates/errors/<status>.html`; under the API a problem in JSON."""
    if is_api_path(request.path_info):
        return problems.response(status, headers={"Cache-Control": "no-store", **(headers or {})})
    language = path_language(request.path_info)
    context = {
        "SITE_NAME": settings.SITE_NAME,
        "language": language,
        "home": "/" if language == settings.LANGUAGE_CODE else f"/{language}/",
        "stylesheets": static_urls(*STYLESHEETS),
        "print_stylesheets": static_urls("css/print.css"),
        "icon": static_urls(ICON),
        "has_public_pages": settings.SITE_SURFACE != "staff",
    }
    with translation.override(language):
        body = render_to_string(f"errors/{status}.html", context)
    headers = {"Cache-Control": "no-store", "Content-Language": language, **(headers or {})}
    return HttpResponse(body, status=status, headers=headers)


def static_urls(*names: str) -> list[str]:
    """Addresses of some of the site's files; none before `collectstatic` has run."""
    try:
        return [staticfiles_storage.url(name) for name in names]
    except ValueError:
        return []


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return error_page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 with Retry-After when the database cannot be reached.

    Django calls this while it handles the exception, wherever in views or middleware that was raised.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return error_page(request, 503, {"Retry-After": str(RETRY_AFTER_SECONDS)})
    return error_page(request, 500)
