"""The search over everything that is published."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.published.filters.base import WORDS
from cases.published.search import hits


def search(request: HttpRequest) -> HttpResponse:
    """The best hits of each kind; without words how to search. Other parameters mean nothing here."""
    typed = request.GET.get(WORDS, "").strip()
    answer = hits.answer(typed, get_language()) if typed else None
    return render(request, "cases/search.html", {"answer": answer})
