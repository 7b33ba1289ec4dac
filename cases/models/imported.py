"""Imports: which bundle came in when, and what it left in the record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.record import REFERENCE_LENGTH


class ImportRun(models.Model):
    """One bundle committed to the record. `counts` are its rows by file: {"cases": {"new": 3, "changed": 1, …}}."""

    name = models.CharField(_("bundle"), max_length=255)
    made_at = models.DateTimeField(_("imported at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="imports",
        verbose_name=_("imported by"),
    )
    counts = models.JSONField(_("rows"), default=dict)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.name} ({self.made_at:%Y-%m-%d})"


class ImportedRow(models.Model):
    """What imports last left in one row of one table of the bundle format.

    `cells` maps a column to a fingerprint of its text (cases/importing/memory.py), never to the text itself. Kept
    when the row is deleted, so that no old bundle brings back what staff deleted. Redacting a reference
    must delete the row here too.
    """

    table = models.CharField(_("table"), max_length=40)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH)
    cells = models.JSONField(_("cells"), default=dict)
    run = models.ForeignKey(
        ImportRun, on_delete=models.PROTECT, related_name="rows", verbose_name=_("last import")
    )

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        constraints = [models.UniqueConstraint(fields=["table", "reference"], name="imported_row_once")]

    def __str__(self):
        return f"{self.table} {self.reference}"
