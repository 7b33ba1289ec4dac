"""What search knows of each published subject.

A pure projection like the rows of lists. The index on it differs by database and is made by the migration
(cases/published/search/index.py).
"""

from django.db import models

from cases.published.models.document import PublishedDocument


class PublishedSearch(models.Model):
    """The tokens of one published subject, public words only, in one line with blanks between them
    (cases/published/search/terms.py). Goes with its document."""

    subject = models.OneToOneField(PublishedDocument, on_delete=models.CASCADE, related_name="+")
    terms = models.TextField()

    class Meta:
        db_table = "published_search"

    def __str__(self):
        return f"{self.subject_id}: {self.terms[:60]}"
