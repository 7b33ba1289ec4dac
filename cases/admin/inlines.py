"""Rows of one noun in a list on the page of another."""

from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import get_deleted_objects
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from cases.admin import visibility
from cases.admin.form import RowForm, TextArea
from cases.admin.row import RowAdmin
from cases.models.encryption import EncryptedTextField

SMALL_TEXT = {"widget": TextArea(attrs={"rows": 2})}


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
