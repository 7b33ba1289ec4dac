"""Cases and the working counts chosen for them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField

from cases.choices import (
    DatePrecision,
    Measure,
    Outcome,
    PersonKind,
    PlacePrecision,
    Qualifier,
    RiskLevel,
    Verification,
    VerifiedThing,
)
from cases.models.edtf import EDTFBound, EDTFField, ordered, ordered_dates
from cases.models.record import Record, Subject


class Case(Subject):
    """One reported incident or chain of incidents befalling one person or one group.

    The unit of the public record. Everything here is private until an edition copies the
    allow-listed part of it (cases/publication/policy.py).
    """

    title_en = models.CharField(
        _("title (English)"),
        max_length=200,
        help_text=_(
            "What happened to whom and where, without names, for example “Twelve refugees apprehended at the "
            "Mongolian border”. Published."
        ),
    )
    title_ko = models.CharField(
        _("title (Korean)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    title_zh_hans = models.CharField(
        _("title (Chinese)"),
        max_length=200,
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    summary_en = models.TextField(
        _("summary (English)"),
        blank=True,
        help_text=_(
            "Two or three sentences, worded “reported”. No names, exact ages or hiding places. Published."
        ),
    )
    summary_ko = models.TextField(
        _("summary (Korean)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )
    summary_zh_hans = models.TextField(
        _("summary (Chinese)"),
        blank=True,
        help_text=_(
            "The same in this language, without names. Empty: the public reads the English text. Published."
        ),
    )

    date_edtf = EDTFField(
        _("date of the incident"),
        blank=False,
        help_text=_(
            "As precise as the sources are: 2023-10-09, 2012-03, 2012-03~ (about), 2024-08-21? (uncertain), "
            "2017-07/2017-08 (between), ../2023-08 (before). Published no finer than “publish dates as”."
        ),
    )
    date_earliest = EDTFBound(of="date_edtf", side="earliest")
    date_latest = EDTFBound(of="date_edtf", side="latest")
    reported_edtf = EDTFField(
        _("first reported"),
        help_text=_("When the incident was first reported publicly, if known. Published."),
    )
    last_checked_on = models.DateField(
        _("last checked on"),
        null=True,
        blank=True,
        help_text=_("When somebody last looked for news. Published."),
    )

    detaining_countries = CountryField(
        _("detaining countries"),
        multiple=True,
        blank=True,
        help_text=_("The state or states that held or returned the people. Published."),
    )
    place = models.ForeignKey(
        "cases.Place",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("first place of detention"),
        help_text=_("Published no finer than “publish places as”."),
    )

    affected_low = models.PositiveIntegerField(
        _("affected, at least"),
        null=True,
        blank=True,
        help_text=_(
            "The lowest number of people the incident befell. Leave empty when not reported, never 0. "
            "Published."
        ),
    )
    affected_high = models.PositiveIntegerField(
        _("affected, at most"),
        null=True,
        blank=True,
        help_text=_("The highest number; empty when open. Published."),
    )
    affected_qualifier = models.CharField(
        _("wording"),
        max_length=40,
        choices=Qualifier,
        blank=True,
        help_text=_("How the sources word the number, for example “about”. Published."),
    )
    women = models.PositiveIntegerField(
        _("women"), null=True, blank=True, help_text=_("As reported. Published.")
    )
    men = models.PositiveIntegerField(_("men"), null=True, blank=True, help_text=_("As reported. Published."))
    children = models.PositiveIntegerField(
        _("children"),
        null=True,
        blank=True,
        help_text=_("They may also be counted under women or men. Published."),
    )
    infants = models.PositiveIntegerField(
        _("infants"),
        null=True,
        blank=True,
        help_text=_(
            "Children not yet two years old, as reported; they may be counted under children too. Published."
        ),
    )
    elderly = models.PositiveIntegerField(
        _("older people"), null=True, blank=True, help_text=_("As reported. Published.")
    )
    person_kind = models.CharField(
        _("who they are"),
        max_length=30,
        choices=PersonKind,
        default=PersonKind.REFUGEES,
        help_text=_("Helpers of refugees are counted apart from refugees. Published."),
    )

    last_reported_outcome = models.CharField(
        _("last reported outcome"),
        max_length=30,
        choices=Outcome,
        default=Outcome.UNKNOWN,
        help_text=_("For most of the group. Published, always with its as-of date."),
    )
    outcome_as_of_edtf = EDTFField(
        _("outcome as of"),
        help_text=_(
            "The date of the latest report of the outcome, for example 2008-03. Published no finer than "
            "“publish dates as”."
        ),
    )
    verification = models.CharField(
        _("verification"),
        max_length=30,
        choices=Verification,
        default=Verification.SINGLE_SOURCE,
        help_text=_("How well this is established, by the best source. Published."),
    )
    verification_of = models.CharField(
        _("what is verified"),
        max_length=12,
        choices=VerifiedThing,
        default=VerifiedThing.INCIDENT,
        help_text=_(
            "Whether the verification speaks of the incident, the detention or the return. Published."
        ),
    )

    publish_dates_as = models.CharField(
        _("publish dates as"),
        max_length=8,
        choices=DatePrecision,
        blank=True,
        help_text=_(
            "The finest date the public sees. Empty: the day while nobody is recorded under people, the "
            "month as soon as somebody is. The choice itself is private."
        ),
    )
    publish_places_as = models.CharField(
        _("publish places as"),
        max_length=10,
        choices=PlacePrecision,
        blank=True,
        help_text=_(
            "The finest place the public sees. Empty: the city while nobody is recorded under people, the "
            "province as soon as somebody is. The choice itself is private."
        ),
    )
    mosaic_answer = models.TextField(
        _("answer to the mosaic warning"),
        blank=True,
        help_text=_(
            "Why the visible details together do not single somebody out. Asked for when needed; private."
        ),
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-date_earliest", "reference"]
        indexes = [
            models.Index(fields=["-date_earliest", "reference"], name="case_changelist"),
            models.Index(fields=["review_state", "reference"], name="case_review_queue"),
        ]
        constraints = [
            ordered("affected_low", "affected_high", "case_affected_range"),
            ordered_dates("case_date_order"),
            models.CheckConstraint(
                condition=Q(affected_high__isnull=True) | Q(affected_high__gt=0),
                name="case_affected_not_zero",
                violation_error_message=_(
                    "Leave the number empty when it is not reported; 0 is never recorded."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.reference}: {self.title_en}"


class WorkingCount(Record):
    """The figure an editor chose as the count of a case for one measure, and why.

    Without one, the count is derived from the figures of the case (cases/counts.py).
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        related_name="working_counts",
        verbose_name=_("case"),
        help_text=_("The case whose number it is. Published with the case."),
    )
    measure = models.CharField(
        _("measure"),
        max_length=40,
        choices=Measure,
        help_text=_("What is counted, for example “forcibly returned”. Published with the case."),
    )
    figure = models.ForeignKey(
        "cases.Figure",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("chosen figure"),
        help_text=_("The figure that the public reads instead of the range. Published with the case."),
    )
    reason = models.TextField(
        _("because"),
        help_text=_("Why this figure is the best of those reported, in one sentence. Published."),
    )

    class Meta:
        verbose_name = _("working count")
        verbose_name_plural = _("working counts")
        constraints = [
            models.UniqueConstraint(
                fields=["case", "measure"],
                name="working_count_one_per_measure",
                violation_error_message=_("This case already has a working count for this measure."),
            ),
        ]

    def __str__(self):
        return f"{self.case.reference}: {self.get_measure_display()}"

    def publication_subjects(self):
        return [self.case]


