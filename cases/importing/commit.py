"""A checked bundle written to the record: in one transaction, whole or not at all.

Never publishes. Rows land in the history with their author and the bundle's name; changed rows get a new version;
the review of what they go into is reopened (cases/editing.py), as after an edit by hand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from cases.choices import ImportState, PublicationState, ReviewState
from cases.editing import CHILD_NAMING_COLUMNS, EditRefused, reopen_review
from cases.importing import memory
from cases.importing.check import Progress, silent
from cases.importing.columns import Keys, Target
from cases.importing.links import write_links
from cases.importing.proposal import Preview, Proposal
from cases.importing.table import CHUNK, Table, chunks
from cases.importing.texts import names
from cases.models import Involvement
from cases.models.derived import Derived, refresh
from cases.models.imported import ImportRun
from cases.models.record import Record, Subject
from cases.record_search.nouns import Key
from cases.record_search.refreshing import keys_of, refresh_keys


class CommitRefused(Exception):
    """The bundle was not committed and nothing was written; the message says why."""


def commit(
    preview: Preview, *, by, run: ImportRun | None = None, progress: Progress = silent
) -> ImportRun | None:
    """Write what a preview without faults proposes, as user `by`; None when there is nothing to write.

    `run` is the import that was uploaded and checked; without one a new one is made. It is recorded as imported in
    the same transaction. Raises CommitRefused when the preview has faults, when the record has changed since the check,
    or when a row would leave something that is public (cases/editing.py), and PermissionDenied when `by` may not add or
    change rows of a table concerned. Nothing is written then.
    """
    if preview.faults:
        raise CommitRefused(_("The bundle has faults: nothing was imported."))
    proposals = [row for table in preview.tables for row in preview.proposals[table.name].values()]
    if not any(row.writes or row.is_news for row in proposals):
        return None
    _allow(by, proposals)
    try:
        with transaction.atomic():
            run = run or ImportRun()
            run.name = run.name or preview.name[:255]
            run.state, run.made_at, run.made_by = ImportState.COMMITTED, timezone.now(), by
            run.task = run.layout = ""
            run.counts = {name: asdict(count) for name, count in preview.counts.items()}
            run.save()
            writing = _Writing(preview, run, progress)
            for table in preview.tables:
                writing.write(table)
                rows = preview.proposals[table.name].values()
                memory.remember(table, (row for row in rows if row.is_news), run)
            writing.refresh_search()
    except IntegrityError as error:
        raise CommitRefused(_changed_meanwhile()) from error
    except EditRefused as error:
        raise CommitRefused(str(error)) from error
    return run


def reason_of(run: ImportRun) -> str:
    """The change reason of every history row that an import wrote; with its moment and its author it is this import's."""
    return f"import {run.name}"


def _changed_meanwhile() -> str:
    return _("The record has changed since the bundle was checked: nothing was imported. Check it again.")


def _allow(by, proposals: Iterable[Proposal]) -> None:
    needed = set()
    for row in proposals:
        if row.writes:
            options = (row.model or row.table.model_for(row.texts))._meta
            needed.add(f"{options.app_label}.{'add' if row.is_new else 'change'}_{options.model_name}")
    lacking = sorted(permission for permission in needed if not by.has_perm(permission))
    if lacking:
        raise PermissionDenied(
            _("%(user)s lacks these rights: %(rights)s.") % {"user": by, "rights": ", ".join(lacking)}
        )


