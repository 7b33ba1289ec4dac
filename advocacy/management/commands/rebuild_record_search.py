"""`manage.py rebuild_record_search`: make the words by which staff find records anew."""

from django.core.management.base import BaseCommand

from cases import record_search
from cases.models import Case, RecordSearch


class Command(BaseCommand):
    help = (
        "Make the words by which staff find records, and the origins of sources, anew from the record. Nothing else "
        "changes, and staff may go on working. Run it after an upgrade that says so, and after rows were written "
        "past the site."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-needed",
            action="store_true",
            help="only where there are cases and none of them has words yet",
        )

    def handle(self, *args, **options):
        has_words = RecordSearch.objects.filter(kind=Case._meta.label_lower).exists()
        if options["if_needed"] and (has_words or not Case.objects.exists()):
            return
        record_search.rebuild(lambda kind, count: self.stdout.write(f"{kind}: {count}"))
