"""Events: the dated steps of a case."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import CountRole, EventKind, EventVerification, Qualifier
from cases.models.edtf import EDTFBound, EDTFField, ordered, ordered_dates
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class Event(Record):
    """One dated step of a case: apprehended, held, transferred, forcibly returned, released, died …

    Published as part of its case. `sequence` is the order in time as the sources give it.
    """

    reference = models.CharField(
        _("event id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_(
            "Leave empty: it is made from the case, for example return-2023-10-09--e01. Never put a name "
            "into it. Published."
        ),
    )
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        related_name="events",
        verbose_name=_("case"),
        help_text=_("The case this step belongs to. Published with the case."),
    )
    sequence = models.PositiveIntegerField(
        _("order"),
        default=1,
        help_text=_(
            "Place in the order of time within the case: 1, 2, 3 … Leave empty to have it made from the "
            "date. The order is published."
        ),
    )
    kind = models.CharField(
        _("what happened"),
        max_length=30,
        choices=EventKind,
        help_text=_("What happened in this step, for example “Apprehended”. Published."),
    )
    date_edtf = EDTFField(
        _("date"), help_text=_("For example 2012-03-07, 2012-03~ or 2017-07/2017-08. Published.")
    )
    date_earliest = EDTFBound(of="date_edtf", side="earliest")
    date_latest = EDTFBound(of="date_edtf", side="latest")
    count_low = models.PositiveIntegerField(
        _("people, at least"),
        null=True,
        blank=True,
        help_text=_("Empty when not reported, never 0. Published."),
    )
    count_high = models.PositiveIntegerField(
        _("people, at most"),
        null=True,
        blank=True,
        help_text=_("The highest number; empty when open. Published."),
    )
    count_qualifier = models.CharField(
        _("wording"),
        max_length=40,
        choices=Qualifier,
        blank=True,
        help_text=_("How the sources word the number, for example “about”. Published."),
    )
    count_role = models.CharField(
        _("part or total"),
        max_length=8,
        choices=CountRole,
        blank=True,
        help_text=_("When the same step is recorded as parts and as a total, say which this is. Published."),
    )
    place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("place"),
        help_text=_("Published no finer than the case allows."),
    )
    to_place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("to place"),
        help_text=_(
            "Where the people were taken, for example the prison or border town. Published no finer than "
            "the case allows."
        ),
    )
    verification = models.CharField(
        _("verification"),
        max_length=12,
        choices=EventVerification,
        default=EventVerification.REPORTED,
        help_text=_("How well this step is established. Published."),
    )
    summary_en = models.TextField(
        _("summary (English)"), blank=True, help_text=_("One sentence, no names or exact ages. Published.")
    )
    summary_ko = models.TextField(
        _("summary (Korean)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    summary_zh_hans = models.TextField(
        _("summary (Chinese)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    carried_out_by_en = models.CharField(
        _("carried out by (English)"),
        max_length=200,
        blank=True,
        help_text=_("The force or authority, by its full institutional name. Published."),
    )
    carried_out_by_ko = models.CharField(
        _("carried out by (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    carried_out_by_zh_hans = models.CharField(
        _("carried out by (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    stated_reason_en = models.TextField(
        _("stated reason (English)"), blank=True, help_text=_("The reason the authorities gave. Published.")
    )
    stated_reason_ko = models.TextField(
        _("stated reason (Korean)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    stated_reason_zh_hans = models.TextField(
        _("stated reason (Chinese)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    legal_basis_en = models.TextField(
        _("legal basis given (English)"),
        blank=True,
        help_text=_("The law the authorities invoked. Published."),
    )
    legal_basis_ko = models.TextField(
        _("legal basis given (Korean)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    legal_basis_zh_hans = models.TextField(
        _("legal basis given (Chinese)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["case", "sequence", "reference"]
        indexes = [models.Index(fields=["case", "sequence", "reference"], name="event_timeline")]
        constraints = [
            ordered("count_low", "count_high", "event_count_range"),
            ordered_dates("event_date_order"),
        ]

    def __str__(self):
        return f"{self.reference} {self.get_kind_display()}"

    def publication_subjects(self):
        return [self.case]
