"""A form whose protection against forgery has run out, because its author signed in again or out meanwhile."""

from django.http import HttpRequest, HttpResponse

from advocacy import errors
from cases.admin.forms.kept_forms import after_sign_in


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403; or, for a form of the record, what was typed is kept and comes back in a form that can be saved.

    Nothing that fails the check is saved. The pass of the form says that it was made by this site for its author, so
    a page of somebody else can have nothing kept (cases/kept_forms.py).
    """
    kept = after_sign_in(request) if request.method == "POST" else None
    return kept or errors.csrf_failure(request, reason)
