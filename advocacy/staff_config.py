"""The admin as an application. In a module of its own, because it is read before there are models."""

from django.contrib.admin.apps import AdminConfig


class StaffSiteConfig(AdminConfig):
    """`django.contrib.admin` with our site."""

    default_site = "advocacy.staff_site.StaffSite"
