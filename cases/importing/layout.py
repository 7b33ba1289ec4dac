"""Which column of somebody's spreadsheet is which column of a table. Pure."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

#: The column of a file of faults that says what is wrong with each row; never read.
FAULTS = "faults"


@dataclass(frozen=True)
class Layout:
    """`columns`: heading → column of the table, "" for a heading that is not read. `constants`: column → the text that
    stands for it in every row, where no heading does."""

    columns: dict[str, str] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)

    def read(self, headings: Sequence[str]) -> tuple[str, ...]:
        """The column of each heading, "" for those that are not read."""
        return tuple(self.columns.get(heading, "") for heading in headings)

    def dumps(self) -> str:
        return json.dumps({"columns": self.columns, "constants": self.constants}, ensure_ascii=False)

    @classmethod
    def loads(cls, text: str) -> "Layout":
        """What `dumps` wrote. An empty text is an empty layout."""
        return cls(**json.loads(text)) if text else cls()
