"""Bundles of the whole record: the tables of both wings together, and what may be done with them.

bundle = read_bundle("folder-or.zip")
preview = check(bundle)
if not preview.faults:
    commit(preview, by=user)
"""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from advocacy.importing.tables import TABLES
from cases.importing import arrange, files
from cases.importing import check as checking
from cases.importing import export as exporting
from cases.importing.check import Progress, silent
from cases.importing.commit import CommitRefused, commit
from cases.importing.export import ExportRefused, write_files
from cases.importing.faults import Fault
from cases.importing.files import Bundle, BundleError
from cases.importing.proposal import CellChange, Count, Preview

__all__ = [
    "SAMPLE_DATA",
    "TABLES",
    "Bundle",
    "BundleError",
    "CellChange",
    "CommitRefused",
    "Count",
    "ExportRefused",
    "Fault",
    "Preview",
    "check",
    "commit",
    "export",
    "read_bundle",
    "write_files",
]

#: The public data set that comes with the project (CC0), itself a bundle.
SAMPLE_DATA = Path(files.__file__).parent.parent / "sample_data"


def read_bundle(source: Path | str | BinaryIO, name: str = "") -> Bundle:
    """Read a folder, a zip or an open zip file into memory. `name` is how history and messages call it.

    Raises BundleError when there is no bundle; faults inside it are in ``bundle.faults``.
    """
    return files.read_bundle(source, arrange.known_columns(TABLES), name)


def check(bundle: Bundle, *, clear_empty: bool = False, progress: Progress = silent) -> Preview:
    """Compare a bundle with the record: every fault, and what committing would do. Writes nothing.

    With `clear_empty` an empty cell clears the value; otherwise it leaves it alone.
    """
    return checking.check(bundle, TABLES, clear_empty=clear_empty, progress=progress)


def export(*, progress: Progress = silent) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The text of every file of the record by name, and how many rows were left out of it.

    Private, for staff only: notes are in it. Raises ExportRefused.
    """
    return exporting.export(TABLES, progress=progress)
