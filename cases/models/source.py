"""Sources: the documents that report."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Reliability, SourceKind
from cases.models.derived import Derived
from cases.models.edtf import EDTFBound, EDTFField, ordered_dates
from cases.models.encryption import EncryptedTextField
from cases.models.record import Subject
from cases.source_keys import ADDRESS_KEY_LENGTH, TITLE_KEY_LENGTH, address_key, title_key

web_address = URLValidator(schemes=["http", "https"])


class SourceKey(Derived, models.CharField):
    """What the same document has in common however it was entered, indexed (cases/source_keys.py); "" for nothing."""

    longest = 0

    def __init__(self, *args, of: str = "", **kwargs):
        self.of = of
        kwargs.update(max_length=self.longest, blank=True, editable=False, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        for implied in ("max_length", "blank", "editable", "default"):
            kwargs.pop(implied, None)
        return name, path, args, {**kwargs, "of": self.of}


class AddressKey(SourceKey):
    longest = ADDRESS_KEY_LENGTH

    def derive(self, text):
        return address_key(text)


class TitleKey(SourceKey):
    longest = TITLE_KEY_LENGTH

    def derive(self, text):
        return title_key(text)


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
            "As printed. In brackets when the headline is not known: “(report on five women)”. Published. "
            "For a "
            "confidential source a neutral label, such as “interview 12”."
        ),
    )
    title_key = TitleKey(of="title")
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
        help_text=_(
            "The source that this one reprints or repeats, when it is in the record. Published, when that "
            "one is not confidential."
        ),
    )
    author = models.CharField(_("author"), max_length=300, blank=True, help_text=_("As printed. Published."))
    url = models.CharField(
        _("address"),
        max_length=2000,
        blank=True,
        validators=[web_address],
        help_text=_(
            "The address of the document itself, for example https://example.org/article. Published."
        ),
    )
    address_key = AddressKey(of="url")
    archived_url = models.CharField(
        _("archived copy"),
        max_length=2000,
        blank=True,
        validators=[web_address],
        help_text=_("A copy in a web archive, for example https://web.archive.org/… Published."),
    )
    published_edtf = EDTFField(
        _("published on"), help_text=_("For example 2012-03-07 or 2012-03. Published.")
    )
    published_earliest = EDTFBound(of="published_edtf", side="earliest")
    published_latest = EDTFBound(of="published_edtf", side="latest")
    last_checked_on = models.DateField(
        _("link last checked on"),
        null=True,
        blank=True,
        help_text=_(
            "When somebody last opened the address and found the document, for example 2024-05-02. Published."
        ),
    )
    link_broken_on = models.DateField(
        _("link found broken on"),
        null=True,
        blank=True,
        help_text=_(
            "When somebody opened the address and did not find the document. Empty while it works. Never "
            "published: "
            "add an archived copy instead."
        ),
    )
    kind = models.CharField(
        _("kind"),
        max_length=20,
        choices=SourceKind,
        help_text=_("What it is, for example “Media” or “Testimony”. Published."),
    )
    language = models.CharField(
        _("language"),
        max_length=8,
        blank=True,
        help_text=_("The language it is written in, as a code of two letters: en, ko, zh. Published."),
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
        _("who it is"),
        blank=True,
        help_text=_(
            "Who the source is, for example “nurse in the border town”. Only for confidential sources. "
            "Encrypted. Never published."
        ),
    )
    confidential_contact = EncryptedTextField(
        _("how to reach them safely"),
        blank=True,
        help_text=_(
            "A safe way to reach the source. Only for confidential sources. Encrypted. Never published."
        ),
    )
    confidential_content = EncryptedTextField(
        _("what they said"),
        blank=True,
        help_text=_(
            "What the source told or gave us. Only for confidential sources. Encrypted. Never published."
        ),
    )

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_earliest", "reference"]
        indexes = [
            models.Index(fields=["-published_earliest", "reference"], name="source_changelist"),
            models.Index(fields=["address_key"], name="source_same_address"),
            models.Index(fields=["title_key"], name="source_same_title"),
            # Those whose link broke are few: "my work" counts them.
            models.Index(
                fields=["link_broken_on"],
                condition=Q(link_broken_on__isnull=False),
                name="source_broken_link",
            ),
        ]
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
