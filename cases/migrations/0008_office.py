import cases.models.encryption
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_erasures"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For staff only. Never published; rewrite what the public should know into a public text.",
                        verbose_name="note",
                    ),
                ),
                (
                    "row_version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="entered at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last saved at")),
                (
                    "received_on",
                    models.DateField(help_text="The day it reached the office.", verbose_name="received on"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("case", "Case"),
                            ("source", "Source"),
                            ("figure", "Figure reported by others"),
                            ("statement", "Statement"),
                            ("action", "Action"),
                            ("response", "Response"),
                        ],
                        help_text="What kind of record it is about. Empty: the site as a whole.",
                        max_length=12,
                        verbose_name="about a",
                    ),
                ),
                (
                    "subject_reference",
                    models.CharField(
                        blank=True,
                        help_text="The reference in the address of the public page, for example return-2023-10-09. Private here.",
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-+[a-z0-9]+)*\\Z",
                                "Write lower-case letters, digits and hyphens only, for example return-2023-10-09.",
                            )
                        ],
                        verbose_name="reference",
                    ),
                ),
                (
                    "asked_by",
                    cases.models.encryption.EncryptedTextField(
                        help_text="Name, and a safe way to answer, for example “Example Relative, by Signal, evenings”. Encrypted. Never published.",
                        verbose_name="who asked",
                    ),
                ),
                (
                    "text",
                    cases.models.encryption.EncryptedTextField(
                        help_text="In their own words, and what they give as proof. Encrypted. Never published.",
                        verbose_name="what they say is wrong",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: as many days after it was received as the corrections page promises, if it does.",
                        null=True,
                        verbose_name="answer due on",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        help_text="“Accepted” once the record is corrected or taken down: that is done on its own page. Never published.",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(
                        blank=True,
                        help_text="The day you told them. Never published.",
                        null=True,
                        verbose_name="answered on",
                    ),
                ),
                (
                    "answer",
                    cases.models.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What you told them, and why. Encrypted. Never published.",
                        verbose_name="our answer",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: nobody yet. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who answers it",
                    ),
                ),
            ],
            options={
                "verbose_name": "correction asked for",
                "verbose_name_plural": "corrections asked for",
                "ordering": ["-received_on", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCorrectionRequest",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="For staff only. Never published; rewrite what the public should know into a public text.",
                        verbose_name="note",
                    ),
                ),
                (
                    "row_version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="entered at")),
                (
                    "updated_at",
                    models.DateTimeField(blank=True, editable=False, verbose_name="last saved at"),
                ),
                ("history_change_reason", models.TextField(null=True)),
                (
                    "received_on",
                    models.DateField(help_text="The day it reached the office.", verbose_name="received on"),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("case", "Case"),
                            ("source", "Source"),
                            ("figure", "Figure reported by others"),
                            ("statement", "Statement"),
                            ("action", "Action"),
                            ("response", "Response"),
                        ],
                        help_text="What kind of record it is about. Empty: the site as a whole.",
                        max_length=12,
                        verbose_name="about a",
                    ),
                ),
                (
                    "subject_reference",
                    models.CharField(
                        blank=True,
                        help_text="The reference in the address of the public page, for example return-2023-10-09. Private here.",
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-+[a-z0-9]+)*\\Z",
                                "Write lower-case letters, digits and hyphens only, for example return-2023-10-09.",
                            )
                        ],
                        verbose_name="reference",
                    ),
                ),
                (
                    "asked_by",
                    cases.models.encryption.EncryptedTextField(
                        help_text="Name, and a safe way to answer, for example “Example Relative, by Signal, evenings”. Encrypted. Never published.",
                        verbose_name="who asked",
                    ),
                ),
                (
                    "text",
                    cases.models.encryption.EncryptedTextField(
                        help_text="In their own words, and what they give as proof. Encrypted. Never published.",
                        verbose_name="what they say is wrong",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="Empty: as many days after it was received as the corrections page promises, if it does.",
                        null=True,
                        verbose_name="answer due on",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[("open", "Open"), ("accepted", "Accepted"), ("declined", "Declined")],
                        default="open",
                        help_text="“Accepted” once the record is corrected or taken down: that is done on its own page. Never published.",
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(
                        blank=True,
                        help_text="The day you told them. Never published.",
                        null=True,
                        verbose_name="answered on",
                    ),
                ),
                (
                    "answer",
                    cases.models.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What you told them, and why. Encrypted. Never published.",
                        verbose_name="our answer",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_relation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="cases.correctionrequest",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: nobody yet. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who answers it",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical correction asked for",
                "verbose_name_plural": "historical corrections asked for",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.AddIndex(
            model_name="correctionrequest",
            index=models.Index(fields=["outcome", "due_on"], name="correction_request_queue"),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", ""), ("subject_reference", "")),
                    models.Q(("kind", ""), ("subject_reference", ""), _connector="OR", _negated=True),
                    _connector="OR",
                ),
                name="correction_request_names_a_subject",
                violation_error_message="Give both the kind and the reference of the record, or neither for the site as a whole.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_on__isnull", True), ("outcome", "open")),
                    models.Q(models.Q(("outcome", "open"), _negated=True), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="correction_request_answered",
                violation_error_message="An open request has no day of answer; one that is accepted or declined needs it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correctionrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("due_on__isnull", True), ("due_on__gte", models.F("received_on")), _connector="OR"
                    ),
                    models.Q(
                        ("answered_on__isnull", True),
                        ("answered_on__gte", models.F("received_on")),
                        _connector="OR",
                    ),
                ),
                name="correction_request_in_order",
                violation_error_message="It cannot be due or answered before it was received.",
            ),
        ),
    ]
