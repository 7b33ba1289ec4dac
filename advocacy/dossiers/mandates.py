"""The mandates of Special Procedures that a communication can ask for; pure."""

import re
import unicodedata
from dataclasses import dataclass

from advocacy.dossiers.form import Label
from advocacy.dossiers.wording import Wording


@dataclass(frozen=True)
class Mandate:
    """One mandate by its full name. With `states` it takes matters of these countries only."""

    title: Label
    states: frozenset[str] = frozenset()


#: By the word that the author writes.
MANDATES = {
    "torture": Mandate(
        Label(
            "Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment",
            "Rapporteur spécial sur la torture et autres peines ou traitements cruels, inhumains ou dégradants",
            "Relator Especial sobre la tortura y otros tratos o penas crueles, inhumanos o degradantes",
        )
    ),
    "dprk": Mandate(
        Label(
            "Special Rapporteur on the situation of human rights in the Democratic People’s Republic of Korea",
            "Rapporteur spécial sur la situation des droits de l’homme en République populaire démocratique de Corée",
            "Relator Especial sobre la situación de los derechos humanos en la República Popular Democrática de Corea",
        ),
        frozenset({"KP"}),
    ),
    "trafficking": Mandate(
        Label(
            "Special Rapporteur on trafficking in persons, especially women and children",
            "Rapporteur spécial sur la traite des êtres humains, en particulier les femmes et les enfants",
            "Relator Especial sobre la trata de personas, especialmente mujeres y niños",
        )
    ),
    "migrants": Mandate(
        Label(
            "Special Rapporteur on the human rights of migrants",
            "Rapporteur spécial sur les droits de l’homme des migrants",
            "Relator Especial sobre los derechos humanos de los migrantes",
        )
    ),
}


def words_of(answer: str) -> list[str]:
    """The words of a short list as people type it in any of the languages of the office, in small letters."""
    return re.findall(r"[^\s,、;]+", unicodedata.normalize("NFKC", answer).lower())


def asked_for(answer: str) -> tuple[list[Mandate], list[str]]:
    """The mandates an answer names ("torture, dprk"), and the words that name none."""
    words = words_of(answer)
    return [MANDATES[word] for word in words if word in MANDATES], [
        word for word in words if word not in MANDATES
    ]


def titles(answer: str, words: Wording) -> str:
    """The mandates of an answer by their full names, one a line."""
    known, _unknown = asked_for(answer)
    return "\n".join(mandate.title.in_language(words.language) for mandate in known)
