"""Citations: which source supports or disputes which thing."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.choices import Credibility, Stance
from cases.models.record import REFERENCE_LENGTH, Record, validate_reference

CITED_THINGS = ("case", "event", "figure", "involvement")


def exactly_one(*names: str) -> Q:
    """The condition that exactly one of the nullable columns is set."""
    condition = Q()
    for chosen in names:
        condition |= Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


def citation_constraints(prefix: str, things: tuple[str, ...], message) -> list[models.BaseConstraint]:
    """That a citation cites exactly one of `things`, and each source once at one place of it."""
    return [
        models.CheckConstraint(
            condition=exactly_one(*things), name=f"{prefix}_cites_one_thing", violation_error_message=message
        ),
        *(
            models.UniqueConstraint(
                fields=["source", thing, "locator"],
                condition=Q(**{f"{thing}__isnull": False}),
                name=f"{prefix}_{thing}_once",
                violation_error_message=_("This source is already cited here at the same place."),
            )
            for thing in things
        ),
    ]


class CitationRecord(Record):
    """What every citation has, whichever wing the cited thing belongs to."""

    reference = models.CharField(
        _("citation id"),
        max_length=REFERENCE_LENGTH,
        unique=True,
        validators=[validate_reference],
        help_text=_("Leave empty: it is made for you. Never put a name into it. Published."),
    )
    source = models.ForeignKey(
        "cases.Source",
        on_delete=models.PROTECT,
        related_name="%(app_label)s_citations",
        verbose_name=_("source"),
        help_text=_("The document. Published with the fact when the source is not confidential."),
    )
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=Stance,
        default=Stance.SUPPORTS,
        help_text=_("Whether the source supports or disputes it. Published."),
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility"),
        choices=Credibility,
        null=True,
        blank=True,
        help_text=_(
            "Judgement of this piece of information (1–6), apart from the source as such. Published."
        ),
    )
    locator = models.CharField(
        _("where in the source"), max_length=100, blank=True, help_text=_("For example “p. 12”. Published.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.reference


class Citation(CitationRecord):
    """One source supporting or disputing exactly one case, event, figure or involvement."""

    case = models.ForeignKey(
        "cases.Case",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("What the source speaks of: fill in exactly one of these. Published with it."),
    )
    event = models.ForeignKey(
        "cases.Event",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("What the source speaks of: fill in exactly one of these. Published with it."),
    )
    figure = models.ForeignKey(
        "cases.Figure",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("What the source speaks of: fill in exactly one of these. Published with it."),
    )
    involvement = models.ForeignKey(
        "cases.Involvement",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("What the source speaks of: fill in exactly one of these. Published with it."),
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["reference"]
        constraints = citation_constraints(
            "citation", CITED_THINGS, _("A citation cites exactly one case, event, figure or involvement.")
        )

    def publication_subjects(self):
        holder = self.event or self.involvement
        if holder:
            return [holder.case]
        return [self.case] if self.case else self.figure.publication_subjects()
