from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("published", "0003_search")]

    operations = []
