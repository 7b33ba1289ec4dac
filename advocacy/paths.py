"""Which part of the site a path belongs to."""

from django.conf import settings

from cases.published.api.problems import PREFIX

#: Ends of the names of files that are the data in some form.
DATA_SUFFIXES = (".csv", ".json", ".jsonld", ".atom", ".md", ".bib", ".ris", ".svg", ".png")


def is_staff_path(path: str) -> bool:
    """Whether the path is the admin's. Nothing is, on the public surface."""
    return settings.SERVES_STAFF and path.startswith("/" + settings.ADMIN_PATH)


def is_api_path(path: str) -> bool:
    """Whether programs ask there: errors are JSON."""
    return path.startswith(PREFIX)


def is_data_path(path: str) -> bool:
    """Whether the path is that of the API or of a data file or picture, free for every use: other sites may read and
    show it. Pages end in a slash."""
    shared = is_api_path(path) or path.endswith(DATA_SUFFIXES)
    return shared and not path.startswith(settings.STATIC_URL) and not is_staff_path(path)
