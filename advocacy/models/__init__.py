"""The advocacy ledger: who was asked what, and what came back; and the dossiers with which the office asks."""

from advocacy.models.action import Action, ActionAddressee, ActionCase
from advocacy.models.addressee import Addressee
from advocacy.models.citation import AdvocacyCitation
from advocacy.models.deadline_rule import DeadlineRule
from advocacy.models.dossier import Dossier, SentDossier, SentDossierPerson
from advocacy.models.response import Response

__all__ = [
    "Action",
    "ActionAddressee",
    "ActionCase",
    "Addressee",
    "AdvocacyCitation",
    "DeadlineRule",
    "Dossier",
    "Response",
    "SentDossier",
    "SentDossierPerson",
]
