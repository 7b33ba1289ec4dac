"""involvements.csv: the part of a person in a case."""

from django.utils.translation import gettext as _

from cases.choices import Naming
from cases.importing.cases import CASE
from cases.importing.columns import Column, Key, Target
from cases.importing.people import PERSON
from cases.importing.table import Rule, Unique, table
from cases.models import Involvement

INVOLVEMENT = Target("involvements")


def _naming_needs_grounds(values):
    if values["naming"] != Naming.NAMED or values["naming_grounds"]:
        return ""
    return _("Naming a person needs grounds: consent or a public campaign.")


INVOLVEMENTS = table(
    name="involvements",
    one="involvement",
    about="The part that one person has in one case, with the fate reported for this person.",
    model=Involvement,
    columns=(
        Column("involvement_id", "reference", "Id of the involvement: that of the case with --p01, --p02 …"),
        Key("reference", "case", "The case.", to=CASE),
        Key("person_id", "person", "The person.", to=PERSON),
        Column("role", "role", "The part in the case."),
        Column("age_at_event", "age_at_event", "Age in years at the time. Published only as an age band."),
        Column("vulnerability", "vulnerability", "A special vulnerability at the time."),
        Column("fate", "fate", "What was last reported of this person."),
        Column("fate_as_of_edtf", "fate_as_of_edtf", "The date of that report."),
        Column("shown", "shown", "Whether the person appears on the public page at all, even as “Person A”."),
        Column("naming", "naming", "Whether as “Person A” or by the public name."),
        Column("naming_grounds", "naming_grounds", "Why the person may be named."),
        Column("naming_reason", "naming_reason", "Who campaigns, since when. For staff only."),
        Column("note", "note", "For staff only, never published."),
    ),
    rules=(Rule(("naming_grounds", "naming"), _naming_needs_grounds),),
    unique=(Unique(("reference", "person_id"), lambda: _("This person is already recorded in this case.")),),
    order=lambda texts: (texts["reference"], texts["involvement_id"]),
    related=("case",),
)
