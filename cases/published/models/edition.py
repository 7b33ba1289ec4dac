"""The public side of editions: the state row every page reads, editions, entries, tombstones."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import Act, SubjectKind, TakedownReason
from cases.published.models.code import CodeField

REFERENCE_LENGTH = 80
#: The form in which rows are projected now. Raise it, with a migration, when rows made before are no longer right.
PROJECTION = 2


class PublishedState(models.Model):
    """The one row that says which edition is current.

    Publishing locks it first, so commit order is serial order. `token` is random and changes with
    every edition; caches and ETags carry it. `projection` is the form in which all rows were last made;
    an upgrade leaves the old number, and a check asks for `manage.py rebuild_published`.
    """

    serial = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=32, default="")
    changed_at = models.DateTimeField(null=True)
    projection = models.PositiveSmallIntegerField(default=PROJECTION)

    class Meta:
        db_table = "published_state"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="published_state_single_row")]

    def __str__(self):
        return str(self.serial)


class PublishedEdition(models.Model):
    """One act of publishing as the public sees it: serial number, time, public note. No editor."""

    serial = models.PositiveIntegerField(primary_key=True)
    token = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    public_note = models.TextField(blank=True)

    class Meta:
        db_table = "published_edition"
        ordering = ["-serial"]

    def __str__(self):
        return str(self.serial)


class PublishedEntry(models.Model):
    """What one edition did to one subject: the act and the names of the fields changed, never old values."""

    edition = models.ForeignKey(PublishedEdition, on_delete=models.CASCADE, related_name="entries")
    kind = CodeField(max_length=12, choices=SubjectKind)
    reference = CodeField(max_length=REFERENCE_LENGTH)
    act = CodeField(max_length=12, choices=Act)
    fields_changed = models.JSONField(default=list)
    takedown_reason = CodeField(max_length=16, choices=TakedownReason, blank=True)

    class Meta:
        db_table = "published_entry"
        ordering = ["-edition_id", "kind", "reference"]
        indexes = [models.Index(fields=["kind", "reference", "-edition"], name="published_entry_of_subject")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "reference"], name="published_entry_once")
        ]

    def __str__(self):
        return f"{self.edition_id} {self.kind} {self.reference}"


class PublishedTombstone(models.Model):
    """What is left of a subject that was public and was taken down: reference, date, general reason."""

    kind = CodeField(max_length=12, choices=SubjectKind)
    reference = CodeField(max_length=REFERENCE_LENGTH)
    act = CodeField(max_length=12, choices=Act)
    reason = CodeField(_("general reason"), max_length=16, choices=TakedownReason)
    edition = models.ForeignKey(PublishedEdition, on_delete=models.PROTECT, related_name="tombstones")
    taken_down_at = models.DateTimeField()

    class Meta:
        db_table = "published_tombstone"
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="published_tombstone_once")]

    def __str__(self):
        return f"{self.kind} {self.reference}"


class PublishedMerge(models.Model):
    """The reference of a record that was public and turned out to repeat another, and the reference of that one.

    Written only while, or once, the other is public; its address answers with that of the other as long as that
    is published (cases/published/resolve.py).
    """

    kind = CodeField(max_length=12, choices=SubjectKind)
    reference = CodeField(max_length=REFERENCE_LENGTH)
    into_reference = CodeField(max_length=REFERENCE_LENGTH)

    class Meta:
        db_table = "published_merge"
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="published_merge_once")]

    def __str__(self):
        return f"{self.kind} {self.reference} → {self.into_reference}"
