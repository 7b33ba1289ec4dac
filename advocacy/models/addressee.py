"""Addressees: whom actions ask, and who answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from cases.choices import AddresseeKind
from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class Addressee(Record):
    """A state, ministry, UN mandate, parliament, court or office that is asked or that answers."""

    reference = models.CharField(
        _("addressee id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_(
            "Short id in Latin letters, for example government-of-china. Becomes public with an action."
        ),
    )
    name_en = models.CharField(
        _("name (English)"), max_length=200, unique=True, help_text=_("Full institutional name. Published.")
    )
    name_ko = models.CharField(
        _("name (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    name_zh_hans = models.CharField(
        _("name (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=AddresseeKind,
        default=AddresseeKind.OTHER,
        help_text=_("What it is, for example “Government”. Published."),
    )
    country = CountryField(
        _("country"), blank=True, help_text=_("The state it belongs to, if any. Published.")
    )
    contact = EncryptedTextField(
        _("contact"), blank=True, help_text=_("Address, e-mail, telephone. Encrypted. Never published.")
    )

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["name_en"]

    def __str__(self):
        return self.name_en
