"""Pages that ask before something is done, and lose nothing: a reason, a public note, which cases a source reports.

Each such form carries a sheet (`kept_sheet.html`). What is posted from it after the session has ended is kept
(advocacy/expired_forms.py), and the page opens again with it after the login, for its author alone. A page fills its
form itself with what was typed before; what it does it does by POST alone, so nothing is ever done by opening it.
"""

from functools import partial

from django.http import HttpRequest, QueryDict
from django.utils.http import urlencode

from cases import kept_forms
from cases.admin.forms.kept_forms import SHEET, moment
from cases.models import KeptForm

#: What of a query belongs to the page. Not all of it: the filters of a list may hold the name of a person.
PARTS_OF_PAGE = ("with", "keep", "measure")


def page_of(request: HttpRequest) -> str:
    """The address under which the text of this page is kept."""
    parts = {name: request.GET[name] for name in PARTS_OF_PAGE if name in request.GET}
    return f"{request.path}?{urlencode(parts)}" if parts else request.path


def kept_for(request: HttpRequest) -> KeptForm | None:
    """What this page was opened to go on with; None for whoever did not write it. One query where one was named."""
    if not hasattr(request, "kept_answer"):
        is_asked_for = request.method == "GET" and SHEET in request.GET and request.user.is_authenticated
        request.kept_answer = (
            kept_forms.find(request.user, page_of(request), request.GET[SHEET]) if is_asked_for else None
        )
    return request.kept_answer


def typed_before(request: HttpRequest) -> QueryDict:
    """What the user had typed into this page when it could not be posted; empty as a rule."""
    kept = kept_for(request)
    return kept_forms.posted_again(kept) if kept else QueryDict()


def answered(request: HttpRequest) -> None:
    """What the page asked was done: forget what was kept of its form."""
    sheet = kept_forms.sheet_of(request.POST.get(kept_forms.SHEET_FIELD))
    if sheet is not None and sheet.user_id == request.user.pk:
        kept_forms.forget(sheet)


def in_templates(request: HttpRequest) -> dict:
    """For the context of every page: the sheet of its form, made where a template asks for it."""
    return {"kept_sheet": partial(sheet_shown, request)}


def sheet_shown(request: HttpRequest) -> dict:
    """The pass of the page's form, and since when its text was kept: "" for a form opened new.

    A page that goes on with a text carries the sheet of that text, so that it is forgotten once the page was used.
    """
    kept = kept_for(request)
    if kept is not None:
        return {
            "pass": kept_forms.Sheet(kept.user_id, kept.page, kept.sheet).as_pass(),
            "moment": moment(kept),
        }
    posted = kept_forms.sheet_of(request.POST.get(kept_forms.SHEET_FIELD))
    if posted is not None and posted.user_id == request.user.pk:
        return {"pass": posted.as_pass(), "moment": ""}
    return {"pass": kept_forms.new_sheet(request.user, page_of(request)).as_pass(), "moment": ""}


def pass_for(request: HttpRequest, address: str) -> str:
    """The pass of a form that is posted to another address, which shows its text again."""
    return kept_forms.new_sheet(request.user, address).as_pass()
