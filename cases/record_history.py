"""The history of a record together with the rows that hang on it: events, figures, citations of a case …

Knows no user: which versions somebody may see is decided by cases/admin/past/history.py, by the conditions it adds.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery, Value

from cases.models.record import Record


def parts_of(model: type[Record]) -> list[tuple[type[Record], str]]:
    """The nouns whose rows are deleted along with a row of `model`, each with the column that points to it."""
    return [
        (relation.related_model, relation.field.attname)
        for relation in model._meta.related_objects
        if relation.on_delete is models.CASCADE
        and issubclass(relation.related_model, Record)
        and hasattr(relation.related_model, "history")
    ]


def whole(model: type[Record], pk: int) -> dict[type[Record], Q]:
    """By noun, the condition on history rows of one record and of all that hangs or ever hung on it.

    One query for each noun that has parts of its own, however many rows there are.
    """
    found: dict[type[Record], Q] = {model: Q(id=pk)}

    def add(holder: type[Record], pks: Iterable[int]) -> None:
        for part, column in parts_of(holder):
            condition = Q(**{f"{column}__in": pks})
            found[part] = found.get(part, Q(pk__in=[])) | condition
            if parts_of(part):
                add(part, sorted(set(part.history.filter(condition).order_by().values_list("id", flat=True))))

    add(model, [pk])
    return found


def timeline(conditions: dict[type[Record], Q]) -> QuerySet:
    """The history rows of several nouns as one list, newest first: dicts of noun, history_id, history_date."""
    branches = [
        model.history.filter(condition)
        .order_by()
        .annotate(noun=Value(model._meta.label_lower, output_field=models.CharField()))
        .values("noun", "history_id", "history_date")
        for model, condition in conditions.items()
    ]
    rows = branches[0].union(*branches[1:], all=True) if len(branches) > 1 else branches[0]
    return rows.order_by("-history_date", "-history_id")


@dataclass(frozen=True)
class Version:
    """One history row, the record as it was then, and the version before it (None: the first)."""

    model: type[Record]
    row: models.Model
    record: Record
    before: "Version | None" = None

    @property
    def pk(self) -> int:
        return self.row.history_id

    @property
    def is_deletion(self) -> bool:
        return self.row.history_type == "-"

    @property
    def is_first(self) -> bool:
        """Whether the record came into being here, or came back after it was deleted."""
        return not self.is_deletion and (self.before is None or self.before.is_deletion)


def previous_of(model: type[Record]) -> Subquery:
    """The history_id of the version before each history row of `model`."""
    earlier = model.history.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
    return Subquery(earlier.order_by("-history_id").values("history_id")[:1])


def versions(model: type[Record], history_ids: Iterable[int]) -> dict[int, Version]:
    """Versions of one noun by history_id, each with the one before. Two queries, and one for each foreign key."""
    rows = list(
        model.history.filter(history_id__in=list(history_ids))
        .select_related("history_user")
        .annotate(previous=previous_of(model))
    )
    before = {
        row.history_id: Version(model, row, row.instance)
        for row in model.history.filter(history_id__in=[row.previous for row in rows if row.previous])
    }
    found = {row.history_id: Version(model, row, row.instance, before.get(row.previous)) for row in rows}
    fetch_pointed_to(model, [version.record for version in (*found.values(), *before.values())])
    return found


def fetch_pointed_to(model: type[Record], records: list[Record]) -> None:
    """Load what the records of one noun point to: one query for each foreign key."""
    names = [field.name for field in model._meta.concrete_fields if field.is_relation]
    if records:
        models.prefetch_related_objects(records, *names)


def by_noun(entries: Iterable[dict]) -> dict[str, list[int]]:
    """The history ids of a stretch of a timeline by noun."""
    found = defaultdict(list)
    for entry in entries:
        found[entry["noun"]].append(entry["history_id"])
    return found


def nouns_of(model: type[Record]) -> set[type[Record]]:
    """`model` and the nouns that hang on it, however deep."""
    found = {model}
    for part, _column in parts_of(model):
        found |= nouns_of(part)
    return found
