"""cases.csv: the cases."""

from django.utils.translation import gettext as _

from cases.importing.columns import Column, Key, Target
from cases.importing.places import PLACE
from cases.importing.rules import not_above
from cases.importing.table import Rule, table
from cases.models import Case

CASE = Target("cases")


def _never_nobody(values):
    if values["affected_high"] != 0:
        return ""
    return _("Leave the number empty when it is not reported; 0 is never recorded.")


CASES = table(
    name="cases",
    one="case",
    about="A group or a person, and one incident or chain of incidents.",
    model=Case,
    columns=(
        Column("reference", "reference", "Permanent address of the case. Never the name of a refugee."),
        Column("title", "title_en", "What happened to whom and where, without names.", translated=True),
        Column(
            "summary", "summary_en", "Two or three sentences, without names or exact ages.", translated=True
        ),
        Column("date_edtf", "date_edtf", "When the incident happened."),
        Column(
            "detaining_country",
            "detaining_countries",
            "The state or states that held or returned the people.",
        ),
        Key("place_id", "place", "First place of detention.", to=PLACE),
        Column(
            "affected_low",
            "affected_low",
            "Lowest number of people affected; empty when not reported, never 0.",
        ),
        Column("affected_high", "affected_high", "Highest number; empty when open."),
        Column("affected_qualifier", "affected_qualifier", "How the number is worded."),
        Column("women", "women", "Women among them, as reported."),
        Column("men", "men", "Men among them."),
        Column("children", "children", "Children; they may also be counted under women or men."),
        Column("infants", "infants", "Infants among them."),
        Column("elderly", "elderly", "Older people among them."),
        Column("person_kind", "person_kind", "Who they are. Helpers are counted apart from refugees."),
        Column(
            "last_reported_outcome", "last_reported_outcome", "What was last reported of most of the group."
        ),
        Column("outcome_as_of_edtf", "outcome_as_of_edtf", "The date of that report."),
        Column("verification", "verification", "How well the case is established, by its best source."),
        Column("note", "note", "For staff only, never published."),
        Column("reported_edtf", "reported_edtf", "When the incident was first reported publicly."),
        Column("last_checked_on", "last_checked_on", "When somebody last looked for news."),
        Column("verification_of", "verification_of", "What the verification speaks of."),
        Column("publish_dates_as", "publish_dates_as", "The finest date the public may see."),
        Column("publish_places_as", "publish_places_as", "The finest place the public may see."),
    ),
    rules=(not_above("affected_low", "affected_high"), Rule(("affected_high",), _never_nobody)),
)
