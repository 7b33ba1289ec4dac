"""`manage.py publish_embargoed`: publish what somebody confirmed and whose embargo has ended. For cron, every few minutes."""

from django.core.management.base import BaseCommand, CommandError

from cases import embargo


class Command(BaseCommand):
    help = (
        "Publish confirmed records whose embargo has ended, in the name of who confirmed. "
        "May run at any time and as often as you like."
    )

    def handle(self, *args, **options):
        releases = embargo.release_all()
        for release in releases:
            if release.edition:
                self.stdout.write(
                    f"{release.reference} is public with edition {release.edition.serial}: its embargo has ended."
                )
        refused = [release for release in releases if release.edition is None]
        if refused:
            raise CommandError(
                "\n".join(f"{release.reference} was not published. {release.refusal}" for release in refused)
            )
