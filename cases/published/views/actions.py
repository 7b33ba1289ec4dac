"""The list of actions and the page of one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.choices import SubjectKind
from cases.published import action_page as page
from cases.published import dimensions
from cases.published.filters import ActionFilter
from cases.published.models import PublishedResponse
from cases.published.views import lists
from cases.published.views.subjects import subject_page


def action_list(request: HttpRequest) -> HttpResponse:
    listed = ActionFilter.parse(request.GET, also=(lists.AFTER,))
    context = lists.context(request, listed, dimensions.ACTIONS)
    context["untranslated"] = any(
        get_language() not in document["summary"] for document in context["documents"]
    )
    # The only place of responses that belong to nothing else.
    alone = PublishedResponse.objects.filter(action_reference="", case_reference="").select_related("subject")
    context["lone_responses"] = [
        row.subject.document for row in alone.order_by("-sort_date", "-reference")[:50]
    ]
    return render(request, "advocacy/action_list.html", context)


def action_page(request: HttpRequest, reference: str) -> HttpResponse:
    return subject_page(request, SubjectKind.ACTION, reference, "advocacy/action_page.html", page.context)
