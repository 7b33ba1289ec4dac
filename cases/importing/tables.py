"""The tables of this wing, each after those it names. Citations are composed in advocacy/importing/."""

from cases.importing.cases import CASES
from cases.importing.consents import CONSENTS
from cases.importing.events import EVENTS
from cases.importing.figures import FIGURES
from cases.importing.involvements import INVOLVEMENTS
from cases.importing.people import PEOPLE
from cases.importing.places import PLACES
from cases.importing.relations import RELATIONS
from cases.importing.sources import SOURCES
from cases.importing.statements import STATEMENTS

TABLES = (
    PLACES,
    PEOPLE,
    SOURCES,
    CASES,
    EVENTS,
    FIGURES,
    STATEMENTS,
    INVOLVEMENTS,
    CONSENTS,
    RELATIONS,
)
