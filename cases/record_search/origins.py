"""Whose reporting each source of the record is, by the rule of the published site."""

from cases.models import Source, SourceOrigin
from cases.published import origins

_COLUMNS = ("pk", "reference", "publisher", "original_publisher", "is_confidential")


def refresh(pks: list[int]) -> None:
    """Store the origin of these sources and of all that derive from them. Two queries for each step of derivation."""
    pks = _with_derivations(pks)
    known = _with_ancestors(pks)
    documents = {source["reference"]: source for source in known.values()}
    # What derives from a confidential source must not tell so by sharing its origin.
    open_documents = {
        reference: source for reference, source in documents.items() if not source["is_confidential"]
    }
    SourceOrigin.objects.bulk_create(
        [
            SourceOrigin(source_id=pk, origin=origins.origin(known[pk], open_documents))
            for pk in pks
            if pk in known
        ],
        update_conflicts=True,
        unique_fields=["source"],
        update_fields=["origin"],
    )


def _with_derivations(pks: list[int]) -> list[int]:
    found, new = dict.fromkeys(pks), list(pks)
    while new:
        derived = Source._base_manager.filter(derived_from__in=new).values_list("pk", flat=True)
        new = [pk for pk in derived if pk not in found]
        found |= dict.fromkeys(new)
    return list(found)


def _with_ancestors(pks: list[int]) -> dict[int, dict]:
    """The sources and everything they derive from, in the form of published documents as far as origins need it."""
    known: dict[int, dict] = {}
    wanted = list(pks)
    while wanted:
        rows = Source._base_manager.filter(pk__in=wanted).values(
            *_COLUMNS, "derived_from_id", "derived_from__reference"
        )
        found = list(rows)
        for row in found:
            known[row["pk"]] = {**row, "derived_from": row["derived_from__reference"] or ""}
        wanted = [row["derived_from_id"] for row in found if row["derived_from_id"]]
        wanted = [pk for pk in wanted if pk not in known]
    return known
