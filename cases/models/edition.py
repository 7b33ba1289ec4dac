"""Editions: the private side of every act of publishing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import Act, SubjectKind, TakedownReason
from cases.models.record import REFERENCE_LENGTH


class Edition(models.Model):
    """One act of publishing, correcting, retracting, withdrawing or restoring.

    `serial` is the public number. Who made it and the internal reason stay here, in the private
    record; the public row is published.PublishedEdition. Rows are never changed or deleted.
    """

    serial = models.PositiveIntegerField(_("serial number"), unique=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("made by"),
        help_text=_("Empty: withdrawn by a command on the server."),
    )
    public_note = models.TextField(_("public note"), blank=True)
    internal_reason = models.TextField(_("internal reason"), blank=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-serial"]
        permissions = [
            ("review_subject", "Can approve or return what others submit"),
            ("publish_edition", "Can publish, correct and restore"),
            ("take_down", "Can retract or withdraw at once"),
        ]

    def __str__(self):
        return str(self.serial)


class EditionEntry(models.Model):
    """What one edition did to one subject, with the document that became public (none when taken down)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH)
    act = models.CharField(_("act"), max_length=12, choices=Act)
    fields_changed = models.JSONField(_("fields changed"), default=list)
    takedown_reason = models.CharField(_("general reason"), max_length=16, choices=TakedownReason, blank=True)
    document = models.JSONField(_("document"), null=True)
    follows_merge = models.BooleanField(
        default=False,
        editable=False,
        help_text=_(
            "Nothing was published but the new reference of what a duplicate went into; edits still wait."
        ),
    )

    class Meta:
        verbose_name = _("entry of an edition")
        verbose_name_plural = _("entries of editions")
        ordering = ["-edition__serial", "kind", "reference"]
        indexes = [models.Index(fields=["kind", "reference"], name="entry_history_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "reference"], name="entry_once_per_edition"),
            models.CheckConstraint(
                condition=models.Q(document__isnull=True, act__in=[Act.RETRACTED, Act.WITHDRAWN])
                | models.Q(document__isnull=False, act__in=[Act.PUBLISHED, Act.CORRECTED, Act.RESTORED]),
                name="entry_document_unless_taken_down",
            ),
        ]

    def __str__(self):
        return f"{self.edition_id} {self.kind} {self.reference}"
