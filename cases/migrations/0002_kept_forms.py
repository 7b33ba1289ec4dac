import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.encryption


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_record"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="KeptForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.CharField(max_length=300)),
                ("sheet", models.CharField(max_length=32)),
                ("content", cases.models.encryption.EncryptedTextField(null=True)),
                ("kept_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "kept form",
                "verbose_name_plural": "kept forms",
                "default_permissions": (),
                "indexes": [
                    models.Index(fields=["user", "page", "kept_at"], name="kept_form_of_page"),
                    models.Index(fields=["kept_at"], name="kept_form_by_age"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "sheet"), name="kept_form_one_a_sheet")
                ],
            },
        ),
    ]
