"""Accounts and roles: Django's own pages, for those with the rights to them."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from advocacy.roles import DUTIES, NAMES, PRESET_DUTIES, PRESET_NAMES, PRESETS

admin.site.unregister(User)
admin.site.unregister(Group)

#: What only somebody who may do everything gives away.
SUPERUSER_FIELDS = ("is_superuser", "user_permissions")


class RolesField(forms.ModelMultipleChoiceField):
    """Roles as boxes to tick, each with what it may do."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group):
        if group.name not in DUTIES:
            return group.name
        return format_html(
            '<strong>{}</strong> <span class="role-duty">{}</span>',
            capfirst(NAMES[group.name]),
            DUTIES[group.name],
        )


def preset_choices() -> list[tuple[str, str]]:
    """The sets of roles for a list of radio buttons, each with what it is."""
    choices = [("", _("No set: the roles ticked below"))]
    for preset in PRESETS:
        words = format_html(
            '<strong>{}</strong> <span class="role-duty">{}</span>',
            PRESET_NAMES[preset],
            PRESET_DUTIES[preset],
        )
        choices.append((preset, words))
    return choices


class NewStaffForm(UserCreationForm):
    """A new account with its roles: a set of them, single ones, or both together."""

    preset = forms.ChoiceField(
        label=_("Set of roles"), choices=preset_choices, required=False, widget=forms.RadioSelect
    )
    roles = RolesField(
        label=_("Roles"), queryset=Group.objects.filter(name__in=list(DUTIES)).order_by("pk"), required=False
    )

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not cleaned.get("preset") and not cleaned.get("roles"):
            raise ValidationError(
                _("Choose a set of roles, or tick at least one: without any, no page opens.")
            )
        return cleaned

    def save(self, commit=True):
        # Without this the person could not sign in.
        self.instance.is_staff = True
        return super().save(commit)

    def _save_m2m(self):
        super()._save_m2m()
        preset = Group.objects.filter(name__in=PRESETS.get(self.cleaned_data["preset"], ()))
        self.instance.groups.set([*preset, *self.cleaned_data["roles"]])


@admin.register(User)
class StaffAdmin(UserAdmin):
    """Without the hash of the password; rights come from roles, single ones only from a superuser."""

    list_display = ("username", "first_name", "last_name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    readonly_fields = ("password_link", "last_login", "date_joined")
    show_full_result_count = False
    filter_horizontal = ()
    add_form = NewStaffForm
    add_fieldsets = (
        (
            None,
            {
                "fields": ("username", "password1", "password2"),
                "description": _(
                    "A pseudonym will do: colleagues see it in the history. Tell the person the password by a safe "
                    "channel, and to change it after signing in."
                ),
            },
        ),
        (
            _("Roles"),
            {
                "fields": ("preset", "roles"),
                "description": _("What the person may do. Several roles add up; all can be changed later."),
            },
        ),
    )
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

    def has_change_permission(self, request, obj=None):
        """Whoever sets the password of somebody who may do everything may do everything."""
        if obj is not None and obj.is_superuser and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return readonly
        return (*readonly, *SUPERUSER_FIELDS)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            return RolesField(
                label=_("Roles"), queryset=Group.objects.order_by("pk"), required=False, help_text=""
            )
        return super().formfield_for_manytomany(db_field, request, **kwargs)

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
