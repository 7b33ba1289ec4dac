"""A bundle compared with the record: every fault in one go, and what committing it would do. Writes nothing.

Cost: for each table a few queries for every 500 rows of the bundle, none for single rows.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from django.utils.translation import gettext as _

from cases import merging
from cases.importing import memory
from cases.importing.arrange import TRANSLATIONS, Rows, arrange
from cases.importing.columns import Target
from cases.importing.compare import compare
from cases.importing.faults import Fault
from cases.importing.files import Bundle
from cases.importing.imply import imply
from cases.importing.proposal import Count, Preview, Proposal
from cases.importing.rights import EVERYTHING, Rights
from cases.importing.table import Table, Unique, chunks
from cases.importing.texts import names

#: Shows progress over an iterable, under a label.
Progress = Callable[[Iterable, str], Iterable]


def silent(items: Iterable, label: str) -> Iterable:
    """The progress of callers that show none."""
    return items


def check(
    bundle: Bundle,
    tables: Sequence[Table],
    *,
    clear_empty: bool = False,
    rights: Rights = EVERYTHING,
    progress: Progress = silent,
) -> Preview:
    """What committing the bundle would do, with every fault that keeps it from being committed.

    `tables` stand in the order in which they are written: each after those it names. Faults and changes tell
    nothing that `rights` do not let see.
    """
    seen = [table for table in tables if rights.may_see(table)]
    rows, every, faults = arrange(bundle, seen, clear_empty=clear_empty)
    every += imply(bundle, seen, rows)
    checking = _Checking(bundle, tables, [*bundle.faults, *faults], rights, progress)
    checking.refuse_unseen(tables)
    for table in tables:
        checking.propose(table, rows)
        checking.find_missing_rights(table)
    for table in progress(tables, _("Checking")):
        checking.find_keys(table)
        checking.apply_rules(table)
        for unique in table.unique:
            checking.find_repetitions(table, unique)
    order = [*(table.name for table in tables), TRANSLATIONS]
    place = {f"{name}.csv": position for position, name in enumerate(order)}
    checking.faults.sort(key=lambda fault: (place.get(fault.file, -1), fault.file, fault.row, fault.column))
    preview = Preview(
        name=bundle.name,
        tables=tuple(tables),
        counts={name: Count() for name in order if name in bundle.sheets},
        faults=checking.faults,
        proposals=checking.proposals,
        rows=every,
    )
    for row, kind in preview.kinds():
        # Rows that a name made necessary count for their own table.
        count = preview.counts.setdefault(row.table if row.creates else TRANSLATIONS, Count())
        setattr(count, kind, getattr(count, kind) + 1)
    return preview


class _Checking:
    def __init__(
        self,
        bundle: Bundle,
        tables: Sequence[Table],
        faults: list[Fault],
        rights: Rights,
        progress: Progress,
    ):
        self.bundle = bundle
        self.progress = progress
        self.rights = rights
        self.tables = {table.name: table for table in tables}
        self.faults = faults
        self.proposals: dict[str, dict[str, Proposal]] = {table.name: {} for table in tables}

    def refuse_unseen(self, tables: Sequence[Table]) -> None:
        """A fault for every file about records that the user may not see; nothing else is said of it."""
        for table in tables:
            if table.name in self.bundle.sheets and not self.rights.may_see(table):
                message = _("You have no right to see such records, so you cannot import them.")
                self.faults.append(Fault(table.file, 0, "", "", message))

    def find_missing_rights(self, table: Table) -> None:
        """A fault for what the user may not add or change, instead of one a row."""
        asked = {
            ("add" if row.is_new else "change", row.model or table.model_for(row.texts))
            for row in self.proposals[table.name].values()
            if row.writes and row.texts
        }
        for action, model in sorted(asked, key=str):
            if model and not self.rights.may(action, model):
                message = _("You have no right to add such records.")
                if action == "change":
                    message = _("You have no right to change such records.")
                self.faults.append(Fault(table.file, 0, "", "", message))

    def propose(self, table: Table, rows: Rows) -> None:
        """Make the proposals of a table from its rows and the records as they are now."""
        by_reference = rows.get(table.name, {})
        portions = list(chunks(by_reference))
        for chunk in self.progress(portions, _("Comparing %(file)s") % {"file": table.file}):
            records = {record.reference: record for record in table.find(table.id_column, chunk)}
            hidden = self.rights.hidden(records.values())
            memories = memory.recall(table.name, chunk)
            for reference in chunk:
                proposal = Proposal(table, reference, by_reference[reference])
                proposal.wrong = names(name for row in proposal.rows for name in row.wrong)
                self.proposals[table.name][reference] = proposal
                self.faults.extend(
                    compare(proposal, records.get(reference), hidden, memories.get(reference, {}))
                )
        self._refuse_merged(table)
        self._find_missing_columns(table)

    def _refuse_merged(self, table: Table) -> None:
        """A fault for a new row under the id of a duplicate that was merged: that id leads to another record."""
        new = {reference: row for reference, row in self.proposals[table.name].items() if row.is_new}
        merged = merging.merged_references(table.models[0], new)
        message = _(
            "This was a duplicate: staff merged it into another record. Take the row out of the file."
        )
        for reference in sorted(merged):
            row = new[reference]
            if table.id_column.name not in row.wrong:
                self.faults.append(row.fault(table.id_column.name, message, reference))

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
                    proposal.wrong |= {column.name}
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
        found = table.keys(target.lookup, asked, self.rights.condition(table.models[0]))
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
            self.faults.extend(rule(self.proposals, self.rights))

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
