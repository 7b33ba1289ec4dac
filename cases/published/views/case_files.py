"""Files that go with one case: its picture for links, and its citation for programs that keep references."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.choices import SubjectKind
from cases.published import card, cite, resolve
from cases.published.models import PublishedDocument
from cases.published.views.files import TEXT, bad_request
from cases.published.views.moved import moved

BIBTEX = "application/x-bibtex; charset=utf-8"
RIS = "application/x-research-info-systems; charset=utf-8"


def case_card(request: HttpRequest, reference: str) -> HttpResponse:
    """The picture of a case in the language of the address."""
    return file_of_case(request, reference, card.of, "image/png")


def case_bibtex(request: HttpRequest, reference: str) -> HttpResponse:
    return file_of_case(request, reference, lambda found: cite.bibtex(cite.of(found)), BIBTEX, "bib")


def case_ris(request: HttpRequest, reference: str) -> HttpResponse:
    return file_of_case(request, reference, lambda found: cite.ris(cite.of(found)), RIS, "ris")


def file_of_case(
    request: HttpRequest,
    reference: str,
    make: Callable[[PublishedDocument], str | bytes],
    content_type: str,
    suffix: str = "",
) -> HttpResponse:
    """The file made from a published case, as a download where it has a suffix. 400 for parameters, 301 where the case
    repeated another, 410 where it was taken down, 404 for every other reference."""
    if request.GET:
        return bad_request([_("This address takes no parameters.")])
    published = resolve.find(SubjectKind.CASE, reference)
    if published is None:
        tombstone = resolve.tombstone(SubjectKind.CASE, reference)
        if tombstone is None:
            raise Http404
        into = resolve.merged_into(SubjectKind.CASE, reference)
        if into:
            return moved(reverse(request.resolver_match.view_name, args=[into]))
        return HttpResponse(f"{tombstone.get_reason_display()}\n", status=410, content_type=TEXT)
    headers = {"Content-Disposition": f'attachment; filename="{reference}.{suffix}"'} if suffix else {}
    return HttpResponse(make(published), content_type=content_type, headers=headers)
