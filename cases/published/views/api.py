"""The JSON API: reads what is asked, answers with JSON; every refusal is a problem in JSON."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.published import exports, resolve
from cases.published.api import answers, openapi, parameters, problems
from cases.published.api.parameters import AFTER, DEFAULT_LIMIT, LANGUAGE, LIMIT, Refused
from cases.published.api.problems import Problem
from cases.published.filters import CaseFilter
from cases.published.listing import LARGEST_INTEGER
from cases.published.views import subjects


def index(request: HttpRequest) -> HttpResponse:
    return _answer(request, (), answers.index)


def description(request: HttpRequest) -> HttpResponse:
    """The OpenAPI description of everything here."""
    return _answer(request, (), openapi.description)


def table(request: HttpRequest, table: str) -> HttpResponse:
    """One page of a list."""
    try:
        asked = parameters.read(exports.FILTERS[table], request.GET)
        return _json(answers.page(table, asked), asked.language)
    except Refused as refused:
        return _refusal(refused, parameters.language_of(request.GET))


def one(request: HttpRequest, table: str, reference: str) -> HttpResponse:
    """One thing; 301 where it repeated another, 410 with date and general reason where it was taken down, 404 for every
    other reference."""
    if request.GET:
        return _answer(request, (), dict)
    found = answers.one(table, reference)
    if found:
        return _json(found)
    tombstone = answers.tombstone(table, reference)
    if tombstone is None:
        return not_found()
    into = resolve.merged_into(tombstone.kind, reference)
    if into:
        return subjects.moved(reverse(request.resolver_match.view_name, args=[into]))
    return problems.response(
        HTTPStatus.GONE,
        tombstone.get_reason_display(),
        reference=reference,
        taken_down_at=exports.moment(tombstone.taken_down_at),
        reason=tombstone.reason,
    )


def totals(request: HttpRequest) -> HttpResponse:
    """The people of the cases of a filter, nobody counted twice."""
    try:
        asked = parameters.read(CaseFilter, request.GET, own=(LANGUAGE,))
    except Refused as refused:
        return _refusal(refused, parameters.language_of(request.GET))
    return _json(answers.total(asked), asked.language)


def editions(request: HttpRequest) -> HttpResponse:
    def answer() -> dict:
        after = request.GET.get(AFTER, "")
        if after and not (after.isascii() and after.isdigit() and int(after[:11]) <= LARGEST_INTEGER):
            raise Refused([Problem(AFTER, _("“after” is no place in this list."))])
        limit = int(request.GET.get(LIMIT) or DEFAULT_LIMIT)
        return answers.editions(int(after) if after else None, limit)

    return _answer(request, (AFTER, LIMIT), answer)


def edition(request: HttpRequest, serial: int) -> HttpResponse:
    if request.GET:
        return _answer(request, (), dict)
    # Zeros before a number would be further addresses of the same, without end.
    is_one = request.path_info == reverse("api-edition", args=[serial]) and serial <= LARGEST_INTEGER
    found = answers.edition(serial) if is_one else None
    return _json(found) if found else not_found()


def not_found() -> HttpResponse:
    return problems.response(HTTPStatus.NOT_FOUND)


def _answer(request: HttpRequest, own: tuple[str, ...], answer) -> HttpResponse:
    """What an address answers that takes only these parameters of the API."""
    try:
        parameters.read_own(request.GET, own)
        return _json(answer())
    except Refused as refused:
        return _refusal(refused, "en")


def _refusal(refused: Refused, language: str) -> HttpResponse:
    with translation.override(language):
        detail = _("The request cannot be served; “errors” says why.")
    headers = {"Content-Language": language}
    return problems.response(HTTPStatus.BAD_REQUEST, detail, refused.errors, headers)


def _json(value: dict, language: str = "en") -> HttpResponse:
    links = [
        f'<{reverse("api-openapi")}>; rel="service-desc"; type="application/json"',
        f'<{exports.LICENCE_URL}>; rel="license"',
    ]
    if value.get("next"):
        links.insert(0, f'<{value["next"]}>; rel="next"')
    headers = {"Link": ", ".join(links), "Content-Language": language}
    return HttpResponse(exports.dumps(value) + "\n", content_type="application/json", headers=headers)
