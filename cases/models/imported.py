"""Imports: which file came in when, how far it is, and what it left in the record."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ImportState, ImportTask
from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH


class ImportRun(models.Model):
    """One bundle or table brought to the record: uploaded, checked, imported, perhaps undone.

    `counts` are its rows by file: {"cases": {"new": 3, "changed": 1, …}}. A bundle imported by command begins as
    imported. The file itself lies, encrypted, in the folder `folder` below IMPORT_DIR until it is imported, discarded
    or a day old (advocacy/importing/uploads.py); only who uploaded it opens it before. `task` is what a process is, or
    was last, asked to do; the process holds a lock while it lives (advocacy/importing/work.py).
    """

    name = models.CharField(_("file"), max_length=255)
    state = models.CharField(
        _("state"), max_length=12, choices=ImportState, default=ImportState.COMMITTED, editable=False
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="imports",
        verbose_name=_("imported by"),
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), null=True, blank=True, editable=False)
    made_at = models.DateTimeField(_("imported at"), null=True, blank=True)
    counts = models.JSONField(_("rows"), default=dict)
    faults = models.PositiveIntegerField(_("faults"), default=0, editable=False)
    sender = models.CharField(_("sender"), max_length=200, blank=True)
    table = models.CharField(_("table"), max_length=40, blank=True)
    sheet = models.CharField(_("sheet"), max_length=100, blank=True)
    layout = EncryptedTextField(_("columns"), blank=True, editable=False)
    clear_empty = models.BooleanField(_("empty cells clear"), default=False)
    folder = models.CharField(max_length=40, blank=True, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)
    task = models.CharField(max_length=8, choices=ImportTask, blank=True, editable=False)
    task_at = models.DateTimeField(null=True, blank=True, editable=False)
    message = models.TextField(_("message"), blank=True, editable=False)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("undone by"),
    )
    undo_reason = models.TextField(_("why it was undone"), blank=True, editable=False)
    keeps_changed = models.BooleanField(default=False, editable=False)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]
        permissions = [("import_records", "Can import files of records")]
        indexes = [models.Index(fields=["state", "made_by"], name="import_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=(ImportState.COMMITTED, ImportState.UNDONE))
                | Q(made_at__isnull=False),
                name="import_has_its_time",
                violation_error_message=_("What was imported has the time when it was."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ImportState.UNDONE) | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="import_undone_by_somebody",
                violation_error_message=_("What was undone says when and by whom."),
            ),
        ]

    def __str__(self):
        return self.name


class ImportMapping(models.Model):
    """Which column of a sender's spreadsheet is which column of a table, as it was chosen last.

    `layout` is JSON: the choice for each heading, and the values given to whole columns. Encrypted, because both
    are what somebody typed.
    """

    sender = models.CharField(_("sender"), max_length=200)
    table = models.CharField(_("table"), max_length=40)
    layout = EncryptedTextField(_("columns"))
    saved_at = models.DateTimeField(_("last saved at"), auto_now=True)

    class Meta:
        verbose_name = _("columns of a sender")
        verbose_name_plural = _("columns of senders")
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "table"],
                name="import_mapping_once",
                violation_error_message=_("The columns of this sender are recorded already."),
            )
        ]

    def __str__(self):
        return f"{self.sender}, {self.table}"


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


class ImportedRowBefore(models.Model):
    """What `ImportedRow` held before one import changed it, so that undoing the import puts it back.

    A row that nothing was known of before has none. Redacting a reference must delete the row here too.
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows_before")
    table = models.CharField(_("table"), max_length=40)
    reference = models.CharField(_("reference"), max_length=REFERENCE_LENGTH)
    cells = models.JSONField(_("cells"), default=dict)
    previous = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows_after")

    class Meta:
        verbose_name = _("imported row before an import")
        verbose_name_plural = _("imported rows before an import")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "table", "reference"],
                name="imported_row_before_once",
                violation_error_message=_("What stood here before this import is recorded already."),
            )
        ]

    def __str__(self):
        return f"{self.table} {self.reference}"
