"""Relations between cases and figures."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Confidence, RelationKind
from cases.models.citation import exactly_one
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class Relation(Record):
    """A typed link between two cases, two figures, or a case and a figure.

    "part of" decides totals: a case and its parts are never added up (cases/counts.py).
    """

    reference = models.CharField(
        _("relation id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_("Leave empty: it is made for you. Never put a name into it. Published."),
    )
    from_case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_from",
        help_text=_("One end of the relation: a case or a figure, not both. Published when both ends are."),
    )
    from_figure = models.ForeignKey(
        "cases.Figure",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_from",
        help_text=_("One end of the relation: a case or a figure, not both. Published when both ends are."),
    )
    kind = models.CharField(
        _("relation"),
        max_length=30,
        choices=RelationKind,
        help_text=_("How the first belongs to the second, for example “part of”. Published."),
    )
    to_case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_to",
        help_text=_("The other end: a case or a figure, not both. Published when both ends are."),
    )
    to_figure = models.ForeignKey(
        "cases.Figure",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="relations_to",
        help_text=_("The other end: a case or a figure, not both. Published when both ends are."),
    )
    confidence = models.CharField(
        _("confidence"),
        max_length=12,
        choices=Confidence,
        default=Confidence.STATED,
        help_text=_("How sure we are of it. Published."),
    )

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one("from_case", "from_figure"),
                name="relation_from_one_thing",
                violation_error_message=_("A relation starts at exactly one case or figure."),
            ),
            models.CheckConstraint(
                condition=exactly_one("to_case", "to_figure"),
                name="relation_to_one_thing",
                violation_error_message=_("A relation ends at exactly one case or figure."),
            ),
            models.CheckConstraint(
                condition=(Q(from_case__isnull=True) | Q(to_case__isnull=True) | ~Q(from_case=F("to_case")))
                & (Q(from_figure__isnull=True) | Q(to_figure__isnull=True) | ~Q(from_figure=F("to_figure"))),
                name="relation_not_to_itself",
                violation_error_message=_("Nothing is related to itself."),
            ),
            models.UniqueConstraint(
                fields=["from_case", "to_case", "kind"],
                condition=Q(from_case__isnull=False, to_case__isnull=False),
                name="relation_cases_once",
                violation_error_message=_("This relation between the two cases is already recorded."),
            ),
        ]

    def __str__(self):
        return self.reference

    def publication_subjects(self):
        return [self.from_case] if self.from_case else self.from_figure.publication_subjects()
