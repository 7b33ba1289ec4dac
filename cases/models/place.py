"""Places, from a country down to a site."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from cases.choices import PlaceKind
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class Place(Record):
    """A place of the gazetteer: a country, region, city, county, town or site.

    Public documents carry at most the city (or county) of a place with its province and country;
    a site never appears by its own name or coordinates (docs/publication-policy.md).
    """

    reference = models.CharField(
        _("place id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_(
            "Short id in Latin letters, for example yanji. Becomes public with a case that names the place."
        ),
    )
    name_en = models.CharField(
        _("name (English)"), max_length=200, help_text=_("For example Yanji. Published, except of a site.")
    )
    name_ko = models.CharField(
        _("name (Korean)"),
        max_length=200,
        blank=True,
        help_text=_("For example 옌지. Published, except of a site."),
    )
    name_zh_hans = models.CharField(
        _("name (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_("In simplified characters, for example 延吉. Published, except of a site."),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=PlaceKind,
        help_text=_("A site (a prison, a border post) is published only as its city or province."),
    )
    city_en = models.CharField(
        _("city (English)"),
        max_length=200,
        blank=True,
        help_text=_("The city or county it lies in, for example Yanji. Published."),
    )
    city_ko = models.CharField(
        _("city (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    city_zh_hans = models.CharField(
        _("city (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    province_en = models.CharField(
        _("province (English)"),
        max_length=200,
        blank=True,
        help_text=_("Province or region, for example Jilin. Published."),
    )
    province_ko = models.CharField(
        _("province (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    province_zh_hans = models.CharField(
        _("province (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The name in this language, as it is used there. Empty: the public reads the English name. "
            "Published."
        ),
    )
    countries = CountryField(
        _("country"),
        multiple=True,
        help_text=_("More than one only for a border that two states share. Published."),
    )
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_(
            "Of the city centre, in degrees, for example 42.9. Never of a facility or hiding place. "
            "Published."
        ),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        help_text=_("Of the city centre, in degrees, for example 129.5. Published."),
    )

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name_en", "reference"]
        constraints = [
            models.CheckConstraint(
                # A comparison with nothing is neither true nor false, and a check lets pass what is not false.
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__gte=-90,
                    latitude__lte=90,
                    longitude__gte=-180,
                    longitude__lte=180,
                ),
                name="place_coordinates",
                violation_error_message=_(
                    "Give latitude (−90 to 90) and longitude (−180 to 180) together, or neither."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind=PlaceKind.SITE) | Q(latitude__isnull=True),
                name="place_site_without_coordinates",
                violation_error_message=_(
                    "A site is recorded without coordinates: give those of its city there."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.name_en} ({self.reference})"
