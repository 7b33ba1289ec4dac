"""A case in its first lines: enough to find it again and to hang events and figures on."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from cases import duplicates, editing
from cases.admin import references
from cases.admin.forms.choosers import Chooser, RecordChoiceField
from cases.admin.forms.date_fields import TypedDateField
from cases.admin.forms.drafts import DraftForm
from cases.models import Case, Place

SAME = _("This may be in the record already. Use the case named below, or say that this is another one.")
ANY = "---------"


class CaseStubForm(DraftForm, forms.ModelForm):
    """The first lines of a new case.

    `look(case)` finds the cases it may be the same as; the form is refused until its user, shown them, says that it
    is another one. `candidates` are those of the last refusal.
    """

    date_edtf = TypedDateField(
        label=_("Date of the incident"),
        help_text=_(
            "As the source has it, for example “March 2012”, 2012-03-07 or “July–August 2017”. Published."
        ),
    )
    country = forms.ChoiceField(
        label=_("Detaining country"),
        required=False,
        help_text=_("The state that held or returned the people. Published."),
    )

    class Meta:
        model = Case
        fields = ("title_en", "date_edtf", "country", "place", "affected_low", "affected_high")

    def __init__(self, *args, look=None, places=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.look, self.candidates = look, []
        self.fields["country"].choices = [("", ANY), *countries]
        place = self.instance._meta.get_field("place")
        self.fields["place"] = RecordChoiceField(
            label=_("Place"),
            required=False,
            queryset=Place.objects.none() if places is None else places,
            widget=Chooser(place, admin.site),
            help_text=_(
                "Where they were first held, as exactly as the source says. Published more coarsely."
            ),
        )
        for name in ("affected_low", "affected_high"):
            self.fields[name].min_value = 1
            self.fields[name].widget.attrs["min"] = 1

    def _post_clean(self):
        super()._post_clean()
        if self.errors or not self.has_changed():
            return
        country = self.cleaned_data.get("country")
        self.instance.detaining_countries = [country] if country else []
        self.candidates = self.look(self.instance) if self.look else []
        decided = duplicates.keys_in(self.data.get(self.add_prefix("not_same"), ""))
        if any(candidate.record.pk not in decided for candidate in self.candidates):
            self.add_error(None, ValidationError(SAME, code="duplicates"))

    @property
    def decided(self) -> str:
        """What the box “it is none of these” stands for."""
        return ",".join(str(candidate.record.pk) for candidate in self.candidates)

    def save_as(self, user, reason: str) -> Case:
        """Save the case, and that it is none of those it resembles. Raises EditRefused."""
        case = self.instance
        references.give_reference(case)
        editing.save_record(case, by=user, reason=reason)
        duplicates.distinguish(case, [candidate.record for candidate in self.candidates], by=user)
        return case
