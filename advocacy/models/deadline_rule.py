"""Deadline rules: how much time a body gives, as the office has read it."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Channel, DeadlineStart, DeadlineUnit
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class DeadlineRule(Record):
    """So many days or months from an event, a sending, a transmission …: data, because what bodies ask changes.

    The rules that come with a release are loaded once by a migration (advocacy/dossiers/deadline_rules.csv) and are
    the office's from then on: no later release overwrites them. Private as a whole.
    """

    code = models.CharField(
        _("code"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_("Short id in Latin letters, for example wgeid-urgent-window. Never published."),
    )
    title = models.CharField(
        _("what it is"),
        max_length=200,
        help_text=_("In a few words, for example “Reply of the government”. Never published."),
    )
    channel = models.CharField(
        _("channel"),
        max_length=30,
        choices=Channel,
        help_text=_("Whose deadline it is. Never published."),
    )
    counts_from = models.CharField(
        _("counts from"),
        max_length=14,
        choices=DeadlineStart,
        help_text=_(
            "“The event itself” has two dates when the day of the event is uncertain. Never published."
        ),
    )
    length = models.PositiveSmallIntegerField(
        _("length"),
        validators=[MaxValueValidator(1200)],
        help_text=_("How many days or months, for example 60. Never published."),
    )
    unit = models.CharField(
        _("unit"),
        max_length=6,
        choices=DeadlineUnit,
        default=DeadlineUnit.DAYS,
        help_text=_("Months are those of the calendar. Never published."),
    )
    is_limit = models.BooleanField(
        _("refused afterwards"),
        default=False,
        help_text=_(
            "Tick when the body takes nothing that arrives later: no dossier is then made for it. Never "
            "published."
        ),
    )
    source = models.TextField(
        _("where it is written"),
        help_text=_(
            "Page, document and paragraph; and honestly, if nobody has read it there. Never published."
        ),
    )
    is_verified = models.BooleanField(
        _("read on the page"),
        default=False,
        help_text=_("Tick when somebody read the rule in the place named above. Never published."),
    )
    checked_on = models.DateField(
        _("checked on"),
        null=True,
        blank=True,
        help_text=_(
            "When somebody of this office last read it there, for example 2026-05-02. Empty: nobody yet. "
            "Never published."
        ),
    )

    class Meta:
        verbose_name = _("deadline rule")
        verbose_name_plural = _("deadline rules")
        ordering = ["channel", "counts_from", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(length__gt=0),
                name="deadline_rule_length",
                violation_error_message=_("A deadline has at least one day or month."),
            ),
            models.CheckConstraint(
                condition=Q(is_limit=False) | Q(counts_from=DeadlineStart.EVENT),
                name="deadline_rule_limit_counts_from_event",
                violation_error_message=_("Only what counts from the event can be refused afterwards."),
            ),
        ]

    def __str__(self):
        return self.code
