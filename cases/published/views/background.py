"""What belongs to no case: counts reported by others, and statements."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.choices import StatementTopic, SubjectKind
from cases.published import dimensions, reported_counts, resolve
from cases.published.filters import FigureFilter, StatementFilter
from cases.published.views import lists

PAGE_SIZE = 150
OTHERS = "reported_by_others"


def figure_list(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    query[OTHERS] = "yes"
    listed = FigureFilter.parse(query, also=(lists.AFTER,))
    context = lists.context(request, listed, dimensions.FIGURES, PAGE_SIZE, hidden=(OTHERS, "case"))
    context["groups"] = reported_counts.groups(context["documents"])
    # The files hold every count unless told; the page and its address are of these alone.
    context["files_query"] = context["query"]
    context["query"] = listed.canonical_query(without=OTHERS)
    return render(request, "cases/figure_list.html", context)


def statement_list(request: HttpRequest) -> HttpResponse:
    listed = StatementFilter.parse(request.GET, also=(lists.AFTER,))
    context = lists.context(request, listed, dimensions.STATEMENTS, PAGE_SIZE)
    documents = context["documents"]
    sources = resolve.documents((SubjectKind.SOURCE, document["source"]) for document in documents)
    context["untranslated"] = any(get_language() not in document["text"] for document in documents)
    context["topics"] = [
        (
            StatementTopic(topic),
            [(document, sources.get((SubjectKind.SOURCE, document["source"]))) for document in found],
        )
        for topic, found in groupby(documents, key=lambda document: document["topic"])
    ]
    return render(request, "cases/statement_list.html", context)
