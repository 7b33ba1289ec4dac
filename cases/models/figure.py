"""Figures: counts as one source reports them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Measure, Qualifier, Unit
from cases.models.edtf import EDTFBound, EDTFField, ordered, ordered_dates
from cases.models.record import Subject


class Figure(Subject):
    """One count as one source reports it; sources that disagree are separate rows.

    Attached to a case or to one event of it it is published with that case. Attached to none ("92
    apprehended since June 2016") it is a subject of its own, shows as reported by others and never
    enters a total.
    """

    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("case"),
        help_text=_("Empty for a count that belongs to no single case. Published."),
    )
    event = models.ForeignKey(
        "cases.Event",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("event"),
        help_text=_("Only when the count is about one step of the case. Published."),
    )
    measure = models.CharField(
        _("measure"), max_length=40, choices=Measure, help_text=_("What is counted. Published.")
    )
    label_en = models.CharField(
        _("finer measure (English)"),
        max_length=120,
        blank=True,
        help_text=_("Names a finer or other measure, for example “taken inside mission”. Published."),
    )
    label_ko = models.CharField(
        _("finer measure (Korean)"),
        max_length=120,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    label_zh_hans = models.CharField(
        _("finer measure (Chinese)"),
        max_length=120,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    unit = models.CharField(
        _("unit"),
        max_length=20,
        choices=Unit,
        default=Unit.PEOPLE,
        help_text=_("Only people enter totals. Published."),
    )
    count_low = models.PositiveIntegerField(
        _("lowest"), null=True, blank=True, help_text=_("Empty for “up to”. Published.")
    )
    count_high = models.PositiveIntegerField(
        _("highest"), null=True, blank=True, help_text=_("Empty for “at least”. Published.")
    )
    qualifier = models.CharField(
        _("wording"),
        max_length=40,
        choices=Qualifier,
        default=Qualifier.EXACT,
        help_text=_("How the source words it, for example “about”. Published."),
    )
    subgroup_en = models.CharField(
        _("subgroup (English)"),
        max_length=120,
        blank=True,
        help_text=_(
            "women, children, infants, elderly, men, or words. A figure of a subgroup enters no total. "
            "Published."
        ),
    )
    subgroup_ko = models.CharField(
        _("subgroup (Korean)"),
        max_length=120,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    subgroup_zh_hans = models.CharField(
        _("subgroup (Chinese)"),
        max_length=120,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    period_edtf = EDTFField(
        _("period"),
        help_text=_(
            "The time the count covers, for example 2016-07/2017-06. Published no finer than the case allows."
        ),
    )
    period_earliest = EDTFBound(of="period_edtf", side="earliest")
    period_latest = EDTFBound(of="period_edtf", side="latest")
    place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("place"),
        help_text=_(
            "Only when the count is about one place of several. Such a figure enters no total. Published "
            "no finer than the case allows."
        ),
    )
    source = models.ForeignKey(
        "cases.Source",
        on_delete=models.PROTECT,
        related_name="figures",
        verbose_name=_("source"),
        help_text=_(
            "The document that prints the number. Published with it, when the source is not confidential."
        ),
    )
    attributed_to = models.CharField(
        _("attributed to"),
        max_length=200,
        blank=True,
        help_text=_("Whom the source names for it. Published."),
    )

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["reference"]
        indexes = [models.Index(fields=["case", "reference"], name="figure_of_case")]
        constraints = [
            ordered("count_low", "count_high", "figure_count_range"),
            ordered_dates("figure_period_order", of="period"),
            models.CheckConstraint(
                condition=Q(event__isnull=True) | Q(case__isnull=False),
                name="figure_event_needs_case",
                violation_error_message=_("A figure of an event also names the case."),
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.get_measure_display()}"

    def publication_subjects(self):
        return [self.case or self]
