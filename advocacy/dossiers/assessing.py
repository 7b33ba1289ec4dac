"""How far a dossier is, what forbids it, what would leave the office: everything shown before a file is made. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from advocacy.deadlines import due_on, window
from advocacy.dossiers import rules
from advocacy.dossiers.finding import Finding, blocker
from advocacy.dossiers.form import ChannelForm, Field, Section, Table, Value
from advocacy.dossiers.material import Document, Material, Rule, Target
from advocacy.dossiers.wording import Wording
from cases import text
from cases.choices import (
    ActionKind,
    DeadlineStart,
    DossierLanguage,
    EventKind,
    Measure,
    Outcome,
    ResponseKind,
    SourceKind,
    Timing,
)

#: How the words of one value are told apart to see which the public reads already.
PIECES = re.compile(r"\n|, |; | → |\. | / ")
#: Codes that forms show by their labels.
VOCABULARIES = (ActionKind, EventKind, Measure, Outcome, ResponseKind, SourceKind)
PERSON, OWN, UNPUBLISHED, CONFIDENTIAL = "person", "own", "unpublished", "confidential"


@dataclass(frozen=True)
class Filled:
    """One field of a form with its value; empty when it is missing."""

    section: Section
    field: Field
    value: Value

    def label(self, language: str) -> str:
        return self.field.label.in_language(language)


@dataclass(frozen=True)
class Missing:
    """A field without a value. `target` is where the record is mended; None for an answer, named by `answer`."""

    section: str
    label: str
    is_obligatory: bool
    target: Target | None
    answer: str


@dataclass(frozen=True)
class Clock:
    """One deadline of the channel: a window for what counts from the event, else the day it is due if today is the day it
    counts from; neither where that day is nowhere near."""

    rule: Rule
    timing: Timing | None
    safe: date | None
    hard: date | None
    due: date | None


@dataclass(frozen=True)
class Leaving:
    """Something that would leave the office and that the public does not read already, in whole words for staff.

    `kind`: of a person, the author's own text, of the record and unpublished, or a confidential source.
    """

    kind: str
    label: str
    words: str


@dataclass(frozen=True)
class Assessment:
    """`share` of the obligatory fields that are filled, 0 to 1. With any of `blockers` no file is made."""

    form: ChannelForm
    share: float
    missing: tuple[Missing, ...]
    blockers: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    clocks: tuple[Clock, ...]
    leaving: tuple[Leaving, ...]
    filled: tuple[Filled, ...]


def assess(
    form: ChannelForm,
    material: Material,
    answers: dict[str, str],
    today: date,
    language: str = DossierLanguage.EN,
) -> Assessment:
    """Everything that is to be known before a dossier is made from this material and these answers."""
    words = Wording(language)
    filled = tuple(fill(form, material, answers, words))
    findings = [
        *(found for rule in (*rules.ALWAYS, *form.rules) for found in rule(form, material, answers, today)),
        *language_findings(form, language),
        *text_findings(material, filled, words),
    ]
    obligatory = [one for one in filled if one.field.is_obligatory]
    return Assessment(
        form=form,
        share=sum(bool(one.value) for one in obligatory) / len(obligatory),
        missing=tuple(missing(one, material, language) for one in filled if not one.value),
        blockers=tuple(found for found in findings if found.blocks),
        warnings=tuple(found for found in findings if not found.blocks),
        clocks=tuple(
            clock(form, material, rule, today) for rule in material.rules if rule.channel == form.code
        ),
        leaving=tuple(leaving(material, filled, words)),
        filled=filled,
    )


def fill(form: ChannelForm, material: Material, answers: dict[str, str], words: Wording) -> Iterator[Filled]:
    """Every field in the channel's order with its value."""
    for section in form.sections:
        for field in section.fields:
            if field.fact is not None:
                value = field.fact.read(material, words)
            else:
                value = answers.get(field.name, "").strip()
                if value and field.shown:
                    value = field.shown(value, words)
            yield Filled(section, field, value)


def missing(one: Filled, material: Material, language: str) -> Missing:
    fact = one.field.fact
    return Missing(
        section=one.section.title.in_language(language),
        label=one.label(language),
        is_obligatory=one.field.is_obligatory,
        target=fact.where(material) if fact else None,
        answer="" if fact else one.field.name,
    )


