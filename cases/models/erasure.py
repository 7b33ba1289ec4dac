"""Erasures: who asked that a person be erased, who did it, and what is left to answer for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH


class Erasure(models.Model):
    """One person to be erased, or erased, from the record and from its history (cases/erasure.py).

    One member of staff asks, another carries it out. Nothing here says who the person was: `reference_mark`
    is a keyed hash of the old reference, by which an old file that would bring the person back is refused;
    `new_reference` is that of the emptied row, which keeps the counts of the cases right. `counts` are the
    rows changed by table, {"cases.person": 1, …}. Rows are never changed once done, and never deleted then.
    """

    person = models.ForeignKey(
        "cases.Person", on_delete=models.PROTECT, related_name="erasures", verbose_name=_("person")
    )
    reason = EncryptedTextField(
        _("reason"),
        help_text=_(
            "Why the person is erased, for example “asked for by the person on the phone”. Kept for good: "
            "no names. Encrypted."
        ),
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("erased by"),
    )
    done_at = models.DateTimeField(_("erased at"), null=True, blank=True)
    reference_mark = models.CharField(_("mark of the old reference"), max_length=64, blank=True)
    new_reference = models.CharField(_("new reference"), max_length=REFERENCE_LENGTH, blank=True)
    counts = models.JSONField(_("rows changed"), default=dict)

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-asked_at", "-pk"]
        default_permissions = ()
        permissions = [("erase_person", "Can ask that a person be erased, and carry it out")]
        indexes = [models.Index(fields=["reference_mark"], name="erasure_of_reference")]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(done_at__isnull=True),
                name="erasure_asked_once",
                violation_error_message=_("The erasure of this person has been asked for already."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True, reference_mark="", new_reference="")
                | (
                    Q(done_at__isnull=False, done_by__isnull=False)
                    & ~Q(reference_mark="")
                    & ~Q(new_reference="")
                ),
                name="erasure_done_wholly",
                violation_error_message=_("An erasure is carried out wholly or not at all."),
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
