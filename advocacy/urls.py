"""Addresses of the staff surface, and of both together. The public surface has `public_urls` alone."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from advocacy import public_urls

urlpatterns = [
    # Before the admin, which answers everything else under its path.
    path(settings.ADMIN_PATH, include("cases.admin.urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
]
if settings.SITE_SURFACE == "all":
    urlpatterns += public_urls.urlpatterns
else:
    urlpatterns += [path("", RedirectView.as_view(pattern_name="admin:index"))]

handler400 = public_urls.handler400
handler403 = public_urls.handler403
handler404 = public_urls.handler404
handler500 = public_urls.handler500
