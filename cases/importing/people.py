"""people.csv: people by their random ids. Names, contacts and documents are encrypted and never stand in a bundle."""

from django.utils.translation import gettext as _

from cases import erasure
from cases.importing.columns import Column, Target
from cases.importing.table import table
from cases.models import Person

PERSON = Target("people")


def _erased(proposals, _rights):
    """Faults of new people whom the office has erased. One query for every few hundred new people."""
    new = {reference: proposal for reference, proposal in proposals["people"].items() if proposal.is_new}
    for reference in sorted(erasure.erased_among(new)):
        yield new[reference].fault(
            "person_id", _("This person was erased from the record: take the row out of the file.")
        )


PEOPLE = table(
    name="people",
    one="person",
    about="A person, by a random id. Names, contacts and documents are never in a bundle.",
    model=Person,
    among_rows=(_erased,),
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
