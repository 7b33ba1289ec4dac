"""Sources. Confidential ones exist for source keepers only."""

from django.contrib import admin
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases import editing
from cases.admin import visibility
from cases.admin.duplicates.source_duplicates import SourceDuplicatePages
from cases.admin.linking.source_cases import SourceCases
from cases.admin.lists.filters import LanguageFilter
from cases.admin.steps import publication_steps
from cases.admin.steps.merging import MergePages
from cases.admin.steps.pages import Step
from cases.admin.steps.subject import SubjectAdmin
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


def link_checked(source: Source, user, *, works: bool) -> None:
    """Record that somebody opened the address today and found the document, or did not."""
    today = timezone.localdate()
    if works:
        source.last_checked_on, source.link_broken_on = today, None
    else:
        source.link_broken_on = today
    reason = "link checked: works" if works else "link checked: broken"
    editing.save_record(source, by=user, reason=reason, seen_version=source.row_version)


def may_change(model_admin, request, source) -> bool:
    return model_admin.has_change_permission(request, source)


LINK_WORKS = Step(
    name="link-works",
    label=_("The link works today"),
    allowed=may_change,
    offered=lambda source: bool(source.url),
    take=lambda source, user, data: link_checked(source, user, works=True),
    done=_("Recorded: the link was checked today and works."),
)
LINK_BROKEN = Step(
    name="link-broken",
    label=_("The link is broken"),
    allowed=may_change,
    offered=lambda source: bool(source.url) and source.link_broken_on is None,
    take=lambda source, user, data: link_checked(source, user, works=False),
    done=_("Recorded: the link is broken. Look for an archived copy and enter its address."),
)


@admin.register(Source)
class SourceAdmin(SourceCases, SourceDuplicatePages, MergePages, SubjectAdmin):
    steps = (*publication_steps.ALL, LINK_WORKS, LINK_BROKEN)
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
        LanguageFilter,
        "review_state",
        "publication_state",
    )
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
        (
            _("Where to find it"),
            {"fields": ("url", "archived_url", ("last_checked_on", "link_broken_on"), "derived_from")},
        ),
        (_("How good it is"), {"fields": ("reliability",)}),
        CONFIDENTIAL,
        (_("In the office"), {"fields": (("reference", "assigned_to"), "note")}),
    )

    def choice_label(self, source):
        date = f", {source.published_edtf}" if source.published_edtf else ""
        publisher = f" – {source.publisher}" if source.publisher else ""
        return f"{source.title}{publisher}{date} ({source.reference})"

    def response_add(self, request, obj, post_url_continue=None):
        """After a new source the question which cases it reports, unless another button than “Save” was pressed."""
        response = super().response_add(request, obj, post_url_continue)
        elsewhere = {"_continue", "_addanother", "_popup", "_more"} & request.POST.keys()
        return response if elsewhere or not self.may_link(request) else redirect(self.linking_url(obj))

    def get_list_filter(self, request):
        if visibility.may_see_confidential(request.user):
            return ("is_confidential", *super().get_list_filter(request))
        return super().get_list_filter(request)

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
