"""`manage.py demo_data`: fill this installation with the demonstration."""

import os

from django.core.management.base import BaseCommand, CommandError

from advocacy import demo
from cases.published import cache


class Command(BaseCommand):
    help = (
        "Import and publish the cited data set and create one demonstration user per role and two of an office of two. For a machine of "
        "your own only. DEMO_PASSWORD sets the password of all of them; otherwise random ones are printed once."
    )

    def handle(self, *args, **options):
        try:
            created = demo.prepare(os.environ.get("DEMO_PASSWORD"), self.stdout.write)
        except demo.NotHere as refused:
            raise CommandError(str(refused)) from refused
        # A newer release may draw the same edition differently.
        cache.clear()
        if created:
            self.stdout.write("Demonstration users (shown only this once):")
            for name, password in created.items():
                self.stdout.write(f"  {name:14} {password}")
        self.stdout.write("The demonstration data is in place.")
