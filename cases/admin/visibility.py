"""Confidential sources do not exist for staff without the right to see them.

Neither does what rests on them alone: figures and statements printed by one, citations of one, and what points
to such a figure. Every list, form, chooser, history and deletion of the admin asks here.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.contrib.admin.utils import NestedObjects
from django.db import models
from django.db.models import Q

from cases.models import Citation, Figure, Relation, Source, Statement, WorkingCount

PERMISSION = "cases.view_confidential_source"

#: By model, the paths to the sources a row rests on; "" is the row itself. The other wing adds its own.
PATHS: dict[type[models.Model], tuple[str, ...]] = {
    Source: ("",),
    Figure: ("source",),
    Statement: ("source",),
    Citation: ("source", "figure__source"),
    Relation: ("from_figure__source", "to_figure__source"),
    WorkingCount: ("figure__source",),
}


def may_see_confidential(user) -> bool:
    return user.has_perm(PERMISSION)


def visible_to(user, model: type[models.Model]) -> Q:
    """The condition on rows of `model`, or of its history, that `user` may know of.

    Asks what a row is, not what it is not: a history row whose source was deleted stays hidden.
    """
    if may_see_confidential(user):
        return Q()
    condition = Q()
    for path in PATHS.get(model, ()):
        if not path:
            condition &= Q(is_confidential=False)
            continue
        nothing = Q(**{f"{path.partition('__')[0]}__isnull": True})
        condition &= nothing | Q(**{f"{path}__is_confidential": False})
    return condition


def hidden_among(user, rows: Iterable[models.Model]) -> bool:
    """Whether `user` may not know of one of these rows. One query for each model at most."""
    if may_see_confidential(user):
        return False
    keys = defaultdict(set)
    for row in rows:
        if type(row) in PATHS:
            keys[type(row)].add(row.pk)
    return any(
        model._base_manager.filter(visible_to(user, model), pk__in=pks).count() < len(pks)
        for model, pks in keys.items()
    )


def deletion_touches_hidden(user, rows: list[models.Model]) -> bool:
    """Whether deleting `rows` would delete, or is prevented by, a row that `user` may not know of."""
    if may_see_confidential(user) or not rows:
        return False
    collector = NestedObjects(using=rows[0]._state.db, origin=rows)
    collector.collect(rows)
    touched = [row for instances in collector.data.values() for row in instances]
    return hidden_among(user, [*touched, *collector.protected])
