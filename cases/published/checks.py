"""System check of what the public tables were made by. Runs with `check --database default` and with `migrate`."""

from collections.abc import Collection

from django.apps import AppConfig
from django.core.checks import CheckMessage, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import DatabaseError

from cases.published import projection


@register(Tags.database)
def check_projection(
    app_configs: list[AppConfig] | None, databases: Collection[str] | None = None, **kwargs
) -> list[CheckMessage]:
    """W003: lists, filters and search work on rows of an older release until they are made again."""
    if not databases:
        return []
    try:
        older = projection.is_of_older_form()
    except DatabaseError:  # tables not there yet: migrations come first, and say so
        return []
    if not older:
        return []
    return [
        CheckWarning(
            "The rows of lists and search were made by an older release.",
            hint="Run: manage.py rebuild_published",
            id="surplace.W003",
        )
    ]
