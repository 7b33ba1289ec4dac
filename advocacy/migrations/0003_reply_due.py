from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0002_roles"), ("cases", "0008_office")]

    operations = [
        migrations.AddField(
            model_name="action",
            name="reply_due_on",
            field=models.DateField(
                blank=True,
                help_text="The day by which an answer should have come, for example 60 days after a UN letter. Empty: none is expected. The first page reminds of it until a response is entered. Never published.",
                null=True,
                verbose_name="reply expected by",
            ),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="reply_due_on",
            field=models.DateField(
                blank=True,
                help_text="The day by which an answer should have come, for example 60 days after a UN letter. Empty: none is expected. The first page reminds of it until a response is entered. Never published.",
                null=True,
                verbose_name="reply expected by",
            ),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["reply_due_on"], name="action_reply_due"),
        ),
    ]
