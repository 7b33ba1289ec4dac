"""Citations of the advocacy ledger."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.models.citation import CitationRecord, citation_constraints

CITED_THINGS = ("action", "response")


class AdvocacyCitation(CitationRecord):
    """One source supporting or disputing exactly one action or response."""

    action = models.ForeignKey(
        "advocacy.Action",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
        help_text=_("What the source speaks of: fill in exactly one of these. Published with it."),
    )
    response = models.ForeignKey(
        "advocacy.Response",
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
            "advocacy_citation", CITED_THINGS, _("A citation cites exactly one action or response.")
        )

    def publication_subjects(self):
        return [self.action] if self.action else self.response.publication_subjects()
