"""The forms of an import: the upload, the columns of a spreadsheet, taking an import back."""

from django import forms
from django.utils.translation import gettext_lazy as _

from advocacy.importing import uploads
from cases.importing import guess
from cases.importing.layout import Layout
from cases.models import ImportMapping, ImportRun

SENDER_HELP = _(
    "The office or organisation that keeps this spreadsheet, for example “Example Partner Office”. The columns you "
    "choose are remembered for it. Never the name of a refugee. Never published."
)


class UploadForm(forms.Form):
    """What is uploaded, and from whom it is."""

    file = forms.FileField(
        label=_("file"),
        help_text=_(
            "A bundle (a zip of CSV files), or one table as CSV or XLSX, at most %(size)s MB. Nothing is imported or "
            "published before you have seen what it would change. The file is kept encrypted, and removed once it is "
            "imported or discarded, or after a day."
        )
        % {"size": uploads.LARGEST // 1024 // 1024},
    )
    sender = forms.CharField(label=_("sender"), max_length=200, required=False, help_text=SENDER_HELP)
    clear_empty = forms.BooleanField(
        label=_("empty cells clear what the record has"),
        required=False,
        help_text=_("Without this an empty cell leaves alone what the record has. Rarely wanted."),
    )


class TableForm(forms.Form):
    """Which table a single file is, and in which sheet it stands."""

    table = forms.ChoiceField(
        label=_("table"),
        help_text=_("What one row of the file is: a case, an event of a case, a source …"),
    )
    sheet = forms.ChoiceField(label=_("sheet"), required=False)

    def __init__(self, *args, tables, sheets=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["table"].choices = [
            (table.name, f"{table.name} – {table.about}"[:110]) for table in tables
        ]
        self.fields["sheet"].choices = [(name, name) for name in sheets]
        if not sheets:
            del self.fields["sheet"]


class ColumnsForm(forms.Form):
    """For each heading of the file the column of the table, and values for whole columns.

    `rows` on the page: (field, first cells below the heading). A heading that is not read is left out of the import.
    """

    sender = forms.CharField(label=_("sender"), max_length=200, required=False, help_text=SENDER_HELP)
    clear_empty = UploadForm.base_fields["clear_empty"]

    def __init__(self, *args, run: ImportRun, table, records: list[list[str]], **kwargs):
        self.run, self.table, self.records = run, table, records
        self.headings = uploads.headings(records[0])
        remembered = self._remembered()
        guessed = guess.guess(table, self.headings)
        kwargs["initial"] = {"sender": run.sender, "clear_empty": run.clear_empty}
        super().__init__(*args, **kwargs)
        choices = [("", _("– not read –")), *((column.name, column.name) for column in table.listed)]
        for place, heading in enumerate(self.headings):
            known = remembered.columns.get(heading)
            self.fields[f"heading-{place}"] = forms.ChoiceField(
                label=heading,
                choices=choices,
                required=False,
                initial=known if known in table.by_name or known == "" else guessed[heading],
            )
        for column in table.listed:
            self.fields[f"constant-{column.name}"] = forms.CharField(
                label=column.name,
                required=False,
                initial=remembered.constants.get(column.name, ""),
                help_text=column.about,
                strip=False,
            )

    def _remembered(self) -> Layout:
        if self.run.layout:
            return Layout.loads(self.run.layout)
        found = ImportMapping.objects.filter(sender=self.run.sender, table=self.table.name).first()
        return Layout.loads(found.layout if found and self.run.sender else "")

    def clean(self):
        """Two headings cannot be the same column, and every row needs its id."""
        data = super().clean()
        chosen: dict[str, str] = {}
        for place, heading in enumerate(self.headings):
            column = data.get(f"heading-{place}")
            if column and column in chosen:
                message = _("“%(other)s” is this column already.") % {"other": chosen[column]}
                self.add_error(f"heading-{place}", message)
            elif column:
                chosen[column] = heading
        if self.table.id_column.name not in chosen:
            message = _("Choose which heading is %(column)s: every row needs an id of its own.")
            raise forms.ValidationError(message % {"column": self.table.id_column.name})
        return data

    def layout(self) -> Layout:
        """What was chosen; of a valid form."""
        columns = {
            heading: self.cleaned_data[f"heading-{place}"] for place, heading in enumerate(self.headings)
        }
        constants = {
            column.name: self.cleaned_data[f"constant-{column.name}"] for column in self.table.listed
        }
        return Layout(columns, {name: text for name, text in constants.items() if text.strip()})

    def rows(self):
        """The fields of the headings, each with the first cells below it."""
        first = [cell.strip() for cell in self.records[0]]
        for place, heading in enumerate(self.headings):
            position = first.index(heading)
            cells = [record[position] for record in self.records[1:] if position < len(record)]
            yield self[f"heading-{place}"], [cell[:80] for cell in cells]

    def constants(self):
        return [self[f"constant-{column.name}"] for column in self.table.listed]


class UndoForm(forms.Form):
    """Why an import is taken back."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=500,
        help_text=_(
            "Why, for example “wrong year in every row”. Goes into the history of every row. Never published."
        ),
    )
    keep = forms.BooleanField(
        label=_("leave the rows in the way as they are, with what belongs to them, and undo the rest"),
        required=False,
    )
