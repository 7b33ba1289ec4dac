"""Responses: what came back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from advocacy.models.action import Action
from advocacy.models.addressee import Addressee
from cases.choices import ResponseKind
from cases.models.edtf import EDTFBound, EDTFField, ordered_dates
from cases.models.record import Subject


class Response(Subject):
    """A reported answer, silence, or effect after an action.

    With an action it is published inside that action. Without one (an authority spoke about a case
    before anybody asked) it is a subject of its own, shown with its case.
    """

    action = models.ForeignKey(
        Action,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        verbose_name=_("action"),
        help_text=_("The action it answers. Empty when it answers none that is recorded. Published."),
    )
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="responses",
        verbose_name=_("case"),
        help_text=_("The case it speaks about, if one. Published."),
    )
    responder = models.ForeignKey(
        Addressee,
        on_delete=models.PROTECT,
        related_name="responses",
        verbose_name=_("who answered"),
        help_text=_("Who answered, or did not. Published by name."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=ResponseKind,
        help_text=_("What came back, for example “Refusal”. Published."),
    )
    date_edtf = EDTFField(
        _("date"), help_text=_("For example 2012-03-07. For no reply: until when none came. Published.")
    )
    date_earliest = EDTFBound(of="date_edtf", side="earliest")
    date_latest = EDTFBound(of="date_edtf", side="latest")
    summary_en = models.TextField(
        _("summary (English)"),
        help_text=_("What was said, or what was reported after. Never “caused by”. Published."),
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

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["-date_earliest", "reference"]
        constraints = [ordered_dates("response_date_order")]

    def __str__(self):
        return f"{self.reference}: {self.get_kind_display()}"

    def publication_subjects(self):
        return [self.action or self]
