"""Staff preview: the public page of a subject as the next edition would make it.

The edition is made in earnest, through the code that publishes, the public side renders the page, and everything
is rolled back before anybody else could see it. So the preview shows all that publishing brings, the sources that
go along included, and no second way to render a subject exists. It shows what the public would get whether or not
something still forbids the publication; the panel on the subject's page says what does.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from cases.models.record import Subject
from cases.publication import publish, subjects
from cases.published import preview as public_preview

#: Obstacles that no correction removes: the subject has no public page or entry of its own.
NEVER_PUBLIC = frozenset({"confidential", "part_of_case", "part_of_action"})


def respond(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The public page in the language of `?language=`, English otherwise, marked as a preview."""
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    never = [obstacle.message for obstacle in subjects.why_not(subject) if obstacle.code in NEVER_PUBLIC]
    if never:
        context = {"title": _("No public page of its own"), "reasons": never, "original": subject}
        return TemplateResponse(request, "admin/no_preview.html", {**context, "opts": subject._meta})
    document = subjects.document(subject)
    with rehearsal(subject, by=request.user):
        return public_preview.render(as_visitor(request), document, language)


def as_visitor(request: HttpRequest) -> HttpRequest:
    """The request without what an unknown visitor has not: user, session, messages, parameters."""
    visitor = HttpRequest()
    visitor.method = "GET"
    visitor.path, visitor.path_info = request.path, request.path_info
    names = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")
    visitor.META = {name: request.META[name] for name in names if name in request.META}
    return visitor


@contextmanager
def rehearsal(subject: Subject, *, by) -> Iterator[None]:
    """The database as it would be after an edition of this subject; rolled back at the end whatever happens."""
    with transaction.atomic():
        try:
            state = publish.lock_state()
            chosen = subjects.fetch_relations(publish.locked([subject]))
            proposals = publish.propose([*chosen, *publish.sources_along(chosen)])
            if proposals:
                publish.make_edition(state, proposals, by=by, public_note="", internal_reason="")
            yield
        finally:
            transaction.set_rollback(True)
