"""Forms that are shown again while they are being written, before anybody wants to save them."""

from django import forms
from django.forms.utils import ErrorDict


class DraftForm(forms.BaseForm):
    """Nothing is wrong with it before `is_valid` is asked: a date half written is no mistake yet.

    Django looks at what was posted as soon as a template asks for a field, and marks what it does not like.
    """

    is_judged = False

    @property
    def errors(self) -> ErrorDict:
        return super().errors if self.is_judged else ErrorDict()

    def is_valid(self) -> bool:
        self.is_judged = True
        return super().is_valid()
