"""An import taken back: what it created is deleted, what it changed is put back, and its memory with it.

Through the history, in one transaction, whole or not at all. What somebody has worked on since is in the way: the undo is
refused with the list, or leaves these rows, and what belongs to them, as they are.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.db import IntegrityError, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.choices import ImportState
from cases.editing import reopen_review
from cases.importing import memory
from cases.importing.check import Progress, silent
from cases.importing.commit import under_review
from cases.importing.obstacles import Imported, Row, UndoRefused, differ
from cases.importing.table import CHUNK, Table, chunks
from cases.models import ImportRun, Source
from cases.models.derived import refresh
from cases.models.record import Record
from cases.models.record_search import SourceOrigin
from cases.record_search.refreshing import keys_of, refresh_keys


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


class _Undoing(Imported):
    """Takes back what can be taken back; `kept` are the rows that stay."""

    def __init__(self, run: ImportRun, tables: Sequence[Table], by, progress: Progress):
        super().__init__(run, tables, progress)
        self.by, self.now = by, timezone.now()
        self.history = {
            "batch_size": CHUNK,
            "default_user": by,
            "default_change_reason": f"undo of import {run.name}",
            "default_date": self.now,
        }
        self.review_is_open = any(under_review(table) for table in tables)
        self.kept: set[Row] = set()

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
            names = differ(model, was, became)
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
        prefetch_related_objects(rows, *self.paths(model))
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


def _by_model(rows: set[Row]) -> Iterator[tuple[type[Record], list[int]]]:
    found: dict[type[Record], list[int]] = defaultdict(list)
    for model, pk in rows:
        found[model].append(pk)
    yield from found.items()
