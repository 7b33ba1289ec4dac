from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0002_roles"), ("cases", "0009_case_form")]

    operations = []
