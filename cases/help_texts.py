"""The help texts of many fields as one step of a migration."""

from django.db.migrations.operations.base import Operation


class AlterHelpTexts(Operation):
    """Give fields other help texts, those of the model's history too.

    `texts` is {model: {field: text}}, in lower case as migrations name models. The database knows no help texts, so
    nothing is done there. `AlterField` would do the same for each field, and build every related model anew each
    time: three hundred of them cost a minute whenever a database is made.
    """

    reversible = True

    def __init__(self, texts: dict[str, dict[str, str]]):
        self.texts = texts

    def state_forwards(self, app_label, state):
        for model, texts in self.texts.items():
            for name in (model, f"historical{model}"):
                if (app_label, name) not in state.models:
                    continue
                fields = state.models[app_label, name].fields
                for field, text in texts.items():
                    fields[field] = fields[field].clone()
                    fields[field].help_text = text

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing: help texts are not in the database."""

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """Nothing: help texts are not in the database."""

    def describe(self):
        return "Alter help texts"
