"""Rows that other files make necessary by naming them: an addressee that only actions.csv speaks of."""

from collections.abc import Sequence

from cases.importing.arrange import Rows
from cases.importing.columns import Target
from cases.importing.files import Bundle
from cases.importing.proposal import Row
from cases.importing.table import Table


def imply(bundle: Bundle, tables: Sequence[Table], rows: Rows) -> list[Row]:
    """Add to `rows` a new row for every name that neither the bundle nor the record knows; the rows added.

    Cost: one query for the references of each table that has names, and one for each 500 names.
    """
    added: list[Row] = []
    for table in tables:
        sheet = bundle.sheets.get(table.name)
        if not table.create_missing or (sheet and not sheet.readable):
            continue
        own = rows.setdefault(table.name, {})
        wanted = _named(table, tables, rows)
        known = {
            row.cells.get(column.name) for column in [_name(table)] for each in own.values() for row in each
        }
        asked = [name for name in wanted if name not in known]
        found = table.keys(_name(table).field, asked)
        taken = set(table.models[0]._default_manager.values_list("reference", flat=True))
        taken |= {reference for reference, each in own.items() if any(row.creates for row in each)}
        for name in asked:
            if name in found:
                continue
            cells = table.create_missing(name, taken)
            reference = cells[table.id_column.name]
            taken.add(reference)
            row = Row(table.name, reference, wanted[name].file, wanted[name].number, cells=cells)
            row.close()
            own[reference] = [row, *own.get(reference, [])]
            added.append(row)
    return added


def _name(table: Table):
    """The column by which other files name the rows of a table that makes missing ones."""
    return table.columns[1]


def _named(table: Table, tables: Sequence[Table], rows: Rows) -> dict[str, Row]:
    """Every name of a row of `table` that a cell of the bundle gives, with the first row that gives it."""
    target = Target(table.name, _name(table).field)
    found: dict[str, Row] = {}
    for other in tables:
        columns = [column for column in other.columns if getattr(column, "to", None) == target]
        for each in rows.get(other.name, {}).values() if columns else ():
            for row in each:
                for column in columns:
                    for _target, name in column.keys({column.name: row.cells.get(column.name, "")}):
                        found.setdefault(name, row)
    return found
