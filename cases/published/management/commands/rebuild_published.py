"""`manage.py rebuild_published`: project every published document anew."""

from django.core.management.base import BaseCommand

from cases.published import cache, projection


class Command(BaseCommand):
    help = (
        "Make the rows of lists, filters and CSV files anew from the published documents. What is public does "
        "not change. Run it after changing SITE_URL, and where an upgrade says so."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only where an older release made the rows that are there",
        )

    def handle(self, *args, **options):
        if options["if_needed"] and not projection.is_of_older_form():
            return
        total = projection.rebuild()
        cache.clear()
        self.stdout.write(f"Projected {total} published documents.")
