"""People, their part in cases, and what they allowed."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminDateWidget
from django.utils.translation import gettext_lazy as _

from cases import workflow
from cases.admin.citation import CitationInline
from cases.admin.forms.cited_rows import CitedInline
from cases.admin.forms.inlines import TabularRecordInline
from cases.admin.lists.evidence_filters import ConsentOfPersonFilter
from cases.admin.lists.filters import WithdrawnFilter
from cases.admin.past.erasure import ErasurePages
from cases.admin.record import RecordAdmin
from cases.admin.steps.pages import Step, holder_of
from cases.choices import Naming
from cases.models import Consent, Involvement, Person


class WithdrawConsentForm(forms.Form):
    on = forms.DateField(
        label=_("Withdrawn on"),
        required=False,
        widget=AdminDateWidget,
        help_text=_("The day the person said so. Empty: today."),
    )


WITHDRAW_CONSENT = Step(
    name="withdraw-consent",
    label=_("Record that consent was withdrawn"),
    allowed=lambda model_admin, request, consent: model_admin.has_change_permission(request, consent),
    offered=lambda consent: consent.withdrawn_on is None,
    take=lambda consent, user, data: workflow.withdraw_consent(consent, by=user, **data),
    done=_("Recorded. What rested on this consent is no longer public."),
    form=WithdrawConsentForm,
    effect=_(
        "Consent for publication: the person is no longer named, and every published case that shows the person "
        "disappears from the public site in the same moment."
    ),
    is_grave=True,
)
APPROVE_CHILD_NAMING = Step(
    name="approve-child-naming",
    label=_("Approve the naming of a child"),
    allowed=holder_of("cases.review_subject"),
    offered=lambda involvement: (
        involvement.naming == Naming.NAMED and not involvement.child_naming_approved_by_id
    ),
    take=lambda involvement, user, data: workflow.approve_child_naming(involvement, by=user),
    done=_("Approved: this child may be named."),
)


class InvolvementInline(CitedInline):
    """People of a case by their id. Naming and testimony are on the page of the involvement."""

    model = Involvement
    cites = "involvement"
    stands_after = "affected_low"
    fieldsets = (
        (None, {"fields": ("person", "role", "age_at_event", "fate", "fate_as_of_edtf", "shown")}),
        (
            _("More about this person"),
            {"fields": (("cite_source", "cite_locator", "cite_stance"), ("vulnerability", "note"))},
        ),
    )
    related = ("person",)
    verbose_name = _("person")
    verbose_name_plural = _("people")
    classes = ("collapse",)


class CasesOfPersonInline(TabularRecordInline):
    model = Involvement
    fields = ("case", "role", "age_at_event", "fate", "fate_as_of_edtf", "shown")
    related = ("case",)


class ConsentInline(TabularRecordInline):
    model = Consent
    fields = ("purpose", "given_on", "form", "given_by", "expires_on", "withdrawn_on")
    readonly_fields = ("withdrawn_on",)


@admin.register(Person)
class PersonAdmin(ErasurePages, RecordAdmin):
    list_display = ("reference", "sex", "nationalities_shown", "updated_at")
    list_filter = ("sex",)
    search_through = ("involvements__case",)
    search_help_text = _("Names are encrypted and cannot be searched: use the person id or a case.")
    inlines = (CasesOfPersonInline, ConsentInline)
    fieldsets = (
        (
            _("Names"),
            {
                "fields": (("legal_name", "native_name"), "aliases", "public_name"),
                "description": _(
                    "Encrypted. Texts of their cases that contain one of them cannot be published."
                ),
            },
        ),
        (_("Who they are"), {"fields": (("sex", "nationalities"), "birth_date", "identity_documents")}),
        (_("How to reach them safely"), {"fields": ("contact",)}),
        (_("In the office"), {"fields": ("reference", "note")}),
    )

    @admin.display(description=_("nationalities"))
    def nationalities_shown(self, person):
        return ", ".join(country.code for country in person.nationalities)


@admin.register(Involvement)
class InvolvementAdmin(RecordAdmin):
    steps = (APPROVE_CHILD_NAMING,)
    list_display = ("reference", "case", "person", "role", "fate", "shown", "naming")
    list_filter = (ConsentOfPersonFilter, "role", "fate", "shown", "naming", "vulnerability")
    search_through = ("case", "person")
    date_hierarchy = "fate_as_of_earliest"
    related = ("case", "person", "child_naming_approved_by")
    readonly_fields = ("child_naming_approved_by",)
    inlines = (CitationInline,)
    fieldsets = (
        (
            _("Who, in which case"),
            {"fields": (("case", "person"), ("role", "age_at_event", "vulnerability"))},
        ),
        (_("What became of this person"), {"fields": (("fate", "fate_as_of_edtf"),)}),
        (
            _("What we may publish"),
            {
                "fields": (
                    "shown",
                    ("naming", "naming_grounds"),
                    "naming_reason",
                    "child_naming_approved_by",
                ),
                "description": _(
                    "By name only with consent for publication or a public campaign; a child only when a second "
                    "person approves."
                ),
            },
        ),
        (_("What the person told us"), {"fields": ("testimony",)}),
        (_("In the office"), {"fields": ("reference", "note")}),
    )


@admin.register(Consent)
class ConsentAdmin(RecordAdmin):
    steps = (WITHDRAW_CONSENT,)
    list_display = ("reference", "person", "purpose", "given_on", "form", "expires_on", "withdrawn_on")
    list_filter = ("purpose", WithdrawnFilter, "form", "given_by")
    search_through = ("person",)
    date_hierarchy = "given_on"
    related = ("person",)
    readonly_fields = ("withdrawn_on",)
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("person", "purpose"),
                    ("given_on", "expires_on", "withdrawn_on"),
                    ("form", "given_by"),
                    "scope",
                ),
                "description": _(
                    "One purpose, one consent. When it is withdrawn use the button above: what rests on it is taken "
                    "down in the same moment."
                ),
            },
        ),
        (_("In the office"), {"fields": ("reference", "note")}),
    )
