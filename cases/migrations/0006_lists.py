"""Search over the record, saved filters and the log of private exports.

The index on the words of a row is made here because it differs by database (cases/record_search/index.py).
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import cases.models.encryption

_SQLITE = (
    """CREATE VIRTUAL TABLE cases_recordsearch_fts USING fts5(
        terms, content='cases_recordsearch', content_rowid='id', detail='none', columnsize=0, prefix='2 3',
        tokenize="ascii tokenchars '_+^*~'")""",
    """CREATE TRIGGER cases_recordsearch_added AFTER INSERT ON cases_recordsearch BEGIN
        INSERT INTO cases_recordsearch_fts (rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER cases_recordsearch_removed AFTER DELETE ON cases_recordsearch BEGIN
        INSERT INTO cases_recordsearch_fts (cases_recordsearch_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER cases_recordsearch_changed AFTER UPDATE ON cases_recordsearch BEGIN
        INSERT INTO cases_recordsearch_fts (cases_recordsearch_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO cases_recordsearch_fts (rowid, terms) VALUES (new.id, new.terms); END""",
)
_POSTGRESQL = (
    "CREATE INDEX cases_recordsearch_terms ON cases_recordsearch "
    "USING gin (array_to_tsvector(string_to_array(terms, ' ')))",
)
_REMOVE = {
    "sqlite": (
        "DROP TRIGGER cases_recordsearch_added",
        "DROP TRIGGER cases_recordsearch_removed",
        "DROP TRIGGER cases_recordsearch_changed",
        "DROP TABLE cases_recordsearch_fts",
    ),
    "postgresql": ("DROP INDEX cases_recordsearch_terms",),
}


def create(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("cases", "0005_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40)),
                ("object_id", models.BigIntegerField()),
                ("terms", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "object_id"), name="record_search_one_per_row")
                ],
            },
        ),
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="SourceOrigin",
            fields=[
                (
                    "source",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="origin_name",
                        serialize=False,
                        to="cases.source",
                    ),
                ),
                ("origin", models.CharField(max_length=220)),
            ],
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="list")),
                ("name", cases.models.encryption.EncryptedTextField(verbose_name="name")),
                ("query", cases.models.encryption.EncryptedTextField(verbose_name="filter")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="kept since")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "saved filter",
                "verbose_name_plural": "saved filters",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["user", "kind"], name="saved_filter_of_list")],
            },
        ),
        migrations.CreateModel(
            name="PrivateExport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=40, verbose_name="list")),
                (
                    "filter",
                    cases.models.encryption.EncryptedTextField(blank=True, verbose_name="narrowed to"),
                ),
                ("columns", models.JSONField(verbose_name="columns")),
                (
                    "format",
                    models.CharField(
                        choices=[
                            ("csv", "CSV (text, opens in every spreadsheet)"),
                            ("xlsx", "XLSX (Excel, LibreOffice)"),
                        ],
                        max_length=4,
                        verbose_name="format",
                    ),
                ),
                (
                    "has_restricted",
                    models.BooleanField(default=False, verbose_name="with encrypted fields"),
                ),
                ("rows", models.PositiveIntegerField(blank=True, null=True, verbose_name="rows")),
                ("made_at", models.DateTimeField(verbose_name="when")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who",
                    ),
                ),
            ],
            options={
                "verbose_name": "private export",
                "verbose_name_plural": "private exports",
                "ordering": ["-made_at", "-pk"],
                "permissions": [("export_restricted", "Can export encrypted fields")],
                "indexes": [models.Index(fields=["-made_at", "-id"], name="private_export_changelist")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("format__in", ("csv", "xlsx"))),
                        name="private_export_format",
                        violation_error_message="A private export is CSV or XLSX.",
                    )
                ],
            },
        ),
    ]
