"""The tables of both wings in the order in which they are written: each after those it names."""

from advocacy.importing.actions import ACTION, ACTIONS
from advocacy.importing.addressees import ADDRESSEES
from advocacy.importing.responses import RESPONSE, RESPONSES
from advocacy.models import AdvocacyCitation
from cases.importing import tables
from cases.importing.citations import CITED, RELATED, citations
from cases.importing.columns import End

CITATIONS = citations(
    CITED
    | {
        "action": End(AdvocacyCitation, "action", ACTION),
        "response": End(AdvocacyCitation, "response", RESPONSE),
    },
    related=(*RELATED, "action", "response__action"),
)

TABLES = (*tables.TABLES, ADDRESSEES, ACTIONS, RESPONSES, CITATIONS)
