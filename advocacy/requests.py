"""What is refused before any view sees it: unknown hosts, unreadable addresses, methods not offered."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from advocacy.errors import error_page
from advocacy.paths import is_data_path, is_staff_path

QUERY_BYTES = 4096
PUBLIC_METHODS = ("GET", "HEAD")
STAFF_METHODS = ("GET", "HEAD", "POST")
DATA_METHODS = ("GET", "HEAD", "OPTIONS")
#: What a script of another site may ask of the data: to read them, and whether they changed.
PREFLIGHT = {
    "Allow": ", ".join(DATA_METHODS),
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class RefuseMiddleware:
    """Answers 400 or 405 with the site's own page.

    Here, and not in each view, because whatever comes later may rely on it: databases raise on a NUL
    character, and static files are served without a look at the host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not (is_known_host(request) and is_readable(request)):
            return error_page(request, 400)
        if is_data_path(request.path_info):
            if request.method == "OPTIONS":
                return HttpResponse(status=204, headers=PREFLIGHT)
            allowed = DATA_METHODS
        else:
            allowed = STAFF_METHODS if is_staff_path(request.path_info) else PUBLIC_METHODS
        if request.method not in allowed:
            return error_page(request, 405, {"Allow": ", ".join(allowed)})
        return self.get_response(request)


def is_known_host(request: HttpRequest) -> bool:
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def is_readable(request: HttpRequest) -> bool:
    """Whether path, query string and cookies are UTF-8 of bounded length without NUL."""
    # Of a path that is not UTF-8 Django puts the percent-encoding back.
    path = unquote_to_bytes(request.path_info)
    # WSGI passes bytes as latin-1 characters.
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    if len(query) > QUERY_BYTES:
        return False
    if any("\0" in value for value in request.COOKIES.values()):
        return False
    return is_text(path) and is_text(unquote_to_bytes(query))


def is_text(value: bytes) -> bool:
    try:
        return "\0" not in value.decode("utf-8")
    except UnicodeDecodeError:
        return False
