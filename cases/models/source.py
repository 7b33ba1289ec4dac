"""Sources: the documents that report."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Reliability, SourceKind
from cases.models.edtf import EDTFBound, EDTFField, ordered_dates
from cases.models.encryption import EncryptedTextField
from cases.models.record import Subject

web_address = URLValidator(schemes=["http", "https"])


class Source(Subject):
    """A document that reports: article, NGO or UN report, court paper, testimony.

    A reprint names the source it derives from, so that independent origins are counted, not
    reprints. A confidential source is never published, is seen only by source keepers, and keeps
    what identifies it in encrypted fields.
    """

    title = models.CharField(
        _("title"),
        max_length=500,
        help_text=_(
            "As printed. In brackets when the headline is not known: “(report on five women)”. Published. For a "
            "confidential source a neutral label, such as “interview 12”."
        ),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=200,
        blank=True,
        help_text=_("The site or body that published it. Published."),
    )
    original_publisher = models.CharField(
        _("original publisher"),
        max_length=200,
        blank=True,
        help_text=_("The outlet this page reproduces, for example Yonhap. Counts as the origin. Published."),
    )
    derived_from = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="derivations",
        verbose_name=_("derived from"),
        help_text=_("The source that this one reprints or repeats, when it is in the record."),
    )
    author = models.CharField(_("author"), max_length=300, blank=True, help_text=_("As printed. Published."))
    url = models.CharField(
        _("address"),
        max_length=2000,
        blank=True,
        validators=[web_address],
        help_text=_("http or https. Published."),
    )
    archived_url = models.CharField(
        _("archived copy"), max_length=2000, blank=True, validators=[web_address], help_text=_("Published.")
    )
    published_edtf = EDTFField(
        _("published on"), help_text=_("For example 2012-03-07 or 2012-03. Published.")
    )
    published_earliest = EDTFBound(of="published_edtf", side="earliest")
    published_latest = EDTFBound(of="published_edtf", side="latest")
    last_checked_on = models.DateField(_("link last checked on"), null=True, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind, help_text=_("Published."))
    language = models.CharField(
        _("language"),
        max_length=8,
        blank=True,
        help_text=_("ISO 639-1 code, for example en, ko, zh. Published."),
    )
    reliability = models.CharField(
        _("reliability"),
        max_length=1,
        choices=Reliability,
        blank=True,
        help_text=_("Judgement of the source as such (Admiralty A–F). Never published."),
    )
    is_confidential = models.BooleanField(
        _("confidential"),
        default=False,
        help_text=_(
            "Never published and visible to source keepers only. Nothing cited from it alone is published."
        ),
    )
    confidential_identity = EncryptedTextField(
        _("who it is"), blank=True, help_text=_("Encrypted. Only for confidential sources.")
    )
    confidential_contact = EncryptedTextField(
        _("how to reach them safely"), blank=True, help_text=_("Encrypted. Only for confidential sources.")
    )
    confidential_content = EncryptedTextField(
        _("what they said"), blank=True, help_text=_("Encrypted. Only for confidential sources.")
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_earliest", "reference"]
        indexes = [models.Index(fields=["-published_earliest", "reference"], name="source_changelist")]
        permissions = [("view_confidential_source", "Can see confidential sources")]
        constraints = [
            ordered_dates("source_published_order", of="published"),
            models.CheckConstraint(
                condition=Q(derived_from__isnull=True) | ~Q(derived_from=F("id")),
                name="source_not_derived_from_itself",
                violation_error_message=_("A source cannot derive from itself."),
            ),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | Q(author="", url="", archived_url="", publisher=""),
                name="source_confidential_has_no_open_identity",
                violation_error_message=_(
                    "A confidential source has no publisher, author or address: write them under “who it is”."
                ),
            ),
        ]

    @property
    def is_withheld(self) -> bool:
        return self.is_confidential
