"""Keeping what was sent, as it was sent. The office sends by its own ways; nothing here does."""

import hashlib
from datetime import date

from django.db import transaction
from django.utils import timezone

from advocacy.dossiers.making import Made
from advocacy.models import Addressee, Dossier, SentDossier


@transaction.atomic
def keep_sent(
    dossier: Dossier, made: Made, *, file_format: str, addressee: Addressee, sent_on: date, by
) -> SentDossier:
    """Keep the file that was sent, frozen from now on: the database refuses every later change."""
    sent = SentDossier.objects.create(
        dossier=dossier,
        format=file_format,
        language=dossier.language,
        content=made.content,
        sha256=hashlib.sha256(made.content).hexdigest(),
        made_at=timezone.now(),
        made_by=by,
        sent_on=sent_on,
        addressee=addressee,
    )
    sent.people.set(made.people)
    return sent


def empty_content(sent: SentDossier) -> None:
    """Erase the file for a person who asked to be erased; that it was sent, when and to whom, and its hash stay."""
    sent.content = b""
    sent.save(update_fields=["content"])
