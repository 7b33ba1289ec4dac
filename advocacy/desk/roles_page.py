"""Roles and rights as a table, read from advocacy/roles.py: on a page of the admin and in docs/roles.md."""

from dataclasses import dataclass

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from advocacy.roles import DUTIES, NAMES, PERMISSIONS, PRESET_DUTIES, PRESET_NAMES, PRESETS, ROLES, SPECIAL

#: What may be done with a noun, by the beginning of the permission.
DEEDS = {"view": _("see"), "add": _("enter"), "change": _("change"), "delete": _("remove")}


@dataclass(frozen=True)
class Right:
    """One row of the table: a noun or a special right, and for each role what it may do ("" for nothing)."""

    what: str
    cells: list[list[str]]


def nouns() -> list[str]:
    """The nouns on which some role has a right, as "app.model", in the order of the table."""
    found = {}
    for role in ROLES:
        for permission in PERMISSIONS[role]:
            app, _dot, codename = permission.partition(".")
            deed, _line, model = codename.partition("_")
            if permission not in SPECIAL and deed in DEEDS:
                found[f"{app}.{model}"] = None
    return sorted(found, key=lambda noun: (noun.split(".")[0] == "auth", noun.split(".")[0] != "cases", noun))


def noun_rights() -> list[Right]:
    """For each noun what each role may do with it."""
    rows = []
    for noun in nouns():
        app, _dot, model = noun.partition(".")
        cells = [
            [word for deed, word in DEEDS.items() if f"{app}.{deed}_{model}" in PERMISSIONS[role]]
            for role in ROLES
        ]
        rows.append(Right(capfirst(apps.get_model(noun)._meta.verbose_name_plural), cells))
    return rows


def special_rights() -> list[Right]:
    """For each special right who has it."""
    return [
        Right(words, [[_("yes")] if permission in PERMISSIONS[role] else [] for role in ROLES])
        for permission, words in SPECIAL.items()
    ]


def context(user) -> dict:
    """What the page shows; `held` are the roles of this user. One query."""
    held = set(user.groups.values_list("name", flat=True))
    return {
        "roles": [{"name": NAMES[role], "duty": DUTIES[role], "is_held": role in held} for role in ROLES],
        "presets": [
            {
                "name": PRESET_NAMES[preset],
                "duty": PRESET_DUTIES[preset],
                "roles": [NAMES[role] for role in roles],
            }
            for preset, roles in PRESETS.items()
        ],
        "noun_rights": noun_rights(),
        "special_rights": special_rights(),
    }


def markdown() -> str:
    """The tables of docs/roles.md, in English."""
    with override("en"):
        head = ["| | " + " | ".join(ROLES) + " |", "|---|" + "---|" * len(ROLES)]
        lines = ["## Special rights", "", *head, *map(line, special_rights())]
        lines += ["", "## Nouns", "", *head, *map(line, noun_rights())]
    return "\n".join(lines) + "\n"


def line(right: Right) -> str:
    cells = [", ".join(str(word) for word in words) for words in right.cells]
    return f"| {right.what} | " + " | ".join(cells) + " |"
