"""The admin as a whole: its name, and its pages in the order of the work."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from advocacy import language
from advocacy.desk import manual, roles_page

#: What stands together on the first page.
WORK = (
    (_("Cases"), ("Case", "Event", "Figure", "WorkingCount", "Relation", "RiskReview")),
    (_("Sources"), ("Source", "Citation", "Statement", "Place", "ImportRun")),
    (_("People"), ("Person", "Involvement", "Consent", "ContactNote")),
    (_("Advocacy"), ("Action", "Response", "Addressee", "AdvocacyCitation")),
    (_("Publication"), ("Edition", "EditionEntry", "CorrectionRequest")),
    (_("Staff"), ("User", "Group", "PrivateExport")),
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
    index_title = _("My work")
    empty_value_display = "–"
    # Lists and forms are wide and the first page is one click away.
    enable_nav_sidebar = False
    #: (request, site) -> what the first page shows beside the nouns. Given by advocacy/admin/start.py, which knows
    #: the admin of every noun and so cannot be known here.
    start_context: Callable[[HttpRequest, AdminSite], dict] = staticmethod(lambda request, site: {})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """The nouns this user may open; of all applications, grouped by kind of work.

        Made when it is read: every page asks for the list, and only the first one shows it.
        """
        if app_label:
            return super().get_app_list(request, app_label)
        return SimpleLazyObject(lambda: self.nouns_by_work(request))

    def nouns_by_work(self, request: HttpRequest) -> list[dict]:
        apps = super().get_app_list(request)
        found = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
        groups = []
        for name, nouns in WORK:
            entries = [found[noun] for noun in nouns if noun in found]
            if entries:
                app = entries[0][0]
                groups.append({**app, "name": name, "models": [model for _app, model in entries]})
        return groups

    def each_context(self, request: HttpRequest) -> dict:
        """With the address of the chapter of the manual that helps on this page."""
        return {**super().each_context(request), "help_url": manual.address_for(request)}

    def get_urls(self):
        """Pages that belong to no noun, before Django's."""
        own = [
            path("language/", self.admin_view(require_POST(language.choose)), name="language"),
            path("roles/", self.admin_view(require_GET(self.roles_view)), name="roles"),
            path("help/", self.admin_view(require_GET(self.help_view)), name="help"),
            path("help/<slug:name>/", self.admin_view(require_GET(self.help_view)), name="help"),
        ]
        return [*own, *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        """The first page: what waits, what happened lately, and the nouns."""
        return super().index(request, {**self.start_context(request, self), **(extra_context or {})})

    def roles_view(self, request: HttpRequest) -> HttpResponse:
        """What each role may do, for all staff to read."""
        context = {
            **self.each_context(request),
            "title": _("Roles and rights"),
            **roles_page.context(request.user),
        }
        return TemplateResponse(request, "admin/roles.html", context)

    def help_view(self, request: HttpRequest, name: str = manual.FIRST) -> HttpResponse:
        """The manual, or another of the documents for staff. 404 for any other name."""
        return manual.page(request, self, name)

    def autocomplete_view(self, request: HttpRequest):
        return Choices.as_view(admin_site=self)(request)
