"""The history of a record: who changed what, when and why, as far as this user may see the record.

django-simple-history's pages, with three differences: only the columns that the user's form shows appear; a
record that does not exist for the user has no history either, deleted or not; and a past version is shown, not
put back, because putting it back would go around review.
"""

from itertools import pairwise

from django.contrib.admin.utils import display_for_field, label_for_field, unquote
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django_countries.fields import CountryField
from simple_history.admin import SimpleHistoryAdmin

from cases.admin import visibility


class HistoryPages(SimpleHistoryAdmin):
    """The history of one record and a page for each of its versions."""

    object_history_list_template = "admin/record_history_list.html"

    def revert_disabled(self, request, obj=None):
        return True

    def history_view_title(self, request, obj):
        return _("History: %s") % obj

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        """Versions the user may know of; none where the newest, how the record is or was last, is hidden."""
        versions = super().get_history_queryset(request, history_manager, pk_name, object_id)
        seen = versions.filter(visibility.visible_to(request.user, self.model))
        newest = versions.first()
        if newest is None or not seen.filter(pk=newest.pk).exists():
            return versions.none()
        return seen

    def set_history_delta_changes(self, request, historical_records, foreign_keys_are_objs=True):
        """Add to each version what it changed, in the words of the form."""
        versions = list(historical_records)
        for newer, older in pairwise(versions):
            shown = self.shown_fields(request, newer.instance)
            delta = newer.diff_against(
                older, included_fields=shown, foreign_keys_are_objs=foreign_keys_are_objs
            )
            newer.history_delta_changes = self.get_historical_record_context_helper(
                request, newer
            ).context_for_delta_changes(delta)
        historical_records.object_list = versions

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """One version of the record: its columns then, and how they stand now."""
        pk_name = self.opts.pk.attname
        versions = self.get_history_queryset(request, self.model.history, pk_name, unquote(object_id))
        version = versions.filter(pk=version_id).first()
        if version is None:
            raise Http404
        past = version.instance
        if not self.has_view_history_or_change_history_permission(request, past):
            raise PermissionDenied
        current = self.get_object(request, unquote(object_id))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Version of %s") % past,
            "opts": self.opts,
            "original": past,
            "version": version,
            "current": current,
            "rows": [
                {
                    "label": label_for_field(name, self.model, self),
                    "then": shown_value(past, name),
                    "now": shown_value(current, name) if current else "",
                }
                for name in self.shown_fields(request, past)
            ],
        }
        return TemplateResponse(request, "admin/record_version.html", context)


def shown_value(record, name: str) -> str:
    """One column of a record as a read-only form shows it."""
    field = record._meta.get_field(name)
    try:
        value = getattr(record, name)
    except ObjectDoesNotExist:
        return _("(deleted)")
    if field.is_relation:
        return str(value) if value else ""
    if isinstance(field, CountryField):
        return ", ".join(str(country.name) for country in (value if field.multiple else [value]) if country)
    return str(display_for_field(value, field, ""))
