"""What a bundle proposes for one row of the record, and how the preview counts it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from cases.importing.faults import Fault
from cases.importing.table import Table
from cases.models.record import Record


@dataclass(slots=True, eq=False)
class Row:
    """One row of a file. `cells` are the canonical texts it gives; an empty cell gives none unless told to
    clear; `empty` are the columns of the others. `wrong` are columns whose cell could not be read. `label` is the file's own name for the column where
    it differs (translations.csv: "text"). Only rows that `creates` can make a new record."""

    table: str
    reference: str
    file: str
    number: int
    cells: dict[str, str] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    label: str = ""
    creates: bool = True


@dataclass(slots=True, eq=False)
class Proposal:
    """Everything the bundle says about one record. `record` is None for a new one until it is made; `before` are its texts now;
    `texts` what they would become; `changed` the columns that differ; `given` those the bundle speaks of."""

    table: Table
    reference: str
    record: Record | None
    rows: list[Row]
    before: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    remembered: dict[str, str] = field(default_factory=dict)
    is_new: bool = field(init=False)

    def __post_init__(self):
        self.is_new = self.record is None

    @property
    def writes(self) -> bool:
        return self.is_new or bool(self.changed)

    def row_of(self, column: str) -> Row:
        """The row of the bundle that speaks of a column, else the first."""
        return next((row for row in self.rows if column in row.cells or column in row.wrong), self.rows[0])

    def fault(self, column: str, message: str, value: str | None = None) -> Fault:
        """A fault at a column of this row; the column counts as wrong from now on."""
        self.wrong.add(column)
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

    `counts` by file name; `proposals` by table, then by reference. Good for one commit.
    """

    name: str
    tables: tuple[Table, ...]
    counts: dict[str, Count]
    faults: list[Fault]
    proposals: dict[str, dict[str, Proposal]]

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
