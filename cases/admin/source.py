"""Sources. Confidential ones exist for source keepers only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cases.admin import visibility
from cases.admin.subject import SubjectAdmin
from cases.models import Source

CONFIDENTIAL = (
    _("Confidential"),
    {
        "fields": (
            "is_confidential",
            "confidential_identity",
            "confidential_contact",
            "confidential_content",
        ),
        "description": _(
            "Nobody but source keepers learns that a confidential source exists. Nothing cited from it alone is "
            "published."
        ),
    },
)


@admin.register(Source)
class SourceAdmin(SubjectAdmin):
    list_display = (
        "reference",
        "title",
        "publisher",
        "published_edtf",
        "kind",
        "language",
        "review_state",
        "publication_state",
    )
    list_display_links = ("reference", "title")
    list_filter = (
        "kind",
        "language",
        "review_state",
        "publication_state",
        ("assigned_to", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("reference", "title", "publisher", "original_publisher", "author", "url")
    date_hierarchy = "published_earliest"
    related = ("derived_from", "assigned_to")
    fieldsets = (
        (
            _("The document"),
            {
                "fields": ("title", ("publisher", "original_publisher"), "author", ("kind", "language")),
                "description": _("As it stands on the document. A reprint names whom it repeats."),
            },
        ),
        (_("When"), {"fields": ("published_edtf",)}),
        (_("Where to find it"), {"fields": ("url", "archived_url", "last_checked_on", "derived_from")}),
        (_("How good it is"), {"fields": ("reliability",)}),
        CONFIDENTIAL,
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )

    def choice_label(self, source):
        date = f", {source.published_edtf}" if source.published_edtf else ""
        publisher = f" – {source.publisher}" if source.publisher else ""
        return f"{source.title}{publisher}{date} ({source.reference})"

    def get_list_filter(self, request):
        if visibility.may_see_confidential(request.user):
            return ("is_confidential", *self.list_filter)
        return self.list_filter

    def get_fieldsets(self, request, obj=None):
        """Without what only source keepers may know: the confidential part, and an origin that is confidential."""
        fieldsets = super().get_fieldsets(request, obj)
        if visibility.may_see_confidential(request.user):
            return fieldsets
        hidden = {"derived_from"} if self.origin_is_hidden(request, obj) else set()
        return [
            (name, {**options, "fields": tuple(field for field in options["fields"] if field not in hidden)})
            for name, options in fieldsets
            if options is not CONFIDENTIAL[1]
        ]

    def origin_is_hidden(self, request, source) -> bool:
        return bool(
            source
            and source.derived_from_id
            and not self.get_queryset(request).filter(pk=source.derived_from_id).exists()
        )

    def shown_fields(self, request, obj):
        """The history compares versions: none may tell a confidential origin of another time."""
        shown = super().shown_fields(request, obj)
        if visibility.may_see_confidential(request.user):
            return shown
        return [name for name in shown if name != "derived_from"]
