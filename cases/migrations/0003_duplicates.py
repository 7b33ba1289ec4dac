"""Contact notes with their next step, sources told by address and title, and decisions that two are not the same."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cases.models.encryption
import cases.models.source
from cases.source_keys import address_key, title_key

CHUNK = 1000


def derive_keys(apps, schema_editor):
    """The keys of sources entered before; no history: nobody edited anything."""
    source = apps.get_model("cases", "Source")
    pending = []
    for row in source.objects.only("pk", "url", "title").order_by("pk").iterator(CHUNK):
        row.address_key, row.title_key = address_key(row.url), title_key(row.title)
        pending.append(row)
        if len(pending) == CHUNK:
            source.objects.bulk_update(pending, ["address_key", "title_key"])
            pending = []
    source.objects.bulk_update(pending, ["address_key", "title_key"])


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0002_kept_forms"),
    ]

    operations = [
        migrations.CreateModel(
            name="Distinction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("source", "Source"),
                            ("figure", "Figure reported by others"),
                            ("statement", "Statement"),
                            ("action", "Action"),
                            ("response", "Response"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("low", models.PositiveBigIntegerField(verbose_name="one record")),
                ("high", models.PositiveBigIntegerField(verbose_name="the other")),
                ("decided_at", models.DateTimeField(auto_now_add=True, verbose_name="decided at")),
                ("reason", cases.models.encryption.EncryptedTextField(blank=True, verbose_name="because")),
            ],
            options={
                "verbose_name": "distinction",
                "verbose_name_plural": "distinctions",
                "ordering": ["kind", "low", "high"],
            },
        ),
        migrations.CreateModel(
            name="StartedRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("source", "Source"),
                            ("figure", "Figure reported by others"),
                            ("statement", "Statement"),
                            ("action", "Action"),
                            ("response", "Response"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("record_pk", models.PositiveBigIntegerField(verbose_name="record")),
                ("started_at", models.DateTimeField(auto_now_add=True, verbose_name="started at")),
            ],
            options={
                "verbose_name": "record started from a contact note",
                "verbose_name_plural": "records started from contact notes",
                "ordering": ["contact_note", "pk"],
            },
        ),
        migrations.AddField(
            model_name="contactnote",
            name="next_step_at",
            field=models.TimeField(
                blank=True,
                help_text="Time of day in our office, for example 14:30, when the caller can only talk then.",
                null=True,
                verbose_name="at",
            ),
        ),
        migrations.AddField(
            model_name="contactnote",
            name="next_step_done_on",
            field=models.DateField(
                blank=True,
                help_text="Empty while it is still to do.",
                null=True,
                verbose_name="next step done on",
            ),
        ),
        migrations.AddField(
            model_name="contactnote",
            name="use_government",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that governments are told. Write below which ones.",
                verbose_name="we may use it with governments",
            ),
        ),
        migrations.AddField(
            model_name="contactnote",
            name="use_internal",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that the office keeps this note.",
                verbose_name="we may keep it",
            ),
        ),
        migrations.AddField(
            model_name="contactnote",
            name="use_publication",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that the incident becomes public, without any name.",
                verbose_name="we may publish what happened",
            ),
        ),
        migrations.AddField(
            model_name="contactnote",
            name="use_un",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that United Nations bodies are told.",
                verbose_name="we may use it with the United Nations",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="next_step_at",
            field=models.TimeField(
                blank=True,
                help_text="Time of day in our office, for example 14:30, when the caller can only talk then.",
                null=True,
                verbose_name="at",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="next_step_done_on",
            field=models.DateField(
                blank=True,
                help_text="Empty while it is still to do.",
                null=True,
                verbose_name="next step done on",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="use_government",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that governments are told. Write below which ones.",
                verbose_name="we may use it with governments",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="use_internal",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that the office keeps this note.",
                verbose_name="we may keep it",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="use_publication",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that the incident becomes public, without any name.",
                verbose_name="we may publish what happened",
            ),
        ),
        migrations.AddField(
            model_name="historicalcontactnote",
            name="use_un",
            field=models.BooleanField(
                default=False,
                help_text="The caller agrees that United Nations bodies are told.",
                verbose_name="we may use it with the United Nations",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="address_key",
            field=cases.models.source.AddressKey(of="url"),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="link_broken_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody opened the address and did not find the document. Empty while it works. Never published: add an archived copy instead.",
                null=True,
                verbose_name="link found broken on",
            ),
        ),
        migrations.AddField(
            model_name="historicalsource",
            name="title_key",
            field=cases.models.source.TitleKey(of="title"),
        ),
        migrations.AddField(
            model_name="source",
            name="address_key",
            field=cases.models.source.AddressKey(of="url"),
        ),
        migrations.AddField(
            model_name="source",
            name="link_broken_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody opened the address and did not find the document. Empty while it works. Never published: add an archived copy instead.",
                null=True,
                verbose_name="link found broken on",
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="title_key",
            field=cases.models.source.TitleKey(of="title"),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="call_back",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="Number, safe times, code word, who else may answer. Encrypted. Never published.",
                verbose_name="safe way to call back",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="caller",
            field=cases.models.encryption.EncryptedTextField(
                help_text="Who called or wrote, and for whom they speak. Encrypted. Never published.",
                verbose_name="who",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="case",
            field=models.ForeignKey(
                blank=True,
                help_text="The case they speak of, if it is in the record. You can start one when the note is saved.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_notes",
                to="cases.case",
                verbose_name="case",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="content",
            field=cases.models.encryption.EncryptedTextField(
                help_text="What happened, to how many, where, when, and how the caller knows. Encrypted. Never published.",
                verbose_name="what was said",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="held_on",
            field=models.DateField(
                help_text="The day you talked, for example 2024-05-02.", verbose_name="date"
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="next_step",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="What we promised or must do, for example “call back with the lawyer”. Encrypted.",
                verbose_name="next step",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="next_step_on",
            field=models.DateField(
                blank=True,
                help_text="From this day on it stands under “my work”.",
                null=True,
                verbose_name="next step by",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                help_text="Empty: whoever sees it first.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who does it",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="permitted_use",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="Conditions, for example “only after my brother has left the city”. Encrypted.",
                verbose_name="permitted use, in their words",
            ),
        ),
        migrations.AlterField(
            model_name="contactnote",
            name="person",
            field=models.ForeignKey(
                blank=True,
                help_text="The person they speak of, by person id.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contact_notes",
                to="cases.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="call_back",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="Number, safe times, code word, who else may answer. Encrypted. Never published.",
                verbose_name="safe way to call back",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="caller",
            field=cases.models.encryption.EncryptedTextField(
                help_text="Who called or wrote, and for whom they speak. Encrypted. Never published.",
                verbose_name="who",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="case",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The case they speak of, if it is in the record. You can start one when the note is saved.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.case",
                verbose_name="case",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="content",
            field=cases.models.encryption.EncryptedTextField(
                help_text="What happened, to how many, where, when, and how the caller knows. Encrypted. Never published.",
                verbose_name="what was said",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="held_on",
            field=models.DateField(
                help_text="The day you talked, for example 2024-05-02.", verbose_name="date"
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="next_step",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="What we promised or must do, for example “call back with the lawyer”. Encrypted.",
                verbose_name="next step",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="next_step_on",
            field=models.DateField(
                blank=True,
                help_text="From this day on it stands under “my work”.",
                null=True,
                verbose_name="next step by",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="owner",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Empty: whoever sees it first.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who does it",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="permitted_use",
            field=cases.models.encryption.EncryptedTextField(
                blank=True,
                help_text="Conditions, for example “only after my brother has left the city”. Encrypted.",
                verbose_name="permitted use, in their words",
            ),
        ),
        migrations.AlterField(
            model_name="historicalcontactnote",
            name="person",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The person they speak of, by person id.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="cases.person",
                verbose_name="person",
            ),
        ),
        migrations.AlterField(
            model_name="historicalsource",
            name="last_checked_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody last opened the address and found the document, for example 2024-05-02. Published.",
                null=True,
                verbose_name="link last checked on",
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="last_checked_on",
            field=models.DateField(
                blank=True,
                help_text="When somebody last opened the address and found the document, for example 2024-05-02. Published.",
                null=True,
                verbose_name="link last checked on",
            ),
        ),
        migrations.AddIndex(
            model_name="contactnote",
            index=models.Index(
                condition=models.Q(("next_step_done_on__isnull", True)),
                fields=["next_step_on", "owner"],
                name="contact_note_due",
            ),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["address_key"], name="source_same_address"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(fields=["title_key"], name="source_same_title"),
        ),
        migrations.AddIndex(
            model_name="source",
            index=models.Index(
                condition=models.Q(("link_broken_on__isnull", False)),
                fields=["link_broken_on"],
                name="source_broken_link",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactnote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("next_step_at__isnull", True), ("next_step_on__isnull", False), _connector="OR"
                ),
                name="contact_note_time_needs_day",
                violation_error_message="Give the day of the next step too, not only the time.",
            ),
        ),
        migrations.AddField(
            model_name="distinction",
            name="decided_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="decided by",
            ),
        ),
        migrations.AddField(
            model_name="startedrecord",
            name="contact_note",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="started", to="cases.contactnote"
            ),
        ),
        migrations.AddIndex(
            model_name="distinction",
            index=models.Index(fields=["kind", "high"], name="distinction_by_higher"),
        ),
        migrations.AddConstraint(
            model_name="distinction",
            constraint=models.UniqueConstraint(fields=("kind", "low", "high"), name="distinction_once"),
        ),
        migrations.AddConstraint(
            model_name="distinction",
            constraint=models.CheckConstraint(
                condition=models.Q(("low__lt", models.F("high"))),
                name="distinction_low_first",
                violation_error_message="Name the record that was entered first first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="distinction",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ("case", "source"))),
                name="distinction_of_cases_or_sources",
                violation_error_message="Only cases and sources are told apart.",
            ),
        ),
        migrations.AddConstraint(
            model_name="startedrecord",
            constraint=models.UniqueConstraint(
                fields=("contact_note", "kind", "record_pk"),
                name="started_record_once",
                violation_error_message="This record is already listed with the note.",
            ),
        ),
        migrations.RunPython(derive_keys, migrations.RunPython.noop),
    ]
