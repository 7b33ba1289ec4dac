"""Make the six roles (advocacy/roles.py) as groups."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

from advocacy.roles import PERMISSIONS


def make_roles(apps, schema_editor):
    # Permissions are normally made after all migrations; the groups need them now.
    for label in ("auth", "cases", "advocacy"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.select_related("content_type")
    }
    for role, permissions in PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=role)
        # A permission that a later release adds does not exist yet here; its own migration sets the roles again.
        group.permissions.set([found[name] for name in permissions if name in found])


class Migration(migrations.Migration):
    dependencies = [
        ("advocacy", "0001_record"),
        ("cases", "0001_record"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
