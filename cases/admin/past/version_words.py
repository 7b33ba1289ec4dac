"""Versions of a record in words: what kind of change, why, and the columns it changed as a form shows them."""

from dataclasses import dataclass

from django.contrib import admin
from django.contrib.admin.utils import display_for_field
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries.fields import CountryField

from cases import restoring
from cases.admin.steps.workflow_words import in_words
from cases.editing import WORKFLOW_REASON
from cases.models.edtf import EDTFField
from cases.models.record import Record
from cases.record_history import Version
from cases.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Change:
    """One column that a version changed: `pieces` for texts, else `old` and `new` in the words of the form."""

    label: str
    old: str = ""
    new: str = ""
    pieces: tuple[Piece, ...] = ()


def kind_of(version: Version) -> str:
    if version.is_deletion:
        return "deleted"
    if version.before is None:
        return "added"
    if version.before.is_deletion:
        return "restored"
    return "step" if (version.row.history_change_reason or "").startswith(WORKFLOW_REASON) else "changed"


def reason_of(version: Version) -> str:
    reason = version.row.history_change_reason or ""
    return in_words(reason.removeprefix(WORKFLOW_REASON)) if reason.startswith(WORKFLOW_REASON) else reason


def row_name(record: Record) -> str:
    """A row as the timeline of another record calls it."""
    noun = capfirst(record._meta.verbose_name)
    try:
        return _("%(noun)s %(name)s") % {"noun": noun, "name": record}
    except ObjectDoesNotExist:
        # Its name contains that of a record that is gone.
        return _("%(noun)s %(name)s") % {"noun": noun, "name": restoring.name_of(record)}


def changes(version: Version, columns: list[str], may_compare: bool) -> list[Change]:
    """What a version changed of the columns shown; of a row that came or went, all that it said."""
    if version.is_deletion or version.is_first:
        return [
            Change(label(version.model, name), new=value)
            for name in columns
            if (value := shown_value(version.record, name))
        ]
    if not may_compare:
        return []
    return [
        change_of(version.before.record, version.record, name)
        for name in columns
        if differs(version.before.record, version.record, name)
    ]


def differs(one: Record, other: Record, name: str) -> bool:
    column = one._meta.get_field(name).attname
    return getattr(one, column) != getattr(other, column)


def change_of(then: Record, now: Record, name: str) -> Change:
    """One column of two versions of a record: texts word by word, everything else whole."""
    old, new = shown_value(then, name), shown_value(now, name)
    words = label(type(then), name)
    if is_text(then._meta.get_field(name)) and old and new:
        return Change(words, old, new, tuple(word_diff(old, new)))
    return Change(words, old, new)


def is_text(field: models.Field) -> bool:
    """Whether people write sentences into the field."""
    writes_words = isinstance(field, models.TextField | models.CharField) and not field.choices
    return writes_words and not isinstance(field, EDTFField | CountryField) and field.name != "reference"


def label(model: type[Record], name: str) -> str:
    return capfirst(model._meta.get_field(name).verbose_name)


def shown_value(record: Record, name: str) -> str:
    """One column of a record as a read-only form shows it."""
    field = record._meta.get_field(name)
    try:
        value = getattr(record, name)
    except ObjectDoesNotExist:
        return _("(deleted)")
    if field.is_relation:
        return related_words(value)
    if isinstance(field, CountryField):
        return ", ".join(str(country.name) for country in (value if field.multiple else [value]) if country)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(display_for_field(value, field, ""))


def related_words(value) -> str:
    """A record or a user that a column points to, as a chooser calls it."""
    if value is None:
        return ""
    pages = admin.site.get_model_admin(type(value)) if admin.site.is_registered(type(value)) else None
    try:
        return getattr(pages, "choice_label", str)(value)
    except ObjectDoesNotExist:
        return restoring.name_of(value)
