"""The parts of a form in the order in which they are filled in: groups of fields, and lists between them.

Each part is one link of the navigation above the form.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.helpers import AdminForm, Fieldset, InlineAdminFormSet
from django.contrib.admin.utils import flatten
from django.utils.text import capfirst


@dataclass(frozen=True)
class Part:
    """A group of fields or a list of rows.

    `rows` is how many rows the list has, None for fields. `has_errors`: something in it was refused.
    """

    anchor: str
    title: str
    fieldset: Fieldset | None = None
    formset: InlineAdminFormSet | None = None
    rows: int | None = None
    has_errors: bool = False


def parts_of(form: AdminForm, formsets: Iterable[InlineAdminFormSet]) -> list[Part]:
    """The groups of fields in their order, each followed by the lists that stand after one of its fields
    (`stands_after` of the inline), then the other lists, and at the very end the reason for the change."""
    formsets = list(formsets)
    parts, last = [], []
    for fieldset in form:
        names = flatten(fieldset.fields)
        (last if "change_reason" in names else parts).append(fields_part(fieldset, names))
        following = [item for item in formsets if getattr(item.opts, "stands_after", "") in names]
        parts += [list_part(item) for item in following]
        formsets = [item for item in formsets if item not in following]
    return [*parts, *(list_part(item) for item in formsets), *last]


def fields_part(fieldset: Fieldset, names: list[str]) -> Part:
    has_errors = any(name in names for name in fieldset.form.errors)
    if has_errors:
        # Django looks for errors outside of lines only, and would leave this one folded.
        fieldset.classes = fieldset.classes.replace("collapse", "")
    return Part(f"part-{names[0]}", str(fieldset.name or ""), fieldset=fieldset, has_errors=has_errors)


def list_part(item: InlineAdminFormSet) -> Part:
    formset = item.formset
    return Part(
        f"{formset.prefix}-group",
        capfirst(str(item.opts.verbose_name_plural)),
        formset=item,
        rows=formset.initial_form_count(),
        has_errors=formset.is_bound and formset.total_error_count() > 0,
    )
