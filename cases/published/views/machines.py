"""Addresses that only machines ask for; they have no language."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.core.validators import EmailValidator, ValidationError
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    JsonResponse,
    StreamingHttpResponse,
)
from django.urls import reverse

from cases.published import dataset as data_set
from cases.published import exports, schema_org, sitemaps
from cases.published.dictionary import dictionary
from cases.published.views.files import TEXT

XML = "application/xml; charset=utf-8"
#: How long the contact of security.txt may be relied on; the standard advises less than a year.
CONTACT_VALID_FOR = timedelta(days=180)


def healthz(request: HttpRequest) -> HttpResponse:
    """Whether the process answers. Asks no database: a monitor that restarts on it would make things worse."""
    return HttpResponse("ok\n", content_type=TEXT, headers={"Cache-Control": "no-store"})


def robots(request: HttpRequest) -> HttpResponse:
    """Pages may be crawled; filtered lists and files of them, endless in number, may not. Nor the API: each copy that a
    search engine keeps is one more that outlives a record's taking down."""
    lines = (
        "User-agent: *",
        "Disallow: /*?",
        "Disallow: /api/",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    )
    return HttpResponse("\n".join(lines), content_type=TEXT)


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell of a weakness. 404 when the site names nobody."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.combine(datetime.now(UTC).date(), time(tzinfo=UTC)) + CONTACT_VALID_FOR
    lines = (
        f"Contact: {contact_address(settings.SECURITY_CONTACT)}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en, ko, zh-Hans",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    )
    return HttpResponse("\n".join(lines), content_type=TEXT)


def contact_address(contact: str) -> str:
    """The contact as the URI that RFC 9116 wants: an e-mail address becomes mailto:."""
    try:
        EmailValidator()(contact)
    except ValidationError:
        return contact
    return f"mailto:{contact}"


def sitemap(request: HttpRequest) -> HttpResponseBase:
    """The sitemap, or the list of its files where one is not enough."""
    files = sitemaps.number_of_files()
    return xml(request, sitemaps.urlset(1) if files == 1 else sitemaps.index(files))


def sitemap_file(request: HttpRequest, number: int) -> HttpResponseBase:
    files = sitemaps.number_of_files()
    is_one = request.path_info == reverse("sitemap-file", args=[number])
    if files == 1 or not is_one or not 1 <= number <= files:
        raise Http404
    return xml(request, sitemaps.urlset(number))


def xml(request: HttpRequest, pieces) -> StreamingHttpResponse:
    return StreamingHttpResponse(() if request.method == "HEAD" else pieces, content_type=XML)


def datapackage(request: HttpRequest) -> JsonResponse:
    """The description of the whole data set (Data Package, Table Schema)."""
    return JsonResponse(data_set.datapackage(), json_dumps_params={"ensure_ascii": False, "indent": 1})


def dataset(request: HttpRequest) -> HttpResponse:
    """The data set in the words of schema.org, as JSON-LD."""
    described = schema_org.json_ld(exports.state())
    return HttpResponse(exports.dumps(described), content_type=schema_org.CONTENT_TYPE)


def data_dictionary(request: HttpRequest) -> HttpResponse:
    """The meaning of every column, in English, as text."""
    return HttpResponse(dictionary(), content_type="text/markdown; charset=utf-8")
