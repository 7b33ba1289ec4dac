"""Staff preview: the public page of a subject as the next edition would make it.

The edition is made in earnest, through the code that publishes, the public side renders the page, and everything
is rolled back before anybody else could see it. So the preview shows all that publishing brings, the sources that
go along included, and no second way to render a subject exists. It shows what the public would get whether or not
something still forbids the publication; the panel on the subject's page says what does.

On phones: a page of the admin holds the preview in each language in a frame as wide as a phone, because style sheets
ask for the width of the window. These two addresses alone allow frames, of this site within this site; what is
in the frame runs no script and sends no form.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from cases.admin.steps.panel import page
from cases.models.record import Subject
from cases.publication import publish, subjects
from cases.published import preview as public_preview

#: Obstacles that no correction removes: the subject has no public page or entry of its own.
NEVER_PUBLIC = frozenset({"confidential", "part_of_case", "part_of_action"})


class PreviewPages(admin.ModelAdmin):
    """The pages `…_preview`, in one language, and `…_phones`, in all of them on the width of a phone."""

    def get_urls(self):
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
            )
            for name, view in (("preview", self.preview_view), ("phones", self.phones_view))
        ]
        return [*own, *super().get_urls()]

    def preview_view(self, request, object_id):
        """The public page of the subject as it would be published now, under a banner."""
        response = respond(request, self.previewed(request, object_id))
        if "framed" in request.GET:
            allow_frame(response, "frame-ancestors")
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        return response

    def phones_view(self, request, object_id):
        """The preview in each language, side by side, each as wide as a phone."""
        subject = self.previewed(request, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": _("On a phone: %s") % subject,
            "opts": self.opts,
            "original": subject,
            "never": never_public(subject),
            "previews": self.preview_links(subject),
        }
        response = TemplateResponse(request, "admin/phones.html", context)
        allow_frame(response, "frame-src")
        return response

    def previewed(self, request, object_id) -> Subject:
        subject = self.get_object(request, unquote(object_id))
        if subject is None:
            raise Http404
        if not self.has_view_permission(request, subject):
            raise PermissionDenied
        return subject

    def preview_links(self, subject: Subject) -> list[tuple[str, str, str]]:
        """(address, code of the language, its name) of each preview."""
        address = page(self, "preview", subject)
        return [(f"{address}?language={code}", code, name) for code, name in settings.LANGUAGES]


def allow_frame(response: HttpResponse, directive: str) -> None:
    """Let this answer hold, or stand in, a frame of this site; nothing else of the policy changes."""
    policy = {**settings.SECURE_CSP, directive: ["'self'"]}
    response.headers["Content-Security-Policy"] = "; ".join(
        f"{name} {' '.join(sources)}" for name, sources in policy.items()
    )


def never_public(subject: Subject) -> list[str]:
    """Why the subject has no public page of its own whatever is corrected; empty where it may have one."""
    return [obstacle.message for obstacle in subjects.why_not(subject) if obstacle.code in NEVER_PUBLIC]


def respond(request: HttpRequest, subject: Subject) -> HttpResponse:
    """The public page in the language of `?language=`, English otherwise, marked as a preview."""
    language = request.GET.get("language", settings.LANGUAGE_CODE)
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    never = never_public(subject)
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
