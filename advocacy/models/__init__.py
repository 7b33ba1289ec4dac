"""The advocacy ledger: who was asked what, and what came back."""

from advocacy.models.action import Action, ActionAddressee, ActionCase
from advocacy.models.addressee import Addressee
from advocacy.models.citation import AdvocacyCitation
from advocacy.models.response import Response

__all__ = ["Action", "ActionAddressee", "ActionCase", "Addressee", "AdvocacyCitation", "Response"]
