"""Cases, their working counts and their risk reviews."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from cases.admin.citation import CitationInline
from cases.admin.event import EventInline
from cases.admin.figure import FigureInline
from cases.admin.filters import DetainingCountryFilter
from cases.admin.form import RecordForm, RowForm
from cases.admin.inlines import RecordInline, StackedRecordInline, TabularRecordInline
from cases.admin.person import InvolvementInline
from cases.admin.record import RecordAdmin
from cases.admin.relation import RelationInline
from cases.admin.subject import SubjectAdmin
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


class WorkingCountRowForm(RowForm):
    def clean(self):
        cleaned = super().clean()
        refuse_figure_of_another_case(self.cleaned_data, self.instance.case)
        return cleaned


class WorkingCountInline(TabularRecordInline):
    model = WorkingCount
    form = WorkingCountRowForm
    fields = ("measure", "figure", "reason")
    related = ("figure__source",)
    classes = ("collapse",)


class RiskReviewInline(StackedRecordInline):
    model = RiskReview
    fields = (("reviewed_on", "review_again_on", "publication_acceptable"), *RISKS, "note")
    classes = ("collapse",)


@admin.register(Case)
class CaseAdmin(SubjectAdmin):
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
        ("assigned_to", admin.RelatedOnlyFieldListFilter),
        DetainingCountryFilter,
        "verification",
        "last_reported_outcome",
        "person_kind",
    )
    search_fields = (
        "reference",
        "title_en",
        "title_ko",
        "title_zh_hans",
        "summary_en",
        "place__name_en",
        "place__name_ko",
        "place__name_zh_hans",
    )
    date_hierarchy = "date_earliest"
    related = ("place", "assigned_to")
    inlines = (
        EventInline,
        FigureInline,
        WorkingCountInline,
        InvolvementInline,
        CitationInline,
        RelationInline,
        RiskReviewInline,
    )
    fieldsets = (
        (
            _("What happened"),
            {
                "fields": ("title_en", "summary_en", "person_kind"),
                "description": _("In words that can be published: reported facts, no names, no exact ages."),
            },
        ),
        (
            _("To how many"),
            {
                "fields": (
                    ("affected_low", "affected_high", "affected_qualifier"),
                    ("women", "men", "children", "infants", "elderly"),
                ),
                "description": _(
                    "As the sources report it. Numbers that disagree are figures, further down: one for each source."
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
            _("What became of them, and who says so"),
            {
                "fields": (
                    ("last_reported_outcome", "outcome_as_of_edtf"),
                    ("verification", "verification_of"),
                ),
                "description": _("The sources themselves are cited further down."),
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
    search_fields = ("case__reference", "case__title_en", "figure__reference")
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
    search_fields = ("case__reference", "case__title_en")
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
