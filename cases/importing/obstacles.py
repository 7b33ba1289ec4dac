"""What an import wrote, and what has come to stand in the way of taking it back (cases/importing/undo.py)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Max
from django.utils.translation import gettext as _

from cases.choices import ReviewState
from cases.editing import WORKFLOW_COLUMNS
from cases.importing.check import Progress
from cases.importing.commit import reason_of
from cases.importing.table import Table, chunks
from cases.models import EditionEntry, ImportedRow, ImportRun
from cases.models.record import Record
from cases.models.record_search import SourceOrigin

#: Columns that say how a row is kept, and nothing of what it says.
KEPT = {"row_version", "updated_at", "created_at", *WORKFLOW_COLUMNS}

Row = tuple[type[Record], int]


@dataclass(frozen=True)
class Obstacle:
    """One row that stands in the way. `table` is the file it came in; `reason` a whole sentence."""

    table: str
    model: type[Record]
    pk: int
    reference: str
    reason: str


class UndoRefused(Exception):
    """Nothing was undone. `obstacles` are the rows in the way; the message says how many."""

    def __init__(self, obstacles: Sequence[Obstacle] = (), message: str = ""):
        self.obstacles = obstacles
        super().__init__(
            message or _("Rows in the way: %(count)s. Nothing was undone.") % {"count": len(obstacles)}
        )


@dataclass
class _Written:
    """What an import wrote in the rows of one model: key → the version in the history, by what was done."""

    created: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)


class Imported:
    """The rows that an import wrote. `obstacles` are those that cannot be taken back, once `find` has looked."""

    def __init__(self, run: ImportRun, tables: Sequence[Table], progress: Progress):
        self.run, self.progress = run, progress
        #: Every model an import writes, with its table and the foreign keys to what its rows belong to.
        self.table: dict[type[Record], Table] = {}
        self.owners: dict[type[Record], tuple[str, ...]] = {}
        for table in tables:
            for model in table.models:
                self.table[model] = table
                paths = {path.split("__")[0] for path in table.related}
                self.owners[model] = tuple(
                    column.name for column in model._meta.fields if column.name in paths
                )
            for links in table.links:
                self.table[links.through] = table
                self.owners[links.through] = (links.owner,)
        self.written = {model: self._written(model) for model in self.table}
        self.obstacles: dict[Row, Obstacle] = {}

    def _written(self, model: type[Record]) -> _Written:
        found = _Written()
        kinds = {"+": found.created, "~": found.changed, "-": found.deleted}
        versions = model.history.filter(
            history_date=self.run.made_at,
            history_user=self.run.made_by_id,
            history_change_reason=reason_of(self.run),
        )
        for version, pk, kind in versions.values_list("history_id", "id", "history_type").iterator():
            kinds[kind][pk] = version
        return found

    def find(self) -> None:
        """Everything in the way of undoing the whole import."""
        published = set(
            EditionEntry.objects.filter(edition__made_at__gte=self.run.made_at).values_list(
                "reference", flat=True
            )
        )
        for model, written in self.written.items():
            touched = {**written.created, **written.changed}
            label = _("Looking what was done since: %(file)s") % {"file": self.table[model].file}
            for chunk in self.progress(list(chunks(touched)), label):
                self._find_later(model, touched, chunk)
                self._find_published(model, chunk, published)
                self._find_later_imports(model, chunk)
            for chunk in chunks(written.created):
                self._find_needed(model, chunk)

    def _blocked(self, model: type[Record], pks: Iterable[int], reason: str) -> None:
        pks = [pk for pk in pks if (model, pk) not in self.obstacles]
        references = dict(model._base_manager.filter(pk__in=pks).values_list("pk", _reference_of(model)))
        for pk in pks:
            # A row that is gone already is no obstacle.
            if pk in references:
                self.obstacles[model, pk] = Obstacle(
                    self.table[model].name, model, pk, str(references[pk]), reason
                )

    def _find_later(self, model: type[Record], touched: dict[int, int], chunk: list[int]) -> None:
        latest = model.history.filter(id__in=chunk).order_by().values_list("id").annotate(Max("history_id"))
        later = {pk: version for pk, version in latest if version != touched[pk]}
        # An undone import has left versions, and nothing else.
        versions = model.history.in_bulk([*later.values(), *(touched[pk] for pk in later)])
        later = [
            pk for pk, version in later.items() if differ(model, versions[version], versions[touched[pk]])
        ]
        self._blocked(model, later, _("Somebody has worked on it since."))

    def _find_published(self, model: type[Record], chunk: list[int], published: set[str]) -> None:
        rows = model._base_manager.filter(pk__in=chunk).select_related(*self.paths(model))
        found = [
            row.pk
            for row in rows
            for subject in row.publication_subjects()
            if subject.reference in published
            or subject.review_state == ReviewState.APPROVED
            or (subject is row and subject.review_state != ReviewState.DRAFT)
        ]
        self._blocked(model, found, _("It was submitted, approved or published since."))

    def paths(self, model: type[Record]) -> list[str]:
        paths = self.table[model].related if model in self.table[model].models else self.owners[model]
        return [path for path in paths if path.split("__")[0] in self.owners[model]]

    def _find_later_imports(self, model: type[Record], chunk: list[int]) -> None:
        if model not in self.table[model].models:
            return
        by_reference = dict(model._base_manager.filter(pk__in=chunk).values_list("reference", "pk"))
        others = ImportedRow.objects.filter(table=self.table[model].name, reference__in=by_reference)
        later = others.exclude(run=self.run).values_list("reference", flat=True)
        reason = _("A later import speaks of it too: undo that one first.")
        self._blocked(model, [by_reference[reference] for reference in later], reason)

    def _find_needed(self, model: type[Record], chunk: list[int]) -> None:
        reason = _("Something that was entered since, or that was there before, needs it.")
        for relation in model._meta.related_objects:
            other, name = relation.related_model, relation.field.attname
            if hasattr(other, "history_id") or other is SourceOrigin:
                continue
            own = self.written[other].created if other in self.written else {}
            pointing = other._base_manager.filter(**{f"{name}__in": chunk}).values_list("pk", name)
            self._blocked(model, {target for pk, target in pointing if pk not in own}, reason)


def differ(model: type[Record], one, other) -> set[str]:
    """The columns in which two versions of a row say different things."""
    names = {field.attname for field in model._meta.concrete_fields} - KEPT
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def _reference_of(model: type[Record]) -> str:
    return "reference" if any(each.name == "reference" for each in model._meta.concrete_fields) else "pk"
