"""What was refused, as a list of links above the form: one line for each error, each leading to its field."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django import forms
from django.contrib.admin.helpers import InlineAdminFormSet
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Refusal:
    """One error: where it is in words, what is wrong, and the anchor of the field, row or list."""

    where: str
    message: str
    anchor: str


def refusals(form: forms.ModelForm, formsets: Iterable[InlineAdminFormSet]) -> list[Refusal]:
    """Every error of the form's fields and of the lists on it. Those of the form as a whole have no place: Django
    shows them above."""
    found = [refusal for refusal in errors_of(form, "", "") if refusal.where]
    for item in formsets:
        formset, group = item.formset, f"{item.formset.prefix}-group"
        if not formset.is_bound:
            continue
        name = capfirst(str(item.opts.verbose_name_plural))
        found += [Refusal(name, message, group) for message in formset.non_form_errors()]
        for number, row in enumerate(formset.forms, start=1):
            where = _("%(list)s, row %(number)d") % {"list": name, "number": number}
            found += errors_of(row, where, row.prefix)
    return found


def errors_of(form: forms.ModelForm, where: str, anchor: str) -> Iterator[Refusal]:
    for name, messages in form.errors.items():
        if name == NON_FIELD_ERRORS:
            yield from (Refusal(where, message, anchor) for message in messages)
            continue
        field = form[name]
        label = capfirst(str(field.label))
        place = _("%(where)s, “%(field)s”") % {"where": where, "field": label} if where else label
        # A field that the page does not show has no place to lead to.
        target = anchor if field.is_hidden else field.id_for_label
        yield from (Refusal(place, message, target) for message in messages)
