"""The form of one record: reason for the change, reference made when empty, no saving over a newer version."""

from collections.abc import Callable

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin.forms import conflicts
from cases.admin.forms.choosers import remember_chosen

#: Fields of the form that are no columns of the record, shown by no read-only page.
WORK_FIELDS = ("change_reason", "seen_version")


class TextArea(AdminTextareaWidget):
    """Browsers post line ends as CR LF; the record and its files have LF. Unconverted, opening and saving an
    imported text would count as a change of it."""

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return value.replace("\r\n", "\n") if value else value


class ReasonField(forms.CharField):
    """Why the change is made. Writing only this changes nothing."""

    def has_changed(self, initial, data):
        return False


class VersionField(forms.IntegerField):
    """The version of the row that the person saw when the page was made."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class RowForm(forms.ModelForm):
    """One row, on its own page or in a list on another's."""

    seen_version = VersionField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.row_version
        remember_chosen(self)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and self.has_changed():
            self.refuse_old_version()
        return cleaned

    def refuse_old_version(self) -> None:
        """A form error where the row has a newer version than the person saw.

        Locks the row: what is checked here is still so when it is saved. The error names what both changed with
        both values; what only the other person changed is put into the form, so that saving again loses nothing.
        """
        current = type(self.instance)._base_manager.select_for_update().filter(pk=self.instance.pk).first()
        if current is None:
            raise ValidationError(_("Somebody has deleted this record meanwhile."))
        seen = self.cleaned_data.get("seen_version")
        if seen == current.row_version:
            return
        conflict = conflicts.compare(self, current, seen)
        if not conflict.mine:
            # A row of a list that only the other person changed.
            self.changed_data = []
            return
        conflicts.take_over(self, current, conflict)
        raise ValidationError(conflicts.messages(self, current, conflict))


class RecordForm(RowForm):
    """One row on its own page, with its reference and the reason for the change.

    `refusal` is set when saving was tried and refused. `question` is asked once everything else is right, before
    a new record is saved: it raises ValidationError with what to decide first (cases/admin/duplicates/pages.py).
    """

    refusal = ""
    question: Callable[["RecordForm"], None] | None = None

    change_reason = ReasonField(
        label=_("Reason for the change"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=_("For the history, for example “second source gives the date”. Private."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "reference" in self.fields and self.reference_may_be_empty():
            self.fields["reference"].required = False
        if getattr(self.instance, "first_published_at", None):
            self.fields["change_reason"].required = True

    def reference_may_be_empty(self) -> bool:
        return True

    def _post_clean(self):
        super()._post_clean()
        if self.question and not self.errors:
            try:
                self.question()
            except ValidationError as undecided:
                self.add_error(None, undecided)

    def clean(self):
        if self.refusal:
            raise ValidationError(self.refusal)
        return super().clean()

    def clean_change_reason(self):
        try:
            return editing.plain_reason(self.cleaned_data["change_reason"])
        except editing.EditRefused as refusal:
            raise ValidationError(str(refusal)) from refusal


class SluggedForm(RecordForm):
    """Of a row whose reference is a word people choose, such as a place."""

    def reference_may_be_empty(self) -> bool:
        return False
