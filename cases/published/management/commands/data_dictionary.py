"""`manage.py data_dictionary`: write docs/data-dictionary.md from the definitions of the tables."""

from django.conf import settings
from django.core.management.base import BaseCommand

from cases.published.dictionary import dictionary

PATH = settings.BASE_DIR / "docs" / "data-dictionary.md"


class Command(BaseCommand):
    help = "Write docs/data-dictionary.md from the definitions of the published tables; --print shows it instead."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--print", action="store_true", help="print the document, write nothing")

    def handle(self, *args, **options):
        if options["print"]:
            self.stdout.write(dictionary(), ending="")
            return
        PATH.write_text(dictionary(), "utf-8")
        self.stdout.write(f"Written: {PATH}")
