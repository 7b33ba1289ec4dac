"""The parameter of lists of cases that asks for one mark of the map."""

from dataclasses import dataclass

from cases.published import main_place
from cases.published.filters.parameters import Parameter


@dataclass(frozen=True)
class MainPlace(Parameter):
    """The main place of a case as its code (cases/published/main_place.py); "none" for cases without one. An unknown
    one is no error: nothing matches it."""

    def read(self, text: str) -> str:
        return main_place.read(text)

    def words(self, value: str) -> str:
        """The name with how exact it is. One query."""
        return main_place.words(value)
