"""Which side of the site a path belongs to."""

from django.conf import settings


def is_staff_path(path: str) -> bool:
    """Whether the path is the admin's. Nothing is, on the public surface."""
    return settings.SERVES_STAFF and path.startswith("/" + settings.ADMIN_PATH)
