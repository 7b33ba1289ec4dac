"""actions.csv: advocacy interventions."""

from django.utils.translation import gettext as _

from advocacy.importing.addressees import BY_NAME
from advocacy.models import Action, ActionAddressee, ActionCase
from cases.choices import Publicity
from cases.importing.cases import CASE
from cases.importing.columns import Column, Links, Target
from cases.importing.table import Rule, table

ACTION = Target("actions")


def _embargo_has_date(values):
    if values["publicity"] != Publicity.EMBARGOED or values["embargo_until"]:
        return ""
    return _("An embargoed action needs the day until which it is embargoed.")


ACTIONS = table(
    name="actions",
    one="action",
    about="An advocacy or diplomatic action.",
    model=Action,
    columns=(
        Column("action_id", "reference", "Permanent id of the action."),
        Links(
            "reference",
            "cases",
            "The case or cases it speaks for.",
            to=CASE,
            through=ActionCase,
            owner="action",
            member="case",
        ),
        Column("kind", "kind", "What kind of action."),
        Column("actor", "actor_en", "Who acted, by the full name.", translated=True),
        Column("actor_kind", "actor_kind", "What kind of actor."),
        Links(
            "addressee",
            "addressees",
            "Whom it asks, by name.",
            to=BY_NAME,
            through=ActionAddressee,
            owner="action",
            member="addressee",
            ordered=True,
        ),
        Column("date_edtf", "date_edtf", "When it was taken."),
        Column("summary", "summary_en", "What was asked, in one sentence.", translated=True),
        Column("note", "note", "For staff only, never published."),
        Column(
            "publicity",
            "publicity",
            "Whether it may be shown. A new row without this column or cell is public.",
            default=Publicity.PUBLIC.value,
        ),
        Column("embargo_until", "embargo_until", "The day until which it is embargoed."),
        Column(
            "reply_due_on", "reply_due_on", "The day by which an answer should have come. Never published."
        ),
    ),
    rules=(Rule(("embargo_until", "publicity"), _embargo_has_date),),
)
