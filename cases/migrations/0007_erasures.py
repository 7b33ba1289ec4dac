import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.encryption


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_lists"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    cases.models.encryption.EncryptedTextField(
                        help_text="Why the person is erased, for example “asked for by the person on the phone”. "
                        "Kept for good: no names. Encrypted.",
                        verbose_name="reason",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="erased at")),
                (
                    "reference_mark",
                    models.CharField(blank=True, max_length=64, verbose_name="mark of the old reference"),
                ),
                (
                    "new_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="new reference"),
                ),
                ("counts", models.JSONField(default=dict, verbose_name="rows changed")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="erased by",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="erasures",
                        to="cases.person",
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
                "ordering": ["-asked_at", "-pk"],
                "permissions": [("erase_person", "Can ask that a person be erased, and carry it out")],
                "default_permissions": (),
                "indexes": [models.Index(fields=["reference_mark"], name="erasure_of_reference")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=("person",),
                        name="erasure_asked_once",
                        violation_error_message="The erasure of this person has been asked for already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("done_at__isnull", True),
                                ("done_by__isnull", True),
                                ("new_reference", ""),
                                ("reference_mark", ""),
                            ),
                            models.Q(
                                ("done_at__isnull", False),
                                ("done_by__isnull", False),
                                models.Q(("reference_mark", ""), _negated=True),
                                models.Q(("new_reference", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="erasure_done_wholly",
                        violation_error_message="An erasure is carried out wholly or not at all.",
                    ),
                ],
            },
        ),
    ]
