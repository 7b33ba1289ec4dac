import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_SQLITE = (
    """CREATE VIRTUAL TABLE published_search_fts USING fts5(
        terms, content='published_search', content_rowid='id', detail='none', columnsize=0,
        tokenize="ascii tokenchars '_+^*~'")""",
    "CREATE VIRTUAL TABLE published_search_words USING fts5vocab('published_search_fts', 'row')",
    """CREATE TRIGGER published_search_added AFTER INSERT ON published_search BEGIN
        INSERT INTO published_search_fts (rowid, terms) VALUES (new.id, new.terms); END""",
    """CREATE TRIGGER published_search_removed AFTER DELETE ON published_search BEGIN
        INSERT INTO published_search_fts (published_search_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms); END""",
    """CREATE TRIGGER published_search_changed AFTER UPDATE ON published_search BEGIN
        INSERT INTO published_search_fts (published_search_fts, rowid, terms)
        VALUES ('delete', old.id, old.terms);
        INSERT INTO published_search_fts (rowid, terms) VALUES (new.id, new.terms); END""",
)
_POSTGRESQL = (
    "CREATE INDEX published_search_terms ON published_search USING gin (string_to_array(terms, ' '))",
)
_REMOVE = {
    "sqlite": (
        "DROP TRIGGER published_search_added",
        "DROP TRIGGER published_search_removed",
        "DROP TRIGGER published_search_changed",
        "DROP TABLE published_search_words",
        "DROP TABLE published_search_fts",
    ),
    "postgresql": ("DROP INDEX published_search_terms",),
}


def create(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL:
        schema_editor.execute(statement)


def drop(apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in _REMOVE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("published", "0002_case_origins"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublishedSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("terms", models.TextField()),
                (
                    "subject",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="published.publisheddocument",
                    ),
                ),
            ],
            options={"db_table": "published_search"},
        ),
        migrations.RunPython(create, drop),
        migrations.RemoveField(model_name="publishedaction", name="search_text"),
        migrations.RemoveField(model_name="publishedcase", name="search_text"),
        migrations.RemoveField(model_name="publishedsource", name="search_text"),
        # Rows that are there were made before: 0, and 2 from now on.
        migrations.AddField(
            model_name="publishedstate",
            name="projection",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="publishedstate",
            name="projection",
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
