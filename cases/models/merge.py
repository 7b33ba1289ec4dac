"""Merges: duplicates that went into another record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import SubjectKind
from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH


class Merge(models.Model):
    """One record that turned out to be a duplicate, and the record it went into.

    Its reference is never given to another record: it may stand in citations, files and letters, and leads to
    the one that was kept. `kept_pk` always names a record that exists; when that one is merged further, the row
    follows. `was_public` decides whether its public address redirects.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH)
    removed_pk = models.BigIntegerField()
    kept_pk = models.BigIntegerField()
    was_public = models.BooleanField(default=False)
    reason = EncryptedTextField(_("reason"))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField(_("merged at"))

    class Meta:
        verbose_name = _("merge")
        verbose_name_plural = _("merges")
        ordering = ["-merged_at", "-pk"]
        default_permissions = ()
        permissions = [("merge_records", "Can merge duplicates")]
        indexes = [models.Index(fields=["kind", "kept_pk"], name="merge_into")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "reference"], name="merge_reference_once"),
            models.UniqueConstraint(fields=["kind", "removed_pk"], name="merge_removed_once"),
            models.CheckConstraint(
                condition=~models.Q(removed_pk=models.F("kept_pk")), name="merge_into_another"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.reference}"
