"""Uncertain dates as columns: the EDTF text people typed, and the first and last day it can mean."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases import dates
from cases.models.derived import Derived


def validate_edtf(text: str) -> None:
    """Raise ValidationError, with a valid example in the message, unless `text` is a known EDTF form."""
    try:
        dates.parse(text)
    except dates.DateError as error:
        raise ValidationError(str(error), code="edtf") from error


class EDTFField(models.CharField):
    """A date as precise as it is known, in EDTF level 0/1; empty means not stated."""

    default_validators = [validate_edtf]

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 40)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class EDTFBound(Derived, models.DateField):
    """The earliest or latest day an EDTF column can mean; null where open or not stated.

    Derived whenever the row is written (cases/models/derived.py).
    """

    def __init__(self, *args, of: str = "", side: str = "earliest", **kwargs):
        self.of, self.side = of, side
        kwargs.update(null=True, blank=True, editable=False)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("null", "blank", "editable"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "of": self.of, "side": self.side}

    def derive(self, text):
        earliest, latest = dates.bounds(text)
        return earliest if self.side == "earliest" else latest


def ordered(low: str, high: str, name: str, message=None) -> models.CheckConstraint:
    """The constraint that column `low` is not above column `high` where both are known."""
    return models.CheckConstraint(
        condition=Q(**{f"{low}__isnull": True})
        | Q(**{f"{high}__isnull": True})
        | Q(**{f"{low}__lte": F(high)}),
        name=name,
        violation_error_message=message or _("The lowest number is above the highest number."),
    )


def ordered_dates(name: str, of: str = "date") -> models.CheckConstraint:
    """The constraint that the earliest day of a dating is not after its latest day."""
    return ordered(f"{of}_earliest", f"{of}_latest", name, _("The earliest day is after the latest day."))
