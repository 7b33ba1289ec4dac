"""An import taken back: what it created is deleted, what it changed is put back, and its memory with it.

Through the history, in one transaction, whole or not at all. What somebody has worked on since is in the way: the undo is
refused with the list, or leaves these rows, and what belongs to them, as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.db.models import Max, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.choices import ImportState, ReviewState
from cases.editing import WORKFLOW_COLUMNS, reopen_review
from cases.importing import memory
from cases.importing.check import Progress, silent
from cases.importing.commit import reason_of, under_review
from cases.importing.table import CHUNK, Table, chunks
from cases.models import EditionEntry, ImportedRow, ImportRun, Source
from cases.models.derived import refresh
from cases.models.record import Record
from cases.models.record_search import SourceOrigin
from cases.record_search.refreshing import keys_of, refresh_keys

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


def undo(
    run: ImportRun,
    tables: Sequence[Table],
    *,
    by,
    reason: str,
    keep: bool = False,
    progress: Progress = silent,
) -> None:
    """Take an import back as user `by`. With `keep`, rows in the way stay, and what belongs to them or is needed by them.

    Raises UndoRefused, and writes nothing. Cost: some queries for every 500 rows of each noun, and for each noun
    that points to it.
    """
    if run.state != ImportState.COMMITTED:
        raise UndoRefused(message=_("This import is not in the record."))
    try:
        with transaction.atomic():
            undoing = _Undoing(run, tables, by, progress)
            undoing.find()
            if undoing.obstacles and not keep:
                raise UndoRefused(list(undoing.obstacles.values()))
            undoing.spread()
            undoing.put_back()
            undoing.delete()
            undoing.forget()
            run.state, run.undone_at, run.undone_by, run.undo_reason = (
                ImportState.UNDONE,
                undoing.now,
                by,
                reason,
            )
            run.task = ""
            run.save()
    except IntegrityError as error:
        message = _("Something else in the record has come to need what was imported. Nothing was undone.")
        raise UndoRefused(message=message) from error


@dataclass
class _Written:
    """What an import wrote in the rows of one model: key → the version in the history, by what was done."""

    created: dict[int, int] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    deleted: dict[int, int] = field(default_factory=dict)


class _Undoing:
    def __init__(self, run: ImportRun, tables: Sequence[Table], by, progress: Progress):
        self.run, self.by, self.progress = run, by, progress
        self.now = timezone.now()
        self.history = {
            "batch_size": CHUNK,
            "default_user": by,
            "default_change_reason": f"undo of import {run.name}",
            "default_date": self.now,
        }
        #: Every model an import writes, with its table and the foreign keys to what its rows belong to.
        self.table: dict[type[Record], Table] = {}
        self.owners: dict[type[Record], tuple[str, ...]] = {}
        for table in tables:
            for model in table.models:
                self.table[model] = table
                paths = {path.split("__")[0] for path in table.related}
                self.owners[model] = tuple(field.name for field in model._meta.fields if field.name in paths)
            for links in table.links:
                self.table[links.through] = table
                self.owners[links.through] = (links.owner,)
        self.review_is_open = any(under_review(table) for table in tables)
        self.written = {model: self._written(model) for model in self.table}
        self.obstacles: dict[Row, Obstacle] = {}
        self.kept: set[Row] = set()

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

    # --- what stands in the way ---

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
            pk for pk, version in later.items() if _differ(model, versions[version], versions[touched[pk]])
        ]
        self._blocked(model, later, _("Somebody has worked on it since."))

    def _find_published(self, model: type[Record], chunk: list[int], published: set[str]) -> None:
        rows = model._base_manager.filter(pk__in=chunk).select_related(*self._paths(model))
        found = [
            row.pk
            for row in rows
            for subject in row.publication_subjects()
            if subject.reference in published
            or subject.review_state == ReviewState.APPROVED
            or (subject is row and subject.review_state != ReviewState.DRAFT)
        ]
        self._blocked(model, found, _("It was submitted, approved or published since."))

    def _paths(self, model: type[Record]) -> list[str]:
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

    # --- what stays ---

    def spread(self) -> None:
        """Keep, beside every row in the way, what it needs and what belongs to it."""
        fresh = set(self.obstacles)
        while fresh:
            self.kept |= fresh
            fresh = (self._needed_by(fresh) | self._belonging_to(fresh)) - self.kept

    def _needed_by(self, rows: set[Row]) -> set[Row]:
        found = set()
        for model, pks in _by_model(rows):
            keys = [field for field in model._meta.concrete_fields if field.related_model in self.written]
            for chunk in chunks(pks) if keys else ():
                values = model._base_manager.filter(pk__in=chunk).values_list(
                    *(field.attname for field in keys)
                )
                for row in values:
                    for field_, pk in zip(keys, row, strict=True):
                        if pk in self.written[field_.related_model].created:
                            found.add((field_.related_model, pk))
        return found

    def _belonging_to(self, rows: set[Row]) -> set[Row]:
        found = set()
        for owner, pks in _by_model(rows):
            for model, names in self.owners.items():
                written = self.written[model]
                for name in names:
                    if model._meta.get_field(name).related_model is not owner:
                        continue
                    for chunk in chunks(pks):
                        owned = model._base_manager.filter(**{f"{name}__in": chunk}).values_list(
                            "pk", flat=True
                        )
                        found |= {
                            (model, pk) for pk in owned if pk in written.created or pk in written.changed
                        }
        return found

    # --- writing ---

    def put_back(self) -> None:
        """Give changed rows the values they had, and links that were taken away their place."""
        for model, written in self.written.items():
            changed = [pk for pk in written.changed if (model, pk) not in self.kept]
            label = _("Putting back: %(file)s") % {"file": self.table[model].file}
            for chunk in self.progress(list(chunks(changed)), label):
                self._restore(model, chunk, written.changed)
            for chunk in chunks(written.deleted):
                versions = model.history.filter(history_id__in=[written.deleted[pk] for pk in chunk])
                gone = [version.instance for version in versions]
                kept = {pk for owner, pk in self.kept if owner in self._owner_models(model)}
                back = [
                    row for row in gone if not kept & {getattr(row, f"{n}_id") for n in self.owners[model]}
                ]
                self.reopen(model, back)
                bulk_create_with_history(back, model, **self.history)

    def _owner_models(self, model: type[Record]) -> set[type[Record]]:
        return {model._meta.get_field(name).related_model for name in self.owners[model]}

    def _restore(self, model: type[Record], pks: list[int], versions: dict[int, int]) -> None:
        after = model.history.in_bulk([versions[pk] for pk in pks])
        earlier = model.history.filter(id__in=pks, history_id__lt=max(after)).order_by("history_id")
        latest = {pk: key for pk, key in earlier.values_list("id", "history_id") if key < versions[pk]}
        before = model.history.in_bulk(list(latest.values()))
        groups: dict[frozenset[str], list[Record]] = defaultdict(list)
        for record in model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk"):
            was, became = before.get(latest.get(record.pk)), after[versions[record.pk]]
            if was is None:
                continue
            names = _differ(model, was, became)
            for name in names:
                setattr(record, name, getattr(was, name))
            record.row_version += 1
            record.updated_at = self.now
            refresh(record)
            groups[frozenset(names)].append(record)
        for names, records in groups.items():
            states = {record.pk: getattr(record, "review_state", "") for record in records}
            self.reopen(model, records)
            fields = {model._meta.get_field(name).name for name in names} | {"row_version", "updated_at"}
            if any(getattr(record, "review_state", "") != states[record.pk] for record in records):
                fields |= {"review_state", "submitted_by", "approved_by"}
            bulk_update_with_history(records, model, sorted(fields), **self.history)
            refresh_keys(keys_of(records))

    def delete(self) -> None:
        """Delete what was created, what points before what it points to."""
        links = [model for model in self.written if model not in self.table[model].models]
        others = [model for model in self.written if model not in links]
        for model in (*links, *reversed(others)):
            created = [pk for pk in self.written[model].created if (model, pk) not in self.kept]
            label = _("Taking back: %(file)s") % {"file": self.table[model].file}
            for chunk in self.progress(list(chunks(created)), label):
                self._delete(model, chunk)

    def _delete(self, model: type[Record], pks: list[int]) -> None:
        rows = list(model._base_manager.select_for_update().filter(pk__in=pks).order_by("pk"))
        self.reopen(model, rows)
        keys = keys_of(rows)
        version = model.history.model
        version.objects.bulk_create(
            version(
                history_date=self.now,
                history_user=self.by,
                history_change_reason=self.history["default_change_reason"],
                history_type="-",
                history_relation_id=row.pk,
                **{each.attname: getattr(row, each.attname) for each in version.tracked_fields},
            )
            for row in rows
        )
        # What points to them is gone already or was found to be in the way; the database holds us to it.
        if model is Source:
            # Derived from the source alone, and made anew with it.
            SourceOrigin.objects.filter(source__in=pks).delete()
        query = model._base_manager.filter(pk__in=pks)
        query._raw_delete(query.db)
        refresh_keys(keys)

    def reopen(self, model: type[Record], rows: list[Record]) -> None:
        """Reopen the review of what the rows go into."""
        if not self.review_is_open:
            return
        prefetch_related_objects(rows, *self._paths(model))
        reopen_review(rows, by=self.by)

    def forget(self) -> None:
        """Put the memory of imports back to what it was before."""
        kept = defaultdict(set)
        for model, pks in _by_model(self.kept):
            if model in self.table[model].models:
                for chunk in chunks(pks):
                    found = model._base_manager.filter(pk__in=chunk).values_list("reference", flat=True)
                    kept[self.table[model].name] |= set(found)
        memory.put_back(self.run, kept)


def _differ(model: type[Record], one, other) -> set[str]:
    """The columns in which two versions of a row say different things."""
    names = {field.attname for field in model._meta.concrete_fields} - KEPT
    return {name for name in names if getattr(one, name) != getattr(other, name)}


def _reference_of(model: type[Record]) -> str:
    return "reference" if any(each.name == "reference" for each in model._meta.concrete_fields) else "pk"


def _by_model(rows: set[Row]) -> Iterator[tuple[type[Record], list[int]]]:
    found: dict[type[Record], list[int]] = defaultdict(list)
    for model, pk in rows:
        found[model].append(pk)
    yield from found.items()
