"""consents.csv: what people allowed, by purpose."""

from django.utils.translation import gettext as _

from cases.importing.columns import Column, Key
from cases.importing.people import PERSON
from cases.importing.table import Rule, table
from cases.models import Consent


def _withdrawn_later(values):
    if None in (values["withdrawn_on"], values["given_on"]) or values["withdrawn_on"] >= values["given_on"]:
        return ""
    return _("Consent cannot be withdrawn before it was given.")


CONSENTS = table(
    name="consents",
    one="consent",
    about="What one person allowed for one purpose. The conditions are encrypted and never in a bundle.",
    model=Consent,
    columns=(
        Column("consent_id", "reference", "Permanent id of the consent."),
        Key("person_id", "person", "The person.", to=PERSON),
        Column("purpose", "purpose", "What for."),
        Column("given_on", "given_on", "When it was given."),
        Column("form", "form", "In which form it was given."),
        Column("given_by", "given_by", "Who gave it."),
        Column("expires_on", "expires_on", "Until when it is valid; empty until withdrawn."),
        Column("withdrawn_on", "withdrawn_on", "When it was withdrawn. Cannot be changed by an import."),
        Column("note", "note", "For staff only, never published."),
    ),
    rules=(Rule(("withdrawn_on", "given_on"), _withdrawn_later),),
    order=lambda texts: (texts["person_id"], texts["consent_id"]),
    frozen={
        "withdrawn_on": lambda: _(
            "Consent is withdrawn by hand in the admin, because that takes public pages down at once."
        )
    },
)
