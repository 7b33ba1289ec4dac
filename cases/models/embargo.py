"""Embargoes: subjects that must not go out before a moment."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.choices import SubjectKind
from cases.models.encryption import EncryptedTextField


class Embargo(models.Model):
    """Until when nothing new of one subject may be published, and who confirmed that it goes out then.

    Names the subject by kind and primary key, because its reference may still change before the first
    publication. Gone once the subject is published after `until` or somebody lifts it; the history of the
    subject keeps that it was there. `confirmed_seen` is the fingerprint of what the person who confirmed saw
    (cases/publication/subjects.py): anything else is not published in their name. `public_note` and
    `internal_reason` are the words for that edition.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind)
    subject_pk = models.BigIntegerField(_("subject"))
    until = models.DateTimeField(_("embargoed until"))
    reason = EncryptedTextField(_("reason"), help_text=_("Why it must wait. Encrypted. Never published."))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("set at"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    confirmed_seen = models.CharField(max_length=40, blank=True)
    public_note = EncryptedTextField(_("public note"), blank=True)
    internal_reason = EncryptedTextField(_("internal reason"), blank=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["until", "pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["until"], name="embargo_by_end")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_pk"],
                name="embargo_once",
                violation_error_message=_("This record is under an embargo already."),
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True, confirmed_seen="")
                | (
                    models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~models.Q(confirmed_seen="")
                ),
                name="embargo_confirmed_by_somebody",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.subject_pk}"
