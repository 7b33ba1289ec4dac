"""Talks with relatives and sources, and the records that began with one."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import ConsentPurpose, SubjectKind
from cases.models.encryption import EncryptedTextField
from cases.models.record import Record

#: The column that says whether the caller allowed each purpose.
USES = {
    ConsentPurpose.INTERNAL: "use_internal",
    ConsentPurpose.UN: "use_un",
    ConsentPurpose.GOVERNMENT: "use_government",
    ConsentPurpose.PUBLICATION: "use_publication",
}


class ContactNote(Record):
    """One call or message with a relative or source: private and encrypted as a whole.

    What the caller allowed here is what was said on the telephone. It is no consent: that is recorded for the person
    it concerns.
    """

    held_on = models.DateField(
        _("date"), help_text=_("The day you talked, for example 2024-05-02. Never published.")
    )
    caller = EncryptedTextField(
        _("who"), help_text=_("Who called or wrote, and for whom they speak. Encrypted. Never published.")
    )
    call_back = EncryptedTextField(
        _("safe way to call back"),
        blank=True,
        help_text=_("Number, safe times, code word, who else may answer. Encrypted. Never published."),
    )
    content = EncryptedTextField(
        _("what was said"),
        help_text=_(
            "What happened, to how many, where, when, and how the caller knows. Encrypted. Never published."
        ),
    )
    use_internal = models.BooleanField(
        _("we may keep it"),
        default=False,
        help_text=_("The caller agrees that the office keeps this note. Never published."),
    )
    use_un = models.BooleanField(
        _("we may use it with the United Nations"),
        default=False,
        help_text=_("The caller agrees that United Nations bodies are told. Never published."),
    )
    use_government = models.BooleanField(
        _("we may use it with governments"),
        default=False,
        help_text=_("The caller agrees that governments are told. Write below which ones. Never published."),
    )
    use_publication = models.BooleanField(
        _("we may publish what happened"),
        default=False,
        help_text=_(
            "The caller agrees that the incident becomes public, without any name. This tick itself is "
            "never published."
        ),
    )
    permitted_use = EncryptedTextField(
        _("permitted use, in their words"),
        blank=True,
        help_text=_(
            "Conditions, for example “only after my brother has left the city”. Encrypted. Never published."
        ),
    )
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_notes",
        verbose_name=_("case"),
        help_text=_(
            "The case they speak of, if it is in the record. You can start one when the note is saved. "
            "Never published."
        ),
    )
    person = models.ForeignKey(
        "cases.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_notes",
        verbose_name=_("person"),
        help_text=_("The person they speak of, by person id. Never published."),
    )
    next_step = EncryptedTextField(
        _("next step"),
        blank=True,
        help_text=_(
            "What we promised or must do, for example “call back with the lawyer”. Encrypted. Never "
            "published."
        ),
    )
    next_step_on = models.DateField(
        _("next step by"),
        null=True,
        blank=True,
        help_text=_(
            "The day to do it by, for example 2024-05-04. It stands on the first page from a week before. "
            "Never published."
        ),
    )
    next_step_at = models.TimeField(
        _("at"),
        null=True,
        blank=True,
        help_text=_(
            "Time of day in our office, for example 14:30, when the caller can only talk then. Never "
            "published."
        ),
    )
    next_step_done_on = models.DateField(
        _("next step done on"),
        null=True,
        blank=True,
        help_text=_("Empty while it is still to do. Never published."),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who does it"),
        help_text=_("Empty: whoever sees it first. Never published."),
    )

    class Meta:
        verbose_name = _("contact note")
        verbose_name_plural = _("contact notes")
        ordering = ["-held_on", "-pk"]
        indexes = [
            # The next steps that are still to do, for "my work".
            models.Index(
                fields=["next_step_on", "owner"],
                condition=Q(next_step_done_on__isnull=True),
                name="contact_note_due",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_step_at__isnull=True) | Q(next_step_on__isnull=False),
                name="contact_note_time_needs_day",
                violation_error_message=_("Give the day of the next step too, not only the time."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class StartedRecord(models.Model):
    """One record that staff began from a contact note; the note lists it to those who may see that record.

    Named by kind and primary key, because actions live in the other wing.
    """

    contact_note = models.ForeignKey(ContactNote, on_delete=models.CASCADE, related_name="started")
    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind)
    record_pk = models.PositiveBigIntegerField(_("record"))
    started_at = models.DateTimeField(_("started at"), auto_now_add=True)

    class Meta:
        verbose_name = _("record started from a contact note")
        verbose_name_plural = _("records started from contact notes")
        ordering = ["contact_note", "pk"]
        constraints = [
            # Serves the list on the page of a note.
            models.UniqueConstraint(
                fields=["contact_note", "kind", "record_pk"],
                name="started_record_once",
                violation_error_message=_("This record is already listed with the note."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.record_pk}"
