"""people.csv: people by their random ids. Names, contacts and documents are encrypted and never stand in a bundle."""

from cases.importing.columns import Column, Target
from cases.importing.table import table
from cases.models import Person

PERSON = Target("people")

PEOPLE = table(
    name="people",
    one="person",
    about="A person, by a random id. Names, contacts and documents are never in a bundle.",
    model=Person,
    columns=(
        Column("person_id", "reference", "Random id of the person. Never a name."),
        Column("sex", "sex", "Sex as reported."),
        Column("nationalities", "nationalities", "Nationalities. Never published."),
        Column(
            "note",
            "note",
            "For staff only, never published. No name here either: this file is not encrypted.",
        ),
    ),
)
