"""The admin of the advocacy ledger and of the accounts; and what both wings show together."""

from advocacy.admin.action import ActionAdmin
from advocacy.admin.addressee import AddresseeAdmin
from advocacy.admin.citation import AdvocacyCitationAdmin
from advocacy.admin.contact_note import ActionStubForm
from advocacy.admin.importing import ImportRunAdmin
from advocacy.admin.response import ResponseAdmin
from advocacy.admin.staff import RoleAdmin, StaffAdmin
from advocacy.admin.start import start_context

__all__ = [
    "ActionAdmin",
    "ActionStubForm",
    "AddresseeAdmin",
    "AdvocacyCitationAdmin",
    "ImportRunAdmin",
    "ResponseAdmin",
    "RoleAdmin",
    "StaffAdmin",
    "start_context",
]
