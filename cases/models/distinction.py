"""What staff decided not to be the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import SubjectKind
from cases.models.encryption import EncryptedTextField

#: Kinds of records that can be the same thing entered twice.
DISTINGUISHED = (SubjectKind.CASE, SubjectKind.SOURCE)


class Distinction(models.Model):
    """Somebody's decision that two records that look alike are not the same, so that nobody is asked again.

    The two are named by kind and primary key, the lower first. A deleted record leaves the decision standing: it
    may be restored. Seen only by those who may see both records.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=SubjectKind)
    low = models.PositiveBigIntegerField(_("one record"))
    high = models.PositiveBigIntegerField(_("the other"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)
    reason = EncryptedTextField(_("because"), blank=True)

    class Meta:
        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        ordering = ["kind", "low", "high"]
        constraints = [
            # Serves the look-up by the lower of the two.
            models.UniqueConstraint(fields=["kind", "low", "high"], name="distinction_once"),
            models.CheckConstraint(
                condition=Q(low__lt=F("high")),
                name="distinction_low_first",
                violation_error_message=_("Name the record that was entered first first."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DISTINGUISHED),
                name="distinction_of_cases_or_sources",
                violation_error_message=_("Only cases and sources are told apart."),
            ),
        ]
        indexes = [models.Index(fields=["kind", "high"], name="distinction_by_higher")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.low} ≠ {self.high}"
