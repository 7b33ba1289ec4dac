"""Forms that lose nothing: what was typed and not saved is kept, and offered when its author comes back.

Kept when saving fails, when the session has ended meanwhile, and every some seconds by a script
(static/js/kept_form.js). The rules and the limits: cases/kept_forms.py.
"""

from django.contrib import admin, messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import kept_forms
from cases.models import KeptForm

#: In the query of a form's address: the sheet whose kept text it is filled with.
SHEET = "kept"


def moment(kept: KeptForm) -> str:
    return f"{date_format(timezone.localtime(kept.kept_at), 'DATE_FORMAT')}, {time_of_day(kept)}"


def time_of_day(kept: KeptForm) -> str:
    return date_format(timezone.localtime(kept.kept_at), "H:i")


def filled_address(sheet: kept_forms.Sheet) -> str:
    """The address of the form with what was kept in it."""
    mark = "&" if "?" in sheet.page else "?"
    return f"{sheet.page}{mark}{urlencode({SHEET: sheet.name})}"


def keep_unsaved(request: HttpRequest) -> kept_forms.Sheet | None:
    """Keep what was posted from a form that cannot be saved now; None where it comes from no form of ours, or is too
    long."""
    sheet = kept_forms.sheet_of(request.POST.get(kept_forms.SHEET_FIELD))
    if sheet is None:
        return None
    try:
        kept_forms.keep(sheet, request.POST)
    except kept_forms.NotKept:
        return None
    return sheet


def after_sign_in(request: HttpRequest) -> HttpResponse | None:
    """Keep what a form posted that its sender may not save any longer, and lead to it, by way of the login page;
    None where there is nothing to keep.

    Whoever signs in as somebody else finds an empty form: only the author of a text sees it again.
    """
    sheet = keep_unsaved(request)
    if sheet is None:
        return None
    if request.user.pk == sheet.user_id and request.user.is_staff:
        messages.warning(
            request,
            _("Nothing was saved, because you signed in again meanwhile. Look through it, then save."),
        )
        return redirect(filled_address(sheet))
    messages.warning(request, _("Your session has ended. What you wrote is kept: log in to go on with it."))
    return redirect_to_login(filled_address(sheet), reverse("admin:login"))


class KeptFormPages(admin.ModelAdmin):
    """The forms of one noun. Two queries more on a form, and two when it is saved."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        sheet = kept_forms.sheet_of(request.POST.get(kept_forms.SHEET_FIELD))
        if request.method == "GET" and SHEET in request.GET:
            kept = kept_forms.find(request.user, request.path, request.GET[SHEET])
            if kept is not None and self.may_fill_in(request, object_id):
                return self.filled_again(request, kept, object_id, form_url, extra_context)
        response = super().changeform_view(request, object_id, form_url, extra_context)
        return self.with_sheet(request, response, sheet)

    def may_fill_in(self, request, object_id) -> bool:
        if object_id is None:
            return self.has_add_permission(request)
        record = self.get_object(request, admin.utils.unquote(object_id))
        return record is not None and self.has_change_permission(request, record)

    def filled_again(self, request, kept: KeptForm, object_id, form_url, extra_context):
        """The form as it would stand if the kept text had been posted and refused.

        So each field goes through what it goes through when it is saved, and fields, rows and choices that the user
        may not see any longer are not there.
        """
        request.is_filled_again = True
        request.refusal = _(
            "What you typed until %s is here again. It is not saved yet: look through it, then save."
        ) % (moment(kept))
        request.method, request.POST = "POST", kept_forms.posted_again(kept)
        try:
            with transaction.atomic():
                response = super().changeform_view(request, object_id, form_url, extra_context)
        finally:
            request.method = "GET"
        return self.with_sheet(
            request, response, kept_forms.Sheet(kept.user_id, kept.page, kept.sheet), is_filled=True
        )

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A list of rows that the form did not have when it was kept shows the rows as they are stored."""
        arguments = super().get_formset_kwargs(request, obj, inline, prefix)
        if getattr(request, "is_filled_again", False) and f"{prefix}-TOTAL_FORMS" not in request.POST:
            for name in ("data", "files", "save_as_new"):
                arguments.pop(name, None)
        return arguments

    def save_form(self, request, form, change):
        """The last lock: a form that is only shown again must never save."""
        if getattr(request, "is_filled_again", False) and form.is_valid():
            raise PermissionDenied
        return super().save_form(request, form, change)

    def with_sheet(self, request, response, sheet, is_filled: bool = False):
        """Keep or forget what was posted, and give the form its sheet."""
        context = getattr(response, "context_data", None) or {}
        if "adminform" not in context:
            if sheet is not None and request.method == "POST":
                kept_forms.close(sheet)
            return response
        if not (context["has_change_permission"] if context["change"] else context["has_add_permission"]):
            return response
        if sheet is not None and request.method == "POST":
            keep_unsaved(request)
        if sheet is None or sheet.user_id != request.user.pk:
            sheet = kept_forms.new_sheet(request.user, request.path)
        offers = [] if is_filled else kept_forms.of_page(request.user, sheet.page)
        context["kept_form"] = {
            "pass": sheet.as_pass(),
            "offers": [
                {"sheet": kept.sheet, "moment": moment(kept), "query": urlencode({SHEET: kept.sheet})}
                for kept in offers
                if kept.sheet != sheet.name
            ],
        }
        return response


# --- addresses of no noun: cases/admin/urls.py ---


@require_POST
def keep(request: HttpRequest) -> JsonResponse:
    """Keep what the script of a form posts. Needs the pass of the form and no session. 403 without a pass, 409, 413
    or 429 where it is not kept; `said` is for the person at the form."""
    sheet = kept_forms.sheet_of(request.POST.get(kept_forms.SHEET_FIELD))
    if sheet is None:
        return JsonResponse({"said": _("This form is too old for its text to be kept.")}, status=403)
    try:
        kept = kept_forms.keep(sheet, request.POST, by_script=True)
    except kept_forms.NotKept as refusal:
        status = {"saved": 409, "too long": 413, "too often": 429}[refusal.reason]
        said = _("This form is too long for its text to be kept: save it.") if status == 413 else ""
        return JsonResponse({"said": said}, status=status)
    time = time_of_day(kept)
    if request.user.pk != sheet.user_id:
        return JsonResponse(
            {"said": _("Your session has ended. Your text was kept at %s, it is not saved.") % time}
        )
    return JsonResponse({"said": _("Your text was kept at %s. It is not saved yet.") % time})


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Forget one of the user's kept texts, and go back to its form."""
    page = kept_forms.discard(request.user, request.POST.get("sheet", ""))
    if not page:
        return redirect("admin:index")
    messages.success(request, _("The unsaved text was discarded."))
    return redirect(page)
