"""The first page of the admin."""

from django.contrib import admin
from django.contrib.admin.sites import AdminSite
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from advocacy.desk import activity, my_work

#: What a day begins with, as buttons on the first page: the noun, and what the button says.
BEGIN = (
    ("cases.contactnote", _("New contact note")),
    ("cases.source", _("New source")),
    ("cases.case", _("New case")),
    ("advocacy.action", _("New action")),
    ("cases.correctionrequest", _("New correction asked for")),
)


def begin(request: HttpRequest, site: AdminSite) -> list[tuple[str, str]]:
    """(words, address) of the forms this user may begin with."""
    found = []
    for label, words in BEGIN:
        app, _dot, model = label.partition(".")
        if request.user.has_perm(f"{app}.add_{model}"):
            found.append((words, reverse(f"{site.name}:{app}_{model}_add")))
    return found


def start_context(request: HttpRequest, site: AdminSite) -> dict:
    """What the first page shows beside the nouns. A fixed number of queries for each role."""
    return {
        "begin": begin(request, site),
        "sections": my_work.of(request, site),
        "activity": activity.latest(request, site),
    }


admin.site.start_context = start_context
