"""Citations of the advocacy ledger."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.citation import CitationRecord, exactly_one

CITED_THINGS = ("action", "response")


class AdvocacyCitation(CitationRecord):
    """One source supporting or disputing exactly one action or response."""

    action = models.ForeignKey(
        "advocacy.Action", on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )
    response = models.ForeignKey(
        "advocacy.Response", on_delete=models.CASCADE, null=True, blank=True, related_name="citations"
    )

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        ordering = ["reference"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(*CITED_THINGS),
                name="advocacy_citation_cites_one_thing",
                violation_error_message=_("A citation cites exactly one action or response."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["source", thing, "locator"],
                    condition=Q(**{f"{thing}__isnull": False}),
                    name=f"advocacy_citation_{thing}_once",
                    violation_error_message=_("This source is already cited here at the same place."),
                )
                for thing in CITED_THINGS
            ),
        ]

    def publication_subjects(self):
        return [self.action] if self.action else self.response.publication_subjects()
