"""The decisions of a merge: what the two records say differently, and which of their rows tell the same thing."""

import hashlib
import json
from dataclasses import dataclass

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import label_for_field
from django.core.exceptions import ValidationError
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from cases.admin import visibility
from cases.admin.past.version_words import shown_value
from cases.admin.steps.publication_steps import WIDE
from cases.choices import PublicationState
from cases.models import Case, Event, Figure, Involvement, WorkingCount
from cases.models.record import Record, Subject
from cases.moving import Twin, links_to

KEPT, DUPLICATE = "kept", "duplicate"
#: Rows that can tell the same thing twice, and what two of them must have in common.
TOLD_TWICE = {Event: ("kind",), Figure: ("measure",), Involvement: ("person_id",), WorkingCount: ("measure",)}
#: Of these a case holds one only: two are always one.
ONLY_ONE = (Involvement, WorkingCount)
#: Two rows that say the same in all of these are proposed as one.
SAME = {
    Event: ("kind", "date_edtf", "count_low", "count_high", "place_id", "to_place_id"),
    Figure: (
        "measure",
        "unit",
        "count_low",
        "count_high",
        "qualifier",
        "subgroup_en",
        "label_en",
        "source_id",
    ),
}
#: Columns about the work in the office: those of what is kept stay.
NOT_COMPARED = frozenset({"reference", "assigned_to", "note", "is_confidential"})
LONGEST_SHOWN = 400


@dataclass(frozen=True)
class Pair:
    """The two records as this user sees them."""

    model_admin: admin.ModelAdmin
    request: object
    duplicate: Subject
    kept: Subject

    def differences(self) -> list[str]:
        """The fields of the form in which the two differ."""
        shown = self.model_admin.shown_fields(self.request, self.kept)
        theirs = set(self.model_admin.shown_fields(self.request, self.duplicate))
        return [
            name
            for name in shown
            if name in theirs
            and name not in NOT_COMPARED
            and self.kept._meta.get_field(name).editable
            and getattr(self.kept, self.kept._meta.get_field(name).attname)
            != getattr(self.duplicate, self.kept._meta.get_field(name).attname)
        ]

    def rows(self, model: type[Record], case: Case) -> list[Record]:
        seen = model._base_manager.filter(visibility.visible_to(self.request.user, model), case=case)
        return list(seen.select_related("case").order_by("pk"))

    def twins(self) -> list[tuple[Record, list[Record]]]:
        """Each row of the duplicate that what is kept may tell already, with the rows it may be."""
        if not isinstance(self.kept, Case):
            return []
        found = []
        for model, common in TOLD_TWICE.items():
            mine = self.rows(model, self.kept)
            for row in self.rows(model, self.duplicate):
                alike = [
                    other
                    for other in mine
                    if all(getattr(other, name) == getattr(row, name) for name in common)
                ]
                if alike:
                    found.append((row, alike))
        return found

    def moving(self) -> list[tuple[str, int]]:
        """How many rows of each noun move, of those this user may know of."""
        found = []
        for field in links_to(type(self.kept)):
            rows = field.model._base_manager.filter(visibility.visible_to(self.request.user, field.model))
            number = rows.filter(**{field.name: self.duplicate.pk}).count()
            if number:
                found.append((capfirst(field.model._meta.verbose_name_plural), number))
        return found

    def seen(self) -> str:
        """A short text that changes when either record or a row that may be decided about does."""
        rows = [(str(row), row.row_version) for row, _others in self.twins()]
        rows += [(str(other), other.row_version) for _row, others in self.twins() for other in others]
        texts = [self.kept.row_version, self.duplicate.row_version, rows]
        return hashlib.sha256(json.dumps(texts).encode()).hexdigest()[:20]


