"""The private record. Nothing here is public; nothing public imports it."""

from cases.models.case import Case, RiskReview, WorkingCount
from cases.models.citation import Citation
from cases.models.edition import Edition, EditionEntry
from cases.models.event import Event
from cases.models.figure import Figure
from cases.models.imported import ImportedRow, ImportRun
from cases.models.person import Consent, ContactNote, Involvement, Person
from cases.models.place import Place
from cases.models.relation import Relation
from cases.models.source import Source
from cases.models.statement import Statement

__all__ = [
    "Case",
    "Citation",
    "Consent",
    "ContactNote",
    "Edition",
    "EditionEntry",
    "Event",
    "Figure",
    "ImportRun",
    "ImportedRow",
    "Involvement",
    "Person",
    "Place",
    "Relation",
    "RiskReview",
    "Source",
    "Statement",
    "WorkingCount",
]
