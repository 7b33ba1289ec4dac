"""The page of one subject: published, taken down, or not there."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language

from cases.published import cite, metadata, permalinks, resolve
from cases.published.views.moved import moved


def subject_page(
    request: HttpRequest, kind: str, reference: str, template: str, context: Callable[[dict, str], dict]
) -> HttpResponse:
    """The page of a published subject. 410 for one that was taken down; 404 for every other reference, drafts
    and unknown ones alike."""
    published = resolve.find(kind, reference)
    if published is None:
        return gone(request, kind, reference)
    document = published.document
    response = render(
        request,
        template,
        {
            "published": published,
            "metadata": metadata.tags(published),
            "permanent_path": permalinks.path(document),
            "citation": cite.forms(published),
            **context(document, get_language()),
        },
    )
    response.headers["Link"] = metadata.links(published)
    return response


def gone(request: HttpRequest, kind: str, reference: str) -> HttpResponse:
    """The way on to the record that this one repeated, while that is public; else 410 with the date and the general
    reason of a take-down. Raises Http404 where there was none."""
    tombstone = resolve.tombstone(kind, reference)
    if tombstone is None:
        raise Http404
    into = resolve.merged_into(kind, reference)
    if into:
        return moved(reverse(resolve.PAGES[kind], args=[into]))
    return render(request, "cases/tombstone.html", {"tombstone": tombstone}, status=410)