class MergeForm(forms.Form):
    """What to take from which of the two, field by field and row by row, and why."""

    reason = forms.CharField(widget=WIDE)
    public_note = forms.CharField(widget=WIDE, required=False)

    def __init__(self, *args, pair: Pair, **kwargs):
        super().__init__(*args, **kwargs)
        self.pair = pair
        self.fields["reason"].label = _("Why they are the same")
        self.fields["reason"].help_text = _(
            "For example “same day, same town, same eleven people”. For all staff: no names. Never published."
        )
        self.fields["public_note"].label = _("Public note")
        self.fields["public_note"].help_text = _(
            "Published with the edition that takes the duplicate down. No names."
        )
        if pair.duplicate.publication_state != PublicationState.PUBLISHED:
            del self.fields["public_note"]
        self.names = pair.differences()
        for name in self.names:
            self.fields[f"field-{name}"] = self.choice_of_value(name)
        self.decided = {f"row-{row._meta.model_name}-{row.pk}": (row, others) for row, others in pair.twins()}
        for key, (row, others) in self.decided.items():
            self.fields[key] = self.choice_of_row(row, others)

    def choice_of_value(self, name: str) -> forms.ChoiceField:
        kept, duplicate = (value_in_words(record, name) for record in (self.pair.kept, self.pair.duplicate))
        return forms.ChoiceField(
            label=capfirst(label_for_field(name, type(self.pair.kept), self.pair.model_admin)),
            widget=forms.RadioSelect,
            choices=[(KEPT, kept or _("(empty)")), (DUPLICATE, duplicate or _("(empty)"))],
            initial=KEPT if kept else DUPLICATE,
        )

    def choice_of_row(self, row: Record, others: list[Record]) -> forms.ChoiceField:
        options = [] if isinstance(row, ONLY_ONE) else [("", _("Not the same: keep both"))]
        for other in others:
            words = row_in_words(other)
            options += [
                (f"{other.pk}-{KEPT}", _("The same as “%s”, which stays as it is") % words),
                (f"{other.pk}-{DUPLICATE}", _("The same as “%s”, with what stands here") % words),
            ]
        same = SAME.get(type(row), ())
        equal = [
            other for other in others if all(getattr(other, name) == getattr(row, name) for name in same)
        ]
        return forms.ChoiceField(
            label=f"{capfirst(row._meta.verbose_name)}: {row_in_words(row)}",
            choices=options,
            required=isinstance(row, ONLY_ONE),
            initial=f"{equal[0].pk}-{KEPT}" if equal else "",
        )

    def value_fields(self):
        return [self[f"field-{name}"] for name in self.names]

    def row_fields(self):
        return [self[key] for key in self.decided]

    def word_fields(self):
        return [self[name] for name in ("reason", "public_note") if name in self.fields]

    def takes(self) -> list[str]:
        return [name for name in self.names if self.cleaned_data[f"field-{name}"] == DUPLICATE]

    def twins(self) -> list[Twin]:
        found = []
        for key, (row, others) in self.decided.items():
            pk, _dash, whose = self.cleaned_data[key].partition("-")
            found += [Twin(row, other, whose == DUPLICATE) for other in others if str(other.pk) == pk]
        return found

    def clean(self):
        cleaned = super().clean()
        chosen = [value for key, value in cleaned.items() if key in self.decided and value]
        models = [type(self.decided[key][0]) for key in cleaned if key in self.decided and cleaned[key]]
        targets = [(model, value.partition("-")[0]) for model, value in zip(models, chosen, strict=True)]
        if len(set(targets)) < len(targets):
            raise ValidationError(_("Two rows cannot both be the same one: choose again."))
        return cleaned


def value_in_words(record: Subject, name: str) -> str:
    return Truncator(shown_value(record, name)).chars(LONGEST_SHOWN)


def row_in_words(row: Record) -> str:
    """Enough to tell a row from another: its name, its date, its numbers."""
    parts = [str(row), getattr(row, "date_edtf", ""), getattr(row, "reason", "")]
    numbers = [
        str(value) for name in ("count_low", "count_high") if (value := getattr(row, name, None)) is not None
    ]
    parts.append("–".join(dict.fromkeys(numbers)))
    return Truncator(" · ".join(part for part in parts if part)).chars(120)
