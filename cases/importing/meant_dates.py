"""What is said of a date in an import that is not EDTF: what the words seem to mean, as a value to paste.

Nothing is read so by itself: whoever keeps the file shall see it. Pure.
"""

from django.utils import translation
from django.utils.translation import gettext as _

from cases import date_words, dates, typed_dates
from cases.choices import Language


def refusal(text: str) -> str:
    """Why `text`, which is not EDTF, is refused, and what to write if it can be understood as people type dates."""
    try:
        edtf = typed_dates.read(text)
    except dates.DateError as error:
        return str(error)
    language = translation.get_language()
    said = date_words.words(edtf, language if language in Language else Language.EN)
    return _("“%(text)s” is not written as a date of an import. If “%(words)s” is meant, write: %(edtf)s") % {
        "text": text.strip(),
        "words": said,
        "edtf": edtf,
    }
