"""Why something was found: the passages that hold what was typed, marked, in the reader's language where there is one.

Marks follow the index exactly: a passage is marked for a word when the tokens of the passage meet one of its
alternatives, as they did for the row.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.choices import SubjectKind
from cases.published import resolve
from cases.published.search import english, korean, texts
from cases.published.search.folding import Folded, fold
from cases.published.search.query import Alternative, Query, any_of, is_met
from cases.published.search.terms import (
    CODE,
    FORM,
    GIVEN,
    KEYS,
    SOUND,
    keys_of_person,
    keys_of_place,
    tokens_of,
)
from cases.published.search.texts import Role, Text
from cases.published.search.tokens import units

#: Characters of a passage, and how many passages beside the title are shown.
LENGTH, BEFORE, MOST_PASSAGES = 220, 60, 3
MOST_WRITINGS = 6
LABELS: dict[Role, Promise] = {
    Role.PERSON: _("Person"),
    Role.EVENT: _("Event"),
    Role.PLACE: _("Place"),
    Role.ADDRESSEE: _("Addressee"),
    Role.RESPONSE: _("Response"),
    Role.PUBLISHER: _("Publisher"),
    Role.AUTHOR: _("Author"),
    Role.SOURCE: _("Source"),
    Role.COUNTRY: _("Country"),
    Role.EVENT_KIND: _("Event"),
    Role.OUTCOME: _("Last reported outcome"),
    Role.PEOPLE: _("People"),
    Role.REFERENCE: _("Reference"),
}
#: Names, not prose: shown with the name in the reader's language beside them.
_NAMES = (Role.PLACE, Role.COUNTRY, Role.ADDRESSEE)


@dataclass(frozen=True)
class Part:
    """A stretch of a passage; `marked` if it is what was looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Passage:
    """One text, or a window of it. `language` is "" where it is that of the page; `beside` is the same name in the
    language of the page."""

    label: Promise | str
    parts: tuple[Part, ...]
    language: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Snippet:
    """One hit as it is shown. `otherwise` holds what was marked though it is not written as typed."""

    title: Passage | None
    passages: tuple[Passage, ...]
    otherwise: tuple[str, ...]


@dataclass
class _Found:
    """What one text holds: the groups of the query it meets, by number, and what to mark."""

    groups: set[int] = field(default_factory=set)
    exact: list[tuple[int, int]] = field(default_factory=list)
    otherwise: list[tuple[int, int]] = field(default_factory=list)

    @property
    def spans(self) -> list[tuple[int, int]]:
        return _merged([*self.exact, *self.otherwise])


def of(documents: Iterable[Mapping], query: Query, language: str) -> dict[tuple[str, str], Snippet]:
    """The snippets of some documents by (kind, reference). One query for the sources they rest on, none without."""
    documents = list(documents)
    wanted = {(SubjectKind.SOURCE, source) for document in documents for source in texts.cited(document)}
    sources = {reference: source for (_kind, reference), source in resolve.documents(wanted).items()}
    return {
        (document["kind"], document["reference"]): snippet(texts.of(document, sources), query, language)
        for document in documents
    }


def snippet(found_texts: list[Text], query: Query, language: str) -> Snippet:
    """The title and the passages of one document that show every word of the query; pure."""
    missing = set(range(len(query.groups)))
    title: Passage | None = None
    summary: Passage | None = None
    passages: list[Passage] = []
    otherwise: dict[str, None] = {}
    for text in sorted(found_texts, key=lambda text: (text.role, _rank(text.language, language))):
        is_title = title is None and text.role in (Role.TITLE, Role.ACTOR)
        is_summary = summary is None and text.role == Role.SUMMARY
        # The title and the summary are shown whatever is in them.
        found = marks(text, query) if missing or is_title or is_summary else _Found()
        if is_title:
            title = _passage(text, found, language, found_texts, whole=True)
        elif is_summary:
            summary = _passage(text, found, language, found_texts)
        elif found.groups & missing and len(passages) < MOST_PASSAGES:
            passages.append(_passage(text, found, language, found_texts))
        else:
            continue
        missing -= found.groups
        folded = fold(text.text)
        otherwise |= dict.fromkeys(_original(folded, span) for span in found.otherwise)
    shown = ([summary] if summary else []) + passages
    return Snippet(title, tuple(shown), tuple(otherwise))


def writings(snippets: Iterable[Snippet]) -> list[str]:
    """What was found in other writings than the one typed, as the texts have it, each once whatever its case."""
    found: dict[str, str] = {}
    for shown in snippets:
        for writing in shown.otherwise:
            found.setdefault(writing.casefold(), writing)
    return list(found.values())[:MOST_WRITINGS]


