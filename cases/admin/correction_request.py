"""Corrections asked for from outside, and what became of them."""

from datetime import timedelta

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from cases.admin.forms.form import RecordForm
from cases.admin.lists.filters import OwnerFilter
from cases.admin.record import RecordAdmin
from cases.models import CorrectionRequest, EditionEntry
from cases.publication.subjects import model_of


class CorrectionRequestForm(RecordForm):
    """Only about what was public once, so that nobody learns here which hidden references exist."""

    def clean_subject_reference(self):
        return self.cleaned_data["subject_reference"].strip().lower()

    def clean(self):
        cleaned = super().clean()
        kind, reference = self.cleaned_data.get("kind"), self.cleaned_data.get("subject_reference")
        changed = {"kind", "subject_reference"} & set(self.changed_data)
        if kind and reference and changed and not was_public(kind, reference):
            raise ValidationError(
                {
                    "subject_reference": _(
                        "Nothing of this kind was ever public under this reference. Copy it from the address of the "
                        "public page."
                    )
                }
            )
        received = self.cleaned_data.get("received_on")
        if received and settings.CORRECTION_DAYS and "due_on" in self.fields and not cleaned.get("due_on"):
            cleaned["due_on"] = received + timedelta(days=settings.CORRECTION_DAYS)
        return cleaned


def was_public(kind: str, reference: str) -> bool:
    return EditionEntry.objects.filter(kind=kind, reference=reference).exists()


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(RecordAdmin):
    form = CorrectionRequestForm
    list_display = ("received_on", "kind", "subject_reference", "outcome", "due_on", "answered_on", "owner")
    list_display_links = ("received_on",)
    list_filter = (OwnerFilter, "outcome", "kind")
    search_fields = ("subject_reference",)
    search_help_text = _("Who asked and what they wrote is encrypted and cannot be searched.")
    date_hierarchy = "received_on"
    related = ("owner",)
    readonly_fields = ("subject",)
    fieldsets = (
        (
            _("What they ask"),
            {
                "fields": ("received_on", ("kind", "subject_reference"), "subject", "text"),
                "description": _(
                    "What somebody outside says is wrong in what we published. Nothing of it is ever published."
                ),
            },
        ),
        (_("Who asks"), {"fields": ("asked_by",)}),
        (_("Who answers, until when"), {"fields": (("owner", "due_on"),)}),
        (
            _("What became of it"),
            {
                "fields": (("outcome", "answered_on"), "answer"),
                "description": _(
                    "Mend the record itself first, on its own page, with a public note. Then say here what you told "
                    "them."
                ),
            },
        ),
        (_("In the office"), {"fields": ("note",)}),
    )

    def get_object(self, request, object_id, from_field=None):
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.subject_address = self.address_of_subject(request, found)
        return found

    def address_of_subject(self, request, asked: CorrectionRequest) -> str:
        """The page of the record it is about, or "" where there is none for this user."""
        if not asked.kind:
            return ""
        subject_admin = self.admin_site.get_model_admin(model_of(asked.kind))
        if not subject_admin.has_view_permission(request):
            return ""
        rows = subject_admin.get_queryset(request).filter(reference=asked.subject_reference)
        pk = rows.values_list("pk", flat=True).first()
        opts = subject_admin.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[pk]) if pk else ""

    @admin.display(description=_("the record"))
    def subject(self, asked):
        address = getattr(asked, "subject_address", "")
        if not address:
            return self.get_empty_value_display()
        return format_html('<a href="{}">{}</a>', address, asked.subject_reference)
