"""Uploaded files between the upload and the import: each in a private folder, encrypted, for a day at most."""

import csv
import secrets
import shutil
from datetime import timedelta
from itertools import islice

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.importing.tables import TABLES
from cases.choices import ImportState
from cases.importing import arrange, files, sheet, spreadsheet
from cases.importing.archives import DAMAGED, TooLarge, open_archive
from cases.importing.files import Bundle, BundleError
from cases.importing.layout import FAULTS, Layout
from cases.importing.sealed import SealedWriter, open_sealed
from cases.importing.uploaded import WAITING, discard, folder_of, lonely_folders
from cases.models import ImportRun

#: How long an upload waits to be imported.
WAITS = timedelta(days=1)
#: Bytes of an upload: what a file of a bundle may hold.
LARGEST = files.LARGEST_FILE
#: Uploads of one person that wait at the same time.
MOST_WAITING = 10
BUNDLE, WORKBOOK, CSV = "bundle", "workbook", "csv"


class UploadRefused(Exception):
    """The file was not taken; the message says why and what to do."""


class Incoming:
    """A file on its way in, encrypted before it reaches the disk. `keep` makes it an import; else `abandon` it."""

    def __init__(self):
        settings.IMPORT_DIR.mkdir(mode=0o700, exist_ok=True)
        self.folder = settings.IMPORT_DIR / secrets.token_hex(16)
        self.folder.mkdir(mode=0o700)
        self.writer = SealedWriter(self.folder / "upload")
        self.size = 0

    def write(self, portion: bytes) -> None:
        """Take a portion; what is too large is counted, not kept."""
        self.size += len(portion)
        if self.size <= LARGEST:
            self.writer.write(portion)

    def keep(self, name: str, *, by, **values: object) -> ImportRun:
        """The import of what came in, for user `by`. Raises UploadRefused, and keeps nothing."""
        problem = self._problem(by)
        self.writer.close()
        if problem:
            self.abandon()
            raise UploadRefused(problem)
        return ImportRun.objects.create(
            name=_plain(name),
            state=ImportState.UPLOADED,
            made_by=by,
            uploaded_at=timezone.now(),
            folder=self.folder.name,
            **values,
        )

    def _problem(self, by) -> str:
        if not self.size:
            return _("The file is empty.")
        if self.size > LARGEST:
            return _("The file is larger than %(size)s MB. Split it.") % {"size": LARGEST // 1024 // 1024}
        if ImportRun.objects.filter(state__in=WAITING, made_by=by).count() >= MOST_WAITING:
            return _("You have %(count)s uploads waiting: import or discard one first.") % {
                "count": MOST_WAITING
            }
        return ""

    def abandon(self) -> None:
        self.writer.abandon()
        shutil.rmtree(self.folder, ignore_errors=True)


def _plain(name: str) -> str:
    """The name of an uploaded file as messages and the history may carry it."""
    plain = "".join(letter for letter in name if letter.isprintable()).replace("\\", "/").rpartition("/")[2]
    return plain.strip()[:255] or "upload"


def prepare(run: ImportRun) -> None:
    """Make sure that the import has a folder to work in: one that came by command has none."""
    if not run.folder:
        run.folder = secrets.token_hex(16)
        run.save(update_fields=["folder"])
    settings.IMPORT_DIR.mkdir(mode=0o700, exist_ok=True)
    folder_of(run).mkdir(mode=0o700, exist_ok=True)


def is_kept(run: ImportRun) -> bool:
    """Whether the uploaded file is still there."""
    return bool(run.folder) and (folder_of(run) / "upload").is_file()


def expire() -> int:
    """Discard what has waited too long, and remove folders that belong to nothing; how many of both.

    Safe to call at any time, from any process.
    """
    old = ImportRun.objects.filter(state__in=WAITING, uploaded_at__lt=timezone.now() - WAITS)
    gone = list(old)
    for run in gone:
        discard(run)
    lonely = lonely_folders((timezone.now() - WAITS).timestamp())
    for path in lonely:
        shutil.rmtree(path, ignore_errors=True)
    return len(gone) + len(lonely)


def kind_of(run: ImportRun) -> str:
    """What was uploaded, by its content: a bundle, a workbook or a CSV file."""
    with open_sealed(folder_of(run) / "upload") as stream:
        if stream.read(4) != b"PK\x03\x04":
            return CSV
        stream.seek(0)
        try:
            with open_archive(stream) as archive:
                names = set(archive.namelist())
        except (*DAMAGED, TooLarge):
            return BUNDLE
    return WORKBOOK if "[Content_Types].xml" in names else BUNDLE


def sheet_names(run: ImportRun) -> list[str]:
    """The sheets of an uploaded workbook. Raises BundleError."""
    with open_sealed(folder_of(run) / "upload") as stream:
        return spreadsheet.sheet_names(stream)


def first_records(run: ImportRun, kind: str, most: int = 4) -> list[list[str]]:
    """The headings and the first rows of a single table. Raises BundleError."""
    with open_sealed(folder_of(run) / "upload") as stream:
        try:
            records = (
                spreadsheet.records(stream, run.sheet, most=spreadsheet.FIRST_LOOK)
                if kind == WORKBOOK
                else sheet.csv_records(stream)
            )
            found = list(islice(records, most))
        except csv.Error as error:
            message = _("The quotation marks of the first rows do not match. Save the file as CSV UTF-8.")
            raise BundleError(message) from error
        except sheet.NotText as error:
            raise BundleError(str(error)) from error
    if found and len(found[0]) > sheet.MOST_COLUMNS:
        raise BundleError(_("The file has more than %(most)s columns.") % {"most": sheet.MOST_COLUMNS})
    if not found or not any(found[0]):
        raise BundleError(_("The first row must name the columns."))
    return found


def headings(record: list[str]) -> list[str]:
    """The headings of the first row that may be chosen for a column, each once."""
    return [name for name in dict.fromkeys(cell.strip() for cell in record) if name and name != FAULTS]


def open_bundle(run: ImportRun) -> Bundle:
    """What was uploaded, read as a bundle. Raises BundleError."""
    known = arrange.known_columns(TABLES)
    kind = kind_of(run)
    with open_sealed(folder_of(run) / "upload") as stream:
        if kind == BUNDLE:
            return files.read_bundle(stream, known, run.name)
        layout = Layout.loads(run.layout)
        records = spreadsheet.records(stream, run.sheet) if kind == WORKBOOK else sheet.csv_records(stream)
        found = sheet.read_records(f"{run.table}.csv", records, known[run.table], layout)
    return Bundle(run.name, {run.table: found}, list(found.faults))
