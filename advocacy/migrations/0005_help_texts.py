from django.db import migrations

from cases.help_texts import AlterHelpTexts

#: By model and field.
TEXTS = {
    "action": {
        "actor_kind": "Who acts, for example “NGO”. Published.",
        "actor_ko": "The name in this language, as it is used there. Empty: the public reads the English name. Published.",
        "actor_zh_hans": "The name in this language, as it is used there. Empty: the public reads the English name. Published.",
        "embargo_until": "Only for “embargoed”: the first day on which it may be published, for example 2024-05-02. Never published.",
        "kind": "What was done, for example “Letter”. Published.",
        "publicity": "Only “public”, or “embargoed” after its date, can be published. The choice itself is private.",
        "summary_ko": "The same in this language, without names. Empty: the public reads the English text. Published.",
        "summary_zh_hans": "The same in this language, without names. Empty: the public reads the English text. Published.",
    },
    "actionaddressee": {
        "addressee": "Whom the action asks. Published by name.",
        "position": "The order in which they are named: 1, 2, 3 … Published.",
    },
    "actioncase": {
        "case": "A case the action speaks for. Published.",
    },
    "addressee": {
        "kind": "What it is, for example “Government”. Published.",
        "name_ko": "The name in this language, as it is used there. Empty: the public reads the English name. Published.",
        "name_zh_hans": "The name in this language, as it is used there. Empty: the public reads the English name. Published.",
    },
    "advocacycitation": {
        "action": "What the source speaks of: fill in exactly one of these. Published with it.",
        "reference": "Leave empty: it is made for you. Never put a name into it. Published.",
        "response": "What the source speaks of: fill in exactly one of these. Published with it.",
        "stance": "Whether the source supports or disputes it. Published.",
    },
    "response": {
        "action": "The action it answers. Empty when it answers none that is recorded. Published.",
        "case": "The case it speaks about, if one. Published.",
        "date_edtf": "For example 2012-03-07. For no reply: until when none came. Published.",
        "kind": "What came back, for example “Refusal”. Published.",
        "responder": "Who answered, or did not. Published by name.",
        "summary_ko": "The same in this language, without names. Empty: the public reads the English text. Published.",
        "summary_zh_hans": "The same in this language, without names. Empty: the public reads the English text. Published.",
    },
}


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0004_roles_of_the_desk"), ("cases", "0009_help_texts")]

    operations = [AlterHelpTexts(TEXTS)]
