"""The statistics page and its charts as files."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.published import exports, statistics
from cases.published.charts import Chart, files
from cases.published.snapshot import snapshot
from cases.published.views.files import bad_request


def statistics_page(request: HttpRequest) -> HttpResponse:
    with snapshot():
        return render(request, "cases/statistics.html", {"charts": statistics.all_charts()})


def chart_csv(request: HttpRequest, chart: str) -> HttpResponse:
    return _file(request, chart, "csv", "text/csv; charset=utf-8; header=present", _csv)


def chart_svg(request: HttpRequest, chart: str) -> HttpResponse:
    return _file(request, chart, "svg", "image/svg+xml", files.svg)


def chart_png(request: HttpRequest, chart: str) -> HttpResponse:
    return _file(request, chart, "png", "image/png", files.png)


def _csv(chart: Chart) -> bytes:
    return files.csv(chart, settings.SITE_URL)


def _file(request: HttpRequest, slug: str, suffix: str, content_type: str, made) -> HttpResponse:
    """One chart as a file to download. 404 for a name that there is not; no parameter has a meaning."""
    if slug not in statistics.CHARTS:
        raise Http404
    if request.GET:
        return bad_request([_("This address takes no parameters.")])
    with snapshot():
        body = made(statistics.chart(slug))
        name = exports.file_name(f"{slug}-{request.LANGUAGE_CODE}", suffix, False)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
