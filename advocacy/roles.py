"""The six roles of the office as groups of permissions; combinable.

| role | may |
| --- | --- |
| viewer | read the record, without people, contacts and confidential sources |
| contributor | enter and change cases, sources, people and actions; submit them |
| editor | what a contributor may; approve or return what others submitted; take down at once |
| publisher | read; approve; publish, correct and restore; take down at once |
| source keeper | see and edit confidential sources |
| administrator | manage accounts and roles; read the record like a viewer |

A migration applies this table (`apply_roles`); one that adds a right must end with it again. A test holds table and
groups together.
"""

from collections.abc import Iterable

from django.contrib.auth.management import create_permissions
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

VIEWER, CONTRIBUTOR, EDITOR, PUBLISHER = "viewer", "contributor", "editor", "publisher"
SOURCE_KEEPER, ADMINISTRATOR = "source keeper", "administrator"

#: Nouns that every member of staff may read.
OPEN_NOUNS = (
    "cases.case",
    "cases.workingcount",
    "cases.event",
    "cases.figure",
    "cases.statement",
    "cases.source",
    "cases.citation",
    "cases.relation",
    "cases.place",
    "advocacy.action",
    "advocacy.actionaddressee",
    "advocacy.actioncase",
    "advocacy.addressee",
    "advocacy.response",
    "advocacy.advocacycitation",
    "advocacy.deadlinerule",
)
#: Nouns about people: for those who work on cases.
PEOPLE_NOUNS = (
    "cases.person",
    "cases.involvement",
    "cases.consent",
    "cases.contactnote",
    "cases.riskreview",
    "cases.correctionrequest",
    "advocacy.dossier",
)
#: Rows of a case or action that may be removed while editing; subjects, people and consents may not.
REMOVABLE_NOUNS = (
    "cases.workingcount",
    "cases.event",
    "cases.citation",
    "cases.relation",
    "cases.involvement",
    "advocacy.actionaddressee",
    "advocacy.actioncase",
    "advocacy.advocacycitation",
)
EDITIONS = ("cases.view_edition", "cases.view_editionentry")
#: What was sent is entered once and never changed.
SENT = ("advocacy.sentdossier",)


def each(action: str, nouns: tuple[str, ...]) -> frozenset[str]:
    """The permission `action` on each noun, for example "cases.view_case"."""
    return frozenset(f"{app}.{action}_{model}" for app, model in (noun.split(".") for noun in nouns))


def _table() -> dict[str, frozenset[str]]:
    read = each("view", OPEN_NOUNS) | frozenset(EDITIONS)
    nouns = (*OPEN_NOUNS, *PEOPLE_NOUNS)
    write = read | each("view", PEOPLE_NOUNS) | each("add", nouns) | each("change", nouns)
    write |= each("delete", REMOVABLE_NOUNS) | {"cases.import_records"}
    write |= each("view", SENT) | each("add", SENT)
    return {
        VIEWER: read,
        CONTRIBUTOR: write,
        EDITOR: write
        | {"cases.review_subject", "cases.take_down", "cases.merge_records", "cases.erase_person"},
        PUBLISHER: read
        | each("view", (*PEOPLE_NOUNS, *SENT))
        | {"cases.review_subject", "cases.publish_edition", "cases.take_down", "cases.erase_person"},
        SOURCE_KEEPER: read
        | each("add", ("cases.source",))
        | each("change", ("cases.source",))
        | {"cases.view_confidential_source"},
        ADMINISTRATOR: read
        | each("view", ("auth.user", "auth.group", "cases.privateexport"))
        | each("add", ("auth.user",))
        | each("change", ("auth.user",)),
    }


#: Permissions of each role as "app.codename".
PERMISSIONS = _table()
ROLES = tuple(PERMISSIONS)

#: The roles in the words of the reader's language; the groups keep the English names.
NAMES = {
    VIEWER: pgettext_lazy("role", "viewer"),
    CONTRIBUTOR: pgettext_lazy("role", "contributor"),
    EDITOR: pgettext_lazy("role", "editor"),
    PUBLISHER: pgettext_lazy("role", "publisher"),
    SOURCE_KEEPER: pgettext_lazy("role", "source keeper"),
    ADMINISTRATOR: pgettext_lazy("role", "administrator"),
}

#: What each role is for, for those who give it and those who have it.
DUTIES = {
    VIEWER: _("Reads the record, without people, contacts and confidential sources."),
    CONTRIBUTOR: _("Enters and changes cases, sources, people and actions, and submits them for review."),
    EDITOR: _(
        "Does what a contributor does, approves or returns what others submitted, and takes down at once."
    ),
    PUBLISHER: _(
        "Reads everything but confidential sources, approves, publishes, corrects, restores, takes down."
    ),
    SOURCE_KEEPER: _("Sees and edits confidential sources, and reads the record like a viewer."),
    ADMINISTRATOR: _("Makes accounts and gives out roles, and reads the record like a viewer."),
}

#: Sets of roles to give in one go. Administering stays a decision of its own.
PRESETS = {"office-of-two": (CONTRIBUTOR, EDITOR, PUBLISHER, SOURCE_KEEPER)}
PRESET_NAMES = {"office-of-two": _("Office of two")}
PRESET_DUTIES = {
    "office-of-two": _(
        "One of two people who do everything: contributor, editor, publisher and source keeper. Each reviews and "
        "publishes what the other wrote. Needs two people with it."
    ),
}

#: Rights that are no reading or writing of a noun, in words.
SPECIAL = {
    "cases.review_subject": _("Approve or return what others submitted"),
    "cases.publish_edition": _("Publish, correct and restore"),
    "cases.take_down": _("Retract or withdraw at once"),
    "cases.merge_records": _("Merge duplicates"),
    "cases.view_confidential_source": _("See confidential sources"),
    "cases.import_records": _("Import files"),
    "cases.erase_person": _("Ask that a person be erased, or carry out what another asked"),
    "cases.export_restricted": _(
        "Export encrypted fields; no role has this, a superuser gives it to a person"
    ),
}


def rights_of(roles: Iterable[str]) -> frozenset[str]:
    """What somebody in all of these roles may do."""
    return frozenset().union(*(PERMISSIONS[role] for role in roles))


def apply_roles(apps, schema_editor) -> None:
    """Give the groups of the six roles exactly the rights of the table: a step of a migration."""
    # Permissions are normally made after all migrations; the groups need them now.
    for label in ("auth", "cases", "advocacy"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    found = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in permission_model.objects.select_related("content_type")
    }
    for role, permissions in PERMISSIONS.items():
        group, _created = group_model.objects.get_or_create(name=role)
        # Of a right that a later release adds nothing is known yet in an early migration.
        group.permissions.set([found[name] for name in permissions if name in found])
