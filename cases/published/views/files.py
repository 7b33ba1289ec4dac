"""Lists and single cases as files: CSV, JSON, Atom. An address that asks for what it cannot have answers 400."""

from collections.abc import Iterator

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.choices import Language, SubjectKind
from cases.published import csvw, exports, feeds, resolve
from cases.published.filters import ListFilter
from cases.published.views.lists import AFTER
from cases.published.views.moved import moved

#: The pages of the lists that have a feed.
PAGES = {
    "cases": "case-list",
    "sources": "source-list",
    "actions": "action-list",
    "figures": "figure-list",
    "statements": "statement-list",
}
BYTE_ORDER_MARK, HEADINGS = "bom", "lang"
TEXT = "text/plain; charset=utf-8"


def csv_list(request: HttpRequest, table: str) -> HttpResponseBase:
    """The list as CSV; `bom=0` leaves out the byte order mark that spreadsheets need, `lang=` puts words of a
    language in the place of the names of columns."""
    listed = exports.FILTERS[table].parse(request.GET, also=[BYTE_ORDER_MARK, HEADINGS])
    errors = listed.errors + csv_errors(request.GET)
    if errors:
        return bad_request(errors)
    mark, language = request.GET.get(BYTE_ORDER_MARK), request.GET.get(HEADINGS, "")
    pieces = exports.csv_file(table, listed, mark != "0", language)
    response = streamed(request, pieces, "text/csv; charset=utf-8; header=present")
    name = exports.file_name(table, "csv", listed.is_narrowed, language)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    query = listed.canonical_query(lang=language, bom="0" if mark == "0" else "")
    response.headers["Link"] = f"{metadata_link(table, query)}, {links()}"
    if language:
        response.headers["Content-Language"] = language
    return response


def csv_errors(query: QueryDict) -> list[str]:
    """What is wrong with the parameters that CSV files alone have."""
    errors = []
    if query.getlist(BYTE_ORDER_MARK) not in ([], ["0"], ["1"]):
        errors.append(_("“bom” is 0 or 1."))
    if query.getlist(HEADINGS) not in ([], *([language] for language in Language.values)):
        errors.append(_("“lang” is one of: %(codes)s.") % {"codes": ", ".join(Language.values)})
    return errors


def csv_metadata(request: HttpRequest, table: str) -> HttpResponse:
    """What the CSV file of a list is, for programs (CSV on the Web); takes the query of the file."""
    listed = exports.FILTERS[table].parse(request.GET, also=[BYTE_ORDER_MARK, HEADINGS])
    errors = listed.errors + csv_errors(request.GET)
    if errors:
        return bad_request(errors)
    more = {name: request.GET.get(name, "") for name in (HEADINGS, BYTE_ORDER_MARK)}
    described = csvw.table(table, listed.canonical_query(**more))
    return HttpResponse(exports.dumps(described), content_type=csvw.CONTENT_TYPE)


def csv_group(request: HttpRequest) -> HttpResponse:
    """The same for all CSV files, with their keys into each other."""
    return HttpResponse(exports.dumps(csvw.group()), content_type=csvw.CONTENT_TYPE)


def csv_in_language(request: HttpRequest, table: str, language: str) -> HttpResponse:
    """Whoever looks for a CSV file under a language finds it with headings in that language."""
    return plain_address(request, f"{table}-csv", {HEADINGS: language})


def json_in_language(request: HttpRequest, table: str) -> HttpResponse:
    """The JSON files hold every text in every language: they are under no language."""
    return plain_address(request, f"{table}-json", {})


def plain_address(request: HttpRequest, name: str, more: dict[str, str]) -> HttpResponse:
    query = request.GET.copy()
    query.update({key: value for key, value in more.items() if key not in query})
    written = query.urlencode()
    path = reverse(name)
    return HttpResponsePermanentRedirect(f"{path}?{written}" if written else path)


def json_list(request: HttpRequest, table: str) -> HttpResponseBase:
    listed = exports.FILTERS[table].parse(request.GET)
    if listed.errors:
        return bad_request(listed.errors)
    return streamed(request, exports.json_file(table, listed), "application/json")


def atom_list(request: HttpRequest, table: str) -> HttpResponse:
    """The list as a feed; `after=` is where a page of it begins."""
    listed = exports.FILTERS[table].parse(request.GET, also=[AFTER])
    if listed.errors:
        return bad_request(listed.errors)
    page, path = (with_query(reverse(name), listed) for name in (PAGES[table], f"{table}-atom"))
    try:
        written = feeds.atom(table, listed, page, path, request.GET.get(AFTER, ""))
    except ValueError:
        return bad_request([_("“after” is no place in this list.")])
    return HttpResponse(written, content_type=feeds.AtomFeed.content_type)


def atom_editions(request: HttpRequest) -> HttpResponse:
    """The editions as a feed."""
    if request.GET:
        return bad_request([_("This address takes no parameters.")])
    written = feeds.editions_atom(reverse("editions-atom"))
    return HttpResponse(written, content_type=feeds.AtomFeed.content_type)


def case_json(request: HttpRequest, reference: str) -> HttpResponse:
    """One case; 301 where it repeated another, 410 with date and general reason where it was taken down, 404 for every
    other reference."""
    if request.GET:
        return bad_request([_("This address takes no parameters.")])
    published = resolve.find(SubjectKind.CASE, reference)
    if published:
        return json_response(exports.document_json(published))
    tombstone = resolve.tombstone(SubjectKind.CASE, reference)
    into = resolve.merged_into(SubjectKind.CASE, reference) if tombstone else ""
    if into:
        return moved(reverse("case-json", args=[into]))
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


def metadata_link(table: str, query: str) -> str:
    path = reverse(f"{table}-csv-metadata")
    return f'<{path}{"?" + query if query else ""}>; rel="describedby"; type="{csvw.CONTENT_TYPE}"'


def links() -> str:
    described = f'<{reverse("datapackage")}>; rel="describedby"; type="application/json"'
    return f'{described}, <{exports.LICENCE_URL}>; rel="license"'


def with_query(path: str, listed: ListFilter) -> str:
    query = listed.canonical_query()
    return f"{path}?{query}" if query else path
