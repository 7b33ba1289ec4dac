"""What somebody who imports may see and write: an import shows and changes no more than their own forms would."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Model, Q

from cases.importing.table import Table
from cases.models.record import Record


def _everything(model: type[Model]) -> Q:
    return Q()


@dataclass(frozen=True)
class Rights:
    """The rights of `user`; None is somebody at the server itself, who sees everything. `condition` holds for the rows
    of a model that they may know of."""

    user: object = None
    condition: Callable[[type[Model]], Q] = _everything

    def may(self, action: str, model: type[Model]) -> bool:
        """Whether they may "view", "add" or "change" rows of a model."""
        options = model._meta
        return not self.user or self.user.has_perm(f"{options.app_label}.{action}_{options.model_name}")

    def may_see(self, table: Table) -> bool:
        return all(self.may("view", model) for model in table.models)

    def hidden(self, records: Iterable[Record]) -> set[tuple[type[Record], int]]:
        """Which of these records do not exist for them, as (model, key). One query for each model, at most."""
        keys = defaultdict(set)
        for record in records:
            keys[type(record)].add(record.pk)
        found = set()
        for model, pks in keys.items():
            condition = self.condition(model)
            if condition:
                seen = model._base_manager.filter(condition, pk__in=pks).values_list("pk", flat=True)
                found |= {(model, pk) for pk in pks - set(seen)}
        return found


EVERYTHING = Rights()
