"""The list of sources and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.choices import SubjectKind
from cases.published import source_page as page
from cases.published.filters import SourceFilter
from cases.published.filters.form import values_of_sources
from cases.published.views import lists
from cases.published.views.subjects import subject_page


def source_list(request: HttpRequest) -> HttpResponse:
    listed = SourceFilter.parse(request.GET, also=(lists.AFTER,))
    counted = {
        "language": values_of_sources("language"),
        "publisher": values_of_sources("publisher", most=60),
    }
    return render(request, "cases/source_list.html", lists.context(request, listed, counted))


def source_page(request: HttpRequest, reference: str) -> HttpResponse:
    return subject_page(request, SubjectKind.SOURCE, reference, "cases/source_page.html", page.context)
