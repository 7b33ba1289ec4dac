"""Actions: advocacy interventions."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from advocacy.admin.citation import AdvocacyCitationInline
from advocacy.admin.response import ResponseInline
from advocacy.models import Action, ActionAddressee, ActionCase
from cases.admin.case import CaseAdmin
from cases.admin.forms.inlines import TabularRecordInline
from cases.admin.steps.subject import SubjectAdmin


class AddresseeInline(TabularRecordInline):
    model = ActionAddressee
    fields = ("position", "addressee")
    related = ("addressee",)
    verbose_name = _("addressee")
    verbose_name_plural = _("whom it asks")


class CaseOfActionInline(TabularRecordInline):
    model = ActionCase
    fields = ("case",)
    related = ("case",)
    verbose_name = _("case")
    verbose_name_plural = _("the cases it speaks for")


class ActionOfCaseInline(TabularRecordInline):
    """On the page of a case: what was done for it, to read."""

    model = ActionCase
    fields = ("action", "actor", "date", "summary")
    readonly_fields = fields
    related = ("action", "case")
    verbose_name = _("action")
    verbose_name_plural = _("actions for this case")
    classes = ("collapse",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("who acted"))
    def actor(self, link):
        return link.action.actor_en

    @admin.display(description=_("date"))
    def date(self, link):
        return link.action.date_edtf

    @admin.display(description=_("summary"))
    def summary(self, link):
        return link.action.summary_en


CaseAdmin.add_inline(ActionOfCaseInline)


@admin.register(Action)
class ActionAdmin(SubjectAdmin):
    list_display = (
        "reference",
        "kind",
        "actor_en",
        "date_edtf",
        "publicity",
        "review_state",
        "publication_state",
        "assigned_to",
    )
    list_filter = (
        "review_state",
        "publication_state",
        "kind",
        "actor_kind",
        "publicity",
    )
    search_through = ("addressees", "cases")
    date_hierarchy = "date_earliest"
    related = ("assigned_to",)
    inlines = (AddresseeInline, CaseOfActionInline, ResponseInline, AdvocacyCitationInline)
    fieldsets = (
        (
            _("What was done"),
            {
                "fields": ("kind", "summary_en"),
                "description": _("What was asked, of whom and for whom; in words that can be published."),
            },
        ),
        (_("By whom"), {"fields": (("actor_en", "actor_kind"),)}),
        (_("When, and until when they should answer"), {"fields": (("date_edtf", "reply_due_on"),)}),
        (_("What we may publish"), {"fields": (("publicity", "embargo_until"),)}),
        (
            _("In Korean and Chinese"),
            {
                "fields": ("actor_ko", "summary_ko", "actor_zh_hans", "summary_zh_hans"),
                "classes": ("collapse",),
            },
        ),
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )
