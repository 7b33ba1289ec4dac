"""The private record. Nothing here is public; nothing public imports it."""

from cases.models.case import Case, RiskReview, WorkingCount
from cases.models.citation import Citation
from cases.models.contact_note import ContactNote, StartedRecord
from cases.models.correction_request import CorrectionRequest
from cases.models.distinction import Distinction
from cases.models.edition import Edition, EditionEntry
from cases.models.embargo import Embargo
from cases.models.erasure import Erasure
from cases.models.event import Event
from cases.models.figure import Figure
from cases.models.imported import ImportedRow, ImportedRowBefore, ImportMapping, ImportRun
from cases.models.kept_form import KeptForm
from cases.models.merge import Merge
from cases.models.person import Consent, Involvement, Person
from cases.models.place import Place
from cases.models.private_export import PrivateExport
from cases.models.record_search import RecordSearch, SourceOrigin
from cases.models.relation import Relation
from cases.models.saved_filter import SavedFilter
from cases.models.source import Source
from cases.models.statement import Statement

__all__ = [
    "Case",
    "Citation",
    "Consent",
    "ContactNote",
    "CorrectionRequest",
    "Distinction",
    "Edition",
    "EditionEntry",
    "Embargo",
    "Erasure",
    "Event",
    "Figure",
    "ImportMapping",
    "ImportRun",
    "ImportedRow",
    "ImportedRowBefore",
    "Involvement",
    "KeptForm",
    "Merge",
    "Person",
    "Place",
    "PrivateExport",
    "RecordSearch",
    "Relation",
    "RiskReview",
    "SavedFilter",
    "Source",
    "SourceOrigin",
    "StartedRecord",
    "Statement",
    "WorkingCount",
]
