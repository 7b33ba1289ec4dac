"""Addresses of the public surface; also what a staff preview resolves its links against."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from advocacy import pages

urlpatterns = [
    # Addresses for machines have no language.
    path("", include("cases.published.machine_urls")),
    *i18n_patterns(
        path("about/", pages.about, name="about"),
        path("methodology/", pages.methodology, name="methodology"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("", include("cases.published.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "advocacy.errors.bad_request"
handler403 = "advocacy.errors.forbidden"
handler404 = "advocacy.errors.not_found"
handler500 = "advocacy.errors.server_error"
