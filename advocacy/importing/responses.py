"""responses.csv: what came back."""

from advocacy.importing.actions import ACTION
from advocacy.importing.addressees import BY_NAME
from advocacy.models import Response
from cases.importing.cases import CASE
from cases.importing.columns import Column, Key, Target
from cases.importing.table import table

RESPONSE = Target("responses")

RESPONSES = table(
    name="responses",
    one="response",
    about="A reported answer, silence, or effect after an action.",
    model=Response,
    columns=(
        Column("response_id", "reference", "Permanent id of the response."),
        Key("action_id", "action", "The action it answers, if one is recorded.", to=ACTION),
        Key("reference", "case", "The case it speaks about, if one.", to=CASE),
        Key("responder", "responder", "Who answered, by name.", to=BY_NAME),
        Column("kind", "kind", "The answer, or the effect reported after the action."),
        Column("date_edtf", "date_edtf", "When it was given."),
        Column("summary", "summary_en", "What was said or reported.", translated=True),
        Column("note", "note", "For staff only, never published."),
    ),
    related=("action",),
)
