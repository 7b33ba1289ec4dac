"""What the imports before this one left in the record, so that a cell staff changed since is not overwritten.

Kept as fingerprints: they tell whether a cell is as the import left it, and hold no second copy of private
texts that a redaction would have to find.
"""

import hashlib
from collections.abc import Iterable, Mapping, Set

from cases.importing.proposal import Proposal
from cases.importing.table import Table, chunks
from cases.models.imported import ImportedRow, ImportedRowBefore, ImportRun


def fingerprint(table: str, reference: str, column: str, text: str) -> str:
    """A short digest of the text of one cell."""
    key = "\0".join((table, reference, column, text))
    return hashlib.blake2b(key.encode(), digest_size=9).hexdigest()


def recall(table: str, references: Iterable[str]) -> dict[str, dict[str, str]]:
    """Column → fingerprint of each row of a table that an import left; one query for each chunk."""
    found: dict[str, dict[str, str]] = {}
    for chunk in chunks(references):
        rows = ImportedRow.objects.filter(table=table, reference__in=chunk)
        found |= dict(rows.values_list("reference", "cells"))
    return found


def news(proposal: Proposal, remembered: Mapping[str, str]) -> dict[str, str]:
    """The fingerprints that committing would add to what is remembered, or change there."""
    columns = proposal.texts if proposal.is_new else proposal.given
    name, reference = proposal.table.name, proposal.reference
    left = {column: fingerprint(name, reference, column, proposal.texts[column]) for column in columns}
    return {column: mark for column, mark in left.items() if remembered.get(column) != mark}


def remember(table: Table, proposals: Iterable[Proposal], run: ImportRun) -> None:
    """Store what this import leaves in the rows of a table, and what was remembered of them before."""
    for chunk in chunks(proposals):
        before = {
            row.reference: row
            for row in ImportedRow.objects.filter(
                table=table.name, reference__in=[proposal.reference for proposal in chunk]
            )
        }
        ImportedRowBefore.objects.bulk_create(
            ImportedRowBefore(
                run=run, table=row.table, reference=row.reference, cells=row.cells, previous_id=row.run_id
            )
            for row in before.values()
        )
        cells = {reference: row.cells for reference, row in before.items()}
        ImportedRow.objects.bulk_create(
            [
                ImportedRow(
                    table=table.name,
                    reference=proposal.reference,
                    cells={
                        **cells.get(proposal.reference, {}),
                        **news(proposal, cells.get(proposal.reference, {})),
                    },
                    run=run,
                )
                for proposal in chunk
            ],
            update_conflicts=True,
            unique_fields=["table", "reference"],
            update_fields=["cells", "run"],
        )


def put_back(run: ImportRun, kept: Mapping[str, Set[str]]) -> None:
    """Remember what was remembered before an import; rows in `kept` (references by table) stay as it left them."""
    before = {(row.table, row.reference): row for row in run.rows_before.all()}
    for chunk in chunks(list(run.rows.order_by("pk").values_list("pk", flat=True))):
        rows = ImportedRow.objects.filter(pk__in=chunk)
        left = [row for row in rows if row.reference not in kept.get(row.table, ())]
        known = [row for row in left if (row.table, row.reference) in before]
        for row in known:
            old = before[row.table, row.reference]
            row.cells, row.run_id = old.cells, old.previous_id
        ImportedRow.objects.bulk_update(known, ["cells", "run"])
        new = [row.pk for row in left if (row.table, row.reference) not in before]
        ImportedRow.objects.filter(pk__in=new).delete()
    run.rows_before.all().delete()
