"""Lists and single cases as files: CSV, JSON, Atom. An address that asks for what it cannot have answers 400."""

from collections.abc import Iterator

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.choices import SubjectKind
from cases.published import exports, feeds, resolve
from cases.published.filters import ListFilter

#: The pages of the lists that have a feed.
PAGES = {"cases": "case-list", "sources": "source-list", "actions": "action-list"}
BYTE_ORDER_MARK = "bom"
TEXT = "text/plain; charset=utf-8"


def csv_list(request: HttpRequest, table: str) -> HttpResponseBase:
    """The list as CSV; `bom=0` leaves out the byte order mark that spreadsheets need."""
    listed = exports.FILTERS[table].parse(request.GET, also=[BYTE_ORDER_MARK])
    wanted = request.GET.getlist(BYTE_ORDER_MARK)
    errors = listed.errors + ([] if wanted in ([], ["0"], ["1"]) else [_("“bom” is 0 or 1.")])
    if errors:
        return bad_request(errors)
    pieces = exports.csv_file(table, listed, byte_order_mark=wanted != ["0"])
    response = streamed(request, pieces, "text/csv; charset=utf-8; header=present")
    name = exports.file_name(table, "csv", listed.is_narrowed)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def json_list(request: HttpRequest, table: str) -> HttpResponseBase:
    listed = exports.FILTERS[table].parse(request.GET)
    if listed.errors:
        return bad_request(listed.errors)
    return streamed(request, exports.json_file(table, listed), "application/json")


def atom_list(request: HttpRequest, table: str) -> HttpResponse:
    listed = exports.FILTERS[table].parse(request.GET)
    if listed.errors:
        return bad_request(listed.errors)
    page, path = (with_query(reverse(name), listed) for name in (PAGES[table], f"{table}-atom"))
    return HttpResponse(feeds.atom(table, listed, page, path), content_type=feeds.AtomFeed.content_type)


def case_json(request: HttpRequest, reference: str) -> HttpResponse:
    """One case; 410 with date and general reason where it was taken down, 404 for every other reference."""
    if request.GET:
        return bad_request([_("This address takes no parameters.")])
    published = resolve.find(SubjectKind.CASE, reference)
    if published:
        return json_response(exports.document_json(published))
    tombstone = resolve.tombstone(SubjectKind.CASE, reference)
    if tombstone:
        gone = {
            "reference": reference,
            "taken_down_at": exports.moment(tombstone.taken_down_at),
            "reason": tombstone.reason,
            "message": tombstone.get_reason_display(),
        }
        return json_response(gone, status=410)
    raise Http404


def bad_request(errors: list[str]) -> HttpResponse:
    return HttpResponse("".join(f"{error}\n" for error in errors), status=400, content_type=TEXT)


def json_response(value: dict, status: int = 200) -> HttpResponse:
    headers = {"Link": links()}
    return HttpResponse(exports.dumps(value), status=status, content_type="application/json", headers=headers)


def streamed(request: HttpRequest, pieces: Iterator[bytes], content_type: str) -> StreamingHttpResponse:
    """The pieces as they are made; nothing is made for HEAD."""
    body = () if request.method == "HEAD" else pieces
    return StreamingHttpResponse(body, content_type=content_type, headers={"Link": links()})


def links() -> str:
    described = f'<{reverse("datapackage")}>; rel="describedby"; type="application/json"'
    return f'{described}, <{exports.LICENCE_URL}>; rel="license"'


def with_query(path: str, listed: ListFilter) -> str:
    query = listed.canonical_query()
    return f"{path}?{query}" if query else path
