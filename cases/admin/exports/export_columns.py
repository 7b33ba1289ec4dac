"""The columns that one user may take out of one list, and the words of a row in them.

Those that the form of the noun shows to this user, and the states beside it; nothing else. Encrypted texts need a right
of their own. What a row points to and the user may not know of stays empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django_countries.fields import CountryField

from cases.admin import visibility
from cases.models.encryption import EncryptedTextField

RESTRICTED = "cases.export_restricted"
#: Beside the fields of the form; shown by the panel and the history.
STATES = ("review_state", "publication_state", "first_published_at", "created_at", "updated_at")
#: Rows read at once.
CHUNK = 500
BETWEEN = "; "


@dataclass(frozen=True)
class Column:
    """One column of a private export: a field of the noun."""

    field: models.Field

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        words = str(self.field.verbose_name)
        return words[:1].upper() + words[1:]

    @property
    def is_restricted(self) -> bool:
        return isinstance(self.field, EncryptedTextField)


def columns_for(model_admin, request) -> list[Column]:
    """What this user may take out of this list, in the order of the form. No query."""
    by_name = {field.name: field for field in model_admin.opts.concrete_fields}
    shown = [name for name in flatten_fieldsets(model_admin.get_fieldsets(request, None)) if name in by_name]
    names = dict.fromkeys([*shown, *(name for name in STATES if name in by_name)])
    columns = [Column(by_name[name]) for name in names if model_admin.may_see_column(request, name)]
    may_restricted = request.user.has_perm(RESTRICTED)
    return [
        column
        for column in columns
        if not isinstance(column.field, models.JSONField) and (may_restricted or not column.is_restricted)
    ]


def lines(queryset, columns: list[Column], user) -> Iterator[list]:
    """The rows as lists of numbers and text, read in chunks. For each chunk one query, and one more for each column
    that points to a noun of which the user may not know every row."""
    related = [column.name for column in columns if column.field.is_relation]
    wanted = queryset.select_related(*related) if related else queryset
    rows = wanted.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rows, CHUNK)):
        known = {
            column.name: known_keys(column, chunk, user) for column in columns if column.field.is_relation
        }
        for row in chunk:
            yield [value(row, column, known.get(column.name)) for column in columns]


def known_keys(column: Column, rows: Iterable, user) -> set[int] | None:
    """The keys in this column of rows that the user may know of; None where there is nothing to hide."""
    remote = column.field.related_model
    if remote not in visibility.PATHS or visibility.may_see_confidential(user):
        return None
    keys = {getattr(row, column.field.attname) for row in rows} - {None}
    found = remote._base_manager.filter(visibility.visible_to(user, remote), pk__in=keys)
    return set(found.values_list("pk", flat=True))


def value(row, column: Column, known: set[int] | None):
    """One cell: a number, or text as people read it."""
    field = column.field
    if field.is_relation:
        key = getattr(row, field.attname)
        if key is None or (known is not None and key not in known):
            return ""
        remote = getattr(row, field.name)
        return (
            remote.get_username()
            if isinstance(remote, get_user_model())
            else getattr(remote, "reference", str(remote))
        )
    stored = getattr(row, field.name)
    if stored is None or stored == "":
        return ""
    if isinstance(field, CountryField):
        return BETWEEN.join(str(country.name) for country in (stored if field.multiple else [stored]))
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    if isinstance(stored, bool):
        return _("yes") if stored else _("no")
    if isinstance(stored, datetime):
        return timezone.localtime(stored).strftime("%Y-%m-%d %H:%M %z")
    if isinstance(stored, date):
        return stored.isoformat()
    return stored if isinstance(stored, int | float) else str(stored)
