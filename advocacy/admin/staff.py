"""Accounts and roles: Django's own pages, for those with the rights to them."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

admin.site.unregister(User)
admin.site.unregister(Group)

#: What only somebody who may do everything gives away.
SUPERUSER_FIELDS = ("is_superuser", "user_permissions")


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Without the hash of the password; rights come from roles, single ones only from a superuser."""

    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    readonly_fields = ("password_link", "last_login", "date_joined")
    show_full_result_count = False
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password_link")}),
        (_("Personal info"), {"fields": (("first_name", "last_name"), "email")}),
        (
            _("Roles"),
            {
                "fields": ("is_active", "is_staff", "groups", *SUPERUSER_FIELDS),
                "description": _(
                    "A person may hold several roles. Whoever leaves is made inactive, not deleted."
                ),
            },
        ),
        (_("Important dates"), {"fields": (("last_login", "date_joined"),)}),
    )

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return readonly
        return (*readonly, *SUPERUSER_FIELDS)

    @admin.display(description=_("password"))
    def password_link(self, user):
        if user.pk is None:
            return ""
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">{}</a>', address, _("Set a new password"))

    def lookup_allowed(self, lookup, value, request=None):
        """What the filters offer; nothing that would compare with a password."""
        return lookup in ("is_staff__exact", "is_active__exact", "groups__id__exact", "groups__isnull")


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    show_full_result_count = False
    filter_horizontal = ()
