"""`manage.py dossier`: a dossier from the command line, for those who may log in to the server. Sends nothing."""

import os
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from advocacy.dossiers import answers, pdf
from advocacy.dossiers.assessing import Assessment
from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.composing import Refused
from advocacy.dossiers.making import Draft
from advocacy.models import Dossier
from cases.admin.visibility import may_see_confidential
from cases.choices import DossierFormat, DossierLanguage
from cases.models import Case, Involvement


class Command(BaseCommand):
    help = "Make a dossier from a case and a person in it, or say what forbids it. Nothing is sent."

    def add_arguments(self, parser):
        parser.add_argument("case", nargs="?", help="the reference of the case")
        parser.add_argument("--list", action="store_true", help="the channels, one a line")
        parser.add_argument("--involvement", help="the id of the person’s part in the case")
        parser.add_argument("--channel", choices=[str(code) for code in FORMS])
        parser.add_argument("--format", choices=DossierFormat.values, default="docx")
        parser.add_argument("--language", choices=DossierLanguage.values, default="en")
        parser.add_argument("--output", type=Path, help="the file to write, readable by you alone")
        parser.add_argument("--as", dest="username", help="your user name: decides what you may see")
        parser.add_argument(
            "--confidential", action="store_true", help="take in confidential sources by title, with --as"
        )

    def handle(self, *args, **options):
        if options["list"]:
            for code, form in FORMS.items():
                self.stdout.write(f"{code}\t{form.title.en}\t{form.purpose}\t{' '.join(form.languages)}")
            return
        for name in ("case", "channel", "output"):
            if not options[name]:
                raise CommandError(
                    f"Give {name if name == 'case' else '--' + name}; --list shows the channels."
                )
        draft = self.draft(options)
        try:
            made = draft.made(options["format"])
        except Refused as refused:
            self.say(refused.assessment)
            raise CommandError("No dossier is made:\n" + "\n".join(bullets(refused.assessment))) from refused
        except pdf.NotAvailable as missing:
            raise CommandError(str(missing)) from missing
        self.say(made.assessment)
        write_private(options["output"], made.content)
        self.stdout.write(f"Written: {options['output']}. Read it before you send it: nothing has been sent.")

    def draft(self, options) -> Draft:
        case = Case.objects.filter(reference=options["case"]).first()
        if case is None:
            raise CommandError(f"There is no case “{options['case']}”.")
        involvement = None
        if options["involvement"]:
            involvement = Involvement.objects.filter(reference=options["involvement"]).first()
            if involvement is None:
                raise CommandError(f"There is no involvement “{options['involvement']}”.")
        user = self.user(options["username"])
        if options["confidential"] and not (user and may_see_confidential(user)):
            raise CommandError("--confidential needs --as with a user who may see confidential sources.")
        # The texts written for it in the office, if it was begun there.
        begun = Dossier.objects.filter(case=case, channel=options["channel"], involvement=involvement)
        newest = begun.filter(language=options["language"]).order_by("-updated_at").first()
        return Draft(
            case=case,
            channel=options["channel"],
            involvement=involvement,
            answers=answers.read_answers(newest) if newest else {},
            language=options["language"],
            user=user,
            with_confidential=options["confidential"],
        )

    def user(self, username: str | None):
        if not username:
            return None
        user = get_user_model().objects.filter(username=username, is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active user “{username}”.")
        if not answers.may_see(user):
            raise CommandError(f"“{username}” may not see people, and so no dossier.")
        return user

    def say(self, assessment: Assessment) -> None:
        """What is missing, what to weigh, what would leave the office."""
        self.stdout.write(f"{assessment.form.title.en}: {assessment.share:.0%} of what is obligatory")
        for one in assessment.missing:
            word = "Missing" if one.is_obligatory else "Left out"
            where = f"your own text “{one.answer}”" if one.answer else place(one.target)
            self.stdout.write(f"{word}: {one.section} – {one.label} ({where})")
        for found in assessment.warnings:
            self.stdout.write(f"Weigh: {found.message}")
        for one in assessment.clocks:
            self.stdout.write(f"Clock: {clock_words(one)}")
        if not assessment.blockers:
            for one in assessment.leaving:
                self.stdout.write(f"Would leave the office ({one.kind}): {one.label}: {one.words}")


def bullets(assessment: Assessment) -> list[str]:
    return [f"- {found.message}" for found in assessment.blockers]


def place(target) -> str:
    row = f" {target.pk}" if target.pk else ""
    return f"{target.model}{row}: {target.field}"


def clock_words(one) -> str:
    if one.timing:
        return f"{one.rule.title}: {one.timing.label} (safe until {one.safe or '–'}, ends {one.hard or '–'})"
    due = f", due {one.due} if that is today" if one.due else ""
    return f"{one.rule.title}: {one.rule.length} {one.rule.unit} from {one.rule.counts_from}{due}"


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whatever stood there and whatever the umask is."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
