"""The list of cases and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.choices import SubjectKind
from cases.published import case_page as page
from cases.published import dimensions, totals
from cases.published.filters import CaseFilter
from cases.published.views import lists
from cases.published.views.subjects import subject_page


def case_list(request: HttpRequest) -> HttpResponse:
    listed = CaseFilter.parse(request.GET, also=(lists.AFTER,))
    context = lists.context(request, listed, dimensions.CASES)
    context["totals"] = totals.of(listed.rows())
    context["untranslated"] = any(
        get_language() not in document["title"] for document in context["documents"]
    )
    return render(request, "cases/case_list.html", context)


def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    return subject_page(request, SubjectKind.CASE, reference, "cases/case_page.html", page.context)
