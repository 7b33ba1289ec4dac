"""The admin of the advocacy ledger and of the accounts; and what both wings show together."""

from advocacy.admin.action import ActionAdmin
from advocacy.admin.addressee import AddresseeAdmin
from advocacy.admin.citation import AdvocacyCitationAdmin
from advocacy.admin.response import ResponseAdmin
from advocacy.admin.staff import RoleAdmin, StaffAdmin

__all__ = [
    "ActionAdmin",
    "AddresseeAdmin",
    "AdvocacyCitationAdmin",
    "ResponseAdmin",
    "RoleAdmin",
    "StaffAdmin",
]
