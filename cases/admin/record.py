"""What every page of the record in the admin has in common.

Rights are Django's permissions and nothing else; on top, confidential sources do not exist for staff without
the right to see them (visibility.py). Every save and deletion goes through cases/editing.py.
"""

from django.contrib import messages
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, get_deleted_objects
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin import references, visibility
from cases.admin.choosers import WithChoosers
from cases.admin.form import WORK_FIELDS, RecordForm, RowForm, TextArea
from cases.admin.history import HistoryPages
from cases.admin.steps import StepPages
from cases.choices import PublicationState
from cases.models.encryption import EncryptedTextField

LARGE_TEXT = {"widget": TextArea(attrs={"rows": 4})}
SMALL_TEXT = {"widget": TextArea(attrs={"rows": 2})}


class RowAdmin(WithChoosers):
    """Of rows, on pages of their own and in lists on another's."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(visibility.visible_to(request.user, self.model))


class RecordAdmin(RowAdmin, StepPages, HistoryPages):
    """The list, form, history and deletion of one noun of the record.

    `related` names the foreign keys that lists and forms show, so that a page costs the same number of queries
    however many rows it has. Nothing of the admin's own log is written: the history has it, with the reason.
    """

    form = RecordForm
    change_form_template = "admin/record_change_form.html"
    delete_confirmation_template = "admin/record_delete_confirmation.html"
    formfield_overrides = {models.TextField: LARGE_TEXT, EncryptedTextField: LARGE_TEXT}
    related: tuple[str, ...] = ()
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 50
    save_on_top = False

    def choice_label(self, record) -> str:
        """The record in the words of a list of choices: from its own columns alone, it is asked for each row."""
        return str(record)

    def get_list_select_related(self, request):
        return self.related or False

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

    def lookup_allowed(self, lookup, value, request=None):
        """A closed list: addresses may filter by what the page offers as filters, and by nothing else.

        Django also lets through any column of the model, which would let a person ask about what no page shows.
        """
        return lookup in self.allowed_lookups(request)

    def allowed_lookups(self, request) -> set[str]:
        allowed = set()
        for item in self.get_list_filter(request):
            if isinstance(item, type):
                allowed.add(item.parameter_name)
                continue
            field = item[0] if isinstance(item, tuple) else item
            allowed |= {field, f"{field}__exact", f"{field}__id__exact", f"{field}__isnull"}
        if self.date_hierarchy:
            allowed |= {f"{self.date_hierarchy}__{part}" for part in ("year", "month", "day")}
        return allowed

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

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

    # --- deleting ---

    def has_delete_permission(self, request, obj=None):
        """What was ever public is taken down, never deleted: its address keeps answering."""
        if getattr(obj, "publication_state", PublicationState.UNPUBLISHED) != PublicationState.UNPUBLISHED:
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request):
        """Without deleting many at once."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_deleted_objects(self, objs, request):
        if visibility.deletion_touches_hidden(request.user, list(objs)):
            return [], {}, set(), [_("Other records depend on this one. Ask a source keeper.")]
        return super().get_deleted_objects(objs, request)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
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


class RowFormSet(BaseInlineFormSet):
    """Rows of a list on another's page. `request` and `admin_site` are set by the inline."""

    request = None
    admin_site = None

    def get_queryset(self):
        """The rows, each with the record whose page this is: their names contain its name."""
        rows = super().get_queryset()
        for row in rows:
            setattr(row, self.fk.name, self.instance)
        return rows

    def clean(self):
        super().clean()
        for form in self.deleted_forms:
            if form.instance.pk:
                self.refuse_deletion(form.instance)

    def refuse_deletion(self, record) -> None:
        """Raise ValidationError where deleting this row would delete more than the user may."""
        if visibility.deletion_touches_hidden(self.request.user, [record]):
            raise ValidationError(_("Other records depend on %s. Ask a source keeper.") % record)
        _rows, _counts, lacking, _protected = get_deleted_objects([record], self.request, self.admin_site)
        if lacking:
            raise ValidationError(
                _("Deleting %(record)s would also delete what your role may not delete: %(nouns)s.")
                % {"record": record, "nouns": ", ".join(sorted(str(noun) for noun in lacking))}
            )


class RecordInline(RowAdmin, InlineModelAdmin):
    """Rows of one noun on the page of another. One empty row, because adding more takes a script."""

    form = RowForm
    formset = RowFormSet
    formfield_overrides = {models.TextField: SMALL_TEXT, EncryptedTextField: SMALL_TEXT}
    related: tuple[str, ...] = ()
    extra = 1
    show_change_link = True

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # Without names it would follow every foreign key.
        return rows.select_related(*self.related) if self.related else rows

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ["seen_version"]}))
        return fieldsets

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.request, formset.admin_site = request, self.admin_site
        return formset


class TabularRecordInline(RecordInline):
    template = "admin/edit_inline/tabular.html"


class StackedRecordInline(RecordInline):
    template = "admin/edit_inline/stacked.html"
