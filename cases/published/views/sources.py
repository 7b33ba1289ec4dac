"""The list of sources and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.choices import SubjectKind
from cases.published import dimensions, source_items
from cases.published import source_page as page
from cases.published.filters import SourceFilter
from cases.published.views import lists
from cases.published.views.subjects import subject_page


def source_list(request: HttpRequest) -> HttpResponse:
    listed = SourceFilter.parse(request.GET, also=(lists.AFTER,))
    context = lists.context(request, listed, dimensions.SOURCES)
    context["items"] = source_items.of(context["page"].rows, listed.sort_code == "origin")
    return render(request, "cases/source_list.html", context)


def source_page(request: HttpRequest, reference: str) -> HttpResponse:
    return subject_page(request, SubjectKind.SOURCE, reference, "cases/source_page.html", page.context)
