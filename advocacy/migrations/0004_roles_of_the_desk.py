"""The rights that the desk added, for the roles that have them."""

from django.db import migrations

from advocacy.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0003_reply_due"), ("cases", "0008_office")]

    operations = [migrations.RunPython(apply_roles, migrations.RunPython.noop)]