def clock(form: ChannelForm, material: Material, rule: Rule, today: date) -> Clock:
    if rule.is_of_event:
        found = window(rule, rules.event_date(form, material))
        return Clock(rule, found.timing(today), found.safe, found.hard, None)
    is_near = rule.counts_from in (DeadlineStart.SENDING, DeadlineStart.TRANSMISSION)
    return Clock(rule, None, None, None, due_on(rule, today) if is_near else None)


# --- findings about words -------------------------------------------------------------------------


def language_findings(form: ChannelForm, language: str) -> Iterator[Finding]:
    if language not in form.languages:
        yield blocker(
            "language",
            _("This channel takes other languages: %s.")
            % ", ".join(str(one.label) for one in form.languages),
        )


def text_findings(material: Material, filled: tuple[Filled, ...], words: Wording) -> Iterator[Finding]:
    """No text names anybody who did not agree, and none tells an exact age where not everybody did."""
    for one in filled:
        target = one.field.fact.where(material) if one.field.fact else Target("", None, one.field.name)
        yield from _text_findings(material, one.label(words.language), "\n".join(strings(one.value)), target)
    for document in material.documents:
        target = Target("cases.source", document.pk, "title")
        yield from _text_findings(material, _("Sources"), "\n".join(document_strings(document)), target)


def _text_findings(material: Material, label: str, outgoing: str, target: Target) -> Iterator[Finding]:
    if material.unsaid.stands_in(outgoing):
        yield blocker(
            "name",
            _("“%s” contains the name of a person who did not agree to this purpose.") % label,
            target,
        )
    if material.is_coarse and text.exact_ages_in(outgoing):
        yield blocker(
            "age",
            _("“%s” gives an exact age, and not everybody agreed: write for example “a child”.") % label,
            target,
        )


def strings(value: Value) -> list[str]:
    """The texts of a value."""
    if isinstance(value, Table):
        return [cell for row in value.rows for cell in row if cell]
    return [value] if value else []


def document_strings(document: Document) -> list[str]:
    parts = (document.title, document.publisher, document.author, document.url, document.archived_url)
    return [part for part in parts if part]


# --- what leaves ----------------------------------------------------------------------------------


def leaving(material: Material, filled: tuple[Filled, ...], words: Wording) -> Iterator[Leaving]:
    """What the public does not read already, in the order of the form, then the sources.

    Errs on the safe side: a text counts as public only if a published document has just these words.
    """
    known = public_pieces(material, words)
    for one in filled:
        label = one.label(words.language)
        if one.field.is_own_text:
            kind, found = OWN, strings(one.value)
        elif one.field.fact.is_about_person:
            kind, found = PERSON, strings(one.value)
        else:
            kind = UNPUBLISHED
            found = [cell for cell in strings(one.value) if not is_public(cell, known)]
        if found and one.field.name != "organisation":
            yield Leaving(kind, label, "; ".join(found))
    for document in material.documents:
        if document.is_confidential:
            yield Leaving(CONFIDENTIAL, _("Sources"), document.title)
        elif document.title not in material.public_words:
            yield Leaving(UNPUBLISHED, _("Sources"), document.title)


def public_pieces(material: Material, words: Wording) -> frozenset[str]:
    """The published texts, and the published dates, codes and countries as this dossier words them."""
    dated = set()
    for known in material.public_words:
        if known[:1].isdigit() and len(known) <= 30:
            try:
                dated.add(words.date(known))
            except ValueError:
                continue
    labels = {
        words.code(member) for codes in VOCABULARIES for member in codes if member in material.public_words
    }
    countries = {words.country(code) for code in material.public_words if len(code) == 2 and code.isupper()}
    pieces = {piece for known in material.public_words for piece in PIECES.split(known)}
    return frozenset(material.public_words | pieces | dated | labels | countries)


def is_public(cell: str, known: frozenset[str]) -> bool:
    """Whether each piece of a cell is published; the marks of sources tell nothing by themselves."""
    pieces = (piece.strip(" .") for piece in PIECES.split(cell))
    return cell in known or all(
        not piece or piece in known or piece + "." in known or re.fullmatch(r"(\[\d+\] ?)+", piece)
        for piece in pieces
    )
