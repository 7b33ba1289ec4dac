"""The rows of a bundle, read cell by cell and assigned to the rows of the record they speak of. Pure."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from cases.importing import cells
from cases.importing.columns import Column
from cases.importing.faults import CellError, Fault, unknown_word
from cases.importing.files import Bundle
from cases.importing.proposal import Row
from cases.importing.table import TRANSLATED, Table

TRANSLATIONS = "translations"
TRANSLATION_COLUMNS = ("entity_type", "entity_id", "field", "language", "text")

#: Rows by table, then by the reference they speak of.
Rows = dict[str, dict[str, list[Row]]]


def known_columns(tables: Sequence[Table]) -> dict[str, tuple[str, ...]]:
    """The files of the format and their columns, as `files.read_bundle` needs them."""
    files = {table.name: tuple(column.name for column in table.listed) for table in tables}
    return {**files, TRANSLATIONS: TRANSLATION_COLUMNS}


def arrange(
    bundle: Bundle, tables: Sequence[Table], *, clear_empty: bool
) -> tuple[Rows, list[Row], list[Fault]]:
    """The rows that speak of a record, all rows read, and the faults found in single cells.

    An empty cell says nothing; with `clear_empty` it says the empty value (the default, where the column has one).
    """
    reader = _Reader(clear_empty)
    for table in tables:
        sheet = bundle.sheets.get(table.name)
        if sheet and sheet.readable:
            reader.read_table(table, sheet)
    sheet = bundle.sheets.get(TRANSLATIONS)
    if sheet and sheet.readable:
        reader.read_translations({table.one: table for table in tables if table.translations}, sheet)
    return reader.rows, reader.every, reader.faults


class _Reader:
    def __init__(self, clear_empty: bool):
        self.clear_empty = clear_empty
        self.rows: Rows = {}
        self.every: list[Row] = []
        self.faults: list[Fault] = []

    def fault(self, row: Row, column: str, value: str, message: str) -> None:
        row.wrong |= {column}
        self.faults.append(Fault(f"{row.file}.csv", row.number, row.label or column, value, message))

    def read_table(self, table: Table, sheet) -> None:
        id_column = table.id_column
        if id_column.name not in sheet.header:
            message = _("The column is missing. Every row needs it.")
            self.faults.append(Fault(table.file, 1, id_column.name, "", message))
        by_reference = self.rows.setdefault(table.name, {})
        for number, written in sheet.rows:
            row = Row(table.name, "", table.name, number)
            self.every.append(row)
            for name, text in written.items():
                if name in table.by_name:
                    self.read_cell(row, table.by_name[name], text)
            row.close()
            row.reference = row.cells.get(id_column.name, "")
            if row.reference in by_reference:
                message = _("Row %(row)s has this id already.") % {
                    "row": by_reference[row.reference][0].number
                }
                self.fault(row, id_column.name, row.reference, message)
            elif row.reference:
                by_reference[row.reference] = [row]
            elif id_column.name in written and id_column.name not in row.wrong:
                self.fault(row, id_column.name, "", _("Every row needs an id."))

    def read_cell(self, row: Row, column: Column, text: str) -> None:
        if not (text.strip() if column.kind.strips or column.required else text):
            if not self.clear_empty:
                row.empty |= {column.name}
                return
            if column.required:
                self.fault(row, column.name, text, _("This cell cannot be cleared: every row needs it."))
            else:
                row.cells[column.name] = column.default
            return
        try:
            row.cells[column.name] = column.kind.canonical(text)
        except CellError as error:
            self.fault(row, column.name, text, str(error))

    def read_translations(self, translated: Mapping[str, Table], sheet) -> None:
        missing = [name for name in TRANSLATION_COLUMNS if name not in sheet.header]
        for name in missing:
            message = _("The column is missing. Every row needs it.")
            self.faults.append(Fault(sheet.name, 1, name, "", message))
        seen: dict[tuple[str, ...], int] = {}
        for number, written in () if missing else sheet.rows:
            row = Row("", "", TRANSLATIONS, number, creates=False)
            self.every.append(row)
            where = self._translated_column(row, translated, written)
            if not where:
                continue
            table, column = where
            row.label, row.table = "text", table.name
            place = (table.name, row.reference, column.name)
            if place in seen:
                message = _("Row %(row)s has this translation already.") % {"row": seen[place]}
                self.fault(row, column.name, written["text"], message)
                continue
            seen[place] = number
            self.read_cell(row, column, written["text"])
            row.close()
            speakers = self.rows.setdefault(table.name, {}).setdefault(row.reference, [])
            self._agree(row, column, speakers)
            speakers.append(row)

    def _agree(self, row: Row, column: Column, others: list[Row]) -> None:
        """The name of a place may stand in places.csv as well: then both must say the same."""
        text = row.cells.get(column.name)
        for other in others:
            if text is not None and other.cells.get(column.name, text) != text:
                message = _("%(file)s.csv, row %(row)s, says something else: “%(text)s”.")
                said = {"file": other.file, "row": other.number, "text": other.cells[column.name]}
                self.fault(row, column.name, text, message % said)

    def _translated_column(
        self, row: Row, translated: Mapping[str, Table], written: Mapping[str, str]
    ) -> tuple[Table, Column] | None:
        table = translated.get(written["entity_type"].strip())
        if not table:
            self.fault(
                row, "entity_type", written["entity_type"], unknown_word(written["entity_type"], translated)
            )
        try:
            row.reference = cells.Id().read(written["entity_id"])
        except CellError as error:
            self.fault(row, "entity_id", written["entity_id"], str(error))
        languages = [language.value for language in TRANSLATED]
        if written["language"].strip() not in languages:
            self.fault(row, "language", written["language"], unknown_word(written["language"], languages))
        if not table:
            return None
        names = list(dict.fromkeys(name for name, _language in table.translations))
        if written["field"].strip() not in names:
            self.fault(row, "field", written["field"], unknown_word(written["field"], names))
        if row.wrong:
            return None
        return table, table.translations[written["field"].strip(), written["language"].strip()]
