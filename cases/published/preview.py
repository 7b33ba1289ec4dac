"""What the public would get: the page of a document that is not published yet, for staff.

Links lead to the public pages, and everything around the document is what is published now: a source that
is not public yet does not show. The caller checks who may look.
"""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_urlconf, set_urlconf
from django.utils import translation

from cases.choices import SubjectKind
from cases.published import action_page, case_page, permalinks, reported_counts, resolve, source_page

PUBLIC_ADDRESSES = "advocacy.public_urls"


def render_case(request: HttpRequest, document: Mapping, language: str) -> HttpResponse:
    """The page of a case as the document would make it, in "en", "ko" or "zh-hans"."""
    return render(request, document, language)


def render(request: HttpRequest, document: Mapping, language: str) -> HttpResponse:
    """The page or the list entry of a document of any kind. Raises KeyError for an unknown kind.

    Runs the queries of the public page. Marked noindex; the language switch is left out, for it would lead away.
    """
    template, context = VIEWS[document["kind"]]
    with translation.override(language):
        before = get_urlconf()
        set_urlconf(PUBLIC_ADDRESSES)
        try:
            values = {"is_preview": True, "permanent_path": permalinks.path(document)}
            page = render_to_string(template, {**values, **context(document, language)}, request=request)
        finally:
            set_urlconf(before)
    return HttpResponse(page, headers={"Content-Language": language, "Cache-Control": "no-store"})


def _figure(document: Mapping, language: str) -> dict:
    return {"groups": reported_counts.groups([document]), "kind": document["kind"]}


def _statement(document: Mapping, language: str) -> dict:
    key = (SubjectKind.SOURCE, document["source"])
    return {"document": document, "source": resolve.documents([key]).get(key), "kind": document["kind"]}


def _response(document: Mapping, language: str) -> dict:
    return {"document": document, "kind": document["kind"]}


Context = Callable[[Mapping, str], dict]
VIEWS: dict[str, tuple[str, Context]] = {
    SubjectKind.CASE.value: ("cases/case_page.html", case_page.context),
    SubjectKind.SOURCE.value: ("cases/source_page.html", source_page.context),
    SubjectKind.ACTION.value: ("advocacy/action_page.html", action_page.context),
    SubjectKind.FIGURE.value: ("cases/preview.html", _figure),
    SubjectKind.STATEMENT.value: ("cases/preview.html", _statement),
    SubjectKind.RESPONSE.value: ("cases/preview.html", _response),
}
