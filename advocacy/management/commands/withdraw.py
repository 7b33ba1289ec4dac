"""`manage.py withdraw REFERENCE`: hide a published subject at once, when the admin is out of reach."""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cases import workflow
from cases.choices import PublicationState
from cases.publication.publish import NotAllowed
from cases.publication.subjects import POLICIES


class Command(BaseCommand):
    help = "Withdraw a published case, source, figure, statement, action or response at once (emergency)."

    def add_arguments(self, parser):
        parser.add_argument("reference", help="the reference in the public address")
        parser.add_argument(
            "--as", dest="username", help="your user name, to be recorded with the withdrawal"
        )
        parser.add_argument(
            "--reason", default="emergency withdrawal by command", help="internal reason, private"
        )

    def handle(self, *args, reference, username, reason, **options):
        subjects = [
            subject
            for model in POLICIES
            for subject in model.objects.filter(
                reference=reference, publication_state=PublicationState.PUBLISHED
            )
        ]
        if not subjects:
            raise CommandError(
                f"Nothing published has the reference “{reference}”. Copy it from the public address."
            )
        user = self.user_named(username) if username else None
        for subject in subjects:
            try:
                if user:
                    edition = workflow.withdraw(subject, by=user, internal_reason=reason)
                else:
                    edition = workflow.withdraw_on_server(subject, internal_reason=reason)
            except NotAllowed as refused:
                raise CommandError(f"{reference}: {refused}") from refused
            self.stdout.write(
                f"{reference} is withdrawn with edition {edition.serial}: the public sees it no more."
            )

    @staticmethod
    def user_named(username: str):
        user = get_user_model().objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(
                f"There is no active user “{username}”. Leave out --as to withdraw without a name."
            )
        return user
