"""statements.csv: what a source says that is neither event nor count."""

from cases.importing.columns import Column, Key
from cases.importing.sources import SOURCE
from cases.importing.table import table
from cases.models import Statement

STATEMENTS = table(
    name="statements",
    one="statement",
    about="What one source says about a route, a law, the treatment on return, a state's position …",
    model=Statement,
    columns=(
        Column("statement_id", "reference", "Permanent id of the statement."),
        Column("topic", "topic", "What it is about."),
        Column("text", "text_en", "One sentence in our own words, saying who says so.", translated=True),
        Key("source_id", "source", "The document that says it.", to=SOURCE),
        Column("period_edtf", "period_edtf", "The time that it speaks about."),
        Column("country", "countries", "Whom it is about."),
        Column("note", "note", "For staff only, never published."),
    ),
)
