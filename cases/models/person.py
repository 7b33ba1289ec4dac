"""People, their part in cases, and what they allowed."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from cases.choices import (
    ConsentForm,
    ConsentGiver,
    ConsentPurpose,
    Naming,
    NamingGrounds,
    Outcome,
    Role,
    Sex,
    Vulnerability,
)
from cases.models.edtf import EDTFBound, EDTFField
from cases.models.encryption import EncryptedTextField
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference


class Person(Record):
    """One human being the office knows of. Names and contacts are encrypted and never published as such.

    Staff and files know a person by the random `reference` ("person-7k2m4q"); only the public name
    can become public, and only on recorded grounds (cases/publication/policy.py).
    """

    reference = models.CharField(
        _("person id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_("Leave empty for a random one. Never a name. Never published."),
    )
    legal_name = EncryptedTextField(
        _("legal name"),
        blank=True,
        help_text=_("As in documents, for example “Example Person One”. Encrypted. Never published."),
    )
    native_name = EncryptedTextField(
        _("name in own script"),
        blank=True,
        help_text=_("The name in its own script, 한글 or 漢字. Encrypted. Never published."),
    )
    aliases = EncryptedTextField(
        _("other names and spellings"),
        blank=True,
        help_text=_(
            "One a line, for example a nickname or another spelling. Encrypted, never published: texts "
            "that contain one of them cannot be published."
        ),
    )
    public_name = EncryptedTextField(
        _("public name"),
        blank=True,
        help_text=_("The name used in public campaigning, if any. Published only on recorded grounds."),
    )
    contact = EncryptedTextField(
        _("contact"),
        blank=True,
        help_text=_(
            "A safe way to reach the person, for example “by Signal, evenings”. Encrypted. Never published."
        ),
    )
    identity_documents = EncryptedTextField(
        _("identity documents"),
        blank=True,
        help_text=_(
            "Kind, number and where the paper is, for example “passport, copy with the lawyer”. "
            "Encrypted. Never published."
        ),
    )
    birth_date = EncryptedTextField(
        _("date of birth"),
        blank=True,
        help_text=_("As known, for example 1984-05. Encrypted. Never published."),
    )
    sex = models.CharField(
        _("sex"),
        max_length=8,
        choices=Sex,
        blank=True,
        help_text=_("Published where the person is shown in a case."),
    )
    nationalities = CountryField(
        _("nationalities"),
        multiple=True,
        blank=True,
        help_text=_("Of which states the person is a citizen, as far as known. Never published."),
    )

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["reference"]

    def __str__(self):
        return self.reference

    def publication_subjects(self):
        if self.pk is None:
            return []
        return [involvement.case for involvement in self.involvements.select_related("case")]


class Involvement(Record):
    """The part one person has in one case, with the fate reported for this person.

    Five people of one group can have five fates. In public a person is "Person A", with an age
    band, never an exact age, unless named on recorded grounds; a child needs a second approval.
    """

    reference = models.CharField(
        _("involvement id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_(
            "Leave empty: it is made for you. Never put a name into it. Published when the person is shown."
        ),
    )
    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        related_name="involvements",
        verbose_name=_("case"),
        help_text=_("The case the person has a part in. Published when the person is shown."),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="involvements",
        verbose_name=_("person"),
        help_text=_(
            "By person id, never by name. Never published: the public reads “Person A”, unless a name is "
            "decided on below."
        ),
    )
    role = models.CharField(
        _("role"),
        max_length=20,
        choices=Role,
        default=Role.AFFECTED_PERSON,
        help_text=_(
            "The part of the person in this case, for example “Helper”. Published when the person is shown."
        ),
    )
    age_at_event = models.PositiveSmallIntegerField(
        _("age at the time"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(120)],
        help_text=_("In years, for example 34. Published only as an age band."),
    )
    vulnerability = models.CharField(
        _("vulnerability"),
        max_length=24,
        choices=Vulnerability,
        blank=True,
        help_text=_(
            "What puts the person at special risk, for example “pregnant”. Published when the person is "
            "shown."
        ),
    )
    fate = models.CharField(
        _("last reported fate"),
        max_length=30,
        choices=Outcome,
        default=Outcome.UNKNOWN,
        help_text=_("Of this person. Published with its date."),
    )
    fate_as_of_edtf = EDTFField(
        _("fate as of"), help_text=_("For example 2008-03. Published as coarsely as the case.")
    )
    fate_as_of_earliest = EDTFBound(of="fate_as_of_edtf", side="earliest")
    fate_as_of_latest = EDTFBound(of="fate_as_of_edtf", side="latest")
    shown = models.BooleanField(
        _("show in public"),
        default=False,
        help_text=_(
            "Whether the person appears on the public page at all, even as “Person A”. Not ticked: "
            "nothing of this row is published."
        ),
    )
    naming = models.CharField(
        _("appears"),
        max_length=12,
        choices=Naming,
        default=Naming.ANONYMOUS,
        help_text=_("“Person A” unless decided. A name is published only with recorded grounds."),
    )
    naming_grounds = models.CharField(
        _("grounds for naming"),
        max_length=20,
        choices=NamingGrounds,
        blank=True,
        help_text=_("Being in the press is not a ground: record consent, or the public campaign. Private."),
    )
    naming_reason = models.TextField(
        _("reason for naming"),
        blank=True,
        help_text=_("Who campaigns, since when, where it can be seen. Private."),
    )
    child_naming_approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("naming of a child approved by"),
    )
    testimony = EncryptedTextField(
        _("testimony"), blank=True, help_text=_("What the person told us. Encrypted. Never published.")
    )

    class Meta:
        verbose_name = _("involvement")
        verbose_name_plural = _("involvements")
        ordering = ["case", "reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"],
                name="involvement_once_per_case",
                violation_error_message=_("This person is already recorded in this case."),
            ),
            models.CheckConstraint(
                condition=~Q(naming=Naming.NAMED) | ~Q(naming_grounds=""),
                name="involvement_naming_needs_grounds",
                violation_error_message=_("Naming a person needs grounds: consent or a public campaign."),
            ),
        ]

    def __str__(self):
        return self.reference

    def publication_subjects(self):
        return [self.case]


class Consent(Record):
    """What one person allowed for one purpose: dated, and withdrawable at any time.

    Withdrawing consent for publication takes the cases that name the person down in the same
    transaction (cases/workflow.py).
    """

    reference = models.CharField(
        _("consent id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_("Leave empty: it is made for you. Never put a name into it. Never published."),
    )
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="consents",
        verbose_name=_("person"),
        help_text=_("Who agreed, by person id. Never published."),
    )
    purpose = models.CharField(
        _("for"),
        max_length=12,
        choices=ConsentPurpose,
        help_text=_("One purpose, one consent: what the person agreed to. Never published."),
    )
    given_on = models.DateField(
        _("given on"), help_text=_("The day the person agreed, for example 2024-05-02. Never published.")
    )
    form = models.CharField(
        _("form"),
        max_length=10,
        choices=ConsentForm,
        help_text=_("How it was given, for example in writing. Never published."),
    )
    given_by = models.CharField(
        _("given by"),
        max_length=10,
        choices=ConsentGiver,
        default=ConsentGiver.SELF,
        help_text=_("Who agreed: the person, or somebody who may speak for them. Never published."),
    )
    expires_on = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_(
            "The last day it holds, for example 2026-12-31. Empty: until withdrawn. Never published."
        ),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    scope = EncryptedTextField(
        _("conditions"),
        blank=True,
        help_text=_(
            "What exactly was agreed, in the person’s words, for example “only without my village”. "
            "Encrypted. Never published."
        ),
    )

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["person", "purpose", "-given_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_withdrawn_after_given",
                violation_error_message=_("Consent cannot be withdrawn before it was given."),
            ),
        ]

    def __str__(self):
        return self.reference
