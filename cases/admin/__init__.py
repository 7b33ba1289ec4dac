"""The admin of the record: here one module per noun, in folders what nouns share.

record.py says what all pages have in common; lists/, exports/, forms/, linking/, duplicates/, steps/ and past/ hold
those pages and parts of pages.
"""

from cases.admin.case import CaseAdmin, RiskReviewAdmin, WorkingCountAdmin
from cases.admin.citation import CitationAdmin
from cases.admin.contact_note import ContactNoteAdmin
from cases.admin.correction_request import CorrectionRequestAdmin
from cases.admin.edition import EditionAdmin, EditionEntryAdmin
from cases.admin.event import EventAdmin
from cases.admin.figure import FigureAdmin
from cases.admin.person import ConsentAdmin, InvolvementAdmin, PersonAdmin
from cases.admin.place import PlaceAdmin
from cases.admin.private_export import PrivateExportAdmin
from cases.admin.relation import RelationAdmin
from cases.admin.source import SourceAdmin
from cases.admin.statement import StatementAdmin

__all__ = [
    "CaseAdmin",
    "CitationAdmin",
    "ConsentAdmin",
    "ContactNoteAdmin",
    "CorrectionRequestAdmin",
    "EditionAdmin",
    "EditionEntryAdmin",
    "EventAdmin",
    "FigureAdmin",
    "InvolvementAdmin",
    "PersonAdmin",
    "PlaceAdmin",
    "PrivateExportAdmin",
    "RelationAdmin",
    "RiskReviewAdmin",
    "SourceAdmin",
    "StatementAdmin",
    "WorkingCountAdmin",
]
