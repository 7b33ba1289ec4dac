"""Filters of lists that staff keep."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.encryption import EncryptedTextField
from cases.models.record_search import KIND_LENGTH


class SavedFilter(models.Model):
    """One way of narrowing one list that one member of staff keeps under a name. Seen by that person alone.

    `kind` is the noun of the list ("cases.case"), `query` what stands after the “?” of its address. Both name and
    query are encrypted: people search for names. A query is checked again whenever it is used.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("user")
    )
    kind = models.CharField(_("list"), max_length=KIND_LENGTH)
    name = EncryptedTextField(_("name"))
    query = EncryptedTextField(_("filter"))
    created_at = models.DateTimeField(_("kept since"), auto_now_add=True)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "kind"], name="saved_filter_of_list")]

    def __str__(self):
        return f"{self.kind} {self.pk}"
