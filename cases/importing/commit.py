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

from cases.choices import PublicationState, ReviewState
from cases.editing import CHILD_NAMING_COLUMNS, WORKFLOW_COLUMNS, EditRefused, reopen_review
from cases.importing import memory
from cases.importing.check import Progress, silent
from cases.importing.columns import Keys, Target
from cases.importing.links import write_links
from cases.importing.proposal import Preview, Proposal
from cases.importing.table import CHUNK, Table, chunks
from cases.models import Involvement
from cases.models.edtf import EDTFBound, refresh_bounds
from cases.models.imported import ImportRun
from cases.models.record import Record, Subject


class CommitRefused(Exception):
    """The bundle was not committed and nothing was written; the message says why."""


def commit(preview: Preview, *, by, progress: Progress = silent) -> ImportRun | None:
    """Write what a preview without faults proposes, as user `by`; None when there is nothing to write.

    Raises CommitRefused when the preview has faults, when the record has changed since the check, or when a row would
    leave something that is public (cases/editing.py), and PermissionDenied when `by` may not add or change rows of a
    table concerned. Nothing is written then.
    """
    if preview.faults:
        raise CommitRefused(_("The bundle has faults: nothing was imported."))
    proposals = [row for table in preview.tables for row in preview.proposals[table.name].values()]
    if not any(row.writes or memory.news(row) for row in proposals):
        return None
    _allow(by, proposals)
    try:
        with transaction.atomic():
            run = ImportRun.objects.create(
                name=preview.name[:255],
                made_at=timezone.now(),
                made_by=by,
                counts={name: asdict(count) for name, count in preview.counts.items()},
            )
            writing = _Writing(preview, run)
            for table in progress(preview.tables, _("Writing")):
                writing.write(table)
            memory.remember((row for row in proposals if memory.news(row)), run)
    except IntegrityError as error:
        raise CommitRefused(_changed_meanwhile()) from error
    except EditRefused as error:
        raise CommitRefused(str(error)) from error
    return run


def _changed_meanwhile() -> str:
    return _("The record has changed since the bundle was checked: nothing was imported. Check it again.")


def _allow(by, proposals: Iterable[Proposal]) -> None:
    needed = set()
    for row in proposals:
        if row.writes:
            options = (type(row.record) if row.record else row.table.model_for(row.texts))._meta
            needed.add(f"{options.app_label}.{'add' if row.is_new else 'change'}_{options.model_name}")
    lacking = sorted(permission for permission in needed if not by.has_perm(permission))
    if lacking:
        raise PermissionDenied(
            _("%(user)s lacks these rights: %(rights)s.") % {"user": by, "rights": ", ".join(lacking)}
        )


class _Writing:
    """Writes table after table; `reason` is the change reason of every history row."""

    def __init__(self, preview: Preview, run: ImportRun):
        self.tables = {table.name: table for table in preview.tables}
        self.proposals = preview.proposals
        self.run = run
        self.by = run.made_by
        self.history = {
            "batch_size": CHUNK,
            "default_user": run.made_by,
            "default_change_reason": f"import {run.name}",
            "default_date": run.made_at,
        }
        self.review_is_open = any(_under_review(table) for table in preview.tables)

    def write(self, table: Table) -> None:
        """Create and change the rows of a table, then their links."""
        rows = [row for row in self.proposals[table.name].values() if row.writes]
        for wave in waves(table, [row for row in rows if row.is_new]):
            self.create(table, wave)
        self.change(table, [row for row in rows if not row.is_new])
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

    def put(self, table: Table, rows: list[Proposal]) -> None:
        """Set on the record of every row what the row changes."""
        keys = self.keys(table.by_name[name].keys(row.texts) for row in rows for name in row.changed)
        try:
            for row in rows:
                for name in row.changed:
                    table.by_name[name].put(row.record, row.texts, keys)
        except KeyError as error:
            raise CommitRefused(_changed_meanwhile()) from error

    def create(self, table: Table, rows: list[Proposal]) -> None:
        for row in rows:
            row.record = table.model_for(row.texts)()
            row.changed = set(table.by_name)
        self.put(table, rows)
        if table.related:
            self.reopen(table, [row.record for row in rows])
        for model, records in by_model(rows):
            bulk_create_with_history(records, model, **self.history)

    def change(self, table: Table, rows: list[Proposal]) -> None:
        self.expect_unchanged(rows)
        self.put(table, rows)
        states = {row.reference: _state(row.record) for row in rows}
        self.reopen(table, [row.record for row in rows])
        groups: dict[tuple[type[Record], frozenset[str]], list[Record]] = defaultdict(list)
        for row in rows:
            row.record.row_version += 1
            row.record.updated_at = self.run.made_at
            refresh_bounds(row.record)
            if _loses_approval(row):
                row.record.child_naming_approved_by = None
            groups[type(row.record), frozenset(_fields(table, row, states[row.reference]))].append(row.record)
        for (model, fields), records in groups.items():
            bulk_update_with_history(records, model, sorted(fields), **self.history)

    def expect_unchanged(self, rows: list[Proposal]) -> None:
        """Lock the rows and take over their states; refuse when a row is no longer as the preview showed it.

        The workflow changes states without raising the version: a state is never written back from memory.
        """
        for model, records in by_model(rows):
            columns = ["row_version", *(WORKFLOW_COLUMNS if issubclass(model, Subject) else ())]
            for chunk in chunks(records):
                locked = model._default_manager.select_for_update().filter(
                    pk__in=[record.pk for record in chunk]
                )
                now = {pk: values for pk, *values in locked.order_by("pk").values_list("pk", *columns)}
                for record in chunk:
                    if record.pk not in now or now[record.pk][0] != record.row_version:
                        raise CommitRefused(_changed_meanwhile())
                    for column, value in zip(columns, now[record.pk], strict=True):
                        setattr(record, column, value)

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


def by_model(rows: Iterable[Proposal]) -> Iterable[tuple[type[Record], list[Record]]]:
    """The records of the rows, model by model."""
    found: dict[type[Record], list[Record]] = defaultdict(list)
    for row in rows:
        found[type(row.record)].append(row.record)
    return found.items()


def _under_review(table: Table) -> bool:
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
    return isinstance(row.record, Involvement) and not row.changed.isdisjoint(CHILD_NAMING_COLUMNS)


def _state(record: Record) -> str:
    return record.review_state if isinstance(record, Subject) else ""


def _fields(table: Table, row: Proposal, state: str) -> Iterator[str]:
    """The model fields that changed on a record which was in `state`: no more, for each costs time on many rows."""
    yield from ("row_version", "updated_at")
    if _state(row.record) != state:
        yield from ("review_state", "submitted_by", "approved_by")
    if _loses_approval(row):
        yield "child_naming_approved_by"
    changed = {name for column in row.changed for name in table.by_name[column].fields(type(row.record))}
    yield from changed
    for field in row.record._meta.concrete_fields:
        if isinstance(field, EDTFBound) and field.of in changed:
            yield field.name
