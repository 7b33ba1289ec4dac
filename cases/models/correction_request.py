"""Corrections asked for: what somebody outside says is wrong in what the office published."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import CorrectionOutcome, SubjectKind
from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class CorrectionRequest(Record):
    """One request to correct what is or was public: who asked, what they say, and what became of it.

    Points at its subject by kind and reference, as an edition does, because that is what the asker saw;
    both empty: it is about the site as a whole. Never published. Answering changes nothing in public: the
    subject itself is corrected or taken down. For those who may see people: askers are often relatives.
    """

    received_on = models.DateField(
        _("received on"),
        help_text=_("The day it reached the office, for example 2024-05-02. Never published."),
    )
    kind = models.CharField(
        _("about a"),
        max_length=12,
        choices=SubjectKind,
        blank=True,
        help_text=_("What kind of record it is about. Empty: the site as a whole. Never published."),
    )
    subject_reference = models.CharField(
        _("reference"),
        max_length=REFERENCE_LENGTH,
        blank=True,
        validators=[validate_reference],
        help_text=_(
            "The reference in the address of the public page, for example return-2023-10-09. Private here."
        ),
    )
    asked_by = EncryptedTextField(
        _("who asked"),
        help_text=_(
            "Name, and a safe way to answer, for example “Example Relative, by Signal, evenings”. Encrypted. "
            "Never published."
        ),
    )
    text = EncryptedTextField(
        _("what they say is wrong"),
        help_text=_("In their own words, and what they give as proof. Encrypted. Never published."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers it"),
        help_text=_("Empty: nobody yet. Never published."),
    )
    due_on = models.DateField(
        _("answer due on"),
        null=True,
        blank=True,
        help_text=_(
            "Empty: as many days after it was received as the corrections page promises, if it does. "
            "Never published."
        ),
    )
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        choices=CorrectionOutcome,
        default=CorrectionOutcome.OPEN,
        help_text=_(
            "“Accepted” once the record is corrected or taken down: that is done on its own page. Never "
            "published."
        ),
    )
    answered_on = models.DateField(
        _("answered on"), null=True, blank=True, help_text=_("The day you told them. Never published.")
    )
    answer = EncryptedTextField(
        _("our answer"),
        blank=True,
        help_text=_("What you told them, and why. Encrypted. Never published."),
    )

    class Meta:
        verbose_name = _("correction asked for")
        verbose_name_plural = _("corrections asked for")
        ordering = ["-received_on", "-pk"]
        indexes = [models.Index(fields=["outcome", "due_on"], name="correction_request_queue")]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="", subject_reference="") | ~(Q(kind="") | Q(subject_reference="")),
                name="correction_request_names_a_subject",
                violation_error_message=_(
                    "Give both the kind and the reference of the record, or neither for the site as a whole."
                ),
            ),
            models.CheckConstraint(
                condition=Q(outcome=CorrectionOutcome.OPEN, answered_on__isnull=True)
                | (~Q(outcome=CorrectionOutcome.OPEN) & Q(answered_on__isnull=False)),
                name="correction_request_answered",
                violation_error_message=_(
                    "An open request has no day of answer; one that is accepted or declined needs it."
                ),
            ),
            models.CheckConstraint(
                condition=(Q(due_on__isnull=True) | Q(due_on__gte=F("received_on")))
                & (Q(answered_on__isnull=True) | Q(answered_on__gte=F("received_on"))),
                name="correction_request_in_order",
                violation_error_message=_("It cannot be due or answered before it was received."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
