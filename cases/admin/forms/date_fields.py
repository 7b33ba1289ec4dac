"""Dates in forms: people type them as they would say them, and see what was understood before it is saved.

A date that is not EDTF yet comes back once with its meaning in words; saving again confirms it. Where a script has
shown the meaning while the person was typing (static/js/dates.js), that is the confirmation and no round is lost.
"""

from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from cases import dates, typed_dates
from cases.choices import Language
from cases.date_words import words
from cases.models.edtf import EDTFField

#: Of days of the office, which are no EDTF (advocacy/formats says what is read).
NO_DAY = _("This is no day that can be read in one way. Write it as 2012-03-05 or 5 March 2012.")


class TypedDate(str):
    """The text of a date field, with the EDTF text that its author was shown as its meaning."""

    understood = ""


class Meaning(NamedTuple):
    """What a typed date means: EDTF text, "" where it is none, and a sentence to show: what it means or what is
    wrong with it."""

    edtf: str
    said: str


def meaning(typed: str) -> Meaning:
    try:
        edtf = typed_dates.read(typed)
    except dates.DateError as error:
        return Meaning("", str(error))
    if not edtf:
        return Meaning("", "")
    said = in_words(edtf)
    return Meaning(edtf, said if edtf == typed.strip() else f"{said} ({edtf})")


def in_words(edtf: str) -> str:
    """EDTF text in words of the active language, with the first and last day where the words leave them open."""
    language = in_language()
    said = words(edtf, language)
    first, last = (day and words(day.isoformat(), language) for day in dates.bounds(edtf))
    if first == last:
        return said
    if not first:
        return gettext("%(date)s: %(last)s at the latest") % {"date": said, "last": last}
    if not last:
        return gettext("%(date)s: %(first)s at the earliest") % {"date": said, "first": first}
    return gettext("%(date)s: %(first)s to %(last)s") % {"date": said, "first": first, "last": last}


def in_language() -> str:
    language = get_language()
    return language if language in Language.values else Language.EN


class TypedDateInput(forms.TextInput):
    """A text box with its meaning below, and a hidden field `<name>_understood` that says which meaning was shown."""

    class Media:
        js = (Script("js/dates.js", defer=True),)

    def __init__(self, attrs=None):
        super().__init__(
            {
                "class": "vTextField typed-date-text",
                "autocomplete": "off",
                "spellcheck": "false",
                **(attrs or {}),
                "maxlength": typed_dates.LONGEST,
            }
        )

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        typed = TypedDate(value)
        typed.understood = data.get(f"{name}_understood", "")
        return typed

    def value_omitted_from_data(self, data, files, name):
        return name not in data

    def render(self, name, value, attrs=None, renderer=None):
        attrs = attrs or {}
        shown = f"{attrs['id']}_meaning" if "id" in attrs else ""
        described = " ".join(filter(None, [attrs.get("aria-describedby"), shown]))
        if described:
            attrs = {**attrs, "aria-describedby": described}
        understood = meaning(value or "")
        context = {
            "input": super().render(name, value, attrs, renderer),
            "name": f"{name}_understood",
            "id": shown,
            "edtf": understood.edtf,
            # What is wrong stands among the errors of the field.
            "said": understood.said if understood.edtf else "",
        }
        # Not as `template_name`: Django looks for those of widgets in applications only.
        return render_to_string("admin/date_field.html", context)


class TypedDateField(forms.CharField):
    """A date as people say it; its value is EDTF text, "" when empty.

    Refuses what is no date, what can be read in two ways, and once what its author has not seen the meaning of.
    """

    widget = TypedDateInput

    def __init__(self, *, max_length=None, **kwargs):
        # The column's length is that of EDTF text; what people type may be longer.
        super().__init__(**kwargs)

    def to_python(self, value):
        """EDTF text. Also what `has_changed` compares: the stored date in other words is no change."""
        try:
            return typed_dates.read(super().to_python(value))
        except dates.DateError as error:
            raise ValidationError(str(error), code="edtf") from error

    def in_edtf(self, value) -> str:
        """EDTF text, or the text as typed where it is no date: to compare what two people wrote."""
        return meaning(value or "").edtf or str(value or "").strip()

    def clean(self, value):
        edtf = super().clean(value)
        typed = str(value or "").strip()
        if typed != edtf and getattr(value, "understood", "") != edtf:
            raise ValidationError(
                _("Understood: %(meaning)s. Save again to confirm, or correct the date."),
                code="understood",
                params={"meaning": meaning(typed).said},
            )
        return edtf


class WithTypedDates:
    """Gives a ModelAdmin or an inline the field above for every EDTF column; other days say how to write them."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, EDTFField):
            return db_field.formfield(form_class=TypedDateField, widget=TypedDateInput, **kwargs)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, forms.DateField):
            field.error_messages["invalid"] = NO_DAY
        return field


@require_POST
def read_date(request: HttpRequest) -> JsonResponse:
    """What the posted `text` means, for the script. POST, because what people type stays out of addresses and logs."""
    understood = meaning(request.POST.get("text", ""))
    return JsonResponse(understood._asdict())
