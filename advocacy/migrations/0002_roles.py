"""Make the six roles (advocacy/roles.py) as groups."""

from django.db import migrations

from advocacy.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("advocacy", "0001_record"),
        ("cases", "0001_record"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
