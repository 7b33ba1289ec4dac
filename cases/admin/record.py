"""What every page of the record in the admin has in common.

Rights are Django's permissions and nothing else; on top, confidential sources do not exist for staff without
the right to see them (visibility.py). Every save and deletion goes through cases/editing.py.
"""

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.db import models
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin import references, visibility
from cases.admin.forms import error_summary, form_parts, kept_answers
from cases.admin.forms.form import WORK_FIELDS, RecordForm, TextArea
from cases.admin.forms.kept_forms import KeptFormPages
from cases.admin.lists.pages import ListPages
from cases.admin.past.deleted import DeletedPages
from cases.admin.row import RowAdmin
from cases.admin.steps.pages import StepPages
from cases.choices import PublicationState
from cases.models.encryption import EncryptedTextField

LARGE_TEXT = {"widget": TextArea(attrs={"rows": 4})}


class RecordAdmin(RowAdmin, ListPages, KeptFormPages, StepPages, DeletedPages):
    """The list, form, history and deletion of one noun of the record.

    `related` names the foreign keys that lists and forms show, so that a page costs the same number of queries
    however many rows it has. Nothing of the admin's own log is written: the history has it, with the reason.
    """

    form = RecordForm
    change_form_template = "admin/record_change_form.html"
    delete_confirmation_template = "admin/record_delete_confirmation.html"
    formfield_overrides = {models.TextField: LARGE_TEXT, EncryptedTextField: LARGE_TEXT}
    related: tuple[str, ...] = ()
    save_on_top = False

    def choice_label(self, record) -> str:
        """The record in the words of a list of choices: from its own columns alone, it is asked for each row."""
        return str(record)

    def get_object(self, request, object_id, from_field=None):
        """The row with what it points to, as the form shows it."""
        record = super().get_object(request, object_id, from_field)
        if record is not None and self.related:
            models.prefetch_related_objects([record], *self.related)
        return record

    # --- what is on the form ---

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is None or self.has_change_permission(request, obj):
            fieldsets.append((_("Saving"), {"fields": WORK_FIELDS}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        if obj is not None and hasattr(obj, "reference") and references.is_frozen(obj):
            return (*readonly, "reference")
        return readonly

    def shown_fields(self, request, obj) -> list[str]:
        """The columns this user sees of this row: also all that the history may tell them."""
        columns = {field.name for field in self.model._meta.concrete_fields}
        return [name for name in flatten_fieldsets(self.get_fieldsets(request, obj)) if name in columns]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """With the parts of the form in their order, and every error as a link to its field."""
        form, formsets = context["adminform"], context["inline_admin_formsets"]
        context["parts"] = form_parts.parts_of(form, formsets)
        context["refusals"] = error_summary.refusals(form.form, formsets)
        context["can_press_save"] = any(
            item.opts.adds_quickly and item.has_add_permission for item in formsets
        )
        return super().render_change_form(request, context, add, change, form_url, obj)

    # --- saving ---

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """What the record refuses to save becomes an error of the form, which keeps what was written."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (editing.EditRefused, editing.EditConflict) as refusal:
            request.refusal = str(refusal)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if change and not form.has_changed():
            return
        references.give_reference(obj)
        editing.save_record(
            obj,
            by=request.user,
            reason=form.cleaned_data.get("change_reason", ""),
            seen_version=form.cleaned_data.get("seen_version"),
        )

    def save_formset(self, request, form, formset, change):
        reason = form.cleaned_data.get("change_reason", "")
        changed = formset.save(commit=False)
        seen = {id(row.instance): row.cleaned_data.get("seen_version") for row in formset.initial_forms}
        for record in formset.deleted_objects:
            editing.delete_record(record, by=request.user, reason=reason)
        for record in changed:
            references.give_reference(record)
            editing.save_record(record, by=request.user, reason=reason, seen_version=seen.get(id(record)))
        for row in formset.cited_forms():
            row.cite(by=request.user, reason=reason)

    def response_add(self, request, obj, post_url_continue=None):
        return self.with_more_rows(request, super().response_add(stay(request), obj, post_url_continue))

    def response_change(self, request, obj):
        return self.with_more_rows(request, super().response_change(stay(request), obj))

    def with_more_rows(self, request, response):
        """Back on the page, with empty rows in the list whose button for more was pressed."""
        inline = next(
            (
                item
                for item in self.inlines
                if item.adds_quickly and item.model._meta.model_name == request.POST.get("_more")
            ),
            None,
        )
        if inline is None or response.status_code != 302:
            return response
        mark = "&" if "?" in response.url else "?"
        name = inline.model._meta.model_name
        return redirect(f"{response.url}{mark}rows={name}#rows-{name}")

    # --- deleting ---

    def has_delete_permission(self, request, obj=None):
        """What was ever public is taken down, never deleted: its address keeps answering."""
        if getattr(obj, "publication_state", PublicationState.UNPUBLISHED) != PublicationState.UNPUBLISHED:
            return False
        return super().has_delete_permission(request, obj)

    def get_deleted_objects(self, objs, request):
        if visibility.deletion_touches_hidden(request.user, list(objs)):
            return [], {}, set(), [_("Other records depend on this one. Ask a source keeper.")]
        return super().get_deleted_objects(objs, request)

    def delete_view(self, request, object_id, extra_context=None):
        context = {"typed": kept_answers.typed_before(request), **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, context)
        except editing.EditRefused as refusal:
            messages.error(request, str(refusal))
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def delete_model(self, request, obj):
        editing.delete_record(obj, by=request.user, reason=request.POST.get("change_reason", ""))

    # --- the admin's own log ---

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None

    def log_deletions(self, request, queryset):
        return None


def stay(request):
    """The request as if “Save and continue editing” had been pressed, where more rows were asked for."""
    if "_more" in request.POST:
        request.POST = request.POST.copy()
        request.POST["_continue"] = "yes"
    return request
