"""Between two editions nothing public changes: pages are validated and cached by edition.

A page reads the serial, then its data, then stores its bytes under the edition it read, and stores
nothing if the edition moved meanwhile. The cache is raw bytes in files, one folder per surface and
edition, never pickles; publishing removes the folders of earlier editions.
"""

import hashlib
import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.request import split_domain_port
from django.utils.cache import has_vary_header, patch_cache_control, patch_vary_headers

from cases.published import compression
from cases.published.models import PublishedState

#: Files kept per edition of answers to a query: a visitor who asks endless different questions must not fill the disk.
#: Addresses without a query are no more than what is published, and always kept: nobody can crowd out the pictures and
#: pages that cost most.
MOST_FILES = 5_000
#: What the names of answers to a query begin with.
ASKED = "q"
#: Larger answers are made anew each time.
MOST_BYTES = 2_000_000
NO_EDITION = "none"
#: Addresses whose answers do not depend on the edition.
NOT_CACHED = ("/healthz", "/robots.txt", "/.well-known/", "/static/")


class EditionCache:
    """Middleware: answers 304 or the stored bytes where it can, and stores what it may.

    Each page has two forms, plain and compressed, with a name and an ETag each. `request.edition` is the state the
    page was asked in. One query per request for the current edition, two more when a page is stored. Every visitor
    gets the same bytes; an answer that depends on who asks is neither stored nor marked as public.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.excluded = (*NOT_CACHED, f"/{settings.ADMIN_PATH}") if settings.SERVES_STAFF else NOT_CACHED

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(self.excluded):
            return self.get_response(request)
        request.edition = current_state()
        token = request.edition.token or NO_EDITION
        encoding = compression.accepted_encoding(request)
        name = page_name(token, request, encoding)
        etag = f'"{name}"'
        if etag in request.headers.get("If-None-Match", ""):
            return validated(HttpResponseNotModified(), etag)
        response = load(token, name)
        if response is None:
            response = self.get_response(request)
            if response.status_code != 200 or is_personal(response):
                return response
            if encoding:
                compression.compress(response)
            if not response.streaming and request.method == "GET":
                keep(token, name, response)
        return validated(response, etag)


def current_state() -> PublishedState:
    """The current edition; an empty state before the first. One query."""
    return PublishedState.objects.first() or PublishedState()


def current_token() -> str:
    """The random token of the current edition; "none" before the first. One query."""
    return current_state().token or NO_EDITION


def page_name(token: str, request: HttpRequest, encoding: str = "") -> str:
    """What one answer is stored under: edition, release, host, path (language and format with it), query and
    encoding. Not the port, nor empty parts of the query: they change nothing, and would make endless copies."""
    host, _port = split_domain_port(request.get_host())
    query = "&".join(part for part in request.META.get("QUERY_STRING", "").split("&") if part)
    parts = (token, settings.RELEASE, host, request.path_info, query, encoding)
    digest = hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:40]
    return f"{ASKED if query else ''}{digest}"


def is_personal(response: HttpResponse) -> bool:
    """Whether the answer was made for one visitor: it sets a cookie or depends on one."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")


def validated(response: HttpResponse, etag: str) -> HttpResponse:
    """Let caches keep the answer but ask each time: what is withdrawn is gone at the next request."""
    response.headers["ETag"] = etag
    patch_vary_headers(response, ["Accept-Encoding"])
    patch_cache_control(response, public=True, no_cache=True)
    return response


def load(token: str, name: str) -> HttpResponse | None:
    """The stored answer, or None."""
    if not settings.PAGE_CACHE:
        return None
    try:
        stored = (settings.PAGE_CACHE_DIR / token / name).read_bytes()
    except OSError:
        return None
    head, _separator, body = stored.partition(b"\n\n")
    headers = dict(line.split(": ", 1) for line in head.decode("ascii").split("\n"))
    return HttpResponse(body, headers=headers)


def keep(token: str, name: str, response: HttpResponse) -> None:
    """Store an answer made from edition `token`, unless another edition came meanwhile."""
    if current_token() == token and store(token, name, response) and current_token() != token:
        # Between the two questions: what that edition took down must not stay on the disk.
        shutil.rmtree(settings.PAGE_CACHE_DIR / token, ignore_errors=True)


def store(token: str, name: str, response: HttpResponse) -> bool:
    """Keep the bytes and headers of an answer; whether it was kept. A full disk or folder only costs speed."""
    if not settings.PAGE_CACHE or len(response.content) > MOST_BYTES:
        return False
    folder = settings.PAGE_CACHE_DIR / token
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if name.startswith(ASKED) and sum(1 for _file in folder.glob(f"{ASKED}*")) >= MOST_FILES:
            return False
        head = "\n".join(f"{key}: {value}" for key, value in response.headers.items())
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(head.encode("ascii") + b"\n\n" + response.content)
        Path(file.name).replace(folder / name)
    except (OSError, UnicodeEncodeError):
        return False
    return True


def clear() -> None:
    """Remove the stored answers of every surface: after an edition none of them may be served or lie about."""
    shutil.rmtree(settings.PAGE_CACHE_DIR.parent, ignore_errors=True)
