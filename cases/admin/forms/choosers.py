"""Choosing another record in a form: by searching, or without JavaScript by typing its reference.

Django's autocomplete select holds nothing but the present choice until a script fetches more. Beside it, for
browsers without scripts only, stands a text box for the reference; what is written there wins.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _


class TypedReference(str):
    """The reference a person typed, as opposed to the key a select posts."""


class Chooser(AutocompleteSelect):
    """An autocomplete select with a text box named `<field>_reference` in its shadow."""

    #: The record chosen at present, if the form has it loaded: spares one query for each chooser on a page.
    chosen = None

    def value_from_datadict(self, data, files, name):
        typed = (data.get(f"{name}_reference") or "").strip()
        return TypedReference(typed) if typed else super().value_from_datadict(data, files, name)

    def value_omitted_from_data(self, data, files, name):
        return name not in data and f"{name}_reference" not in data

    def render(self, name, value, attrs=None, renderer=None):
        typed = value if isinstance(value, TypedReference) else ""
        select = super().render(name, None if typed else value, attrs, renderer)
        # Not as `template_name`: Django looks for those of widgets in applications only.
        return render_to_string("admin/chooser.html", {"select": select, "name": name, "typed": typed})

    def optgroups(self, name, value, attrs=None):
        if self.chosen is None or value != [str(self.chosen.pk)]:
            return super().optgroups(name, value, attrs)
        label = self.choices.field.label_from_instance(self.chosen)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.chosen.pk, label, True, len(options)))
        return [(None, options, 0)]


class RecordChoiceField(forms.ModelChoiceField):
    """One record among those the user may know of; `label` puts one into words for the list of choices."""

    default_error_messages = {
        "unknown_reference": _("There is no record with the reference “%(value)s”."),
    }

    def __init__(self, *args, choice_label=str, **kwargs):
        super().__init__(*args, **kwargs)
        self.choice_label = choice_label

    def label_from_instance(self, record):
        return self.choice_label(record)

    def to_python(self, value):
        if not isinstance(value, TypedReference):
            return super().to_python(value)
        record = self.queryset.filter(reference=value.lower()).first()
        if record is None:
            raise ValidationError(
                self.error_messages["unknown_reference"],
                code="unknown_reference",
                params={"value": str(value)},
            )
        return record

    def has_changed(self, initial, data):
        if isinstance(data, TypedReference):
            try:
                data = str(self.to_python(data).pk)
            except ValidationError:
                return True
        return super().has_changed(initial, data)


class WithChoosers:
    """Gives a ModelAdmin or an inline a chooser for every foreign key to a record, and a plain list of staff."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        remote = db_field.remote_field.model
        if not hasattr(remote, "reference"):
            # Staff: few, and a plain list works for those who have no right to the pages of the accounts.
            return db_field.formfield(**kwargs)
        remote_admin = self.admin_site.get_model_admin(remote)
        return db_field.formfield(
            form_class=RecordChoiceField,
            queryset=remote_admin.get_queryset(request),
            choice_label=remote_admin.choice_label,
            **{"widget": Chooser(db_field, self.admin_site), **kwargs},
        )


def remember_chosen(form: forms.ModelForm) -> None:
    """Hand every chooser of a form the record it shows, where the row came with it (`select_related`)."""
    model = type(form.instance)
    for name, field in form.fields.items():
        if name in form.declared_fields or not isinstance(field, RecordChoiceField):
            continue
        if model._meta.get_field(name).is_cached(form.instance):
            chooser(field).chosen = getattr(form.instance, name)


def chooser(field: forms.Field) -> Chooser:
    """The widget itself, without the frame of add and change links around it."""
    return getattr(field.widget, "widget", field.widget)
