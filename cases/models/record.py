"""What every row of the private record has in common, and what the subjects of publication add."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.choices import PublicationState, ReviewState

#: A reference as it stands in addresses, files and citations: lower-case Latin letters, digits, hyphens.
REFERENCE_PATTERN = r"[a-z0-9]+(?:-+[a-z0-9]+)*"
REFERENCE_LENGTH = 80

validate_reference = RegexValidator(
    rf"^{REFERENCE_PATTERN}\Z",
    _("Write lower-case letters, digits and hyphens only, for example return-2023-10-09."),
)


class Record(models.Model):
    """One row of the record: private, with its history and a version against lost edits."""

    note = models.TextField(
        _("note"),
        blank=True,
        help_text=_(
            "For staff only. Never published; rewrite what the public should know into a public text."
        ),
    )
    row_version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("entered at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last saved at"), auto_now=True)

    history = HistoricalRecords(
        inherit=True, history_change_reason_field=models.TextField(null=True), related_name="versions"
    )

    class Meta:
        abstract = True

    def publication_subjects(self) -> list["Subject"]:
        """The subjects whose published documents this row goes into; none by default."""
        return []


class Subject(Record):
    """A row that an edition publishes as a document of its own.

    `reference` is its permanent public address. It carries no name of a person who is not named
    publicly on recorded grounds, is random unless staff choose one, and is frozen at first
    publication. `review_state` is the work in the office, `publication_state` what the public sees.
    """

    reference = models.CharField(
        _("reference"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_(
            "The permanent address of this record, for example return-2023-10-09. Leave empty for a "
            "random one. Never put the name of a refugee into it. It becomes public and cannot be "
            "changed after the first publication."
        ),
    )
    review_state = models.CharField(
        _("review"), max_length=12, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )
    publication_state = models.CharField(
        _("publication"),
        max_length=12,
        choices=PublicationState,
        default=PublicationState.UNPUBLISHED,
        editable=False,
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
        help_text=_("Who looks after this record. Never published."),
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    review_comment = models.TextField(_("comment of the reviewer"), blank=True, editable=False)
    first_published_at = models.DateTimeField(_("first published at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference

    @property
    def is_withheld(self) -> bool:
        """Whether the row itself says that it must not be public, whatever its review says."""
        return False

    def publication_subjects(self):
        return [self]
