"""A bundle compared with the record: every fault in one go, and what committing it would do. Writes nothing.

Cost: for each table a few queries for every 500 rows of the bundle, none for single rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from copy import copy

from django.utils.translation import gettext as _

from cases.choices import PublicationState
from cases.importing import memory
from cases.importing.arrange import TRANSLATIONS, Rows, arrange
from cases.importing.columns import Column, Target
from cases.importing.faults import Fault, shown
from cases.importing.files import Bundle
from cases.importing.imply import imply
from cases.importing.proposal import Count, Preview, Proposal, Row
from cases.importing.table import Table, Unique

#: Shows progress over an iterable, under a label.
Progress = Callable[[Iterable, str], Iterable]


def silent(items: Iterable, label: str) -> Iterable:
    """The progress of callers that show none."""
    return items


def check(
    bundle: Bundle, tables: Sequence[Table], *, clear_empty: bool = False, progress: Progress = silent
) -> Preview:
    """What committing the bundle would do, with every fault that keeps it from being committed.

    `tables` stand in the order in which they are written: each after those it names.
    """
    rows, every, faults = arrange(bundle, tables, clear_empty=clear_empty)
    every += imply(bundle, tables, rows)
    checking = _Checking(bundle, tables, [*bundle.faults, *faults])
    for table in progress(tables, _("Comparing")):
        checking.propose(table, rows)
    for table in progress(tables, _("Checking")):
        checking.find_keys(table)
        checking.apply_rules(table)
        for unique in table.unique:
            checking.find_repetitions(table, unique)
    order = [*(table.name for table in tables), TRANSLATIONS]
    place = {f"{name}.csv": position for position, name in enumerate(order)}
    checking.faults.sort(key=lambda fault: (place.get(fault.file, -1), fault.file, fault.row, fault.column))
    return Preview(
        name=bundle.name,
        tables=tuple(tables),
        counts=_counts(order, every, checking),
        faults=checking.faults,
        proposals=checking.proposals,
    )


class _Checking:
    def __init__(self, bundle: Bundle, tables: Sequence[Table], faults: list[Fault]):
        self.bundle = bundle
        self.tables = {table.name: table for table in tables}
        self.faults = faults
        self.proposals: dict[str, dict[str, Proposal]] = {table.name: {} for table in tables}

    def propose(self, table: Table, rows: Rows) -> None:
        """Make the proposals of a table from its rows and the records as they are now."""
        by_reference = rows.get(table.name, {})
        records = {record.reference: record for record in table.find(table.id_column, by_reference)}
        remembered = memory.recall(table.name, by_reference)
        for reference, speakers in by_reference.items():
            proposal = Proposal(table, reference, records.get(reference), speakers)
            proposal.remembered = remembered.get(reference, {})
            proposal.wrong = set().union(*(row.wrong for row in speakers))
            self.faults.extend(_compare(proposal))
            self.proposals[table.name][reference] = proposal
        self._find_missing_columns(table)

    def _find_missing_columns(self, table: Table) -> None:
        """One fault for a column that new rows need and the file does not have, instead of one a row."""
        sheet = self.bundle.sheets.get(table.name)
        own = (
            row
            for row in self.proposals[table.name].values()
            if row.is_new and row.rows[0].file == table.name
        )
        new = list(own)
        for column in table.columns:
            if new and column.required and column is not table.id_column and column.name not in sheet.header:
                for proposal in new:
                    proposal.wrong.add(column.name)
                message = _("The column is missing. The new rows need it, the first of them in row %(row)s.")
                row = new[0].rows[0].number
                self.faults.append(Fault(table.file, 1, column.name, "", message % {"row": row}))

    def find_keys(self, table: Table) -> None:
        """Look for everything that new and changed cells name; a fault for what is nowhere."""
        wanted: dict[Target, dict[str, list[tuple[Proposal, str]]]] = defaultdict(lambda: defaultdict(list))
        for proposal in self.proposals[table.name].values():
            for name in proposal.changed - proposal.wrong:
                column = table.by_name[name]
                for target, key in column.keys(proposal.texts):
                    wanted[target][key].append((proposal, column.shown_at))
        for target, by_key in wanted.items():
            message = _("There is no such id, neither in %(file)s of the bundle nor in the record.")
            message %= {"file": self.tables[target.table].file}
            for key in self._missing(target, by_key):
                self.faults.extend(proposal.fault(column, message, key) for proposal, column in by_key[key])

    def _missing(self, target: Target, keys: Iterable[str]) -> list[str]:
        table = self.tables[target.table]
        sheet = self.bundle.sheets.get(table.name)
        if sheet and not sheet.readable:
            return []  # its own fault is enough: nobody knows what stands in it
        column = next(column for column in table.columns if column.field == target.lookup)
        known = {proposal.texts.get(column.name) for proposal in self.proposals[table.name].values()}
        asked = [key for key in keys if key not in known]
        found = table.keys(target.lookup, asked)
        return [key for key in asked if key not in found]

    def apply_rules(self, table: Table) -> None:
        """Ask the rules of single rows, then those that need several rows."""
        for proposal in self.proposals[table.name].values():
            if not proposal.writes or not proposal.texts:
                continue
            for rule in table.rules:
                if proposal.wrong.isdisjoint(rule.columns):
                    values = {
                        name: table.by_name[name].kind.value(proposal.texts[name]) for name in rule.columns
                    }
                    message = rule.broken(values)
                    if message:
                        self.faults.append(proposal.fault(rule.columns[0], message))
        for rule in table.among_rows:
            self.faults.extend(rule(self.proposals))

    def find_repetitions(self, table: Table, unique: Unique) -> None:
        """What may stand only once must be new in the bundle, and in the record as it is now.

        Compared with rows that the bundle itself changes as well: two rows that exchange their values
        would meet half-way while they are written.
        """
        columns = set(unique.columns)
        concerned = [
            proposal
            for proposal in self.proposals[table.name].values()
            if proposal.texts and proposal.wrong.isdisjoint(columns) and unique.when(proposal.texts)
        ]
        changed = [proposal for proposal in concerned if columns & proposal.changed]
        if not changed:
            return
        taken: dict[tuple[str, ...], str] = {}
        first = table.by_name[unique.columns[0]]
        for record in table.find(first, {proposal.texts[first.name] for proposal in changed}):
            texts = table.texts(record)
            if unique.when(texts):
                taken[tuple(texts[name] for name in unique.columns)] = record.reference
        for proposal in concerned:
            values = tuple(proposal.texts[name] for name in unique.columns)
            holder = taken.setdefault(values, proposal.reference)
            if holder != proposal.reference:
                message = f"{unique.message()} ({holder})"
                self.faults.append(proposal.fault(unique.columns[-1], message))


def _compare(proposal: Proposal) -> list[Fault]:
    """Fill in what the proposal would change; the faults of doing so."""
    if proposal.record is None:
        return _fill_new(proposal)
    table = proposal.table
    if table.is_private(proposal.record):
        message = _("This id belongs to a record that no import may touch.")
        return [proposal.fault(table.id_column.name, message, proposal.reference)]
    proposal.before = table.texts(proposal.record)
    proposal.texts = dict(proposal.before)
    for row in proposal.rows:
        proposal.texts |= row.cells
        proposal.given |= row.cells.keys()
    proposal.changed = {name for name in proposal.given if proposal.texts[name] != proposal.before[name]}
    faults = []
    if table.model_for(proposal.texts) not in (None, type(proposal.record)):
        message = _("This citation cannot move there: give the new one an id of its own.")
        faults.append(proposal.fault("entity_type", message))
    if _would_be_withheld(proposal):
        message = _("This is public now: take it down first.")
        faults.append(proposal.fault(table.id_column.name, message))
    for name in sorted(proposal.changed):
        message = _refusal(proposal, name)
        if message:
            faults.append(proposal.fault(name, message))
    return faults


def _would_be_withheld(proposal: Proposal) -> bool:
    """Whether the row would say that it must not be public, of something that is (cases/editing.py)."""
    if getattr(proposal.record, "publication_state", "") != PublicationState.PUBLISHED:
        return False
    after = copy(proposal.record)
    for name in proposal.changed:
        column = proposal.table.by_name[name]
        if type(column) is Column:
            column.put(after, proposal.texts, {})
    return after.is_withheld


def _refusal(proposal: Proposal, column: str) -> str:
    """Why an import may not change this cell of an existing row; "" when it may."""
    if column in proposal.table.frozen:
        return proposal.table.frozen[column]()
    now = proposal.before[column]
    left = proposal.remembered.get(column)
    mark = memory.fingerprint(proposal.table.name, proposal.reference, column, now)
    if left == mark or (left is None and now == ""):
        return ""
    message = _(
        "Changed by staff since the last import: now “%(now)s”, the file says “%(file)s”. "
        "Leave the cell empty to keep what staff wrote."
    )
    return message % {"now": shown(now), "file": shown(proposal.texts[column])}


def _fill_new(proposal: Proposal) -> list[Fault]:
    table, id_column = proposal.table, proposal.table.id_column.name
    if not proposal.rows[0].creates:
        message = _("There is no such id, neither in %(file)s of the bundle nor in the record.")
        row = proposal.rows[0]
        fault = Fault(
            f"{row.file}.csv", row.number, "entity_id", proposal.reference, message % {"file": table.file}
        )
        row.wrong.add("entity_id")
        return [fault]
    proposal.texts = {column.name: column.default for column in table.columns}
    for row in proposal.rows:
        proposal.texts |= row.cells
    if proposal.remembered:
        message = _("Staff deleted this row after an import. Take it out of the file, or give it a new id.")
        return [proposal.fault(id_column, message, proposal.reference)]
    proposal.changed = set(proposal.texts)
    message = _("A new row needs this.")
    return [
        proposal.fault(column.name, message)
        for column in table.columns
        if column.required and not proposal.texts[column.name] and column.name in proposal.rows[0].empty
    ]


def _counts(order: Sequence[str], every: Iterable[Row], checking: _Checking) -> dict[str, Count]:
    """Rows by file and by what they would do. Rows that a name made necessary count for their own table."""
    wrong = {(fault.file, fault.row) for fault in checking.faults}
    counts = {name: Count() for name in order if name in checking.bundle.sheets}
    for row in every:
        count = counts.setdefault(row.table if row.creates else TRANSLATIONS, Count())
        proposal = checking.proposals.get(row.table, {}).get(row.reference)
        if not proposal or (f"{row.file}.csv", row.number) in wrong or (row.creates and proposal.wrong):
            count.wrong += 1
        elif row.creates and proposal.is_new:
            count.new += 1
        elif proposal.changed.isdisjoint(row.cells):
            count.same += 1
        elif row.creates or any(proposal.before.get(name) for name in row.cells):
            count.changed += 1
        else:
            count.new += 1
    return counts
