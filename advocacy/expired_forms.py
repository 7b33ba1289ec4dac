"""Forms of the admin whose session has ended, or whose protection against forgery no longer holds: nothing typed is lost.

Only forms with a pass (cases/kept_forms.py) are concerned: it says that the form was made by this site for its author.
So strangers, and pages of somebody else, can have nothing kept, and nothing of such a form is ever saved or done.
"""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from advocacy import errors
from cases import kept_forms
from cases.admin.forms import kept_answers
from cases.admin.forms.kept_forms import after_sign_in


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; or, for a form with a pass, what was typed is kept and comes back in a form that can be sent."""
    kept = after_sign_in(request) if request.method == "POST" else None
    return kept or errors.csrf_failure(request, reason)


class ExpiredFormsMiddleware:
    """Keeps what is posted from a form of the admin without a session, and forgets it once the form has served.

    Below sessions, protection and accounts. Costs nothing for a post without a pass; one query where a form was
    answered.
    """

    def __init__(self, get_response: Callable):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "answers_sheet", False) and response.status_code == 302:
            kept_answers.answered(request)
        return response

    def process_view(self, request: HttpRequest, view, args, kwargs) -> HttpResponse | None:
        # A view that checks its token itself reads the post itself: an upload must not reach the disk in plain.
        if request.method != "POST" or getattr(view, "csrf_exempt", False):
            return None
        if kept_forms.SHEET_FIELD not in request.POST:
            return None
        # The script of a form keeps by itself, with or without a session.
        if request.path == reverse("keep-form"):
            return None
        request.answers_sheet = admin.site.has_permission(request)
        return None if request.answers_sheet else after_sign_in(request)
