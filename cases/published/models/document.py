"""The published documents: the only stored truth of what is public."""

from django.db import models

from cases.choices import SubjectKind
from cases.published.models.code import CodeField
from cases.published.models.edition import REFERENCE_LENGTH


class PublishedDocument(models.Model):
    """One published subject: an allow-listed, coarsened copy of the record as a JSON document.

    Written by publication only. Every other row of this app but editions and tombstones is a pure
    projection of these (cases/published/projection.py) and falls with them. `schema` is the version
    of the document's form (docs/published-documents.md).
    """

    kind = CodeField(max_length=12, choices=SubjectKind)
    reference = CodeField(max_length=REFERENCE_LENGTH)
    schema = models.PositiveSmallIntegerField()
    document = models.JSONField()
    first_edition = models.PositiveIntegerField()
    first_published_at = models.DateTimeField()
    edition = models.PositiveIntegerField()
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "published_document"
        ordering = ["kind", "reference"]
        constraints = [models.UniqueConstraint(fields=["kind", "reference"], name="published_document_once")]

    def __str__(self):
        return f"{self.kind} {self.reference}"
