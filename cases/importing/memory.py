"""What the imports before this one left in the record, so that a cell staff changed since is not overwritten.

Kept as fingerprints: they tell whether a cell is as the import left it, and hold no second copy of private
texts that a redaction would have to find.
"""

import hashlib
from collections.abc import Iterable

from cases.importing.proposal import Proposal
from cases.importing.table import chunks
from cases.models.imported import ImportedRow, ImportRun


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


def news(proposal: Proposal) -> dict[str, str]:
    """The fingerprints that committing would add or change."""
    columns = proposal.texts if proposal.is_new else proposal.given
    name, reference = proposal.table.name, proposal.reference
    left = {column: fingerprint(name, reference, column, proposal.texts[column]) for column in columns}
    return {column: mark for column, mark in left.items() if proposal.remembered.get(column) != mark}


def remember(proposals: Iterable[Proposal], run: ImportRun) -> None:
    """Store what this import leaves in the record."""
    for chunk in chunks(proposals):
        ImportedRow.objects.bulk_create(
            [
                ImportedRow(
                    table=proposal.table.name,
                    reference=proposal.reference,
                    cells={**proposal.remembered, **news(proposal)},
                    run=run,
                )
                for proposal in chunk
            ],
            update_conflicts=True,
            unique_fields=["table", "reference"],
            update_fields=["cells", "run"],
        )
