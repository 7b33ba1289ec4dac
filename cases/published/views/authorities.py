"""The authorities' position."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from cases.published import authorities
from cases.published.filters.authorities import AuthorityFilter
from cases.published.filters.form import fields
from cases.published.models import PublishedResponse


def position(request: HttpRequest) -> HttpResponse:
    listed = AuthorityFilter.parse(request.GET)
    rows = listed.queryset().select_related("subject")[: authorities.MOST]
    found = authorities.of_all(rows, listed.values.get("answer"))
    country = listed.values.get("country")
    shown = [authority for authority in found if country in (None, authority.code)]
    answers = [answer for authority in shown for group in authority.answers.values() for answer in group]
    context = {
        "authorities": shown,
        "fields": fields(listed, {"country": authorities.countries_of(found)}),
        "sentence": listed.sentence(len(answers)),
        "chips": listed.chips,
        "notices": listed.errors,
        "query": listed.canonical_query(),
        "is_cut": PublishedResponse.objects.count() > authorities.MOST,
        "most": authorities.MOST,
        "untranslated": any(get_language() not in answer.response["summary"] for answer in answers),
    }
    return render(request, "cases/authorities.html", context)