class _Writing:
    """Writes table after table, in portions; `reason` is the change reason of every history row."""

    def __init__(self, preview: Preview, run: ImportRun, progress: Progress):
        self.tables = {table.name: table for table in preview.tables}
        self.proposals = preview.proposals
        self.run = run
        self.by = run.made_by
        self.progress = progress
        self.history = {
            "batch_size": CHUNK,
            "default_user": run.made_by,
            "default_change_reason": reason_of(run),
            "default_date": run.made_at,
        }
        #: What is found by other words than before.
        self.found_anew: set[Key] = set()
        self.review_is_open = any(under_review(table) for table in preview.tables)

    def write(self, table: Table) -> None:
        """Create and change the rows of a table, then their links."""
        rows = [row for row in self.proposals[table.name].values() if row.writes]
        new = [chunk for wave in waves(table, [row for row in rows if row.is_new]) for chunk in chunks(wave)]
        for chunk in self.progress(new, _("New rows of %(file)s") % {"file": table.file}):
            self.create(table, chunk)
        changed = list(chunks(row for row in rows if not row.is_new))
        for chunk in self.progress(changed, _("Changed rows of %(file)s") % {"file": table.file}):
            self.change(table, chunk)
        for links in table.links:
            linked = [row for row in rows if links.name in row.changed]
            write_links(links, linked, self.keys(links.keys(row.texts) for row in linked), self.history)

    def keys(self, named: Iterable[list[tuple[Target, str]]]) -> Keys:
        """The primary keys of everything that cells name, as the record is now."""
        wanted: dict[Target, set[str]] = defaultdict(set)
        for each in named:
            for target, key in each:
                wanted[target].add(key)
        return {
            target: self.tables[target.table].keys(target.lookup, keys) for target, keys in wanted.items()
        }

    def put(self, table: Table, rows: list[tuple[Proposal, Record]]) -> None:
        """Set on every record what its row changes."""
        keys = self.keys(table.by_name[name].keys(row.texts) for row, _record in rows for name in row.changed)
        try:
            for row, record in rows:
                for name in row.changed:
                    table.by_name[name].put(record, row.texts, keys)
        except KeyError as error:
            raise CommitRefused(_changed_meanwhile()) from error

    def create(self, table: Table, rows: list[Proposal]) -> None:
        for row in rows:
            row.model = table.model_for(row.texts)
            row.changed = names(table.by_name)
        made = [(row, row.model()) for row in rows]
        self.put(table, made)
        if table.related:
            self.reopen(table, [record for _row, record in made])
        by_model: dict[type[Record], list[Record]] = defaultdict(list)
        for row, record in made:
            by_model[row.model].append(record)
        for model, records in by_model.items():
            bulk_create_with_history(records, model, **self.history)
            self.found_anew |= keys_of(records)
        for row, record in made:
            row.pk = record.pk

    def change(self, table: Table, rows: list[Proposal]) -> None:
        stored = self.lock(rows)
        states = {row.reference: _state(record) for row, record in stored}
        self.found_anew |= keys_of(record for _row, record in stored)
        self.put(table, stored)
        self.reopen(table, [record for _row, record in stored])
        groups: dict[tuple[type[Record], frozenset[str]], list[Record]] = defaultdict(list)
        for row, record in stored:
            record.row_version += 1
            record.updated_at = self.run.made_at
            refresh(record)
            if _loses_approval(row):
                record.child_naming_approved_by = None
            fields = frozenset(_fields(table, row, record, states[row.reference]))
            groups[row.model, fields].append(record)
        for (model, fields), records in groups.items():
            bulk_update_with_history(records, model, sorted(fields), **self.history)
            self.found_anew |= keys_of(records)

    def lock(self, rows: list[Proposal]) -> list[tuple[Proposal, Record]]:
        """The rows as they are now, locked; refuses when one is no longer as the preview showed it.

        The workflow changes states without raising the version: they are taken from here, never from the check.
        """
        found: dict[tuple[type[Record], int], Record] = {}
        for model in {row.model for row in rows}:
            locked = model._default_manager.select_for_update().order_by("pk")
            for record in locked.filter(pk__in=[row.pk for row in rows if row.model is model]):
                found[model, record.pk] = record
        stored = [(row, found.get((row.model, row.pk))) for row in rows]
        if any(record is None or record.row_version != row.version for row, record in stored):
            raise CommitRefused(_changed_meanwhile())
        return stored

    def refresh_search(self) -> None:
        """Store the words by which staff find what was written."""
        keys = sorted(self.found_anew, key=lambda key: (key[0]._meta.label, key[1]))
        for chunk in self.progress(list(chunks(keys)), _("Words for the search")):
            refresh_keys(chunk)

    def reopen(self, table: Table, records: list[Record]) -> None:
        """Reopen the review of what the records go into; nothing to do while none is under review or public."""
        if not self.review_is_open:
            return
        for chunk in chunks(records):
            for path in table.related:
                having = [record for record in chunk if hasattr(record, f"{path.split('__')[0]}_id")]
                prefetch_related_objects(having, path)
            reopen_review(chunk, by=self.by)


def waves(table: Table, rows: list[Proposal]) -> Iterator[list[Proposal]]:
    """New rows in portions, each of which names only rows of earlier portions or of the record."""
    column = table.self_key
    pending = {row.reference: row for row in rows}
    while pending:
        ready = [row for row in pending.values() if not column or row.texts[column.name] not in pending]
        for row in ready:
            del pending[row.reference]
        yield ready


def under_review(table: Table) -> bool:
    """Whether anything of a table is under review or public, whose review an edit would reopen. One query a model."""
    return any(
        model._default_manager.filter(
            Q(review_state__in=(ReviewState.IN_REVIEW, ReviewState.APPROVED))
            | Q(publication_state=PublicationState.PUBLISHED)
        ).exists()
        for model in table.models
        if issubclass(model, Subject)
    )


def _loses_approval(row: Proposal) -> bool:
    """Whether the second approval of naming a child falls, as in cases/editing.py; columns and fields share names."""
    return row.model is Involvement and not row.changed.isdisjoint(CHILD_NAMING_COLUMNS)


def _state(record: Record) -> str:
    return record.review_state if isinstance(record, Subject) else ""


def _fields(table: Table, row: Proposal, record: Record, state: str) -> Iterator[str]:
    """The model fields that changed on a record which was in `state`: no more, for each costs time on many rows."""
    yield from ("row_version", "updated_at")
    if _state(record) != state:
        yield from ("review_state", "submitted_by", "approved_by")
    if _loses_approval(row):
        yield "child_naming_approved_by"
    changed = {name for column in row.changed for name in table.by_name[column].fields(row.model)}
    yield from changed
    for field in record._meta.concrete_fields:
        if isinstance(field, Derived) and field.of in changed:
            yield field.name
