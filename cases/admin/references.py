"""References of rows entered by hand: made where staff leave them empty, frozen once public."""

from cases import editing
from cases.models import Citation, Consent, Event, Figure, Involvement, Person, Relation
from cases.models.record import Record, Subject

#: Rows numbered within their case, by the letter of docs/import-format.md.
CHILDREN = {Event: "e", Figure: "f", Involvement: "p"}
#: What a random reference begins with, so that staff see what it names.
PREFIXES = {Citation: "citation-", Consent: "consent-", Person: "person-", Relation: "relation-"}


def give_reference(record: Record) -> None:
    """Fill an empty reference: the next number within the case, or a random one. The case is saved already."""
    if getattr(record, "reference", None) != "":
        return
    letter = CHILDREN.get(type(record))
    if letter and record.case_id:
        record.reference = editing.next_child_reference(record.case, letter)
    else:
        record.reference = editing.random_reference(PREFIXES.get(type(record), ""))


def is_frozen(record: Record) -> bool:
    """Whether the stored reference was ever public: that of the row, or of the case whose number it carries.

    One query at most. Asks the database: a form may have moved the row in memory to another case.
    """
    if isinstance(record, Subject) and record.first_published_at:
        return True
    if type(record) not in CHILDREN:
        return False
    return type(record)._base_manager.filter(pk=record.pk, case__first_published_at__isnull=False).exists()
