"""`manage.py run_import [NUMBER]`: do what was asked for in the admin with uploaded imports."""

from django.core.management.base import BaseCommand

from advocacy.importing import uploads, work
from cases.models import ImportRun


class Command(BaseCommand):
    help = (
        "Check, import or undo what was asked for in the admin: one import by its number, or all that wait. The admin "
        "starts it by itself; run it by hand, or from time to time, where it cannot. Old uploads are removed."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "number", nargs="?", type=int, help="the number in the address of the import's page"
        )

    def handle(self, *args, number=None, **options):
        waiting = ImportRun.objects.exclude(task="").order_by("pk").values_list("pk", flat=True)
        for pk in list(waiting) if number is None else [number]:
            done = work.perform(pk)
            self.stdout.write(f"Import {pk}: {'done' if done else 'nothing to do'}.")
        uploads.expire()
