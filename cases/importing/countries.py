"""Countries as bundles write them: English names, or two-letter ISO 3166 codes. Pure."""

from functools import lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import override
from django_countries import countries

from cases.importing.faults import CellError, nearest


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Code → English name, whatever the language of the person who imports."""
    with override("en"):
        return {code: str(name) for code, name in countries}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    names = _names()
    return {name.casefold(): code for code, name in names.items()} | {code.casefold(): code for code in names}


def name(code: str) -> str:
    """The English name of the country with this ISO code; the code itself when it is not a known one."""
    return _names().get(code, code)


def code(text: str) -> str:
    """The ISO code of the country that the text names. Raises CellError with the nearest name."""
    found = _codes().get(text.casefold())
    if found:
        return found
    suggestion = nearest(text, _names().values())
    allowed = _("Write the English name or the two-letter ISO code, for example China or CN.")
    if not suggestion:
        raise CellError(" ".join([_("This is not a known country."), allowed]))
    meant = _("This is not a known country; is “%(name)s” meant?") % {"name": suggestion}
    raise CellError(" ".join([meant, allowed]))
