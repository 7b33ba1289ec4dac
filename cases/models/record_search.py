"""What lists of the record know of a row beside its columns. Derived by cases/record_search, never edited."""

from django.db import models

#: Long enough for the label of every noun ("advocacy.advocacycitation").
KIND_LENGTH = 40
ORIGIN_LENGTH = 220


class RecordSearch(models.Model):
    """The words by which staff find one row of the record, as tokens in one line with blanks between them.

    Never of an encrypted text. Of a confidential source too: whoever may not know of it does not find it, because
    every list asks first which rows the user may see. The index on it differs by database and is made by the
    migration (cases/record_search/index.py).
    """

    kind = models.CharField(max_length=KIND_LENGTH)
    object_id = models.BigIntegerField()
    terms = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="record_search_one_per_row"),
        ]

    def __str__(self):
        return f"{self.kind} {self.object_id}"


class SourceOrigin(models.Model):
    """Whose reporting a source is (cases/published/origins.py), so that lists can count independent origins.

    A source that derives from a confidential one is its own origin here: two reprints must not tell that they
    have one in common.
    """

    source = models.OneToOneField(
        "cases.Source", on_delete=models.CASCADE, primary_key=True, related_name="origin_name"
    )
    origin = models.CharField(max_length=ORIGIN_LENGTH)

    def __str__(self):
        return self.origin
