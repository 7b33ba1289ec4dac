"""The admin as a whole: its name, and its pages in the order of the work."""

from django.conf import settings
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

#: What stands together on the first page and in the sidebar.
WORK = (
    (_("Cases"), ("Case", "Event", "Figure", "WorkingCount", "Relation", "RiskReview")),
    (_("Sources"), ("Source", "Citation", "Statement", "Place")),
    (_("People"), ("Person", "Involvement", "Consent", "ContactNote")),
    (_("Advocacy"), ("Action", "Response", "Addressee", "AdvocacyCitation")),
    (_("Publication"), ("Edition", "EditionEntry")),
    (_("Staff"), ("User", "Group")),
)


class Choices(AutocompleteJsonView):
    """What an autocomplete select finds, in the words of the list of choices of that noun."""

    def serialize_result(self, obj, to_field_name):
        found = super().serialize_result(obj, to_field_name)
        in_words = getattr(self.model_admin, "choice_label", str)
        return {**found, "text": in_words(obj)}


class StaffSite(AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("The record")
    empty_value_display = "–"
    # Lists and forms are wide and the first page is one click away.
    enable_nav_sidebar = False

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The nouns this user may open, grouped by kind of work instead of by application."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        found = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
        groups = []
        for name, nouns in WORK:
            entries = [found[noun] for noun in nouns if noun in found]
            if entries:
                app = entries[0][0]
                groups.append({**app, "name": name, "models": [model for _app, model in entries]})
        return groups

    def autocomplete_view(self, request: HttpRequest):
        return Choices.as_view(admin_site=self)(request)


class StaffSiteConfig(AdminConfig):
    """`django.contrib.admin` with our site. In a module of its own, that Django not take it for advocacy's."""

    default_site = "advocacy.staff_site.StaffSite"
