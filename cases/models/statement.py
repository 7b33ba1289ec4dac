"""Statements: what a source says that is neither event nor count."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from cases.choices import StatementTopic
from cases.models.edtf import EDTFBound, EDTFField, ordered_dates
from cases.models.record import Subject


class Statement(Subject):
    """What one source says about a route, a law, the treatment on return, a state's position …"""

    topic = models.CharField(
        _("topic"),
        max_length=30,
        choices=StatementTopic,
        help_text=_("What it is about, for example “Treatment on return”. Published."),
    )
    text_en = models.TextField(
        _("text (English)"),
        help_text=_("One sentence in our own words, saying who says so. No names. Published."),
    )
    text_ko = models.TextField(
        _("text (Korean)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    text_zh_hans = models.TextField(
        _("text (Chinese)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    source = models.ForeignKey(
        "cases.Source",
        on_delete=models.PROTECT,
        related_name="statements",
        verbose_name=_("source"),
        help_text=_("The document that says it. Published with it, when the source is not confidential."),
    )
    period_edtf = EDTFField(
        _("period"), help_text=_("The time it speaks about, for example 2012. Published.")
    )
    period_earliest = EDTFBound(of="period_edtf", side="earliest")
    period_latest = EDTFBound(of="period_edtf", side="latest")
    countries = CountryField(
        _("countries"), multiple=True, blank=True, help_text=_("Whom it is about. Published.")
    )

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["topic", "reference"]
        constraints = [ordered_dates("statement_period_order", of="period")]

    def __str__(self):
        return f"{self.reference} {self.get_topic_display()}"
