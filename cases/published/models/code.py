"""Text that is a code or a reference, not words."""

from django.db import models


class CodeField(models.CharField):
    """A code or reference, compared by code point on every database.

    Lists end in a reference as their unique key, and files are the lines of a list: with a
    PostgreSQL collation that ignores punctuation, order, cursors and bytes would differ from those
    of SQLite. All such columns share the collation, as PostgreSQL compares none across two.
    """

    def db_parameters(self, connection):
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
