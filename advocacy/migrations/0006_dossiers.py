"""Deadline rules, dossiers and what was sent; the rules that come with the release; the rights."""

import cases.models.encryption
import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from advocacy.dossiers.freezing import freeze, thaw
from advocacy.dossiers.rules_file import load
from advocacy.roles import apply_roles


class Migration(migrations.Migration):
    dependencies = [
        ("advocacy", "0005_help_texts"),
        ("cases", "0009_help_texts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeadlineRule",
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
                    "code",
                    models.CharField(
                        help_text="Short id in Latin letters, for example wgeid-urgent-window. Never published.",
                        max_length=80,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-+[a-z0-9]+)*\\Z",
                                "Write lower-case letters, digits and hyphens only, for example return-2023-10-09.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="In a few words, for example “Reply of the government”. Never published.",
                        max_length=200,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("wgad_questionnaire", "Working Group on Arbitrary Detention: questionnaire"),
                            ("wgad_urgent_appeal", "Working Group on Arbitrary Detention: urgent appeal"),
                            (
                                "wgeid_standard",
                                "Working Group on Enforced Disappearances: standard procedure",
                            ),
                            ("wgeid_urgent", "Working Group on Enforced Disappearances: urgent procedure"),
                            ("sp_urgent_appeal", "Special Procedures: urgent appeal"),
                            ("sp_allegation_letter", "Special Procedures: allegation letter"),
                            ("unhcr_referral", "Referral to UNHCR"),
                            ("letter_to_government", "Letter to a government"),
                            ("parliamentary_briefing", "Parliamentary briefing"),
                        ],
                        help_text="Whose deadline it is. Never published.",
                        max_length=30,
                        verbose_name="channel",
                    ),
                ),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("event", "the event itself"),
                            ("sending", "our sending it"),
                            ("transmission", "its transmission to the government"),
                            ("reply", "the government’s reply"),
                            ("opinion", "the opinion"),
                        ],
                        help_text="“The event itself” has two dates when the day of the event is uncertain. Never published.",
                        max_length=14,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        help_text="How many days or months, for example 60. Never published.",
                        validators=[
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="length",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "days"), ("months", "months")],
                        default="days",
                        help_text="Months are those of the calendar. Never published.",
                        max_length=6,
                        verbose_name="unit",
                    ),
                ),
                (
                    "is_limit",
                    models.BooleanField(
                        default=False,
                        help_text="Tick when the body takes nothing that arrives later: no dossier is then made for it. Never published.",
                        verbose_name="refused afterwards",
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        help_text="Page, document and paragraph; and honestly, if nobody has read it there. Never published.",
                        verbose_name="where it is written",
                    ),
                ),
                (
                    "is_verified",
                    models.BooleanField(
                        default=False,
                        help_text="Tick when somebody read the rule in the place named above. Never published.",
                        verbose_name="read on the page",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody of this office last read it there, for example 2026-05-02. Empty: nobody yet. Never published.",
                        null=True,
                        verbose_name="checked on",
                    ),
                ),
            ],
            options={
                "verbose_name": "deadline rule",
                "verbose_name_plural": "deadline rules",
                "ordering": ["channel", "counts_from", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("length__gt", 0)),
                        name="deadline_rule_length",
                        violation_error_message="A deadline has at least one day or month.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("is_limit", False), ("counts_from", "event"), _connector="OR"),
                        name="deadline_rule_limit_counts_from_event",
                        violation_error_message="Only what counts from the event can be refused afterwards.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Dossier",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("wgad_questionnaire", "Working Group on Arbitrary Detention: questionnaire"),
                            ("wgad_urgent_appeal", "Working Group on Arbitrary Detention: urgent appeal"),
                            (
                                "wgeid_standard",
                                "Working Group on Enforced Disappearances: standard procedure",
                            ),
                            ("wgeid_urgent", "Working Group on Enforced Disappearances: urgent procedure"),
                            ("sp_urgent_appeal", "Special Procedures: urgent appeal"),
                            ("sp_allegation_letter", "Special Procedures: allegation letter"),
                            ("unhcr_referral", "Referral to UNHCR"),
                            ("letter_to_government", "Letter to a government"),
                            ("parliamentary_briefing", "Parliamentary briefing"),
                        ],
                        help_text="Where it is to go. Never published.",
                        max_length=30,
                        verbose_name="channel",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                        default="en",
                        help_text="Of the labels; your own texts stay as you write them. Never published.",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "answers",
                    cases.models.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What the form asks and the record does not hold. Encrypted. Never published.",
                        verbose_name="your own texts",
                    ),
                ),
                (
                    "action",
                    models.ForeignKey(
                        blank=True,
                        help_text="The action it belongs to, if it is in the ledger already. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="advocacy.action",
                        verbose_name="action",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        help_text="What it is about. Never published.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="cases.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        help_text="The one person it speaks for. Empty for a letter about everybody of the case. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dossiers",
                        to="cases.involvement",
                        verbose_name="person in the case",
                    ),
                ),
            ],
            options={
                "verbose_name": "dossier",
                "verbose_name_plural": "dossiers",
                "ordering": ["-updated_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HistoricalDeadlineRule",
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
                    "code",
                    models.CharField(
                        db_index=True,
                        help_text="Short id in Latin letters, for example wgeid-urgent-window. Never published.",
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-+[a-z0-9]+)*\\Z",
                                "Write lower-case letters, digits and hyphens only, for example return-2023-10-09.",
                            )
                        ],
                        verbose_name="code",
                    ),
                ),
                (
                    "title",
                    models.CharField(
                        help_text="In a few words, for example “Reply of the government”. Never published.",
                        max_length=200,
                        verbose_name="what it is",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("wgad_questionnaire", "Working Group on Arbitrary Detention: questionnaire"),
                            ("wgad_urgent_appeal", "Working Group on Arbitrary Detention: urgent appeal"),
                            (
                                "wgeid_standard",
                                "Working Group on Enforced Disappearances: standard procedure",
                            ),
                            ("wgeid_urgent", "Working Group on Enforced Disappearances: urgent procedure"),
                            ("sp_urgent_appeal", "Special Procedures: urgent appeal"),
                            ("sp_allegation_letter", "Special Procedures: allegation letter"),
                            ("unhcr_referral", "Referral to UNHCR"),
                            ("letter_to_government", "Letter to a government"),
                            ("parliamentary_briefing", "Parliamentary briefing"),
                        ],
                        help_text="Whose deadline it is. Never published.",
                        max_length=30,
                        verbose_name="channel",
                    ),
                ),
                (
                    "counts_from",
                    models.CharField(
                        choices=[
                            ("event", "the event itself"),
                            ("sending", "our sending it"),
                            ("transmission", "its transmission to the government"),
                            ("reply", "the government’s reply"),
                            ("opinion", "the opinion"),
                        ],
                        help_text="“The event itself” has two dates when the day of the event is uncertain. Never published.",
                        max_length=14,
                        verbose_name="counts from",
                    ),
                ),
                (
                    "length",
                    models.PositiveSmallIntegerField(
                        help_text="How many days or months, for example 60. Never published.",
                        validators=[
                            django.core.validators.MaxValueValidator(1200),
                        ],
                        verbose_name="length",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("days", "days"), ("months", "months")],
                        default="days",
                        help_text="Months are those of the calendar. Never published.",
                        max_length=6,
                        verbose_name="unit",
                    ),
                ),
                (
                    "is_limit",
                    models.BooleanField(
                        default=False,
                        help_text="Tick when the body takes nothing that arrives later: no dossier is then made for it. Never published.",
                        verbose_name="refused afterwards",
                    ),
                ),
                (
                    "source",
                    models.TextField(
                        help_text="Page, document and paragraph; and honestly, if nobody has read it there. Never published.",
                        verbose_name="where it is written",
                    ),
                ),
                (
                    "is_verified",
                    models.BooleanField(
                        default=False,
                        help_text="Tick when somebody read the rule in the place named above. Never published.",
                        verbose_name="read on the page",
                    ),
                ),
                (
                    "checked_on",
                    models.DateField(
                        blank=True,
                        help_text="When somebody of this office last read it there, for example 2026-05-02. Empty: nobody yet. Never published.",
                        null=True,
                        verbose_name="checked on",
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
                        to="advocacy.deadlinerule",
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
            ],
            options={
                "verbose_name": "historical deadline rule",
                "verbose_name_plural": "historical deadline rules",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDossier",
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
                    "channel",
                    models.CharField(
                        choices=[
                            ("wgad_questionnaire", "Working Group on Arbitrary Detention: questionnaire"),
                            ("wgad_urgent_appeal", "Working Group on Arbitrary Detention: urgent appeal"),
                            (
                                "wgeid_standard",
                                "Working Group on Enforced Disappearances: standard procedure",
                            ),
                            ("wgeid_urgent", "Working Group on Enforced Disappearances: urgent procedure"),
                            ("sp_urgent_appeal", "Special Procedures: urgent appeal"),
                            ("sp_allegation_letter", "Special Procedures: allegation letter"),
                            ("unhcr_referral", "Referral to UNHCR"),
                            ("letter_to_government", "Letter to a government"),
                            ("parliamentary_briefing", "Parliamentary briefing"),
                        ],
                        help_text="Where it is to go. Never published.",
                        max_length=30,
                        verbose_name="channel",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                        default="en",
                        help_text="Of the labels; your own texts stay as you write them. Never published.",
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                (
                    "answers",
                    cases.models.encryption.EncryptedTextField(
                        blank=True,
                        help_text="What the form asks and the record does not hold. Encrypted. Never published.",
                        verbose_name="your own texts",
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
                    "action",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The action it belongs to, if it is in the ledger already. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="advocacy.action",
                        verbose_name="action",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="What it is about. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.case",
                        verbose_name="case",
                    ),
                ),
                (
                    "history_relation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        to="advocacy.dossier",
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
                    "involvement",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The one person it speaks for. Empty for a letter about everybody of the case. Never published.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.involvement",
                        verbose_name="person in the case",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical dossier",
                "verbose_name_plural": "historical dossiers",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SentDossier",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "format",
                    models.CharField(
                        choices=[("docx", "DOCX (Word, LibreOffice), to edit"), ("pdf", "PDF, to send")],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("fr", "French"), ("es", "Spanish")],
                        max_length=2,
                        verbose_name="language",
                    ),
                ),
                ("content", cases.models.encryption.EncryptedBytesField(verbose_name="file")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256 of the file")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                ("sent_on", models.DateField(verbose_name="sent on")),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_dossiers",
                        to="advocacy.addressee",
                        verbose_name="addressee",
                    ),
                ),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent",
                        to="advocacy.dossier",
                        verbose_name="dossier",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
            ],
            options={
                "verbose_name": "sent dossier",
                "verbose_name_plural": "sent dossiers",
                "ordering": ["-sent_on", "-pk"],
                "default_permissions": ("view", "add"),
            },
        ),
        migrations.CreateModel(
            name="SentDossierPerson",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "involvement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sent_dossier_links",
                        to="cases.involvement",
                    ),
                ),
                (
                    "sent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person_links",
                        to="advocacy.sentdossier",
                    ),
                ),
            ],
            options={
                "verbose_name": "person of a sent dossier",
                "verbose_name_plural": "people of a sent dossier",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sent", "involvement"),
                        name="sent_dossier_person_once",
                        violation_error_message="This file names this person already.",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="sentdossier",
            name="people",
            field=models.ManyToManyField(
                related_name="sent_dossiers",
                through="advocacy.SentDossierPerson",
                to="cases.involvement",
                verbose_name="people it tells of",
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["-updated_at", "-id"], name="dossier_changelist"),
        ),
        migrations.AddIndex(
            model_name="sentdossier",
            index=models.Index(fields=["-sent_on", "-id"], name="sent_dossier_changelist"),
        ),
        migrations.AddConstraint(
            model_name="sentdossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("format__in", ("docx", "pdf"))),
                name="sent_dossier_format",
                violation_error_message="A dossier is sent as DOCX or PDF.",
            ),
        ),
        migrations.RunPython(freeze, thaw),
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunPython(apply_roles, migrations.RunPython.noop),
    ]
