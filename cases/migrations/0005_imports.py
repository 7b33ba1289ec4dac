import cases.models.encryption
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_embargoes_and_merges"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedRowBefore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=40, verbose_name="table")),
                ("reference", models.CharField(max_length=80, verbose_name="reference")),
                ("cells", models.JSONField(default=dict, verbose_name="cells")),
            ],
            options={
                "verbose_name": "imported row before an import",
                "verbose_name_plural": "imported rows before an import",
            },
        ),
        migrations.CreateModel(
            name="ImportMapping",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender", models.CharField(max_length=200, verbose_name="sender")),
                ("table", models.CharField(max_length=40, verbose_name="table")),
                ("layout", cases.models.encryption.EncryptedTextField(verbose_name="columns")),
                ("saved_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
            ],
            options={
                "verbose_name": "columns of a sender",
                "verbose_name_plural": "columns of senders",
            },
        ),
        migrations.AlterModelOptions(
            name="importrun",
            options={
                "ordering": ["-pk"],
                "permissions": [("import_records", "Can import files of records")],
                "verbose_name": "import",
                "verbose_name_plural": "imports",
            },
        ),
        migrations.AddField(
            model_name="importrun",
            name="clear_empty",
            field=models.BooleanField(default=False, verbose_name="empty cells clear"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="digest",
            field=models.CharField(blank=True, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="importrun",
            name="faults",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="faults"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="folder",
            field=models.CharField(blank=True, editable=False, max_length=40),
        ),
        migrations.AddField(
            model_name="importrun",
            name="keeps_changed",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name="importrun",
            name="layout",
            field=cases.models.encryption.EncryptedTextField(
                blank=True, editable=False, verbose_name="columns"
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="message",
            field=models.TextField(blank=True, editable=False, verbose_name="message"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="sender",
            field=models.CharField(blank=True, max_length=200, verbose_name="sender"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="sheet",
            field=models.CharField(blank=True, max_length=100, verbose_name="sheet"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="state",
            field=models.CharField(
                choices=[
                    ("uploaded", "Uploaded, not yet checked"),
                    ("checked", "Checked, not yet imported"),
                    ("committed", "Imported"),
                    ("undone", "Undone"),
                    ("discarded", "Discarded"),
                ],
                default="committed",
                editable=False,
                max_length=12,
                verbose_name="state",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="table",
            field=models.CharField(blank=True, max_length=40, verbose_name="table"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="task",
            field=models.CharField(
                blank=True,
                choices=[("check", "Being checked"), ("commit", "Being imported"), ("undo", "Being undone")],
                editable=False,
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="task_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undo_reason",
            field=models.TextField(blank=True, editable=False, verbose_name="why it was undone"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="undone at"),
        ),
        migrations.AddField(
            model_name="importrun",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undone by",
            ),
        ),
        migrations.AddField(
            model_name="importrun",
            name="uploaded_at",
            field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name="uploaded at"),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="made_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="imported at"),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="name",
            field=models.CharField(max_length=255, verbose_name="file"),
        ),
        migrations.AddIndex(
            model_name="importrun",
            index=models.Index(fields=["state", "made_by"], name="import_waiting"),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ("committed", "undone")), _negated=True),
                    ("made_at__isnull", False),
                    _connector="OR",
                ),
                name="import_has_its_time",
                violation_error_message="What was imported has the time when it was.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importrun",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), _negated=True),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="import_undone_by_somebody",
                violation_error_message="What was undone says when and by whom.",
            ),
        ),
        migrations.AddField(
            model_name="importedrowbefore",
            name="previous",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows_after", to="cases.importrun"
            ),
        ),
        migrations.AddField(
            model_name="importedrowbefore",
            name="run",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows_before", to="cases.importrun"
            ),
        ),
        migrations.AddConstraint(
            model_name="importmapping",
            constraint=models.UniqueConstraint(
                fields=("sender", "table"),
                name="import_mapping_once",
                violation_error_message="The columns of this sender are recorded already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedrowbefore",
            constraint=models.UniqueConstraint(
                fields=("run", "table", "reference"),
                name="imported_row_before_once",
                violation_error_message="What stood here before this import is recorded already.",
            ),
        ),
    ]
