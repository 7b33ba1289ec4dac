"""One row of a bundle beside the record as it is now: what it would change, and what forbids that."""

from collections.abc import Mapping
from copy import copy

from django.utils.translation import gettext as _

from cases.choices import PublicationState
from cases.importing import memory
from cases.importing.columns import Column
from cases.importing.faults import Fault, shown
from cases.importing.proposal import Proposal
from cases.importing.texts import Texts, names
from cases.models.record import Record


def compare(
    proposal: Proposal,
    record: Record | None,
    hidden: set[tuple[type[Record], int]],
    remembered: Mapping[str, str],
) -> list[Fault]:
    """Fill in what the proposal would change; the faults of doing so. The record itself is not kept."""
    if record is None:
        return _fill_new(proposal, remembered)
    table = proposal.table
    proposal.is_new = False
    proposal.model, proposal.pk, proposal.version = type(record), record.pk, record.row_version
    if table.is_private(record) or (type(record), record.pk) in hidden:
        message = _("This id belongs to a record that no import may touch.")
        return [proposal.fault(table.id_column.name, message, proposal.reference)]
    before = table.texts(record)
    texts, given = dict(before), set()
    for row in proposal.rows:
        texts |= row.cells
        given |= row.cells.keys()
    proposal.texts = Texts.of(texts)
    proposal.given = names(given)
    proposal.changed = names(name for name in given if texts[name] != before[name])
    proposal.is_news = bool(memory.news(proposal, remembered))
    proposal.before = Texts.of({name: before[name] for name in sorted(proposal.changed)})
    faults = []
    if table.model_for(proposal.texts) not in (None, type(record)):
        message = _("This citation cannot move there: give the new one an id of its own.")
        faults.append(proposal.fault("entity_type", message))
    if _would_be_withheld(proposal, record):
        message = _("This is public now: take it down first.")
        faults.append(proposal.fault(table.id_column.name, message))
    for name in sorted(proposal.changed):
        message = _refusal(proposal, name, remembered)
        if message:
            faults.append(proposal.fault(name, message))
    return faults


def _would_be_withheld(proposal: Proposal, record: Record) -> bool:
    """Whether the row would say that it must not be public, of something that is (cases/editing.py)."""
    if getattr(record, "publication_state", "") != PublicationState.PUBLISHED:
        return False
    after = copy(record)
    for name in proposal.changed:
        column = proposal.table.by_name[name]
        if type(column) is Column:
            column.put(after, proposal.texts, {})
    return after.is_withheld


def _refusal(proposal: Proposal, column: str, remembered: Mapping[str, str]) -> str:
    """Why an import may not change this cell of an existing row; "" when it may."""
    if column in proposal.table.frozen:
        return proposal.table.frozen[column]()
    now = proposal.before[column]
    left = remembered.get(column)
    mark = memory.fingerprint(proposal.table.name, proposal.reference, column, now)
    if left == mark or (left is None and now == ""):
        return ""
    message = _(
        "Changed by staff since the last import: now “%(now)s”, the file says “%(file)s”. "
        "Leave the cell empty to keep what staff wrote."
    )
    return message % {"now": shown(now), "file": shown(proposal.texts[column])}


def _fill_new(proposal: Proposal, remembered: Mapping[str, str]) -> list[Fault]:
    table, id_column = proposal.table, proposal.table.id_column.name
    if not proposal.rows[0].creates:
        message = _("There is no such id, neither in %(file)s of the bundle nor in the record.")
        row = proposal.rows[0]
        fault = Fault(
            f"{row.file}.csv", row.number, "entity_id", proposal.reference, message % {"file": table.file}
        )
        row.wrong |= {"entity_id"}
        return [fault]
    texts = {column.name: column.default for column in table.columns}
    for row in proposal.rows:
        texts |= row.cells
    proposal.texts = Texts.of(texts)
    if remembered:
        message = _("Staff deleted this row after an import. Take it out of the file, or give it a new id.")
        return [proposal.fault(id_column, message, proposal.reference)]
    proposal.changed = names(proposal.texts)
    proposal.is_news = True
    message = _("A new row needs this.")
    return [
        proposal.fault(column.name, message)
        for column in table.columns
        if column.required and not proposal.texts[column.name] and column.name in proposal.rows[0].empty
    ]
