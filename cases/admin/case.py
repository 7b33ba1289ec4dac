"""Cases, their working counts and their risk reviews."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.admin.citation import CitationInline
from cases.admin.duplicates.case_duplicates import CaseDuplicatePages
from cases.admin.event import EventInline
from cases.admin.figure import FigureInline
from cases.admin.forms.form import RecordForm
from cases.admin.forms.inlines import RecordInline, StackedRecordInline
from cases.admin.linking.case_sources import CaseSources
from cases.admin.lists.evidence_filters import ConsentFilter, CountsFilter, RiskFilter, SourcesFilter
from cases.admin.lists.filters import DetainingCountryFilter
from cases.admin.person import InvolvementInline
from cases.admin.record import RecordAdmin
from cases.admin.relation import RelationInline
from cases.admin.steps.merging import MergePages
from cases.admin.steps.subject import SubjectAdmin
from cases.admin.working_count import WorkingCountPages
from cases.models import Case, RiskReview, WorkingCount

RISKS = (("detainee", "family", "companions"), ("helpers", "route", "negotiations"))


def refuse_figure_of_another_case(cleaned: dict, case) -> None:
    """A working count is chosen from the figures of its own case."""
    figure = cleaned.get("figure")
    if figure and case and figure.case_id != case.pk:
        raise ValidationError({"figure": _("This figure does not belong to the case.")})


class WorkingCountForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        refuse_figure_of_another_case(self.cleaned_data, self.cleaned_data.get("case"))
        return cleaned


class RiskReviewInline(StackedRecordInline):
    model = RiskReview
    fields = (("reviewed_on", "review_again_on", "publication_acceptable"), *RISKS, "note")
    stands_after = "mosaic_answer"
    classes = ("collapse",)


@admin.register(Case)
class CaseAdmin(CaseSources, CaseDuplicatePages, WorkingCountPages, MergePages, SubjectAdmin):
    list_display = (
        "reference",
        "title_en",
        "date_edtf",
        "countries",
        "outcome",
        "review_state",
        "publication_state",
        "assigned_to",
    )
    list_display_links = ("reference", "title_en")
    list_filter = (
        "review_state",
        "publication_state",
        SourcesFilter,
        CountsFilter,
        ConsentFilter,
        RiskFilter,
        DetainingCountryFilter,
        "verification",
        "last_reported_outcome",
        "person_kind",
    )
    date_hierarchy = "date_earliest"
    related = ("place", "assigned_to")
    inlines = (
        EventInline,
        FigureInline,
        InvolvementInline,
        CitationInline,
        RelationInline,
        RiskReviewInline,
    )
    fieldsets = (
        (
            _("What happened"),
            {
                "fields": ("title_en", "summary_en"),
                "description": _("In words that can be published: reported facts, no names, no exact ages."),
            },
        ),
        (
            _("To whom"),
            {
                "fields": (
                    "person_kind",
                    ("affected_low", "affected_high", "affected_qualifier"),
                    ("women", "men", "children", "infants", "elderly"),
                ),
                "description": _(
                    "As the sources report it. Numbers that disagree are figures, below: one for each source."
                ),
            },
        ),
        (_("Where"), {"fields": ("detaining_countries", "place")}),
        (
            _("When"),
            {
                "fields": (("date_edtf", "reported_edtf", "last_checked_on"),),
                "description": _("Write a date as precisely as it is known, and no more."),
            },
        ),
        (
            _("What became of them"),
            {
                "fields": (("last_reported_outcome", "outcome_as_of_edtf"),),
                "description": _("Each person’s own fate stands with the people, above."),
            },
        ),
        (
            _("Who says so"),
            {
                "fields": (("verification", "verification_of"),),
                "description": _(
                    "The sources of the case as a whole are the citations below; those of one step, number or person "
                    "stand in its row."
                ),
            },
        ),
        (
            _("What we may publish"),
            {
                "fields": (("publish_dates_as", "publish_places_as"), "mosaic_answer"),
                "description": _("How coarse dates and places become on the public page."),
            },
        ),
        (
            _("In Korean and Chinese"),
            {
                "fields": ("title_ko", "summary_ko", "title_zh_hans", "summary_zh_hans"),
                "classes": ("collapse",),
            },
        ),
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )

    @classmethod
    def add_inline(cls, inline: type[RecordInline]) -> None:
        """Show rows of another wing on the page of a case; this one knows none of them."""
        cls.inlines = (*cls.inlines, inline)

    @admin.display(description=_("outcome"), ordering="last_reported_outcome")
    def outcome(self, case):
        return case.get_last_reported_outcome_display()

    @admin.display(description=_("countries"))
    def countries(self, case):
        return ", ".join(country.code for country in case.detaining_countries)


@admin.register(WorkingCount)
class WorkingCountAdmin(RecordAdmin):
    form = WorkingCountForm
    list_display = ("case", "measure", "figure", "reason")
    list_filter = ("measure",)
    search_through = ("case", "figure")
    related = ("case", "figure")
    fieldsets = (
        (
            None,
            {
                "fields": ("case", "measure", "figure", "reason", "note"),
                "description": _(
                    "The number the public reads for a case when its sources disagree. Without one it is derived: "
                    "lowest to highest."
                ),
            },
        ),
    )


@admin.register(RiskReview)
class RiskReviewAdmin(RecordAdmin):
    list_display = ("case", "reviewed_on", "review_again_on", "publication_acceptable")
    list_filter = ("publication_acceptable",)
    search_through = ("case",)
    date_hierarchy = "review_again_on"
    related = ("case",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "case",
                    ("reviewed_on", "review_again_on"),
                    *RISKS,
                    "publication_acceptable",
                    "note",
                ),
                "description": _(
                    "What publishing could do to the people in and around the case. Private as a whole."
                ),
            },
        ),
    )
