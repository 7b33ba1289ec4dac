"""The page of code that other pages may copy. No frame is offered: nothing of this site is shown inside another page,
so nobody can lay something over it or watch what readers do in it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from cases.choices import SubjectKind
from cases.published import exports, resolve, statistics, totals
from cases.published.models import PublishedCase
from cases.published.snapshot import snapshot

CASE = "case"


@dataclass(frozen=True)
class Picture:
    """One picture to copy: `path` is its PNG here, `address` the same as a whole address, `page` the whole address of
    the page it is from."""

    name: str
    title: str
    alternative: str
    path: str
    page: str

    @property
    def address(self) -> str:
        return settings.SITE_URL + self.path


def embed(request: HttpRequest) -> HttpResponse:
    """Fixed number of queries: those of the charts, and five."""
    asked = request.GET.get(CASE, "").strip()
    with snapshot():
        published = resolve.find(SubjectKind.CASE, asked) if asked else None
        context = {
            "edition": exports.state(),
            "totals": totals.of(PublishedCase.objects.all()),
            "pictures": _pictures(),
            "asked": asked,
            "published": published,
            "link": resolve.link(published.document) if published else None,
            "query": urlencode({CASE: asked}) if published else "",
        }
    return render(request, "embed/page.html", context)


def _pictures() -> list[Picture]:
    charts = [
        Picture(
            chart.slug,
            chart.title,
            f"{chart.title}. {chart.description}",
            reverse("chart-png", args=[chart.slug]),
            f"{settings.SITE_URL}{reverse('statistics')}#{chart.slug}",
        )
        for chart in statistics.all_charts()
        if chart.rows
    ]
    page = settings.SITE_URL + reverse("map")
    alternative = _("Map of reported cases by place; the page it links to has the same as a table.")
    return [*charts, Picture("map", _("Map of reported cases"), alternative, reverse("map-png"), page)]
