import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.encryption

KINDS = [
    ("case", "Case"),
    ("source", "Source"),
    ("figure", "Figure reported by others"),
    ("statement", "Statement"),
    ("action", "Action"),
    ("response", "Response"),
]


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0003_duplicates"),
    ]

    operations = [
        migrations.AddField(
            model_name="editionentry",
            name="follows_merge",
            field=models.BooleanField(
                default=False,
                editable=False,
                help_text="Nothing was published but the new reference of what a duplicate went into; edits still wait.",
            ),
        ),
        migrations.CreateModel(
            name="Embargo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")),
                ("subject_pk", models.BigIntegerField(verbose_name="subject")),
                ("until", models.DateTimeField(verbose_name="embargoed until")),
                (
                    "reason",
                    cases.models.encryption.EncryptedTextField(
                        help_text="Why it must wait. Encrypted. Never published.", verbose_name="reason"
                    ),
                ),
                ("set_at", models.DateTimeField(verbose_name="set at")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed at")),
                ("confirmed_seen", models.CharField(blank=True, max_length=40)),
                (
                    "public_note",
                    cases.models.encryption.EncryptedTextField(blank=True, verbose_name="public note"),
                ),
                (
                    "internal_reason",
                    cases.models.encryption.EncryptedTextField(blank=True, verbose_name="internal reason"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "embargo",
                "verbose_name_plural": "embargoes",
                "ordering": ["until", "pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["until"], name="embargo_by_end")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "subject_pk"),
                        name="embargo_once",
                        violation_error_message="This record is under an embargo already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            ("confirmed_by__isnull", True),
                            ("confirmed_seen", ""),
                        )
                        | (
                            models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False))
                            & models.Q(("confirmed_seen", ""), _negated=True)
                        ),
                        name="embargo_confirmed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=KINDS, max_length=12, verbose_name="kind")),
                ("reference", models.CharField(max_length=80, verbose_name="reference")),
                ("removed_pk", models.BigIntegerField()),
                ("kept_pk", models.BigIntegerField()),
                ("was_public", models.BooleanField(default=False)),
                ("reason", cases.models.encryption.EncryptedTextField(verbose_name="reason")),
                ("merged_at", models.DateTimeField(verbose_name="merged at")),
                (
                    "merged_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "merge",
                "verbose_name_plural": "merges",
                "ordering": ["-merged_at", "-pk"],
                "permissions": [("merge_records", "Can merge duplicates")],
                "default_permissions": (),
                "indexes": [models.Index(fields=["kind", "kept_pk"], name="merge_into")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "reference"), name="merge_reference_once"),
                    models.UniqueConstraint(fields=("kind", "removed_pk"), name="merge_removed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("removed_pk", models.F("kept_pk")), _negated=True),
                        name="merge_into_another",
                    ),
                ],
            },
        ),
    ]
