"""The names of the languages that sources are written in."""

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _


def name(code: str) -> str:
    """The name of a language in the active language; the code itself where no name is known."""
    if code == "zh":
        return _("Chinese")
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
