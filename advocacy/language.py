"""The language of a page.

Public pages: the first part of the path, and nothing else, so that one address is one page for everybody and
no cookie or header makes a reader recognisable. Admin: what the browser asks for.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from advocacy.paths import is_staff_path


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
