"""Write the record as a bundle of CSV files, which import_bundle reads back."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from advocacy.importing import ExportRefused, export, write_files


class Command(BaseCommand):
    help = "Write the record as a bundle (docs/import-format.md). Private: notes for staff are in it."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a new folder, or a new zip file when it ends in .zip")

    def handle(self, *, path, verbosity, **options):
        def progress(items, label):
            return tqdm(items, desc=label, leave=False, disable=None if verbosity else True)

        try:
            files, left_out = export(progress=progress)
            write_files(files, path)
        except ExportRefused as error:
            raise CommandError(
                f"Nothing was written. These cells could not be read back:\n{error}"
            ) from error
        except FileExistsError as error:
            raise CommandError(f"{error} is there already: name a new folder or zip file.") from error
        except OSError as error:
            raise CommandError(str(error)) from error
        for name, rows in left_out.items():
            self.stdout.write(f"{name}: {rows} rows left out, as they rest on confidential sources.")
        self.stdout.write(f"Wrote {len(files)} files to {path}. Keep them as safe as the database.")