def marks(text: Text, query: Query) -> _Found:
    """What of the query stands in a text."""
    folded = fold(text.text)
    held = tokens_of(text)
    found = _Found()
    for number, group in enumerate(query.groups):
        for alternatives, spans in (
            (group.exact, found.exact),
            (group.variants, found.otherwise),
            (group.related, found.otherwise),
            (group.similar, found.otherwise),
        ):
            met = [alternative for alternative in alternatives if is_met(alternative, held)]
            new = [span for alternative in met for span in _places(text, folded, alternative)]
            if new:
                found.groups.add(number)
                spans.extend(new)
    covered = _merged(found.exact)
    found.otherwise = [
        (start, end)
        for start, end in _merged(found.otherwise)
        if not any(a <= start and end <= b for a, b in covered)
    ]
    return found


def _places(text: Text, folded: Folded, alternative: Alternative) -> list[tuple[int, int]]:
    """Where the tokens of an alternative stand in the folded text."""
    spans: list[tuple[int, int]] = []
    for token in (token for each in alternative for token in any_of(each)):
        if token[0] in KEYS:
            spans += _named(text, folded, token)
            continue
        # Pieces of dense script may reach over one blank.
        pieces = "[ -]?".join(map(re.escape, token))
        for unit in units(folded):
            if not unit.is_dense and token in (unit.joined, *unit.parts):
                spans.append((unit.start, unit.end - 2 if unit.text.endswith("'s") else unit.end))
        spans += [
            found.span() for found in re.finditer(pieces, folded.text) if _is_dense(folded, found.start())
        ]
    return spans


def _is_dense(folded: Folded, position: int) -> bool:
    return any(unit.is_dense and unit.start <= position < unit.end for unit in units(folded))


def _named(text: Text, folded: Folded, key: str) -> list[tuple[int, int]]:
    """Where a name stands that has a key."""
    if key.startswith(CODE):
        return [(0, len(folded.text))]
    if key.startswith(FORM):
        return [
            (unit.start, unit.end - 2 if unit.text.endswith("'s") else unit.end)
            for unit in units(folded)
            if any(key[1:] in english.bases(part) for part in (unit.joined, *unit.parts))
        ]
    if text.role == Role.PERSON and key in set(keys_of_person(folded)):
        return [(0, len(folded.text))]
    spans = [
        (start, end)
        for family, given, start, end in korean.names(folded, list(units(folded)))
        if key in (SOUND + korean.key(family, given), GIVEN + given)
    ]
    if text.role == Role.PLACE:
        spans += [
            (unit.start, unit.end) for unit in units(folded) if key in set(keys_of_place(fold(unit.text)))
        ]
    return [(start, end - 2 if folded.text[start:end].endswith("'s") else end) for start, end in spans]


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that touch or overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _original(folded: Folded, span: tuple[int, int]) -> str:
    start, end = folded.span(*span)
    return folded.original[start:end].strip()


def _passage(
    text: Text, found: _Found, language: str, all_texts: list[Text], *, whole: bool = False
) -> Passage:
    """A text with its marks; a long one as a window around the first of them."""
    folded = fold(text.text)
    spans = [folded.span(*span) for span in found.spans]
    start, end = (0, len(text.text)) if whole else _window(text.text, spans)
    parts: list[Part] = [Part("…")] if start else []
    position = start
    for mark_start, mark_end in spans:
        if mark_start >= end:
            break
        if position < mark_start:
            parts.append(Part(text.text[position:mark_start]))
        parts.append(Part(text.text[mark_start : min(mark_end, end)], marked=True))
        position = min(mark_end, end)
    parts.append(Part(text.text[position:end] + ("…" if end < len(text.text) else "")))
    other = text.language and text.language != language
    beside = ""
    if other and text.role in _NAMES:
        same = [each for each in all_texts if (each.role, each.thing) == (text.role, text.thing)]
        beside = next((each.text for each in same if each.language == language), "")
    return Passage(
        LABELS.get(text.role, ""),
        tuple(part for part in parts if part.text),
        text.language if other else "",
        beside,
    )


def _window(text: str, spans: list[tuple[int, int]]) -> tuple[int, int]:
    """Where to begin and end a passage: at blanks if there are any near."""
    if len(text) <= LENGTH:
        return 0, len(text)
    start = max(0, min(spans[0][0] - BEFORE, len(text) - LENGTH)) if spans else 0
    if start:
        blank = text.find(" ", start, start + 20)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + LENGTH)
    if end < len(text):
        blank = text.rfind(" ", end - 20, end)
        end = blank if blank >= 0 else end
    return start, end


def _rank(language: str, wanted: str) -> int:
    """The reader's language first, and texts of no language; then English; then any other."""
    return 0 if language in (wanted, "") else 1 if language == "en" else 2
