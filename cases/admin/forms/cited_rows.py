"""Citing a source for a row of a list without leaving the page: for events, figures and people of a case.

A row shows who says so, and has fields for one more source. Saving the page makes the citation.
"""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin import references, visibility
from cases.admin.forms.choosers import RecordChoiceField
from cases.admin.forms.form import RowForm
from cases.admin.forms.inlines import RowFormSet, TabularRecordInline
from cases.admin.forms.recent_sources import SourcePicker, recent_sources
from cases.choices import Stance
from cases.models import Citation, Source

#: Fields of a row that are no columns of it.
CITING = ("cite_source", "cite_locator", "cite_stance")


class CitedRowForm(RowForm):
    """A row with three fields for a source to be cited for it. `cites` is set by the inline."""

    #: The column of Citation that points to such a row, for example "event".
    cites = ""

    cite_source = RecordChoiceField(
        Source.objects.none(),
        label=_("Cite a source"),
        required=False,
        help_text=_("Who says so. Saving adds the citation; it is published with this row."),
    )
    cite_locator = forms.CharField(
        label=_("where in it"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("For example “p. 12” or “third paragraph”. Published."),
    )
    cite_stance = forms.ChoiceField(
        label=_("the source"),
        choices=Stance.choices,
        initial=Stance.SUPPORTS,
        required=False,
        help_text=_("Whether it supports or disputes what this row says. Published."),
    )

    def changes_the_row(self) -> bool:
        """Whether more was written than a source to cite."""
        return not set(self.changed_data) <= set(CITING)

    def clean(self):
        cleaned = super().clean()
        source, where = self.cleaned_data.get("cite_source"), self.cleaned_data.get("cite_locator", "")
        if where and not source and "cite_source" not in self.errors:
            self.add_error("cite_source", _("Choose the source this place is in."))
        if source and self.instance.pk:
            here = Citation.objects.filter(**{self.cites: self.instance}, source=source, locator=where)
            if here.exists():
                self.add_error("cite_source", _("This source is already cited here at the same place."))
        if source and not self.instance.pk and not self.changes_the_row():
            raise ValidationError(_("Say first what the source is cited for."))
        return cleaned

    def refuse_old_version(self):
        """Citing one more source changes nothing that somebody else could have changed."""
        if self.changes_the_row():
            super().refuse_old_version()

    def cite(self, *, by, reason: str) -> None:
        """Add the citation that was asked for, once the row is saved."""
        source = self.cleaned_data.get("cite_source")
        if not source:
            return
        citation = Citation(
            **{self.cites: self.instance},
            source=source,
            locator=self.cleaned_data.get("cite_locator", ""),
            stance=self.cleaned_data.get("cite_stance") or Stance.SUPPORTS,
        )
        references.give_reference(citation)
        editing.save_record(citation, by=by, reason=reason)


class CitedRowFormSet(RowFormSet):
    """Rows with their citations. A row that only got a citation is not saved itself: it has not changed."""

    def cited_forms(self) -> list[CitedRowForm]:
        """The rows that stay and for which a source is to be cited."""
        return [
            form
            for form in self.forms
            if form not in self.deleted_forms and getattr(form, "cleaned_data", {}).get("cite_source")
        ]

    def save(self, commit=True):
        """Django's, without rows whose own columns nobody touched."""
        super().save(commit=commit)
        only_cited = {id(form.instance) for form in self.initial_forms if not form.changes_the_row()}
        self.changed_objects = [row for row in self.changed_objects if id(row[0]) not in only_cited]
        return [*(row for row, _names in self.changed_objects), *self.new_objects]


class CitedInline(TabularRecordInline):
    """Rows of a list, each with who says so."""

    form = CitedRowForm
    formset = CitedRowFormSet
    #: The column of Citation that points to such a row.
    cites = ""

    def get_queryset(self, request):
        """With the citations the user may know of: two queries for the whole list."""
        rows = super().get_queryset(request)
        if not request.user.has_perm("cases.view_citation"):
            return rows
        known = Citation.objects.filter(visibility.visible_to(request.user, Citation))
        return rows.prefetch_related(
            Prefetch("citations", known.select_related("source").order_by("reference"), to_attr="cited")
        )

    def may_cite(self, request, obj=None) -> bool:
        return self.has_change_permission(request, obj) and request.user.has_perm("cases.add_citation")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if self.may_cite(request, obj):
            return fieldsets
        return [
            (name, {**options, "fields": without(options["fields"], CITING)}) for name, options in fieldsets
        ]

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        form = formset.form
        form.cites = self.cites
        if not self.may_cite(request, obj):
            for name in CITING:
                form.base_fields.pop(name, None)
            return formset
        # Not the declared field itself: every request and every thread shares it.
        form.base_fields["cite_source"] = self.source_field(request, obj)
        return formset

    def source_field(self, request, obj) -> RecordChoiceField:
        """The field to choose a source with, among those the user may know of."""
        source_admin = self.admin_site.get_model_admin(Source)
        declared, column = self.form.declared_fields["cite_source"], Citation._meta.get_field("source")
        picker = SourcePicker(column, self.admin_site)
        picker.recent = recent_sources(request, obj)
        return RecordChoiceField(
            source_admin.get_queryset(request),
            choice_label=source_admin.choice_label,
            label=declared.label,
            help_text=declared.help_text,
            required=False,
            widget=RelatedFieldWidgetWrapper(
                picker,
                column.remote_field,
                self.admin_site,
                can_add_related=source_admin.has_add_permission(request),
            ),
        )


def without(fields, names) -> tuple:
    """`fields` of a fieldset, lines included, without `names`."""
    kept = []
    for field in fields:
        if isinstance(field, str):
            kept += [] if field in names else [field]
        elif line := without(field, names):
            kept.append(line)
    return tuple(kept)
