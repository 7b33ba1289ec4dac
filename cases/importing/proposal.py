"""What a bundle proposes for one row of the record, and how the preview counts it."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from cases.importing.faults import Fault
from cases.importing.table import Table
from cases.importing.texts import NO_NAMES, NOTHING, Texts, names
from cases.models.record import Record

#: What a row would do, worst first. A wrong row is wrong whatever else it would do.
WRONG, CHANGED, NEW, SAME = KINDS = ("wrong", "changed", "new", "same")


def _nothing() -> Texts:
    return NOTHING


@dataclass(slots=True, eq=False)
class Row:
    """One row of a file. `cells` are the canonical texts it gives; an empty cell gives none unless told to
    clear; `empty` are the columns of the others. `wrong` are columns whose cell could not be read. `label` is the file's own name for the column where
    it differs (translations.csv: "text"). Only rows that `creates` can make a new record. `close` when it is read."""

    table: str
    reference: str
    file: str
    number: int
    cells: Mapping[str, str] = field(default_factory=dict)
    empty: Set[str] = NO_NAMES
    wrong: Set[str] = NO_NAMES
    label: str = ""
    creates: bool = True

    def close(self) -> None:
        """Keep what was read in as little memory as a row of a large file may take."""
        self.cells = Texts.of(self.cells)
        self.empty = names(self.empty)


@dataclass(slots=True, eq=False)
class Proposal:
    """Everything the bundle says about one record. `model` and `pk` are None for a new one until it is made; `version` is the one it was
    compared with; `is_news` whether the memory of imports learns from it; `before` are the texts now of the columns that differ, which are `changed`; `texts` what the record would become; `given` are the
    columns the bundle speaks of."""

    table: Table
    reference: str
    rows: list[Row]
    model: type[Record] | None = None
    pk: int | None = None
    version: int = 0
    before: Texts = field(default_factory=_nothing)
    texts: Texts = field(default_factory=_nothing)
    changed: Set[str] = NO_NAMES
    given: Set[str] = NO_NAMES
    wrong: Set[str] = NO_NAMES
    is_new: bool = True
    is_news: bool = False

    @property
    def writes(self) -> bool:
        return self.is_new or bool(self.changed)

    def row_of(self, column: str) -> Row:
        """The row of the bundle that speaks of a column, else the first."""
        return next((row for row in self.rows if column in row.cells or column in row.wrong), self.rows[0])

    def fault(self, column: str, message: str, value: str | None = None) -> Fault:
        """A fault at a column of this row; the column counts as wrong from now on."""
        self.wrong |= {column}
        row = self.row_of(column)
        return Fault(
            f"{row.file}.csv",
            row.number,
            row.label or column,
            self.texts.get(column, "") if value is None else value,
            message,
        )


@dataclass(frozen=True)
class CellChange:
    """One cell that would change: where the bundle says so, and both texts."""

    file: str
    row: int
    reference: str
    column: str
    before: str
    after: str


@dataclass
class Count:
    """Rows of one file by what they would do. A wrong row is counted as wrong only."""

    new: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0


@dataclass
class Preview:
    """What committing a bundle would do. Nothing is written as long as there is one fault.

    `counts` by file name; `proposals` by table, then by reference; `rows` as they stand in the files, then those that
    a name made necessary. Good for one commit.
    """

    name: str
    tables: tuple[Table, ...]
    counts: dict[str, Count]
    faults: list[Fault]
    proposals: dict[str, dict[str, Proposal]]
    rows: list[Row] = field(default_factory=list)

    def proposal(self, row: Row) -> Proposal | None:
        """What the row is a part of; None when nobody knows of what."""
        return self.proposals.get(row.table, {}).get(row.reference)

    def kinds(self) -> Iterator[tuple[Row, str]]:
        """Every row with what it would do, one of KINDS."""
        wrong = {(fault.file, fault.row) for fault in self.faults}
        for row in self.rows:
            yield row, self._kind(row, wrong)

    def _kind(self, row: Row, wrong: Set[tuple[str, int]]) -> str:
        proposal = self.proposal(row)
        if not proposal or (f"{row.file}.csv", row.number) in wrong or (row.creates and proposal.wrong):
            return WRONG
        if row.creates and proposal.is_new:
            return NEW
        if proposal.changed.isdisjoint(row.cells):
            return SAME
        if row.creates or any(proposal.before.get(name) for name in row.cells):
            return CHANGED
        return NEW

    def changes(self) -> Iterator[CellChange]:
        """Every cell of an existing row that would change, in the order of the files."""
        for proposals in self.proposals.values():
            for proposal in proposals.values():
                if proposal.is_new:
                    continue
                for column in sorted(proposal.changed):
                    row = proposal.row_of(column)
                    yield CellChange(
                        f"{row.file}.csv",
                        row.number,
                        proposal.reference,
                        row.label or column,
                        proposal.before[column],
                        proposal.texts[column],
                    )
