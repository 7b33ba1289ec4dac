from django.db import migrations, models

import cases.published.models.code


class Migration(migrations.Migration):
    dependencies = [("published", "0003_search")]

    operations = [
        migrations.CreateModel(
            name="PublishedMerge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    cases.published.models.code.CodeField(
                        choices=[
                            ("case", "Case"),
                            ("source", "Source"),
                            ("figure", "Figure reported by others"),
                            ("statement", "Statement"),
                            ("action", "Action"),
                            ("response", "Response"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reference", cases.published.models.code.CodeField(max_length=80)),
                ("into_reference", cases.published.models.code.CodeField(max_length=80)),
            ],
            options={
                "db_table": "published_merge",
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "reference"), name="published_merge_once")
                ],
            },
        ),
    ]
