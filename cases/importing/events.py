"""events.csv: the dated steps of the cases."""

from cases.importing.cases import CASE
from cases.importing.columns import Column, Key, Target
from cases.importing.places import PLACE
from cases.importing.rules import not_above
from cases.importing.table import table
from cases.models import Event

EVENT = Target("events")

EVENTS = table(
    name="events",
    one="event",
    about="A dated step of a case.",
    model=Event,
    columns=(
        Column("event_id", "reference", "Id of the step: that of the case with --e01, --e02 …"),
        Key("reference", "case", "The case.", to=CASE),
        Column("sequence", "sequence", "Place in the order of time within the case."),
        Column("kind", "kind", "What happened."),
        Column("date_edtf", "date_edtf", "When it happened."),
        Column("count_low", "count_low", "Lowest number of people; empty when not reported."),
        Column("count_high", "count_high", "Highest number; empty when open."),
        Column("count_qualifier", "count_qualifier", "How the number is worded."),
        Column(
            "count_role",
            "count_role",
            "Part or total, when the same step is recorded as parts and as a total.",
        ),
        Key("place_id", "place", "Where it happened.", to=PLACE),
        Key("to_place_id", "to_place", "Where the people were taken.", to=PLACE),
        Column("verification", "verification", "How well this step is established."),
        Column("summary", "summary_en", "One sentence, without names or exact ages.", translated=True),
        Column("note", "note", "For staff only, never published."),
        Column(
            "carried_out_by",
            "carried_out_by_en",
            "The force or authority, by its full name.",
            translated=True,
        ),
        Column("stated_reason", "stated_reason_en", "The reason that the authorities gave.", translated=True),
        Column("legal_basis", "legal_basis_en", "The law that the authorities invoked.", translated=True),
    ),
    rules=(not_above("count_low", "count_high"),),
    order=lambda texts: (texts["reference"], int(texts["sequence"]), texts["event_id"]),
    related=("case",),
)
