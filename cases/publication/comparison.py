"""What a publication would change for the public: two documents side by side, in words; without a query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases.publication import wording
from cases.publication.wording import Line
from cases.word_diff import Piece, word_diff

NEW, GONE, CHANGED = "new", "gone", "changed"
STATES = {NEW: _("new"), GONE: _("goes away"), CHANGED: _("changed")}
HEADINGS = {
    "": _("The record itself"),
    "events": _("Events"),
    "figures": _("Reported counts"),
    "working_counts": _("Working counts"),
    "people": _("People"),
    "citations": _("Sources cited"),
    "relations": _("Relations"),
    "responses": _("Responses"),
}


@dataclass(frozen=True)
class Change:
    """One field before and after; `pieces` are the words that stay, go and come."""

    line: Line
    before: str
    after: str
    pieces: list[Piece]


@dataclass(frozen=True)
class Row:
    """One row of a list, or the record itself (title ""), and what changes in it."""

    title: str
    state: str
    changes: list[Change]

    @property
    def state_in_words(self) -> str:
        return str(STATES[self.state])


@dataclass(frozen=True)
class Section:
    """One list of the document, or the record itself, with the rows that change."""

    part: str
    rows: list[Row]

    @property
    def heading(self) -> str:
        return str(HEADINGS[self.part])


def compare(old: Mapping | None, new: Mapping | None, titles: Mapping[str, str]) -> list[Section]:
    """The sections in which the documents differ; None is a document that is not public, or will not be."""
    old, new = old or {}, new or {}
    found = []
    own = changes(wording.lines(old, titles), wording.lines(new, titles))
    if own:
        state = CHANGED if old and new else NEW if new else GONE
        found.append(Section("", [Row("", state, own)]))
    for part, key in wording.PARTS.items():
        rows = compare_rows(part, key, old.get(part, []), new.get(part, []), titles)
        if rows:
            found.append(Section(part, rows))
    return found


def compare_rows(part: str, key: str, old: list, new: list, titles: Mapping[str, str]) -> list[Row]:
    """The rows that come, change and go, in the order in which the public reads them."""
    before, after = {row[key]: row for row in old}, {row[key]: row for row in new}
    rows = []
    for name in [*after, *(name for name in before if name not in after)]:
        found = changes(*(lines_of(part, rows_of.get(name), titles) for rows_of in (before, after)))
        if not found and name in before and name in after:
            continue
        state = NEW if name not in before else GONE if name not in after else CHANGED
        title = wording.row_title(part, after.get(name) or before[name], titles)
        rows.append(Row(title, state, found))
    return rows


def lines_of(part: str, row: Mapping | None, titles: Mapping[str, str]) -> list[Line]:
    return wording.part_lines(part, row, titles) if row else []


def changes(old: Iterable[Line], new: Iterable[Line]) -> list[Change]:
    """The lines whose text differs, each with its words compared."""
    before = {(line.name, line.language): line for line in old}
    after = {(line.name, line.language): line for line in new}
    found = []
    for key in [*after, *(key for key in before if key not in after)]:
        was = before[key].text if key in before else ""
        becomes = after[key].text if key in after else ""
        if was != becomes:
            line = after.get(key) or before[key]
            found.append(Change(line, was, becomes, word_diff(was, becomes)))
    return found


def names_shown(document: Mapping | None) -> dict[str, str]:
    """The public names of the people of a document, by the reference of their involvement."""
    people = (document or {}).get("people", [])
    return {person["reference"]: person["name"] for person in people if person["name"]}
