"""Files that staff took out of the record, for the administrator to see."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ExportFormat
from cases.models.encryption import EncryptedTextField
from cases.models.record_search import KIND_LENGTH


class PrivateExport(models.Model):
    """One file of a list that one member of staff downloaded: written before its first row leaves, never changed.

    `filter` says how the list was narrowed, without the words searched for, which may be names. `rows` is empty
    until the file is complete: a download that broke off stays recognisable.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    kind = models.CharField(_("list"), max_length=KIND_LENGTH)
    filter = EncryptedTextField(_("narrowed to"), blank=True)
    columns = models.JSONField(_("columns"))
    format = models.CharField(_("format"), max_length=4, choices=ExportFormat)
    has_restricted = models.BooleanField(_("with encrypted fields"), default=False)
    rows = models.PositiveIntegerField(_("rows"), null=True, blank=True)
    made_at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("private export")
        verbose_name_plural = _("private exports")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["-made_at", "-id"], name="private_export_changelist")]
        permissions = [("export_restricted", "Can export encrypted fields")]
        constraints = [
            models.CheckConstraint(
                condition=Q(format__in=("csv", "xlsx")),
                name="private_export_format",
                violation_error_message=_("A private export is CSV or XLSX."),
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"
