"""What an erased person leaves in dossiers: nothing. Called by cases/erasure.py, within its transaction."""

from collections import Counter

from advocacy.dossiers.sending import empty_content
from advocacy.models import Dossier, SentDossier
from cases import erasure
from cases.editing import save_record
from cases.models import Person


def forget(person: Person, by, reason: str, counts: Counter) -> None:
    """Empty the files that tell of the person, and what was written for the dossiers of this one person, with its history.

    Texts written for a letter about several people stay: the names of the person are cut out of them as of every text.
    """
    for sent in SentDossier.objects.filter(people__person=person).distinct():
        empty_content(sent)
        counts["advocacy.sentdossier"] += 1
    for dossier in Dossier.objects.filter(involvement__person=person):
        dossier.answers = dossier.note = ""
        save_record(dossier, by=by, reason=reason)
        Dossier.history.filter(id=dossier.pk).update(answers="", note="")
        counts["advocacy.dossier"] += 1


def register() -> None:
    erasure.FORGETTING.append(forget)
