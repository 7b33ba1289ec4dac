"""The language of a page.

Public pages: the first part of the path, and nothing else, so that one address is one page for everybody and
no cookie or header makes a reader recognisable. Admin: what the person chose in this session, else what the browser
asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from advocacy.paths import is_staff_path

#: Where the session keeps the language a member of staff chose.
SESSION_KEY = "language"


def path_language(path: str) -> str:
    """Language code of a path: `/ko/cases/` → "ko", `/cases/` → "en"."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


class LanguageMiddleware:
    """Instead of Django's LocaleMiddleware, which reads Accept-Language and varies on it everywhere."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        staff = is_staff_path(request.path_info)
        language = (
            translation.get_language_from_request(request) if staff else path_language(request.path_info)
        )
        # Left active after the response: a streamed body is written after this function returns.
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if staff:
            patch_vary_headers(response, ["Accept-Language"])
        return response


class StaffLanguageMiddleware:
    """The language chosen in this session, on pages of the admin. Stands below the sessions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Public pages must not touch the session.
        language = request.session.get(SESSION_KEY) if is_staff_path(request.path_info) else None
        if language not in dict(settings.LANGUAGES):
            return self.get_response(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response


def choose(request: HttpRequest) -> HttpResponse:
    """Keep the posted `language` in the session and go back to the page `next` of the admin."""
    language = request.POST.get("language", "")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    request.session[SESSION_KEY] = language
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, None) and is_staff_path(address)
    return HttpResponseRedirect(address if is_ours else "/" + settings.ADMIN_PATH)
