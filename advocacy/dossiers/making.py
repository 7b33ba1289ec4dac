"""The one way from a case to the file of a dossier. Never sends it."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from advocacy.dossiers import docx, pdf
from advocacy.dossiers.assessing import Assessment, assess
from advocacy.dossiers.channels import FORMS
from advocacy.dossiers.composing import compose
from advocacy.dossiers.loading import load
from cases.choices import Channel, DossierFormat, DossierLanguage
from cases.models import Case, Involvement

WRITERS = {DossierFormat.DOCX: docx.write, DossierFormat.PDF: pdf.write}


@dataclass(frozen=True)
class Made:
    """A file, what was known when it was made, and the involvements of those it tells of."""

    content: bytes
    assessment: Assessment
    people: tuple[int, ...]


@dataclass(frozen=True)
class Draft:
    """What a dossier is made of: the case, the channel, the person, the author's texts, the language.

    `with_confidential` takes in confidential sources by title, if `user` may see them.
    """

    case: Case
    channel: Channel
    involvement: Involvement | None = None
    answers: dict[str, str] | None = None
    language: str = DossierLanguage.EN
    user: object = None
    with_confidential: bool = False

    def assessed(self, today: date | None = None):
        """The assessment and the material it was made from. Reads the record anew: eighteen queries."""
        form, today = FORMS[Channel(self.channel)], today or timezone.localdate()
        material = load(
            self.case,
            purpose=form.purpose,
            today=today,
            is_for_one=form.is_for_one,
            involvement=self.involvement,
            user=self.user,
            with_confidential=self.with_confidential,
        )
        return assess(form, material, self.answers or {}, today, self.language), material

    def made(self, file_format: str, today: date | None = None) -> Made:
        """The file. Raises Refused when anything blocks it, pdf.NotAvailable without typst or fonts."""
        assessment, material = self.assessed(today)
        composition = compose(assessment, material, self.language)
        content = WRITERS[DossierFormat(file_format)](composition)
        return Made(content, assessment, composition.people)
