"""Rows of one noun in a list on the page of another."""

from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets, get_deleted_objects
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy as _

from cases.admin import visibility
from cases.admin.forms.form import RowForm, TextArea
from cases.admin.forms.recent_sources import SourcePicker, recent_sources
from cases.admin.row import RowAdmin
from cases.models import Source
from cases.models.encryption import EncryptedTextField

SMALL_TEXT = {"widget": TextArea(attrs={"rows": 2})}
#: How many empty rows the button for more brings.
MORE_ROWS = 5


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

    def cited_forms(self) -> list:
        """The rows for which a source is to be cited once they are saved: none, see cited_rows.py."""
        return []

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
    """Rows of one noun on the page of another. One empty row, because adding more takes a script.

    `stands_after` names the field of the page after whose group the list stands. `adds_quickly`: a button saves the
    page and comes back with more empty rows. `list_description`: what the list is for, above its rows.
    """

    form = RowForm
    formset = RowFormSet
    formfield_overrides = {models.TextField: SMALL_TEXT, EncryptedTextField: SMALL_TEXT}
    related: tuple[str, ...] = ()
    extra = 1
    show_change_link = True
    stands_after = ""
    adds_quickly = False
    list_description = ""

    @property
    def column_names(self) -> set[str]:
        """The fields side by side in a row; the others are folded below it."""
        groups = self.fieldsets or ((None, {"fields": self.fields or ()}),)
        return set(flatten_fieldsets(group for group in groups if not group[0]))

    def get_extra(self, request, obj=None, **kwargs):
        """Empty rows: more where the button for more was pressed."""
        return MORE_ROWS if request.GET.get("rows") == self.opts.model_name else self.extra

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Beside a chooser the links to add and to open a record. Changing and deleting it belong to its own page:
        in a row of a list they are in the way, and too easily hit."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A source with those used last above its chooser."""
        if db_field.remote_field.model is Source:
            kwargs["widget"] = SourcePicker(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

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
        for field in formset.form.base_fields.values():
            picker = getattr(field.widget, "widget", field.widget)
            if isinstance(picker, SourcePicker):
                picker.recent = recent_sources(request, obj)
        return formset


class TabularRecordInline(RecordInline):
    """Rows of few columns, one below the other; groups of fields with a name are folded below the row."""

    template = "admin/edit_inline/rows.html"


class StackedRecordInline(RecordInline):
    """Each row a small form of its own."""

    template = "admin/edit_inline/stacked.html"
