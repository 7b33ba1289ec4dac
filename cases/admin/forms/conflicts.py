"""Two people edited one row: what each changed since the version that the second one saw."""

from dataclasses import dataclass

from django import forms
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from cases.admin.forms.date_fields import TypedDateField
from cases.models.record import Record

#: Enough to recognise a text by; the whole of it stands in the form and in the history.
LONGEST_SHOWN = 200


@dataclass(frozen=True)
class Conflict:
    """Names of form fields: `mine` changed by the person at the form, `theirs` by others, `both` by both and to
    different values."""

    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    both: tuple[str, ...]


def compare(form: forms.ModelForm, current: Record, seen: int | None) -> Conflict:
    """Compare the posted form and the stored row with the version both started from, kept in the history.

    When the history no longer has it, every difference counts as changed by both.
    """
    base = current.versions.filter(row_version=seen).first() if seen else None
    names = [name for name, field in form.fields.items() if name in form.initial and not field.disabled]
    names = [name for name in names if name != "seen_version"]
    posted = {name: posted_value(form, name) for name in names}
    stored = stored_values(form, current, names)
    if base is None:
        differing = tuple(name for name in names if posted[name] != stored[name])
        return Conflict(differing, (), differing)
    before = stored_values(form, base, names)
    mine = tuple(name for name in names if posted[name] != before[name])
    theirs = tuple(name for name in names if stored[name] != before[name])
    both = tuple(name for name in mine if name in theirs and posted[name] != stored[name])
    return Conflict(mine, theirs, both)


def take_over(form: forms.ModelForm, current: Record, conflict: Conflict) -> None:
    """Put what only others changed, and the version now seen, into the data of the form."""
    untouched = [name for name in conflict.theirs if name not in conflict.mine]
    form.data = form.data.copy()
    for name, value in stored_values(form, current, untouched).items():
        key = form.add_prefix(name)
        form.data.pop(f"{key}_reference", None)
        if isinstance(form.fields[name], forms.BooleanField):
            form.data.pop(key, None)
            if value:
                form.data[key] = "on"
        elif isinstance(form.fields[name], forms.MultipleChoiceField):
            form.data.setlist(key, value)
        else:
            form.data[key] = value
    form.data[form.add_prefix("seen_version")] = str(current.row_version)


def messages(form: forms.ModelForm, current: Record, conflict: Conflict) -> list[str]:
    """The conflict in words: who and when, each field with both values, and what was taken over."""
    # Steps of the workflow keep the version: the oldest row that has it is the edit itself.
    edit = current.versions.filter(row_version=current.row_version).last()
    who = edit.history_user.get_username() if edit and edit.history_user else _("somebody")
    when = date_format(timezone.localtime(current.updated_at), "DATETIME_FORMAT")
    said = [
        _(
            "%(who)s saved a newer version on %(when)s. Nothing was saved now, and nothing you wrote is lost: compare, "
            "then save again."
        )
        % {"who": who, "when": when}
    ]
    stored = stored_values(form, current, conflict.both)
    for name in conflict.both:
        said.append(
            _("Both of you changed “%(field)s”. Stored now: “%(stored)s”. Yours: “%(yours)s”.")
            % {
                "field": label(form, name),
                "stored": in_words(form.fields[name], stored[name]),
                "yours": in_words(form.fields[name], posted_value(form, name)),
            }
        )
    taken = [label(form, name) for name in conflict.theirs if name not in conflict.mine]
    if taken:
        said.append(_("Taken over from the newer version: %s.") % ", ".join(taken))
    return said


def label(form: forms.ModelForm, name: str) -> str:
    return str(form[name].label)


def posted_value(form: forms.ModelForm, name: str):
    return comparable(form.fields[name], form[name].data)


def stored_values(form: forms.ModelForm, row, names) -> dict:
    """The fields of a row, or of one of its history, as the form would post them unchanged."""
    values = model_to_dict(row, fields=names)
    return {name: comparable(form.fields[name], values[name]) for name in names}


def comparable(field: forms.Field, value):
    """One form for values that are the same: bool, list of texts, or text."""
    if isinstance(field, forms.BooleanField):
        return bool(field.to_python(value))
    if isinstance(field, TypedDateField):
        return field.in_edtf(value)
    value = field.prepare_value(value)
    if isinstance(field, forms.MultipleChoiceField):
        return sorted(str(getattr(item, "code", item)) for item in value or [])
    widget = getattr(field.widget, "widget", field.widget)
    shown = widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return str(shown or "") if shown != 0 else "0"


def in_words(field: forms.Field, value) -> str:
    """A value as people read it: labels instead of codes and keys."""
    if isinstance(field, forms.ModelChoiceField):
        row = field.queryset.filter(pk=value).first() if value.isdigit() else None
        return field.label_from_instance(row) if row else (value or _("(empty)"))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = {str(code): str(words) for code, words in getattr(field, "choices", [])}
    values = value if isinstance(value, list) else [value]
    text = ", ".join(labels.get(item, item) for item in values if item)
    return Truncator(text).chars(LONGEST_SHOWN) if text else _("(empty)")
