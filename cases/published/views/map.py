"""The map of published cases: its page, and its files."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.published import exports
from cases.published.filters import CaseFilter
from cases.published.map import drawing, files, page
from cases.published.map.drawing import Map
from cases.published.snapshot import snapshot
from cases.published.views.files import bad_request


def case_map(request: HttpRequest) -> HttpResponse:
    with snapshot():
        return render(request, "cases/map.html", page.context(CaseFilter.parse(request.GET)))


def map_csv(request: HttpRequest) -> HttpResponse:
    return _file(
        request, "csv", "text/csv; charset=utf-8; header=present", lambda drawn, _words: files.csv(drawn)
    )


def map_svg(request: HttpRequest) -> HttpResponse:
    return _file(request, "svg", "image/svg+xml", files.svg)


def map_png(request: HttpRequest) -> HttpResponse:
    return _file(request, "png", "image/png", files.png)


def _file(
    request: HttpRequest, suffix: str, content_type: str, made: Callable[[Map, str], str | bytes]
) -> HttpResponse:
    """The map of a filter as a file to download; 400 for a filter that is wrong."""
    listed = CaseFilter.parse(request.GET)
    if listed.errors:
        return bad_request(listed.errors)
    with snapshot():
        drawn = drawing.of(listed.rows(), listed)
        body = made(drawn, page.sentence(listed, drawn.cases))
        name = exports.file_name(f"map-{request.LANGUAGE_CODE}", suffix, listed.is_narrowed)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
