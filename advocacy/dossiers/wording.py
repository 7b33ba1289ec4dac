"""Dates, countries and codes in the languages of dossiers; pure but for Django's own catalogues."""

from dataclasses import dataclass

from django.utils.translation import override
from django_countries import countries

from advocacy.dossiers.vocabulary import WORDS
from cases import date_words, dates
from cases.choices import DossierLanguage
from cases.dates import Dating

_MONTHS = {
    DossierLanguage.FR: (
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ]
    ),
    DossierLanguage.ES: (
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ]
    ),
}
_PHRASES = {
    DossierLanguage.FR: {
        "about": "vers {}",
        "uncertain": "{} (incertain)",
        "between": "entre {} et {}",
        "until": "jusqu’à {}",
        "from": "à partir de {}",
        "seasons": ("printemps", "été", "automne", "hiver"),
    },
    DossierLanguage.ES: {
        "about": "hacia {}",
        "uncertain": "{} (incierto)",
        "between": "entre {} y {}",
        "until": "hasta {}",
        "from": "a partir de {}",
        "seasons": ("primavera", "verano", "otoño", "invierno"),
    },
}


@dataclass(frozen=True)
class Wording:
    """How a dossier in one language words what the record holds as a code; texts of the record stay as they are."""

    language: str

    def date(self, edtf: str) -> str:
        """An EDTF date as a reader says it; "" for "". Never finer than it is."""
        if not edtf.strip() or self.language == DossierLanguage.EN:
            return date_words.words(edtf, "en")
        return self._dating(dates.parse(edtf))

    def _dating(self, dating: Dating) -> str:
        phrases = _PHRASES[self.language]
        if dating.precision != "interval":
            words = self._point(dating)
            words = phrases["about"].format(words) if dating.approximate else words
            return phrases["uncertain"].format(words) if dating.uncertain else words
        if dating.start.year is None:
            return phrases["until"].format(self._dating(dating.end))
        if dating.end.year is None:
            return phrases["from"].format(self._dating(dating.start))
        return phrases["between"].format(self._dating(dating.start), self._dating(dating.end))

    def _point(self, dating: Dating) -> str:
        if dating.precision == "century":
            return f"{dating.year}–{dating.year + 99}"
        if dating.precision == "decade":
            return f"{dating.year}–{dating.year + 9}"
        joined = " de " if self.language == DossierLanguage.ES else " "
        if dating.precision == "season":
            return f"{_PHRASES[self.language]['seasons'][dating.month - 21]}{joined}{dating.year}"
        parts = [str(dating.day)] if dating.day else []
        parts += [_MONTHS[self.language][dating.month - 1]] if dating.month else []
        return joined.join([*parts, str(dating.year)])

    def country(self, code: str) -> str:
        """A country by its name in this language, from django-countries."""
        with override(self.language):
            return str(countries.name(code)) or code

    def code(self, member) -> str:
        """The label of a code of a vocabulary; English where the table has no word of this language."""
        word = WORDS.get(member)
        if word and self.language != DossierLanguage.EN:
            return word[list(DossierLanguage).index(self.language) - 1]
        with override("en"):
            return str(member.label)

    def yes_no(self, value: bool) -> str:
        """Yes or no."""
        words = {"en": ("No", "Yes"), "fr": ("Non", "Oui"), "es": ("No", "Sí")}
        return words[self.language][value]
