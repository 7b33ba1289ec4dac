"""manage.py tidy: forget what has served its time. For any timer; running it twice does nothing more."""

from django.core.management.base import BaseCommand

from advocacy.importing import uploads
from cases import kept_forms


class Command(BaseCommand):
    help = "Forget unsaved texts of forms that are older than some days, and uploads older than one. For a daily timer."

    def handle(self, *args, **options):
        self.stdout.write(f"{kept_forms.drop_old()} kept forms forgotten.")
        self.stdout.write(f"{uploads.expire()} uploads removed.")
