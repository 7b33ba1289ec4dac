"""Check a bundle of CSV files and, when told to, import it."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from advocacy.importing import TABLES, BundleError, CommitRefused, Preview, check, commit, read_bundle
from cases.importing.describe import describe
from cases.importing.faults import shown

#: Changed cells that the preview lists before it says how many there are.
LISTED_CHANGES = 50


class Command(BaseCommand):
    help = "Check a bundle (docs/import-format.md) and show what it would change; with --commit, import it."

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", type=Path, help="a folder or a zip of CSV files")
        parser.add_argument("--commit", action="store_true", help="write it, whole or not at all")
        parser.add_argument(
            "--as", dest="username", help="the member of staff who imports, named in the history"
        )
        parser.add_argument("--clear-empty", action="store_true", help="let an empty cell clear the value")
        parser.add_argument("--describe", action="store_true", help="list every file and column, and end")

    def handle(self, **options):
        if options["describe"]:
            self.stdout.write(describe(TABLES), ending="")
            return
        if options["path"] is None:
            raise CommandError("Name the folder or zip file to import.")
        by = somebody(options["username"]) if options["commit"] else None

        def progress(items, label):
            return tqdm(items, desc=str(label), leave=False, disable=None if options["verbosity"] else True)

        try:
            bundle = read_bundle(options["path"])
        except (BundleError, OSError) as error:
            raise CommandError(str(error)) from error
        preview = check(bundle, clear_empty=options["clear_empty"], progress=progress)
        self.show(preview, None if options["verbosity"] > 1 else LISTED_CHANGES)
        if preview.faults:
            raise CommandError(f"Faults: {len(preview.faults)}. Nothing was imported.")
        if by:
            self.commit(preview, by, progress)
        else:
            self.stdout.write("Nothing was written. Add --commit --as USERNAME to import it.")

    def show(self, preview: Preview, most: int | None) -> None:
        """The counts by file, the cells that would change, and every fault."""
        self.stdout.write(f"{'':16}{'new':>8}{'changed':>9}{'same':>8}{'wrong':>8}")
        for name, count in preview.counts.items():
            self.stdout.write(f"{name:16}{count.new:8}{count.changed:9}{count.same:8}{count.wrong:8}")
        changes = list(preview.changes())
        for change in changes[:most]:
            where = f"{change.file}, row {change.row}, {change.reference}, {change.column}"
            self.stdout.write(f"{where}: “{shown(change.before)}” → “{shown(change.after)}”")
        if most is not None and len(changes) > most:
            self.stdout.write(f"… and {len(changes) - most} more cells (--verbosity 2 lists all)")
        for fault in preview.faults:
            self.stderr.write(str(fault))

    def commit(self, preview: Preview, by, progress) -> None:
        try:
            run = commit(preview, by=by, progress=progress)
        except (CommitRefused, PermissionDenied) as error:
            raise CommandError(str(error)) from error
        self.stdout.write("Imported." if run else "The record says all this already: nothing was written.")


def somebody(username: str | None):
    """The active user of this name. Raises CommandError."""
    if not username:
        raise CommandError("Say with --as USERNAME who imports: the history of every row names them.")
    user = get_user_model().objects.filter(username=username, is_active=True).first()
    if not user:
        raise CommandError(f"There is no active user {username}.")
    return user
