"""Addresses of the admin that belong to no noun and to no page of the desk: what scripts of forms ask."""

from django.contrib import admin
from django.urls import path

from cases.admin.forms import date_fields, kept_forms

urlpatterns = [
    path("read-date/", admin.site.admin_view(date_fields.read_date), name="read-date"),
    # Checks the pass of the form itself: keeps what was typed after the session has ended, too.
    path("kept/", kept_forms.keep, name="keep-form"),
    path("kept/discard/", admin.site.admin_view(kept_forms.discard), name="discard-kept-form"),
]
