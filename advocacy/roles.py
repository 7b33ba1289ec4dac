"""The six roles of the office as groups of permissions; combinable.

| role | may |
| --- | --- |
| viewer | read the record, without people, contacts and confidential sources |
| contributor | enter and change cases, sources, people and actions; submit them |
| editor | what a contributor may; approve or return what others submitted; take down at once |
| publisher | read; approve; publish, correct and restore; take down at once |
| source keeper | see and edit confidential sources |
| administrator | manage accounts and roles; read the record like a viewer |

The migration `roles` applies this table; a test holds both together.
"""

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
)
#: Nouns about people: for those who work on cases.
PEOPLE_NOUNS = (
    "cases.person",
    "cases.involvement",
    "cases.consent",
    "cases.contactnote",
    "cases.riskreview",
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


def each(action: str, nouns: tuple[str, ...]) -> frozenset[str]:
    """The permission `action` on each noun, for example "cases.view_case"."""
    return frozenset(f"{app}.{action}_{model}" for app, model in (noun.split(".") for noun in nouns))


def _table() -> dict[str, frozenset[str]]:
    read = each("view", OPEN_NOUNS) | frozenset(EDITIONS)
    nouns = (*OPEN_NOUNS, *PEOPLE_NOUNS)
    write = read | each("view", PEOPLE_NOUNS) | each("add", nouns) | each("change", nouns)
    write |= each("delete", REMOVABLE_NOUNS)
    return {
        VIEWER: read,
        CONTRIBUTOR: write,
        EDITOR: write | {"cases.review_subject", "cases.take_down"},
        PUBLISHER: read
        | each("view", PEOPLE_NOUNS)
        | {"cases.review_subject", "cases.publish_edition", "cases.take_down"},
        SOURCE_KEEPER: read
        | each("add", ("cases.source",))
        | each("change", ("cases.source",))
        | {"cases.view_confidential_source"},
        ADMINISTRATOR: read
        | each("view", ("auth.user", "auth.group"))
        | each("add", ("auth.user",))
        | each("change", ("auth.user",)),
    }


#: Permissions of each role as "app.codename".
PERMISSIONS = _table()
ROLES = tuple(PERMISSIONS)
