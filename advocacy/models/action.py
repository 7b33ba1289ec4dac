"""Actions: advocacy interventions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from advocacy.models.addressee import Addressee
from cases.choices import ActionKind, ActorKind, Publicity
from cases.models.edtf import EDTFBound, EDTFField, ordered_dates
from cases.models.record import Record, Subject


class Action(Subject):
    """One advocacy intervention: letter, demarche, UN submission, urgent action, hearing, petition …

    Public only when its publicity allows it and an edition published it; a public action never
    shows a case or source that is not public itself.
    """

    kind = models.CharField(
        _("kind"),
        max_length=30,
        choices=ActionKind,
        help_text=_("What was done, for example “Letter”. Published."),
    )
    actor_en = models.CharField(
        _("who acted (English)"),
        max_length=200,
        help_text=_("Organisation or office, by its full name. Published."),
    )
    actor_ko = models.CharField(
        _("who acted (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    actor_zh_hans = models.CharField(
        _("who acted (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    actor_kind = models.CharField(
        _("kind of actor"),
        max_length=20,
        choices=ActorKind,
        help_text=_("Who acts, for example “NGO”. Published."),
    )
    addressees = models.ManyToManyField(
        Addressee,
        through="ActionAddressee",
        related_name="actions",
        verbose_name=_("addressees"),
        help_text=_("Whom the action asks. Published by name; their contact data never."),
    )
    date_edtf = EDTFField(_("date"), help_text=_("For example 2012-03-07 or 2001-01~. Published."))
    date_earliest = EDTFBound(of="date_edtf", side="earliest")
    date_latest = EDTFBound(of="date_edtf", side="latest")
    summary_en = models.TextField(
        _("summary (English)"), help_text=_("What was asked, in one sentence. Published.")
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
    cases = models.ManyToManyField(
        "cases.Case",
        through="ActionCase",
        related_name="actions",
        verbose_name=_("cases"),
        help_text=_("The cases it speaks for. Only those published are shown."),
    )
    publicity = models.CharField(
        _("publicity"),
        max_length=14,
        choices=Publicity,
        default=Publicity.INTERNAL,
        help_text=_(
            "Only “public”, or “embargoed” after its date, can be published. The choice itself is private."
        ),
    )
    embargo_until = models.DateField(
        _("embargoed until"),
        null=True,
        blank=True,
        help_text=_(
            "Only for “embargoed”: the first day on which it may be published, for example 2024-05-02. "
            "Never published."
        ),
    )
    reply_due_on = models.DateField(
        _("reply expected by"),
        null=True,
        blank=True,
        help_text=_(
            "The day by which an answer should have come, for example 60 days after a UN letter. Empty: "
            "none is "
            "expected. The first page reminds of it until a response is entered. Never published."
        ),
    )

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["-date_earliest", "reference"]
        indexes = [
            models.Index(fields=["-date_earliest", "reference"], name="action_changelist"),
            models.Index(fields=["reply_due_on"], name="action_reply_due"),
        ]
        constraints = [
            ordered_dates("action_date_order"),
            models.CheckConstraint(
                condition=~Q(publicity=Publicity.EMBARGOED) | Q(embargo_until__isnull=False),
                name="action_embargo_has_date",
                violation_error_message=_("An embargoed action needs the date until which it is embargoed."),
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.get_kind_display()}"

    @property
    def is_withheld(self) -> bool:
        if self.publicity == Publicity.EMBARGOED:
            return self.embargo_until is None or self.embargo_until > timezone.now().date()
        return self.publicity != Publicity.PUBLIC


class ActionAddressee(Record):
    """One addressee of one action, in the order the action names them."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="addressee_links")
    addressee = models.ForeignKey(
        Addressee,
        on_delete=models.PROTECT,
        related_name="action_links",
        help_text=_("Whom the action asks. Published by name."),
    )
    position = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("The order in which they are named: 1, 2, 3 … Published.")
    )

    class Meta:
        verbose_name = _("addressee of an action")
        verbose_name_plural = _("addressees of an action")
        ordering = ["action", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "addressee"],
                name="action_addressee_once",
                violation_error_message=_("This addressee is already named in this action."),
            )
        ]

    def __str__(self):
        return f"{self.action.reference} → {self.addressee.name_en}"

    def publication_subjects(self):
        return [self.action]


class ActionCase(Record):
    """One case that one action speaks for."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="case_links")
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        related_name="action_links",
        help_text=_("A case the action speaks for. Published."),
    )

    class Meta:
        verbose_name = _("case of an action")
        verbose_name_plural = _("cases of an action")
        ordering = ["action", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "case"],
                name="action_case_once",
                violation_error_message=_("This case is already linked to this action."),
            )
        ]

    def __str__(self):
        return f"{self.action.reference} → {self.case.reference}"

    def publication_subjects(self):
        return [self.action]
