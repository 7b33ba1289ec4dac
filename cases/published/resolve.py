"""From references to what is published under them.

Documents hold references only. What does not resolve here is not public, for whatever reason, and is not
shown; pages that name it lose the name with the thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from cases.choices import SubjectKind
from cases.published import count_words
from cases.published.models import (
    PublishedDocument,
    PublishedFigure,
    PublishedMerge,
    PublishedResponse,
    PublishedStatement,
    PublishedTombstone,
)

#: The page of each kind of subject that has one of its own, and the page that lists the others.
PAGES = {SubjectKind.CASE: "case-page", SubjectKind.SOURCE: "source-page", SubjectKind.ACTION: "action-page"}
LISTS = {SubjectKind.FIGURE: "figure-list", SubjectKind.STATEMENT: "statement-list"}
#: Kinds that are public only while their source is, or the case they speak of: they have a row then
#: (cases/published/projector.py).
RESTING_ON_ANOTHER = {
    SubjectKind.FIGURE: PublishedFigure,
    SubjectKind.STATEMENT: PublishedStatement,
    SubjectKind.RESPONSE: PublishedResponse,
}


@dataclass(frozen=True)
class Link:
    """A published subject, or a figure of a case, as other pages name it.

    `title` is in the languages that exist, or one text. `document` is its document, for a figure of a case
    (`case`: its reference) the part of the case's document.
    """

    kind: str
    reference: str
    title: dict | str
    document: dict
    case: str = ""

    @property
    def url(self) -> str:
        """The page of the subject; for a figure or statement its place in the list of them; "" for neither."""
        if self.case:
            return f"{reverse(PAGES[SubjectKind.CASE], args=[self.case])}#{self.reference}"
        if self.kind in PAGES:
            return reverse(PAGES[self.kind], args=[self.reference])
        if self.kind in LISTS:
            return f"{reverse(LISTS[self.kind])}#{self.reference}"
        return ""


def find(kind: str, reference: str) -> PublishedDocument | None:
    """The published document, or None. One query."""
    return PublishedDocument.objects.filter(kind=kind, reference=reference).first()


def tombstone(kind: str, reference: str) -> PublishedTombstone | None:
    """What is left of a subject that was taken down, or None. One query."""
    return PublishedTombstone.objects.filter(kind=kind, reference=reference).first()


def merged_into(kind: str, reference: str) -> str:
    """The reference of the published subject that this one, taken down, turned out to repeat; "" if there is none.
    Two queries at most."""
    into = PublishedMerge.objects.filter(kind=kind, reference=reference)
    into = into.values_list("into_reference", flat=True).first()
    return into if into and find(kind, into) else ""


def shown() -> QuerySet:
    """The published documents without those that rest on something that is not, or no longer, published."""
    shown = ~Q(kind__in=list(RESTING_ON_ANOTHER))
    for kind, rows in RESTING_ON_ANOTHER.items():
        shown |= Q(kind=kind, pk__in=rows.objects.values("subject"))
    return PublishedDocument.objects.filter(shown)


def documents(references: Iterable[tuple[str, str]]) -> dict[tuple[str, str], dict]:
    """The published documents of these (kind, reference) pairs; what is not published is not in the result. One
    query, none for no pairs."""
    by_kind: dict[str, set[str]] = {}
    for kind, reference in references:
        by_kind.setdefault(kind, set()).add(reference)
    wanted = Q()
    for kind, of_kind in by_kind.items():
        wanted |= Q(kind=kind, reference__in=of_kind)
    if not wanted:
        return {}
    rows = shown().filter(wanted).values_list("kind", "reference", "document")
    return {(kind, reference): document for kind, reference, document in rows}


def links(references: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Link]:
    """Links to the published ones of these (kind, reference) pairs. One query, a second one if figures are
    asked for that are no subjects of their own."""
    references = set(references)
    found = {key: link(document) for key, document in documents(references).items()}
    missing = {reference for kind, reference in references if kind == SubjectKind.FIGURE} - {
        reference for _kind, reference in found
    }
    if missing:
        rows = PublishedFigure.objects.filter(reference__in=missing).select_related("subject")
        found |= {(SubjectKind.FIGURE.value, row.reference): _link_of_part(row) for row in rows}
    return found


def link(document: dict) -> Link:
    """The link of one document."""
    return Link(document["kind"], document["reference"], _title(document), document)


def title(kind: str, reference: str) -> str:
    """The title in the active language, "" if nothing is published under the reference. One query."""
    found = find(kind, reference)
    if not found:
        return ""
    text = _title(found.document)
    return localized(text) if isinstance(text, dict) else text


def localized(text: dict) -> str:
    """The text in the active language, else in English, else in any; "" if there is none."""
    return text.get(get_language()) or text.get("en") or next(iter(text.values()), "")


def other_language(text: dict) -> str:
    """The language that `localized` falls back to; "" where it gives the active one."""
    if not text or text.get(get_language()):
        return ""
    return "en" if text.get("en") else next(iter(text))


def _link_of_part(row: PublishedFigure) -> Link:
    figures = row.subject.document["figures"]
    figure = next(figure for figure in figures if figure["reference"] == row.reference)
    title = count_words.figure_title(figure)
    return Link(SubjectKind.FIGURE, row.reference, title, figure, case=row.case_reference)


def _title(document: dict) -> dict | str:
    if document["kind"] == SubjectKind.FIGURE:
        return count_words.figure_title(document)
    return document.get("title") or document.get("summary") or document.get("text") or document["reference"]
