"""Addresses that answer, redirect and fail, for tests of what surrounds every view."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.generic import RedirectView

from advocacy import public_urls


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(_("Home"))


def stream(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(_("Home") for _row in range(1))


def fail(request: HttpRequest) -> HttpResponse:
    raise ValueError("Example Person One")


def deny(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def suspect(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation("Example Person One")


def lose_database(request: HttpRequest) -> HttpResponse:
    raise OperationalError("connection to Example Person One failed")


urlpatterns = [
    path("admin/form/", csrf_protect(page)),
    path("admin/", admin.site.urls),
    path("api/v1/fail", fail),
    path("api/v1/deny", deny),
    path("api/v1/suspect", suspect),
    path("api/v1/lost", lose_database),
    *i18n_patterns(
        path("page/", page),
        path("page/<slug:reference>/", fail),
        path("stream/", stream),
        path("away/", RedirectView.as_view(url="/page/")),
        path("fail/", fail),
        path("deny/", deny),
        path("suspect/", suspect),
        path("lost/", lose_database),
        prefix_default_language=False,
    ),
]

handler400 = public_urls.handler400
handler403 = public_urls.handler403
handler404 = public_urls.handler404
handler500 = public_urls.handler500
