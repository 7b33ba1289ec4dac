"""What somebody typed into a form and has not saved."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.encryption import EncryptedTextField


class KeptForm(models.Model):
    """One opened form with what `user` typed into it and has not saved; for them alone.

    `page` is the path of the form, of its query only what names the page. `sheet` names the one opening of that form, at random: two new
    cases begun in two tabs are two rows. `content` is JSON, from the name of each field to the list of its values.
    It goes when the form is saved, when its author discards it, and some days after `kept_at` by itself
    (cases/kept_forms.py).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    page = models.CharField(max_length=300)
    sheet = models.CharField(max_length=32)
    content = EncryptedTextField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        # No page of its own, so no rights: whose it is decides.
        default_permissions = ()
        verbose_name = _("kept form")
        verbose_name_plural = _("kept forms")
        constraints = [
            models.UniqueConstraint(fields=["user", "sheet"], name="kept_form_one_a_sheet"),
        ]
        indexes = [
            # What a form offers to go on with.
            models.Index(fields=["user", "page", "kept_at"], name="kept_form_of_page"),
            # What is old enough to go.
            models.Index(fields=["kept_at"], name="kept_form_by_age"),
        ]

    def __str__(self):
        return f"{self.page} ({self.kept_at:%Y-%m-%d %H:%M})"
