"""A source in its first lines: enough to find the document again and to cite it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases import duplicates, editing
from cases.admin import references
from cases.admin.forms.date_fields import TypedDateField
from cases.admin.forms.drafts import DraftForm
from cases.admin.forms.form import TextArea
from cases.models import Source

SAME = _("This may be in the record already. Use the source named below, or say that this is another one.")


class SourceStubForm(DraftForm, forms.ModelForm):
    """A document that anybody may know of.

    `look(source)` finds the sources it may be the same as; the form is refused until its user, shown them, says that
    it is another one. `candidates` are those of the last refusal.
    """

    published_edtf = TypedDateField(
        label=_("Published on"),
        required=False,
        help_text=_("For example “7 March 2012”, 2012-03-07 or 2012-03. Published."),
    )

    class Meta:
        model = Source
        fields = ("title", "kind", "publisher", "url", "published_edtf", "language")

    def __init__(self, *args, look=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.look, self.candidates = look, []

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
            return
        self.candidates = self.look(self.instance) if self.look else []
        decided = duplicates.keys_in(self.data.get(self.add_prefix("not_same"), ""))
        if any(candidate.record.pk not in decided for candidate in self.candidates):
            self.add_error(None, ValidationError(SAME, code="duplicates"))

    @property
    def decided(self) -> str:
        """What the box “it is none of these” stands for."""
        return ",".join(str(candidate.record.pk) for candidate in self.candidates)

    def save_as(self, user, reason: str) -> Source:
        """Save the source, and that it is none of those it resembles. Raises EditRefused."""
        source = self.instance
        references.give_reference(source)
        editing.save_record(source, by=user, reason=reason)
        duplicates.distinguish(source, [candidate.record for candidate in self.candidates], by=user)
        return source


class TestimonyForm(SourceStubForm):
    """What somebody told, as a source that only source keepers know of."""

    class Meta:
        model = Source
        fields = (
            "title",
            "kind",
            "published_edtf",
            "language",
            "is_confidential",
            "confidential_identity",
            "confidential_contact",
            "confidential_content",
        )
        widgets = {
            "confidential_identity": TextArea(attrs={"rows": 2}),
            "confidential_contact": TextArea(attrs={"rows": 2}),
            "confidential_content": TextArea(attrs={"rows": 6}),
        }
