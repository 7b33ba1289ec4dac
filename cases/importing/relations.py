"""relations.csv: how cases and figures relate."""

from django.utils.translation import gettext as _

from cases.choices import RelationKind
from cases.importing.cases import CASE
from cases.importing.columns import Column, End, ends
from cases.importing.cycles import circles
from cases.importing.figures import FIGURE
from cases.importing.table import Rule, Unique, table
from cases.models import Relation


def _to_itself(values):
    same = values["from_type"] == values["to_type"] and values["from_id"] == values["to_id"]
    return _("Nothing is related to itself.") if same else ""


def _part_of_itself(proposals, _rights):
    """Faults of "part of" that in the end makes something a part of itself. One query, when a bundle says it."""
    proposed = proposals["relations"]
    said = {reference: _link(row.texts) for reference, row in proposed.items() if row.texts and row.writes}
    said = {reference: link for reference, link in said.items() if link and link[0] != link[1]}
    if not said:
        return
    recorded = Relation.objects.filter(kind=RelationKind.PART_OF).values_list(
        "reference",
        "from_case__reference",
        "from_figure__reference",
        "to_case__reference",
        "to_figure__reference",
    )
    links = [(_node(*row[1:3]), _node(*row[3:])) for row in recorded if row[0] not in proposed]
    for circle in circles([*links, *said.values()]):
        for reference, link in said.items():
            if link in circle:
                yield proposed[reference].fault(
                    "to_id", _("This makes something a part of itself, in a circle.")
                )


def _link(texts):
    if texts["relation"] != RelationKind.PART_OF:
        return None
    return (texts["from_type"], texts["from_id"]), (texts["to_type"], texts["to_id"])


def _node(case, figure):
    return ("case", case) if case else ("figure", figure)


RELATIONS = table(
    name="relations",
    one="relation",
    about="A typed link between two cases, two figures, or a case and a figure.",
    model=Relation,
    columns=(
        Column("relation_id", "reference", "Permanent id of the relation."),
        *ends(
            "from_type",
            "from_id",
            "Whether it starts at a case or a figure.",
            "Where it starts: “from_id is part_of to_id”.",
            {"case": End(Relation, "from_case", CASE), "figure": End(Relation, "from_figure", FIGURE)},
        ),
        Column("relation", "kind", "How they relate. A case that is part_of another is never added to it."),
        *ends(
            "to_type",
            "to_id",
            "Whether it ends at a case or a figure.",
            "Where it ends.",
            {"case": End(Relation, "to_case", CASE), "figure": End(Relation, "to_figure", FIGURE)},
        ),
        Column("confidence", "confidence", "How sure the relation is."),
        Column("note", "note", "For staff only, never published."),
    ),
    rules=(Rule(("to_id", "to_type", "from_id", "from_type"), _to_itself),),
    unique=(
        Unique(
            ("from_id", "to_id", "relation"),
            lambda: _("This relation between the two cases is already recorded."),
            when=lambda texts: texts["from_type"] == texts["to_type"] == "case",
        ),
    ),
    among_rows=(_part_of_itself,),
    related=("from_case", "from_figure__case"),
)