class RiskReview(Record):
    """A dated judgement of what publishing a case could do to the people in and around it.

    Risk is not consent: both are needed. Overdue, it blocks the next edition of the case. Required
    as soon as people are recorded in a case. Private as a whole.
    """

    case = models.ForeignKey(
        Case,
        on_delete=models.CASCADE,
        related_name="risk_reviews",
        verbose_name=_("case"),
        help_text=_("The case that is weighed. Never published."),
    )
    reviewed_on = models.DateField(
        _("reviewed on"), help_text=_("The day you weighed it, for example 2024-05-02. Never published.")
    )
    review_again_on = models.DateField(
        _("review again on"),
        help_text=_(
            "After this day the case cannot get a new edition until reviewed again. Never published."
        ),
    )
    detainee = models.CharField(
        _("risk for the detained"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    family = models.CharField(
        _("risk for the family"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    companions = models.CharField(
        _("risk for companions"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    helpers = models.CharField(
        _("risk for helpers"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    route = models.CharField(
        _("risk for the route"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    negotiations = models.CharField(
        _("risk for negotiations"),
        max_length=8,
        choices=RiskLevel,
        default=RiskLevel.UNKNOWN,
        help_text=_("How much harm publishing could do here. Never published."),
    )
    publication_acceptable = models.BooleanField(
        _("publication is acceptable"),
        default=False,
        help_text=_(
            "Tick only if, weighing all of the above, publishing does more good than harm. Never published."
        ),
    )

    class Meta:
        verbose_name = _("risk review")
        verbose_name_plural = _("risk reviews")
        ordering = ["-reviewed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(review_again_on__gt=F("reviewed_on")),
                name="risk_review_again_later",
                violation_error_message=_("“Review again on” must lie after “reviewed on”."),
            ),
        ]

    def __str__(self):
        return f"{self.case.reference}: {self.reviewed_on}"
