"""Dossiers in work, and the files that were sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Channel, DossierFormat, DossierLanguage
from cases.models.encryption import EncryptedBytesField, EncryptedTextField
from cases.models.record import Record


class Dossier(Record):
    """What the office is preparing for one channel from one case: the answers that the record does not hold.

    Everything else is read from the record whenever a file is made. Private as a whole, and only for those who may see
    people (advocacy/dossiers/answers.py).
    """

    channel = models.CharField(
        _("channel"),
        max_length=30,
        choices=Channel,
        help_text=_("Where it is to go. Never published."),
    )
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        related_name="dossiers",
        verbose_name=_("case"),
        help_text=_("What it is about. Never published."),
    )
    involvement = models.ForeignKey(
        "cases.Involvement",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("person in the case"),
        help_text=_(
            "The one person it speaks for. Empty for a letter about everybody of the case. Never published."
        ),
    )
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=DossierLanguage,
        default=DossierLanguage.EN,
        help_text=_("Of the labels; your own texts stay as you write them. Never published."),
    )
    answers = EncryptedTextField(
        _("your own texts"),
        blank=True,
        help_text=_("What the form asks and the record does not hold. Encrypted. Never published."),
    )
    action = models.ForeignKey(
        "advocacy.Action",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="dossiers",
        verbose_name=_("action"),
        help_text=_("The action it belongs to, if it is in the ledger already. Never published."),
    )

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-updated_at", "-pk"]
        indexes = [models.Index(fields=["-updated_at", "-id"], name="dossier_changelist")]

    def __str__(self):
        return f"{self.get_channel_display()}: {self.case.reference}"


class SentDossier(models.Model):
    """One file as it was sent: what, when, to whom and by whom. The record moves on, the letter does not.

    A trigger of the database refuses every change but one: the content may be emptied, because a person who asks to be
    erased is erased here too (advocacy/dossiers/sending.py). The hash stays.
    """

    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, related_name="sent", verbose_name=_("dossier")
    )
    format = models.CharField(_("format"), max_length=4, choices=DossierFormat)
    language = models.CharField(_("language"), max_length=2, choices=DossierLanguage)
    content = EncryptedBytesField(_("file"))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    people = models.ManyToManyField(
        "cases.Involvement",
        through="SentDossierPerson",
        related_name="sent_dossiers",
        verbose_name=_("people it tells of"),
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    sent_on = models.DateField(_("sent on"))
    addressee = models.ForeignKey(
        "advocacy.Addressee",
        on_delete=models.PROTECT,
        related_name="sent_dossiers",
        verbose_name=_("addressee"),
    )

    class Meta:
        verbose_name = _("sent dossier")
        verbose_name_plural = _("sent dossiers")
        ordering = ["-sent_on", "-pk"]
        default_permissions = ("view", "add")
        indexes = [models.Index(fields=["-sent_on", "-id"], name="sent_dossier_changelist")]
        constraints = [
            models.CheckConstraint(
                condition=Q(format__in=("docx", "pdf")),
                name="sent_dossier_format",
                violation_error_message=_("A dossier is sent as DOCX or PDF."),
            ),
        ]

    def __str__(self):
        return f"{self.dossier} ({self.sent_on})"


class SentDossierPerson(models.Model):
    """One person whom a file that was sent tells of: by it the file is found when the person is erased."""

    sent = models.ForeignKey(SentDossier, on_delete=models.CASCADE, related_name="person_links")
    involvement = models.ForeignKey(
        "cases.Involvement", on_delete=models.PROTECT, related_name="sent_dossier_links"
    )

    class Meta:
        verbose_name = _("person of a sent dossier")
        verbose_name_plural = _("people of a sent dossier")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["sent", "involvement"],
                name="sent_dossier_person_once",
                violation_error_message=_("This file names this person already."),
            )
        ]

    def __str__(self):
        return f"{self.sent_id} → {self.involvement_id}"
